import type { Actor } from '#lib/domain/access/actor.ts';
import type { CellProblem } from '#lib/domain/people/import/table.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { ImportRequest } from './input.ts';
import { planImport, type Planned } from './plan.ts';

/** Leaving a line out can make another wrong (a unit whose parent it was); deeper than this no list goes. */
const MOST_STEPS = 12;

/** A list without its lines that have errors. */
export interface SoundPart {
	/** The same table with those lines empty, so that every other keeps its number. */
	readonly request: ImportRequest;
	readonly planned: Planned;
	/** Lines that are left out, from 1 as the file counts. */
	readonly leftOut: readonly number[];
	/** Why they are. */
	readonly problems: readonly CellProblem[];
}

const errorsOf = ({ plan }: Planned) => plan.problems.filter(({ severity }) => severity === 'error');

/** What of a planned list can be written although some lines have errors; null where there are none, or no part is sound. */
export async function soundPart(
	read: Tx,
	actor: Actor,
	whole: ImportRequest,
	planned: Planned,
	at: Date
): Promise<SoundPart | null> {
	const problems: CellProblem[] = [];
	const leftOut = new Set<number>();
	let part = whole;
	let current = planned;
	for (let step = 0; step < MOST_STEPS; step++) {
		const errors = errorsOf(current);
		if (errors.length === 0) break;
		problems.push(...errors);
		for (const { row } of errors) leftOut.add(row);
		part = { ...whole, table: whole.table.map((row, index) => (leftOut.has(index + 1) ? [] : row)) };
		current = await planImport(read, actor, part, at);
	}
	const writes = current.plan.rows.some(({ fate }) => fate === 'new' || fate === 'changed');
	if (leftOut.size === 0 || !writes || errorsOf(current).length > 0) return null;
	const lines = [...leftOut].sort((one, other) => one - other);
	return { request: part, planned: current, leftOut: lines, problems };
}

/** The headings and the lines that were left out alone: what remains to be corrected and imported again. */
export function restOf(whole: ImportRequest, { leftOut }: Pick<SoundPart, 'leftOut'>): ImportRequest {
	const lines = new Set(leftOut);
	const table = whole.table.filter((_, index) => index <= whole.headings || lines.has(index + 1));
	return { ...whole, table };
}
