import { inBoardOrder, type BoardRow, type BoardView } from './board.ts';

type Header = Omit<BoardView, 'rows'>;

/** What changed between two boards. A missing field is an unchanged one. */
export interface BoardPatch {
	readonly header?: Partial<Header>;
	readonly added?: readonly BoardRow[];
	readonly removed?: readonly string[];
	/**
	 * Every place, in the order in which the remaining rows stood before: one new score moves the places of many rows,
	 * and 35 numbers are shorter than 35 rows.
	 */
	readonly ranks?: readonly (number | null)[];
	readonly rows?: Readonly<Record<string, Partial<BoardRow>>>;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function changedFields<T extends object>(before: T, after: T, except: keyof T): Partial<T> | undefined {
	const changed: Partial<T> = {};
	for (const key of Object.keys(after) as (keyof T)[]) {
		if (key !== except && !same(before[key], after[key])) changed[key] = after[key];
	}
	return Object.keys(changed).length > 0 ? changed : undefined;
}

/** What turns `before` into `after`; an empty object when nothing changed. */
export function diff(before: BoardView, after: BoardView): BoardPatch {
	const now = new Map(after.rows.map((row) => [row.teamId, row]));
	const known = new Set(before.rows.map((row) => row.teamId));
	const kept = before.rows.filter((row) => now.has(row.teamId));
	const ranks = kept.map((row) => now.get(row.teamId)!.rank);
	const rows: Record<string, Partial<BoardRow>> = {};
	for (const row of kept) {
		const changed = changedFields(row, now.get(row.teamId)!, 'rank');
		if (changed) rows[row.teamId] = changed;
	}
	const added = after.rows.filter((row) => !known.has(row.teamId));
	const removed = before.rows.filter((row) => !now.has(row.teamId)).map((row) => row.teamId);
	const header = changedFields<Header & { rows?: unknown }>(before, after, 'rows');
	return {
		...(header && { header }),
		...(added.length > 0 && { added }),
		...(removed.length > 0 && { removed }),
		...(kept.some((row, index) => row.rank !== ranks[index]) && { ranks }),
		...(Object.keys(rows).length > 0 && { rows })
	};
}

/** The board after a patch made for exactly this board; `apply(a, diff(a, b))` deep-equals b. */
export function apply(view: BoardView, patch: BoardPatch): BoardView {
	const removed = new Set(patch.removed);
	const kept = view.rows
		.filter((row) => !removed.has(row.teamId))
		.map((row, index) => {
			const rank = patch.ranks ? (patch.ranks[index] ?? null) : row.rank;
			const changed = patch.rows?.[row.teamId];
			return changed || rank !== row.rank ? { ...row, ...changed, rank } : row;
		});
	const rows = [...kept, ...(patch.added ?? [])].sort(inBoardOrder);
	return { ...view, ...patch.header, rows };
}

export const isEmpty = (patch: BoardPatch): boolean => Object.keys(patch).length === 0;
