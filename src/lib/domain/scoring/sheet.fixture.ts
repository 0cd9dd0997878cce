import * as v from 'valibot';
import type { Stage } from '#lib/domain/contest/rules.ts';
import { StageSchema } from '#lib/domain/contest/rules.ts';
import type { RoundSheet } from './round-sheet.ts';

type StageInput = v.InferInput<typeof StageSchema>;
type PartInput = StageInput['parts'][number];

const called = (text: string) => ({ vi: text, en: text });

/** A part whose ballots are one mark on a ten-point scale, unless the test says otherwise. */
export function judgedPart(key: string, change: Record<string, unknown> = {}): PartInput {
	return {
		key,
		name: called(key),
		kind: 'judged',
		scale: '10',
		criteria: [{ key: 'all', name: called('all'), max: '10', step: '0.25' }],
		aggregation: { method: 'mean' },
		...change
	} as PartInput;
}

export function givenPart(key: string, change: Record<string, unknown> = {}): PartInput {
	return { key, name: called(key), kind: 'given', scale: '10', step: '0.01', ...change } as PartInput;
}

/** A stage of one part 'skit', a panel of five with a quorum of one, and a ladder that ends in a shared place. */
export function stageOf(change: Partial<StageInput> = {}): Stage {
	return v.parse(StageSchema, {
		key: 'final',
		name: called('Final'),
		panel: { judges: 5, quorum: 1 },
		parts: [judgedPart('skit')],
		tieLadder: [{ by: 'sharedPlace' }],
		...change
	});
}

/** What each judge (J1, J2 ... in turn) gave to each team for one criterion; null: nothing yet. */
export type Ballots = Readonly<Record<string, readonly (string | number | null)[]>>;

/** A sheet of one part with one criterion; J1 is the chair. */
export function sheetOf(
	ballots: Ballots,
	change: Partial<RoundSheet> = {},
	criterionKey = 'skit.all'
): RoundSheet {
	const seats = Math.max(0, ...Object.values(ballots).map((marks) => marks.length));
	return {
		roundId: 'R',
		clusterId: null,
		judges: judgesOf(seats),
		entrants: Object.keys(ballots).map((id) => ({ id, name: id, status: 'competing', isGuest: false })),
		marks: marksOf(ballots, criterionKey),
		exclusions: [],
		givenScores: [],
		deductions: [],
		timings: [],
		lots: [],
		votes: [],
		...change
	};
}

export function judgesOf(seats: number): RoundSheet['judges'] {
	return Array.from({ length: seats }, (_, index) => ({
		id: `J${index + 1}`,
		name: `J${index + 1}`,
		isChair: index === 0,
		kind: null
	}));
}

export function marksOf(ballots: Ballots, criterionKey: string): RoundSheet['marks'] {
	return Object.entries(ballots).flatMap(([teamId, marks]) =>
		marks.flatMap((value, index) =>
			value === null ? [] : [{ teamId, judgeId: `J${index + 1}`, criterionKey, value: String(value) }]
		)
	);
}
