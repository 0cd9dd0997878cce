import { m } from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/tone.ts';
import { momentWords } from '#lib/words/moment.ts';

const STATUS: Readonly<Record<string, [Tone, () => string]>> = {
	invited: ['neutral', m.delegation_status_invited],
	confirmed: ['success', m.delegation_status_confirmed],
	substituted: ['neutral', m.delegation_status_substituted],
	excused: ['warning', m.delegation_status_excused],
	present: ['success', m.delegation_status_present],
	late: ['warning', m.delegation_status_late],
	left: ['neutral', m.delegation_status_left],
	absent: ['error', m.delegation_status_absent]
};
export const statusWord = (status: string): string => STATUS[status]?.[1]() ?? status;
export const statusTone = (status: string): Tone => STATUS[status]?.[0] ?? 'neutral';

const LINK: Readonly<Record<string, [Tone, () => string]>> = {
	none: ['neutral', m.delegation_link_none],
	made: ['info', m.delegation_link_made],
	opened: ['success', m.delegation_link_opened],
	revoked: ['warning', m.delegation_link_revoked]
};
export const linkWord = (link: string): string => LINK[link]?.[1]() ?? link;
export const linkTone = (link: string): Tone => LINK[link]?.[0] ?? 'neutral';

const OPEN: Readonly<Record<string, (inputs: { count: number }) => string>> = {
	nobody: m.delegation_open_nobody,
	vacant: m.delegation_open_vacant,
	over: m.delegation_open_over,
	unconfirmed: m.delegation_open_unconfirmed,
	excused: m.delegation_open_excused,
	'not-sent': () => m.delegation_open_not_sent()
};
export const openWords = ({ point, count }: { point: string; count: number }): string =>
	OPEN[point]?.({ count }) ?? point;

/** Trưởng đoàn, Phó đoàn thứ 2, Thành viên. */
export function roleWord(role: string, order: number | null): string {
	if (role === 'head') return m.delegation_role_head();
	if (role !== 'deputy') return m.delegation_role_member();
	return order === null ? m.delegation_role_deputy() : m.delegation_role_deputy_n({ order });
}

/** “thay: Bình (thay: An)”: whose place somebody has, the last first. */
export function thayWords(chain: readonly { readonly name: string }[]): string {
	const [last, ...before] = chain;
	if (!last) return '';
	if (before.length === 0) return m.delegation_thay({ name: last.name });
	return m.delegation_thay_chain({ name: last.name, rest: thayWords(before) });
}

export const STEP_WORDS: Readonly<Record<string, () => string>> = {
	confirm: m.delegation_step_confirm,
	unconfirm: m.delegation_step_unconfirm,
	excuse: m.delegation_step_excuse,
	arrive: m.delegation_step_arrive,
	'arrive-late': m.delegation_step_arrive_late,
	leave: m.delegation_step_leave,
	return: m.delegation_step_return,
	'undo-arrival': m.delegation_step_undo_arrival,
	close: m.delegation_step_close,
	reopen: m.delegation_step_reopen
};

/** What is sent to a unit, through Zalo or by letter. */
export function messageToUnit(to: {
	readonly unit: string;
	readonly host: string;
	readonly title: string;
	readonly days: string;
	readonly quota: number;
	readonly until: Date;
	readonly address: string;
}): string {
	return m.delegation_message_text({ ...to, until: momentWords(to.until) });
}
