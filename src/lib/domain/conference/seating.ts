/** Who a row is for: everybody by unit, the presidium, those honoured, the press, or other guests. */
export const ROW_KINDS = ['general', 'presidium', 'honouree', 'press', 'guest'] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** A hall as it is arranged: rows from the stage backwards, seats from the left as one looks at the stage. */
export interface SeatingPlan {
	readonly rows: number;
	readonly columns: number;
	/** Seats after which there is an aisle, counted from 1. The outer ends of a row are aisles always. */
	readonly aisles: readonly number[];
	/** Rows that are not general, by index. */
	readonly kinds: Readonly<Record<number, RowKind>>;
	/** Places where no seat stands: a pillar, a camera. */
	readonly gaps: readonly SeatKey[];
	/** Who sits where. */
	readonly seats: Readonly<Record<SeatKey, string>>;
	/** Who goes on the stage, by hand, beside those whom the list of honours names. */
	readonly onStage: readonly string[];
	/** Whom the list of honours names, and who does not go all the same; plans of before have none. */
	readonly offStage?: readonly string[];
}

/** 'row.column', both counted from 0. */
export type SeatKey = string;

export const MOST_ROWS = 60;
export const MOST_COLUMNS = 60;

export const seatKey = (row: number, column: number): SeatKey => `${row}.${column}`;

/** Row and column of a seat; null for what is none. */
export function placeOf(key: SeatKey): { readonly row: number; readonly column: number } | null {
	const found = /^(\d{1,2})\.(\d{1,2})$/.exec(key);
	return found ? { row: Number(found[1]), column: Number(found[2]) } : null;
}

/** A, B … Z, AA …: no row is called I or O, which people read as figures. */
export function rowName(row: number): string {
	const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
	const rest = Math.floor(row / letters.length);
	return (rest > 0 ? rowName(rest - 1) : '') + letters[row % letters.length]!;
}

/** 'B – 12', as it stands on badge, gate and poster. */
export function seatName(key: SeatKey): string {
	const place = placeOf(key);
	return place ? `${rowName(place.row)} – ${place.column + 1}` : '';
}

export const kindOf = ({ kinds }: Pick<SeatingPlan, 'kinds'>, row: number): RowKind =>
	kinds[row] ?? 'general';

/** Whether a seat stands there. */
export function isSeat(plan: SeatingPlan, key: SeatKey): boolean {
	const place = placeOf(key);
	if (!place || plan.gaps.includes(key)) return false;
	return place.row < plan.rows && place.column < plan.columns;
}

/** Whether somebody goes on the stage, so that they sit by an aisle: the list says so, or a hand, which corrects it. */
export function goesOnStage(plan: SeatingPlan, who: string, honoured: ReadonlySet<string>): boolean {
	return plan.onStage.includes(who) || (honoured.has(who) && !(plan.offStage ?? []).includes(who));
}

/** The same plan with a hand's word on who goes on the stage; what the list says anyhow is not written down. */
export function markedOnStage(
	plan: SeatingPlan,
	who: string,
	isOnStage: boolean,
	honoured: ReadonlySet<string>
): SeatingPlan {
	const [on, off] = [plan.onStage, plan.offStage ?? []].map((all) => all.filter((each) => each !== who));
	const isSaid = honoured.has(who) === isOnStage;
	return {
		...plan,
		onStage: isOnStage && !isSaid ? [...on!, who] : on!,
		offStage: !isOnStage && !isSaid ? [...off!, who] : off!
	};
}

/** Every seat of a row in order. */
export function seatsOfRow(plan: SeatingPlan, row: number): SeatKey[] {
	return Array.from({ length: plan.columns }, (_, column) => seatKey(row, column)).filter((key) =>
		isSeat(plan, key)
	);
}

export function allSeats(plan: SeatingPlan): SeatKey[] {
	return Array.from({ length: plan.rows }, (_, row) => seatsOfRow(plan, row)).flat();
}

/** Whether one can stand up from a seat without asking anybody: it is beside an aisle, a gap or the end of its row. */
export function isByAisle(plan: SeatingPlan, key: SeatKey): boolean {
	const place = placeOf(key);
	if (!place) return false;
	const { row, column } = place;
	return (
		plan.aisles.includes(column) ||
		plan.aisles.includes(column + 1) ||
		!isSeat(plan, seatKey(row, column - 1)) ||
		!isSeat(plan, seatKey(row, column + 1))
	);
}

export type SeatingProblem =
	'seating_size' | 'seating_no_seat' | 'seating_sits_twice' | 'seating_over_capacity';

/** What is wrong with a plan; null where nothing is. `capacity`: how many the hall holds, where that is known. */
export function seatingProblem(plan: SeatingPlan, capacity: number | null): SeatingProblem | null {
	const { rows, columns } = plan;
	const isSize = (count: number, most: number) => Number.isInteger(count) && count >= 1 && count <= most;
	if (!isSize(rows, MOST_ROWS) || !isSize(columns, MOST_COLUMNS)) return 'seating_size';
	if (capacity !== null && allSeats(plan).length > capacity) return 'seating_over_capacity';
	const taken = Object.entries(plan.seats);
	if (taken.some(([key]) => !isSeat(plan, key))) return 'seating_no_seat';
	if (new Set(taken.map(([, who]) => who)).size !== taken.length) return 'seating_sits_twice';
	return null;
}

export const EMPTY_PLAN: SeatingPlan = {
	rows: 10,
	columns: 12,
	aisles: [6],
	kinds: {},
	gaps: [],
	seats: {},
	onStage: [],
	offStage: []
};

