import { m } from '#lib/paraglide/messages.js';

export const GATE_ROLE_WORDS: Readonly<Record<string, () => string>> = {
	steward: m.gate_role_steward,
	supervisor: m.gate_role_supervisor,
	desk: m.gate_role_desk
};

export const RESOLUTION_WORDS: Readonly<Record<string, () => string>> = {
	'same-person-twice': m.gate_resolution_same_person,
	'two-persons-one-badge': m.gate_resolution_two_persons,
	'badge-lent': m.gate_resolution_lent,
	clerical: m.gate_resolution_clerical
};

/** Why a supervisor should look at a record. */
export const FLAG_WORDS: Readonly<Record<string, () => string>> = {
	unknown_operator: m.gate_flag_unknown_operator,
	no_right: m.gate_flag_no_right,
	no_shift: m.gate_flag_no_shift
};

/** Why the server does not do what a record asks. */
export const REFUSED_WORDS: Readonly<Record<string, () => string>> = {
	not_found: m.gate_refused_not_found,
	forbidden: m.gate_refused_forbidden,
	undo_needs_supervisor: m.refusal_undo_needs_supervisor,
	undo_needs_reason: m.refusal_undo_needs_reason,
	reception_no_temporary: m.refusal_reception_no_temporary,
	reception_temporary_bound: m.gate_refused_bound,
	admission_not_active: m.refusal_admission_not_active,
	admission_substituted: m.refusal_admission_substituted
};

/** The large word of each answer, also in lists. */
export const VERDICT_WORDS: Readonly<Record<string, () => string>> = {
	ADMIT: m.gate_verdict_admit,
	ADMIT_OFFLINE: m.gate_verdict_admit_offline,
	REENTRY: m.gate_verdict_reentry,
	EXIT_OK: m.gate_verdict_exit,
	ECHO: m.gate_verdict_echo,
	ALREADY: m.gate_verdict_already,
	REVOKED: m.gate_verdict_revoked,
	REPLACED: m.gate_verdict_replaced,
	WRONG_EVENT: m.gate_verdict_wrong_event,
	WRONG_DAY: m.gate_verdict_wrong_day,
	NOT_YET: m.gate_verdict_not_yet,
	CLOSED: m.gate_verdict_closed,
	WRONG_ZONE: m.gate_verdict_wrong_zone,
	PENDING_APPROVAL: m.gate_verdict_pending,
	BLOCKED: m.gate_verdict_blocked,
	UNLISTED: m.gate_verdict_unlisted,
	FORGED: m.gate_verdict_forged,
	NOT_OURS: m.gate_verdict_not_ours,
	NEEDS_SERVER: m.gate_verdict_needs_server
};

/** 42 giây, 7 phút, 3 giờ, 2 ngày: how long ago, or apart. */
export function spanWords(ms: number): string {
	const seconds = Math.max(0, Math.round(ms / 1000));
	if (seconds < 60) return m.gate_span_seconds({ count: seconds });
	const minutes = Math.round(seconds / 60);
	if (minutes < 60) return m.gate_span_minutes({ count: minutes });
	const hours = Math.round(minutes / 60);
	return hours < 48
		? m.gate_span_hours({ count: hours })
		: m.gate_span_days({ count: Math.round(hours / 24) });
}
