import type { HonoureeStanding } from '../conference/honouree.ts';
import {
	COUNTED,
	countedAs,
	isDueAgain,
	openSteps,
	type Counted,
	type HandOver,
	type HandOverState,
	type HandOverStep,
	type Paper
} from './hand-over.ts';
import type { LinkedAs, Suggestion } from './stands-for.ts';

/** Who goes up for a recipient, and whether they are in the hall. */
export interface InHall {
	/** Null: the conference is not today, so that nothing is known. */
	readonly standing: HonoureeStanding | null;
	/** Of a collective: its people in the hall. */
	readonly here: readonly string[];
	/** Who was chosen to receive it instead. */
	readonly standIn: string | null;
	/** Who may be meant, where nobody is known: for a person to choose. */
	readonly suggested: Suggestion | null;
}

/** What a page of a hand-over knows of one recipient. */
export interface OnStage {
	readonly id: string;
	readonly subject: string;
	/** With the honorific. */
	readonly name: string;
	readonly plainName: string;
	readonly place: string;
	readonly what: string | null;
	/** In the golden book. */
	readonly number: number | null;
	readonly paper: Paper['kind'];
	/** Of the newest certificate, also where it is revoked. */
	readonly certificateId: string | null;
	readonly code: string | null;
	/** Its result changed: somebody has to decide whether it stands. */
	readonly isDoubted: boolean;
	readonly isReplaced: boolean;
	readonly handOver: HandOver;
	readonly state: HandOverState;
	readonly isAgain: boolean;
	readonly counted: Counted;
	readonly receiver: string | null;
	readonly doneAt: Date | null;
	readonly doneBy: string | null;
	/** 0: does not go up; null: is laid out nowhere. */
	readonly stageGroup: number | null;
	readonly position: number;
	readonly presenter: string | null;
	readonly tray: string | null;
	/** What may follow now. */
	readonly steps: readonly HandOverStep[];
	/** Of the hand-over; null: there is none yet. */
	readonly version: number | null;
	/** What was said by hand of who goes up, and whom it names. */
	readonly linkedAs: LinkedAs | null;
	readonly delegateId: string | null;
	readonly delegationId: string | null;
	readonly hall: InHall | null;
}

export const paperOnStage = ({ paper, certificateId }: Pick<OnStage, 'paper' | 'certificateId'>): Paper =>
	paper === 'good' ? { kind: 'good', id: certificateId! } : { kind: paper };

/** What follows from a hand-over and its paper, for the page. */
export function standingOf(handOver: HandOver, paper: Paper) {
	return {
		...{ handOver, state: handOver.state, receiver: handOver.receiver },
		isAgain: isDueAgain(handOver, paper),
		counted: countedAs(handOver, paper),
		steps: openSteps(handOver, paper)
	};
}

/** Who goes up together: received from one presenter, off one tray. */
export interface GroupOnStage {
	readonly group: number;
	readonly presenter: string | null;
	readonly tray: string | null;
	readonly members: readonly OnStage[];
}

/** In the order in which they are called. */
export function groupsOf(people: readonly OnStage[]): GroupOnStage[] {
	const going = people.filter(({ stageGroup }) => stageGroup).toSorted((a, b) => a.position - b.position);
	return [...Map.groupBy(going, ({ stageGroup }) => stageGroup!)]
		.toSorted(([one], [other]) => one - other)
		.map(([group, members]) => {
			const { presenter, tray } = members[0]!;
			return { group, members, presenter, tray };
		});
}

const isDue = ({ counted }: OnStage) => counted === 'waiting' || counted === 'absent';
/** Whoever stands in a group may still be called. */
const isOpenOnStage = ({ stageGroup, counted, isAgain }: OnStage) =>
	Boolean(stageGroup) && counted === 'waiting' && !isAgain;

/** Everything that pages say of all of them. */
export function stageOf(people: readonly OnStage[]) {
	return {
		total: people.length,
		count: Object.fromEntries(
			COUNTED.map((of) => [of, people.filter(({ counted }) => counted === of).length])
		) as Record<Counted, number>,
		isBegun: people.some(({ state }) => state !== 'waiting'),
		isLaidOut: people.some(({ stageGroup }) => stageGroup),
		groups: groupsOf(people),
		apart: people.filter(({ stageGroup }) => stageGroup === 0),
		/** Once it has begun: who has to pick theirs up. */
		due: people.filter((person) => isDue(person) && !isOpenOnStage(person)),
		/** In a group, and nothing is noted of them yet. */
		open: people.filter(isOpenOnStage),
		/** What must be told whoever holds the papers. */
		revoked: people.filter(({ paper }) => paper === 'revoked'),
		again: people.filter(({ isAgain }) => isAgain),
		renewed: people.filter(
			({ isReplaced, isAgain, counted }) => isReplaced && !isAgain && counted === 'waiting'
		)
	};
}

/** The first group that is not done; after the last one, that. Null where nothing is laid out. */
export function groupNow(groups: readonly GroupOnStage[]): number | null {
	const open = groups.find(({ members }) =>
		members.some(({ state, paper }) => paper !== 'revoked' && (state === 'waiting' || state === 'present'))
	);
	return (open ?? groups.at(-1))?.group ?? null;
}
