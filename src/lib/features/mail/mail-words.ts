import type { LetterState } from '#lib/domain/mail/letter-state.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/tone.ts';
import type { LetterCount } from '#lib/server/mail/mail-query.ts';

const SECURITY: Readonly<Record<string, readonly [() => string, () => string]>> = {
	tls: [m.mail_security_tls, m.mail_security_tls_hint],
	starttls: [m.mail_security_starttls, m.mail_security_starttls_hint],
	none: [m.mail_security_none, m.mail_security_none_hint]
};
export const securityWord = (security: string): string => SECURITY[security]?.[0]() ?? security;
export const securityHint = (security: string): string => SECURITY[security]?.[1]() ?? '';

const KIND: Readonly<Record<string, () => string>> = {
	invitation: m.mail_kind_invitation,
	link: m.mail_kind_link,
	reminder: m.mail_kind_reminder
};
export const letterKind = (kind: string): string => KIND[kind]?.() ?? kind;

const HAD: Readonly<Record<string, () => string>> = {
	invitation: m.mail_had_invitation,
	link: m.mail_had_link,
	reminder: m.mail_had_reminder
};
export const hadWord = (kind: string): string => HAD[kind]?.() ?? kind;

const STATE: Readonly<Record<LetterState, readonly [() => string, Tone]>> = {
	waiting: [m.mail_state_waiting, 'neutral'],
	sending: [m.mail_state_sending, 'info'],
	sent: [m.mail_state_sent, 'success'],
	refused: [m.mail_state_refused, 'error'],
	failed: [m.mail_state_failed, 'error'],
	unknown: [m.mail_state_unknown, 'warning'],
	cancelled: [m.mail_state_cancelled, 'neutral']
};
export const stateWord = (state: LetterState): string => STATE[state][0]();
export const stateTone = (state: LetterState): Tone => STATE[state][1];

/** What the post office itself had to say, where no server was asked. */
const OWN_ANSWER: Readonly<Record<string, () => string>> = {
	'master key': m.mail_answer_key,
	'delegation removed': m.mail_answer_removed
};
export const answerWord = (answer: string | null): string => OWN_ANSWER[answer ?? '']?.() ?? (answer || '–');

export const openLetters = ({ waiting, sending }: LetterCount): number => waiting + sending;
export const allLetters = (count: LetterCount): number =>
	Object.values(count).reduce((sum, each) => sum + each, 0);

/** 30 sent · 2 refused · 3 waiting: what there is, in words. */
export const countWords = (count: LetterCount): string =>
	(Object.entries(count) as [LetterState, number][])
		.filter(([, each]) => each > 0)
		.map(([state, each]) => `${each} ${stateWord(state).toLowerCase()}`)
		.join(' · ');
