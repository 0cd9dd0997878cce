import type { DecisionLack } from '#lib/domain/honours/award-kind.ts';
import type { RecipientWarning } from '#lib/domain/honours/recipient-warnings.ts';
import { REVOCATION_REASONS } from '#lib/domain/honours/standing.ts';
import { reasonWords } from '#lib/features/award-proof/proof-words.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/tone.ts';

const KINDS: Readonly<Record<string, () => string>> = {
	merit: m.award_kind_merit,
	commendation: m.award_kind_commendation,
	certificate: m.award_kind_certificate,
	flag: m.award_kind_flag
};
export const kindWord = (kind: string): string => KINDS[kind]?.() ?? kind;

const STATES: Readonly<Record<string, readonly [() => string, Tone]>> = {
	draft: [m.award_state_draft, 'neutral'],
	proposed: [m.award_state_proposed, 'info'],
	approved: [m.award_state_approved, 'success'],
	issued: [m.award_state_issued, 'success'],
	annulled: [m.award_state_annulled, 'error']
};
export const stateWord = (state: string): string => STATES[state]?.[0]() ?? state;
export const stateTone = (state: string): Tone => STATES[state]?.[1] ?? 'neutral';

const STEPS: Readonly<Record<string, () => string>> = {
	propose: m.award_step_propose,
	return: m.award_step_return,
	approve: m.award_step_approve,
	issue: m.award_step_issue,
	annul: m.award_step_annul
};
export const stepWord = (step: string): string => STEPS[step]?.() ?? step;

const SUBJECTS: Readonly<Record<string, () => string>> = {
	collective: m.award_subject_collective,
	individual: m.award_subject_individual,
	household: m.award_subject_household
};
export const subjectWord = (subject: string): string => SUBJECTS[subject]?.() ?? subject;

const SOURCES: Readonly<Record<string, () => string>> = {
	hand: m.award_source_hand,
	result: m.award_source_result,
	honourees: m.award_source_honourees,
	presence: m.award_source_presence,
	import: m.award_source_import,
	registry: m.award_source_registry
};
export const sourceWord = (source: string): string => SOURCES[source]?.() ?? source;

const LETTERHEAD_WORDS: Readonly<Record<string, () => string>> = {
	state: m.issuer_letterhead_state,
	party: m.issuer_letterhead_party
};
export const letterheadWord = (letterhead: string): string => LETTERHEAD_WORDS[letterhead]?.() ?? letterhead;

/** Why a number is void: somebody's words, or the ground on which its certificate was taken away. */
export function voidedWords(why: string): string {
	const ground = REVOCATION_REASONS.find((one) => one === why);
	return ground ? reasonWords(ground) : why;
}

/** What a decision lacks, as a line of a list. */
export function lackWords(lack: DecisionLack, kind: string): string {
	const words: Readonly<Record<DecisionLack, () => string>> = {
		authority: () => m.award_lack_authority({ kind: kindWord(kind) }),
		number: m.award_lack_number,
		day: m.award_lack_day,
		signer: m.award_lack_signer
	};
	return words[lack]();
}

interface Meaning {
	readonly kind: string;
	/** Titles of other decisions. */
	readonly titles: Readonly<Record<string, string>>;
}

/** A warning as a sentence. */
export function warningWords(warning: RecipientWarning, { kind, titles }: Meaning): string {
	switch (warning.kind) {
		case 'twice':
			return m.award_warning_twice();
		case 'already':
			return m.award_warning_already({
				kind: kindWord(kind),
				decisions: warning.decisionIds.map((id) => titles[id] ?? id).join('; ')
			});
		case 'withdrawn':
			return m.award_warning_withdrawn();
		case 'not-in-result':
			return m.award_warning_not_in_result();
		case 'other-prize':
			return m.award_warning_other_prize({
				prizes: warning.prizes.join('; ') || m.award_warning_no_prize()
			});
	}
}
