/** A round from set-up to its result. A published round that is opened again keeps its old version for all to see. */
export const ROUND_STATES = ['configured', 'open', 'closed', 'verified', 'published'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

export const ROUND_STEPS = ['open', 'close', 'reopen', 'verify', 'unverify', 'publish', 'correct'] as const;
export type RoundStep = (typeof ROUND_STEPS)[number];

/** What a step asks of the people who take it. Steps back need a reason; taking back what others relied on, a second person. */
export interface RoundTransition {
	readonly step: RoundStep;
	readonly from: RoundState;
	readonly to: RoundState;
	readonly needsReason: boolean;
	readonly needsSecondPerson: boolean;
	/** The result gets the next version number. */
	readonly makesVersion: boolean;
}

/**
 * open: the checklist is clear, rules lock · close: no more marks · verify: chair and secretary agree that the sheet is
 * whole · publish: version n · correct: back to closed after publication, the next publish makes version n + 1.
 */
export const ROUND_TRANSITIONS: readonly RoundTransition[] = [
	transition('open', 'configured', 'open'),
	transition('close', 'open', 'closed'),
	transition('reopen', 'closed', 'open', { needsReason: true }),
	transition('verify', 'closed', 'verified'),
	transition('unverify', 'verified', 'closed', { needsReason: true }),
	transition('publish', 'verified', 'published', { makesVersion: true }),
	transition('correct', 'published', 'closed', { needsReason: true, needsSecondPerson: true })
];

/** The transition that a step means in this state, or null when it is not allowed now. */
export function roundTransition(state: RoundState, step: RoundStep): RoundTransition | null {
	return ROUND_TRANSITIONS.find((known) => known.from === state && known.step === step) ?? null;
}

export function roundSteps(state: RoundState): RoundStep[] {
	return ROUND_TRANSITIONS.filter((known) => known.from === state).map((known) => known.step);
}

/** Rules of a round may be exchanged only before its first mark may be given. */
export function mayChangeRules(state: RoundState): boolean {
	return state === 'configured';
}

export function mayReceiveMarks(state: RoundState): boolean {
	return state === 'open';
}

/** One judge's sheet for one team and part: final by the judge, verified by the chair, locked by publication. */
export const BALLOT_STATES = ['empty', 'draft', 'final', 'verified', 'locked'] as const;
export type BallotState = (typeof BALLOT_STATES)[number];

export const BALLOT_STEPS = ['mark', 'clear', 'finalise', 'verify', 'lock', 'unlock'] as const;
export type BallotStep = (typeof BALLOT_STEPS)[number];

export interface BallotTransition {
	readonly step: BallotStep;
	readonly from: BallotState;
	readonly to: BallotState;
	readonly needsReason: boolean;
	readonly needsSecondPerson: boolean;
}

/** Unlocking never goes back further than draft: marks once given stay in the form that is corrected. */
export const BALLOT_TRANSITIONS: readonly BallotTransition[] = [
	ballot('mark', 'empty', 'draft'),
	ballot('mark', 'draft', 'draft'),
	ballot('clear', 'draft', 'empty'),
	ballot('finalise', 'draft', 'final'),
	ballot('verify', 'final', 'verified'),
	ballot('lock', 'verified', 'locked'),
	ballot('unlock', 'final', 'draft', { needsReason: true }),
	ballot('unlock', 'verified', 'draft', { needsReason: true, needsSecondPerson: true }),
	ballot('unlock', 'locked', 'draft', { needsReason: true, needsSecondPerson: true })
];

export function ballotTransition(state: BallotState, step: BallotStep): BallotTransition | null {
	return BALLOT_TRANSITIONS.find((known) => known.from === state && known.step === step) ?? null;
}

/**
 * The state of a stored ballot, which is kept as draft or final: verified once chair and secretary agreed on it with its
 * round, locked once a version published since its handing in counts it. `publishedAt`: of the round's newest version.
 */
export function ballotStateOf(
	ballot: { readonly state: string; readonly finalAt: Date | null; readonly verifiedAt: Date | null },
	publishedAt: Date | null
): BallotState {
	if (ballot.state !== 'final') return 'draft';
	if (publishedAt !== null && (ballot.finalAt === null || ballot.finalAt <= publishedAt)) return 'locked';
	return ballot.verifiedAt === null ? 'final' : 'verified';
}

/** Only final ballots enter a result that is shown to anybody but the judge. */
export function doesCount(state: BallotState): boolean {
	return state === 'final' || state === 'verified' || state === 'locked';
}

function transition(
	step: RoundStep,
	from: RoundState,
	to: RoundState,
	asks: Partial<Pick<RoundTransition, 'needsReason' | 'needsSecondPerson' | 'makesVersion'>> = {}
): RoundTransition {
	return { step, from, to, needsReason: false, needsSecondPerson: false, makesVersion: false, ...asks };
}

function ballot(
	step: BallotStep,
	from: BallotState,
	to: BallotState,
	asks: Partial<Pick<BallotTransition, 'needsReason' | 'needsSecondPerson'>> = {}
): BallotTransition {
	return { step, from, to, needsReason: false, needsSecondPerson: false, ...asks };
}
