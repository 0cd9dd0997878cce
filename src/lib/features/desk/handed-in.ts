import type { GridView } from '#lib/server/desk/grid-query.ts';

export interface HandedIn {
	readonly seat: string;
	readonly team: string;
}

/** The sheets that came in between two states of the grid. */
export function handedIn(before: GridView, after: GridView): HandedIn[] {
	const rows = new Map(before.rows.map((row) => [row.teamId, row]));
	const seatAt = new Map(before.seats.map(({ id }, index) => [id, index]));
	return after.rows.flatMap((row) =>
		after.seats.flatMap((seat, index): HandedIn[] => {
			const old = rows.get(row.teamId)?.cells[seatAt.get(seat.id) ?? -1];
			const now = row.cells[index] ?? [];
			const isNew = now.some(
				({ partKey, state }) =>
					state === 'final' && old?.some((sheet) => sheet.partKey === partKey && sheet.state !== 'final')
			);
			return isNew ? [{ seat: seat.label, team: row.name }] : [];
		})
	);
}
