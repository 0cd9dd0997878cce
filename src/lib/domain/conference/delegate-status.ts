/** From the invitation to the end of the day. `substituted`: another comes in this delegate's place. */
export const DELEGATE_STATUSES = [
	'invited',
	'confirmed',
	'substituted',
	'excused',
	'present',
	'late',
	'left',
	'absent'
] as const;
export type DelegateStatus = (typeof DELEGATE_STATUSES)[number];

/** Said by the roll-call by hand: has come, also where no gate saw it. */
export const CAME_BY_HAND = ['present', 'late', 'left'] as const satisfies readonly DelegateStatus[];

export const hasComeByHand = (status: string): boolean =>
	(CAME_BY_HAND as readonly string[]).includes(status);

/**
 * confirm, excuse: by the unit or the desk · arrive, leave, return: at a gate · close: the desk ends the roll-call, reopen: not
 * for this one; reopen-invited: nor had this one confirmed.
 */
export const DELEGATE_STEPS = [
	'confirm',
	'unconfirm',
	'excuse',
	'substitute',
	'swap-back',
	'arrive',
	'arrive-late',
	'leave',
	'return',
	'return-late',
	'undo-arrival',
	'close',
	'reopen',
	'reopen-invited'
] as const;
export type DelegateStep = (typeof DELEGATE_STEPS)[number];

export interface DelegateMove {
	readonly step: DelegateStep;
	readonly from: DelegateStatus;
	readonly to: DelegateStatus;
	readonly needsReason: boolean;
}

/** Who is excused or was marked absent and turns up all the same is welcome: the gate never argues with a letter. */
const MOVES: readonly DelegateMove[] = [
	...moves('confirm', ['invited', 'excused'], 'confirmed'),
	...moves('unconfirm', ['confirmed'], 'invited'),
	...moves('excuse', ['invited', 'confirmed', 'absent'], 'excused', true),
	...moves('substitute', ['invited', 'confirmed', 'excused', 'absent'], 'substituted', true),
	...moves('swap-back', ['substituted'], 'confirmed', true),
	...moves('arrive', ['invited', 'confirmed', 'excused'], 'present'),
	...moves('arrive-late', ['invited', 'confirmed', 'excused', 'absent'], 'late'),
	...moves('leave', ['present', 'late'], 'left'),
	...moves('return', ['left'], 'present'),
	...moves('return-late', ['left'], 'late'),
	...moves('undo-arrival', CAME_BY_HAND, 'confirmed', true),
	...moves('close', ['invited', 'confirmed'], 'absent'),
	...moves('reopen', ['absent'], 'confirmed', true),
	...moves('reopen-invited', ['absent'], 'invited', true)
];

export type DelegateProblem = 'delegate_move_not_allowed' | 'delegate_reason_missing';

export type Moved =
	| { readonly ok: true; readonly status: DelegateStatus }
	| { readonly ok: false; readonly problem: DelegateProblem };

/** What somebody was before they were marked present by hand. */
const BEFORE_ARRIVAL: readonly string[] = ['invited', 'confirmed', 'excused', 'absent'];

/**
 * What a delegate becomes by a step, or why not. `prior`: what they were before the step that is taken back, where that is
 * known. Whoever gets their seat back comes after all: only who had not confirmed then has not now.
 */
export function moved(
	from: DelegateStatus,
	step: DelegateStep,
	reason = '',
	prior: string | null = null
): Moved {
	const move = MOVES.find((known) => known.from === from && known.step === step);
	if (!move) return { ok: false, problem: 'delegate_move_not_allowed' };
	if (move.needsReason && reason.trim() === '') return { ok: false, problem: 'delegate_reason_missing' };
	if (step === 'undo-arrival' && prior !== null && BEFORE_ARRIVAL.includes(prior))
		return { ok: true, status: prior as DelegateStatus };
	if (step === 'swap-back' && prior === 'invited') return { ok: true, status: 'invited' };
	return { ok: true, status: move.to };
}

export function delegateSteps(from: DelegateStatus): DelegateStep[] {
	return MOVES.filter((move) => move.from === from).map(({ step }) => step);
}

/** How the gates saw somebody: whether their first entry was late, and whether they went out again since. */
export interface GateSight {
	readonly isLate: boolean;
	readonly isOut: boolean;
}

/** What a delegate is as the gates saw them; where no gate did, or the roll-call by hand has said it, that stands. */
export function statusSeen(status: DelegateStatus, seen: GateSight | null): DelegateStatus {
	if (!seen || status === 'substituted' || hasComeByHand(status)) return status;
	if (seen.isOut) return 'left';
	return seen.isLate ? 'late' : 'present';
}

/** Whether an arrival is late: after the opening and the minutes that the organising committee allows. */
export function arrivalStep(opensAt: Date, graceMinutes: number, at: Date): 'arrive' | 'arrive-late' {
	return at.getTime() > opensAt.getTime() + graceMinutes * 60_000 ? 'arrive-late' : 'arrive';
}

function moves(
	step: DelegateStep,
	froms: readonly DelegateStatus[],
	to: DelegateStatus,
	needsReason = false
): DelegateMove[] {
	return froms.map((from) => ({ step, from, to, needsReason }));
}
