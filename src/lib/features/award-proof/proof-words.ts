import type { Doubt } from '#lib/domain/honours/doubt.ts';
import type { RecoveryState, RevocationReason } from '#lib/domain/honours/standing.ts';
import type { Name } from '#lib/domain/shared/name.ts';
import type { WordingField } from '#lib/domain/honours/wording.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { dayWords, momentWords } from '#lib/words/moment.ts';
import type { PublicStanding } from '#lib/server/honours/proof/certificate-by-code.ts';
import type { Tone } from '#lib/ui/tone.ts';

const KINDS: Readonly<Record<string, () => string>> = {
	merit: m.proof_kind_merit,
	commendation: m.proof_kind_commendation,
	certificate: m.proof_kind_certificate,
	flag: m.proof_kind_flag
};

export const kindWords = (kind: string): string => KINDS[kind]?.() ?? kind;

export const reasonWords = (reason: RevocationReason): string =>
	({
		'false-declaration': m.proof_reason_false_declaration,
		'false-papers': m.proof_reason_false_papers,
		'unlawful-appraisal': m.proof_reason_unlawful_appraisal,
		'later-violation': m.proof_reason_later_violation,
		clerical: m.proof_reason_clerical,
		lost: m.proof_reason_lost,
		result: m.proof_reason_result
	})[reason]();

export const recoveryWords = (recovery: RecoveryState): string =>
	({
		'not-asked': m.proof_recovery_not_asked,
		asked: m.proof_recovery_asked,
		recovered: m.proof_recovery_recovered,
		'not-recovered': m.proof_recovery_not_recovered
	})[recovery]();

/** Number and day of a decision, as far as there are any. */
export const decisionWords = (number: string | null, day: string): string =>
	number ? m.proof_decision_value({ number, day: dayWords(day) }) : dayWords(day);

/** The day of a moment, in Hanoi. */
export const dayOf = (at: Date | string): string => momentWords(at).split(' ')[0]!;

/** How a certificate stands, in two words for a list. */
export function standingMark({ state }: PublicStanding): { tone: Tone; label: string } {
	if (state === 'revoked') return { tone: 'error', label: m.proof_desk_revoked() };
	if (state === 'replaced') return { tone: 'neutral', label: m.proof_desk_replaced() };
	return { tone: 'success', label: m.proof_desk_good() };
}

/** What a new version of a result says otherwise of who has the certificate: one sentence. */
export function doubtWords({ version, place, lost, won }: Doubt): string {
	const named = (name: Name) => name[getLocale()];
	const figure = (rank: number | null) => (rank === null ? '–' : String(rank));
	const parts = [
		...(place ? [m.proof_doubt_place({ before: figure(place[0]), now: figure(place[1]) })] : []),
		...lost.map((prize) => m.proof_doubt_lost({ prize: named(prize) })),
		...won.map((prize) => m.proof_doubt_won({ prize: named(prize) }))
	];
	return `${m.proof_doubt_version({ version })}: ${parts.join('; ')}.`;
}

export const fieldWord = (field: WordingField): string =>
	({
		honorific: m.proof_word_honorific,
		name: m.proof_word_name,
		position: m.proof_word_position,
		unit: m.proof_word_unit,
		locality: m.proof_word_locality,
		achievement: m.proof_word_achievement,
		event: m.proof_word_event,
		prize: m.proof_word_prize,
		part: m.proof_word_part,
		team: m.proof_word_team,
		period: m.proof_word_period
	})[field]();
