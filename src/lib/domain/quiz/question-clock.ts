/** How far a drawn question is: nobody sees it, time to consult, time to answer, answers closed, answer shown. */
export const ASKED_STATES = ['sealed', 'shown', 'consulting', 'answering', 'closed', 'revealed'] as const;
export type AskedState = (typeof ASKED_STATES)[number];

/** What can be pressed at the desk. */
export const ASKED_STEPS = ['show', 'consult', 'start', 'close', 'reveal'] as const;
export type AskedStep = (typeof ASKED_STEPS)[number];

const AFTER: Readonly<Record<AskedStep, AskedState>> = {
	show: 'shown',
	consult: 'consulting',
	start: 'answering',
	close: 'closed',
	reveal: 'revealed'
};

const FROM: Readonly<Record<AskedStep, readonly AskedState[]>> = {
	show: ['sealed'],
	consult: ['sealed', 'shown'],
	start: ['sealed', 'shown', 'consulting'],
	close: ['consulting', 'answering'],
	reveal: ['closed']
};

/** The state after a step, or null where the step is not the next one. A question never goes back. */
export function stepTaken(state: AskedState, step: AskedStep): AskedState | null {
	return FROM[step].includes(state) ? AFTER[step] : null;
}

/** What is on record of a question's times; milliseconds since 1970 on the server's clock. */
export interface AskedTimes {
	readonly state: AskedState;
	/** When the time that runs is up: to consult or to answer. */
	readonly until: number | null;
}

/** The state at `now`: a time to answer that is up has closed the question, whoever pressed what. */
export function stateAt({ state, until }: AskedTimes, now: number): AskedState {
	return state === 'answering' && until !== null && now > until ? 'closed' : state;
}

/** An answer counts up to the very millisecond at which the time is up. `lateMs`: by how much it came too late. */
export function mayAnswer(
	times: AskedTimes,
	now: number
): { readonly ok: true } | { readonly ok: false; readonly why: 'not-yet' | 'late'; readonly lateMs: number } {
	const state = stateAt(times, now);
	if (state === 'answering') return { ok: true };
	const isOver = state === 'closed' || state === 'revealed';
	return {
		ok: false,
		why: isOver ? 'late' : 'not-yet',
		lateMs: isOver && times.until !== null ? Math.max(0, now - times.until) : 0
	};
}
