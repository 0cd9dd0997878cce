import type { JudgeRefusal } from '#lib/live/judge-protocol.ts';
import { m } from '#lib/paraglide/messages.js';

// Named one by one, so that the tablet's pages carry these sentences and not those of every desk.
const words: Readonly<Record<JudgeRefusal, () => string>> = {
	invalid: () => m.refusal_invalid(),
	forbidden: () => m.refusal_forbidden(),
	key_reused: () => m.refusal_key_reused(),
	too_many: () => m.refusal_judging_unavailable(),
	judging_out_of_order: () => m.refusal_judging_out_of_order(),
	judging_round_not_open: () => m.refusal_judging_round_not_open(),
	judging_unknown_team: () => m.refusal_judging_unknown_team(),
	judging_team_not_competing: () => m.refusal_judging_team_not_competing(),
	judging_unknown_criterion: () => m.refusal_judging_unknown_criterion(),
	judging_not_your_criterion: () => m.refusal_judging_not_your_criterion(),
	judging_conflict: () => m.refusal_judging_conflict(),
	judging_absent: () => m.refusal_judging_absent(),
	judging_ballot_final: () => m.refusal_judging_ballot_final(),
	judging_not_on_stage: () => m.refusal_judging_not_on_stage(),
	judging_not_a_mark: () => m.refusal_judging_not_a_mark(),
	judging_out_of_range: () => m.refusal_judging_out_of_range(),
	judging_off_step: () => m.refusal_judging_off_step(),
	judging_not_permitted: () => m.refusal_judging_not_permitted(),
	judging_other_attempt: () => m.refusal_judging_other_attempt(),
	judging_not_paired: () => m.refusal_judging_not_paired(),
	judging_asleep: () => m.refusal_judging_asleep(),
	judging_pin_wrong: () => m.refusal_judging_pin_wrong({ left: '' }),
	judging_pin_spent: () => m.refusal_judging_pin_spent(),
	judging_pin_unset: () => m.refusal_judging_pin_unset(),
	judging_protocol: () => m.refusal_judging_protocol(),
	judging_calibration: () => m.judge_calibration_refused(),
	judging_incomplete: () => m.refusal_judging_incomplete({ count: '' }),
	judging_diverged: () => m.refusal_judging_diverged(),
	second_look_answered: () => m.refusal_second_look_answered(),
	approval_needed: () => m.refusal_approval_needed(),
	judging_stale: () => m.refusal_judging_stale(),
	judging_unavailable: () => m.refusal_judging_unavailable()
};

/** Why the server said no, in the judge's language. */
export const refusalSentence = (code: JudgeRefusal): string => words[code]();