/** The same plan in another shape: whoever sat where no seat stands any more stands up. */
export function reshaped(
	plan: SeatingPlan,
	shape: Pick<SeatingPlan, 'rows' | 'columns' | 'aisles' | 'kinds' | 'gaps'>
): SeatingPlan {
	const gaps = shape.gaps.filter((key) => isSeat({ ...plan, ...shape, gaps: [], seats: {} }, key));
	const aisles = [...new Set(shape.aisles)]
		.filter((after) => after >= 1 && after < shape.columns)
		.sort((a, b) => a - b);
	const kinds = Object.fromEntries(
		Object.entries(shape.kinds).filter(([row, kind]) => Number(row) < shape.rows && kind !== 'general')
	);
	const next = { ...plan, ...shape, gaps, aisles, kinds, seats: {} };
	const seats = Object.fromEntries(Object.entries(plan.seats).filter(([key]) => isSeat(next, key)));
	return { ...next, seats };
}

/** Seats somebody, or lets them stand up where `key` is null. Who sat there changes places with them. */
export function seated(plan: SeatingPlan, who: string, key: SeatKey | null): SeatingPlan {
	const before = Object.entries(plan.seats).find(([, other]) => other === who)?.[0] ?? null;
	const seats: Record<SeatKey, string> = { ...plan.seats };
	if (before !== null) delete seats[before];
	if (key !== null) {
		const other = seats[key];
		if (other !== undefined && before !== null) seats[before] = other;
		seats[key] = who;
	}
	return { ...plan, seats };
}

/** Somebody to be seated. */
export interface Guest {
	readonly delegateId: string;
	/** Who sits together: the unit, or the category of those without one. */
	readonly unit: string;
	readonly kind: RowKind;
	/** Goes on the stage: sits by an aisle. */
	readonly goesOnStage: boolean;
}

interface Run {
	readonly seats: readonly SeatKey[];
}

/** The free seats of rows of one kind, row after row, as stretches in which people sit beside each other. */
function freeRuns(plan: SeatingPlan, kind: RowKind): Run[] {
	const runs: Run[] = [];
	for (let row = 0; row < plan.rows; row++) {
		if (kindOf(plan, row) !== kind) continue;
		const free = seatsOfRow(plan, row).filter((key) => plan.seats[key] === undefined);
		if (free.length > 0) runs.push({ seats: free });
	}
	return runs;
}

/** Seats for a unit of so many: the first row that has room for all of them, else row after row from the front. */
function seatsFor(runs: Run[], size: number): SeatKey[] {
	const whole = runs.find(({ seats }) => seats.length >= size);
	const taken = whole ? whole.seats.slice(0, size) : runs.flatMap(({ seats }) => seats).slice(0, size);
	const gone = new Set(taken);
	for (const [index, { seats }] of runs.entries()) {
		runs[index] = { seats: seats.filter((key) => !gone.has(key)) };
	}
	return [...taken];
}

/**
 * Seats everybody who has no seat yet: unit after unit in their order, each together in one row where one has room, those who
 * go on stage by an aisle of their unit's block. Each kind sits in its own rows; who finds none there is left standing.
 */
export function autoFilled(
	plan: SeatingPlan,
	guests: readonly Guest[]
): { readonly plan: SeatingPlan; readonly standing: readonly string[] } {
	const sitting = new Set(Object.values(plan.seats));
	const waiting = guests.filter(({ delegateId }) => !sitting.has(delegateId));
	const seats: Record<SeatKey, string> = { ...plan.seats };
	const standing: string[] = [];
	for (const kind of ROW_KINDS) {
		const runs = freeRuns(plan, kind);
		const units = Map.groupBy(
			waiting.filter((guest) => guest.kind === kind),
			({ unit }) => unit
		);
		for (const members of units.values()) {
			const block = seatsFor(runs, members.length);
			const byAisle = block.filter((key) => isByAisle(plan, key));
			const order = members.toSorted((a, b) => Number(b.goesOnStage) - Number(a.goesOnStage));
			const left = new Set(block);
			for (const { delegateId, goesOnStage } of order) {
				const preferred = goesOnStage ? byAisle.find((key) => left.has(key)) : undefined;
				const inner = goesOnStage ? undefined : block.find((key) => left.has(key) && !byAisle.includes(key));
				const key = preferred ?? inner ?? block.find((free) => left.has(free));
				if (key === undefined) standing.push(delegateId);
				else {
					left.delete(key);
					seats[key] = delegateId;
				}
			}
		}
	}
	return { plan: { ...plan, seats }, standing };
}

/** Without the seats of these people. */
export function freed(plan: SeatingPlan, who: ReadonlySet<string>): SeatingPlan {
	return {
		...plan,
		seats: Object.fromEntries(Object.entries(plan.seats).filter(([, one]) => !who.has(one)))
	};
}

/** The seats of a unit as words for its poster: 'A: 1–4, 7', row by row. */
export function seatRanges(keys: readonly SeatKey[]): { readonly row: string; readonly seats: string }[] {
	const places = keys.map(placeOf).filter((place) => place !== null);
	const rows = Map.groupBy(
		places.toSorted((a, b) => a.row - b.row || a.column - b.column),
		({ row }) => row
	);
	return [...rows].map(([row, inRow]) => {
		const ranges: [first: number, last: number][] = [];
		for (const { column } of inRow) {
			const last = ranges.at(-1);
			if (last && column === last[1] + 1) last[1] = column;
			else ranges.push([column, column]);
		}
		const words = ranges.map(([first, last]) =>
			first === last ? `${first + 1}` : `${first + 1}–${last + 1}`
		);
		return { row: rowName(row), seats: words.join(', ') };
	});
}
