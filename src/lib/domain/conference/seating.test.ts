import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	allSeats,
	autoFilled,
	EMPTY_PLAN,
	freed,
	goesOnStage,
	isByAisle,
	isSeat,
	kindOf,
	markedOnStage,
	placeOf,
	reshaped,
	ROW_KINDS,
	rowName,
	seated,
	seatingProblem,
	seatKey,
	seatName,
	seatRanges,
	type Guest,
	type SeatingPlan
} from './seating.ts';

const hall = (change: Partial<SeatingPlan> = {}): SeatingPlan => ({
	...EMPTY_PLAN,
	...{ rows: 3, columns: 6, aisles: [3] },
	...change
});
const people = (unit: string, count: number, onStage = 0): Guest[] =>
	Array.from({ length: count }, (_, index) => ({
		delegateId: `${unit}${index + 1}`,
		...{ unit, kind: 'general' as const, goesOnStage: index < onStage }
	}));
const where = (plan: SeatingPlan, who: string) =>
	seatName(Object.entries(plan.seats).find(([, one]) => one === who)?.[0] ?? '');

describe('a hall', () => {
	it('calls its rows by letters that nobody takes for figures, and its seats from 1', () => {
		expect([0, 1, 7, 8, 12, 13, 23, 24].map(rowName)).toEqual(['A', 'B', 'H', 'J', 'N', 'P', 'Z', 'AA']);
		expect(seatName('1.11')).toBe('B – 12');
		expect([placeOf('x'), placeOf('1.222'), seatName('nowhere')]).toEqual([null, null, '']);
	});

	it('has seats by its aisles, at the ends of rows and beside a pillar', () => {
		const plan = hall({ gaps: ['0.1'] });
		const byAisle = allSeats(plan).filter((key) => isByAisle(plan, key));
		expect(byAisle.filter((key) => key.startsWith('1.'))).toEqual(['1.0', '1.2', '1.3', '1.5']);
		expect(isByAisle(plan, '0.2')).toBe(true);
		expect(isSeat(plan, '0.1')).toBe(false);
	});

	it('keeps whom it can when it changes its shape', () => {
		const plan = hall({ seats: { '0.0': 'An', '2.5': 'Bình' } });
		const smaller = reshaped(plan, { ...plan, rows: 2, aisles: [9, 2, 2], gaps: ['7.7'] });
		expect(smaller).toMatchObject({ seats: { '0.0': 'An' }, aisles: [2], gaps: [] });
	});

	it('has no more seats than it holds, and nobody in two of them', () => {
		expect(seatingProblem(hall(), 18)).toBeNull();
		expect(seatingProblem(hall(), 17)).toBe('seating_over_capacity');
		expect(seatingProblem(hall({ rows: 0 }), null)).toBe('seating_size');
		expect(seatingProblem(hall({ seats: { '9.9': 'An' } }), null)).toBe('seating_no_seat');
		expect(seatingProblem(hall({ seats: { '0.0': 'An', '0.1': 'An' } }), null)).toBe('seating_sits_twice');
	});
});

describe('seating people', () => {
	it('two change places when one takes the other’s seat; standing up leaves it free', () => {
		const plan = hall({ seats: { '0.0': 'An', '0.1': 'Bình' } });
		expect(seated(plan, 'An', '0.1').seats).toEqual({ '0.0': 'Bình', '0.1': 'An' });
		expect(seated(plan, 'Cúc', '0.1').seats).toEqual({ '0.0': 'An', '0.1': 'Cúc' });
		expect(seated(plan, 'An', null).seats).toEqual({ '0.1': 'Bình' });
	});

	it('keeps a unit in one row where one has room, and whoever goes on stage by an aisle', () => {
		const guests = [...people('Hoa Lư ', 4), ...people('Gia Viễn ', 5, 1), ...people('Nho Quan ', 2)];
		const { plan, standing } = autoFilled(hall(), guests);
		expect(standing).toEqual([]);
		const rowsOf = (unit: string) =>
			new Set(
				guests
					.filter((guest) => guest.unit === unit)
					.map(({ delegateId }) => where(plan, delegateId).slice(0, 1))
			);
		expect(rowsOf('Hoa Lư ')).toEqual(new Set(['A']));
		expect(rowsOf('Gia Viễn ')).toEqual(new Set(['B']));
		expect(rowsOf('Nho Quan ')).toEqual(new Set(['A']));
		expect(where(plan, 'Gia Viễn 1')).toBe('B – 1');
	});

	it('leaves rows of the presidium, of honourees and of the press to their own', () => {
		const plan = hall({ kinds: { 0: 'presidium', 2: 'press' } });
		const press: Guest = { delegateId: 'Báo', unit: 'Báo', kind: 'press', goesOnStage: false };
		const filled = autoFilled(plan, [...people('Hoa Lư ', 7), press]);
		expect(where(filled.plan, 'Báo').slice(0, 1)).toBe('C');
		expect(filled.standing).toEqual(['Hoa Lư 7']);
	});

	it('never seats anybody twice, moves nobody who sits, and leaves no seat free of its kind while one stands', () => {
		const guest = fc.record({
			unit: fc.constantFrom('A', 'B', 'C', 'D'),
			kind: fc.constantFrom(...ROW_KINDS),
			goesOnStage: fc.boolean()
		});
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 6 }),
				fc.integer({ min: 1, max: 8 }),
				fc.dictionary(fc.integer({ min: 0, max: 5 }).map(String), fc.constantFrom(...ROW_KINDS), {
					maxKeys: 4
				}),
				fc.array(guest, { maxLength: 40 }),
				(rows, columns, kinds, list) => {
					const guests = list.map((one, index) => ({ ...one, delegateId: `g${index}` }));
					const empty = reshaped(EMPTY_PLAN, { rows, columns, kinds, aisles: [2], gaps: ['0.0'] });
					const [first] = allSeats(empty);
					const begun = first ? seated(empty, 'sits', first) : empty;
					const { plan, standing } = autoFilled(begun, guests);
					expect(seatingProblem(plan, null)).toBeNull();
					if (first) expect(plan.seats[first]).toBe('sits');
					const sitting = new Set(Object.values(plan.seats));
					for (const { delegateId } of guests)
						expect(sitting.has(delegateId)).toBe(!standing.includes(delegateId));
					for (const { delegateId, kind } of guests) {
						if (!standing.includes(delegateId)) continue;
						const free = allSeats(plan).filter(
							(key) => plan.seats[key] === undefined && kindOf(plan, placeOf(key)!.row) === kind
						);
						expect(free).toEqual([]);
					}
				}
			)
		);
	});

	it('frees seats of whom did not come, and tells a unit’s seats row by row', () => {
		const { plan } = autoFilled(hall(), people('Hoa Lư ', 8));
		expect(Object.values(freed(plan, new Set(['Hoa Lư 1', 'Hoa Lư 2'])).seats)).toHaveLength(6);
		expect(seatRanges(['0.0', '0.1', '0.2', '0.4', '2.5'])).toEqual([
			{ row: 'A', seats: '1–3, 5' },
			{ row: 'C', seats: '6' }
		]);
		expect(seatKey(2, 5)).toBe('2.5');
	});
});

describe('who goes on the stage', () => {
	const honoured = new Set(['An']);
	const shown = (plan: SeatingPlan) => ['An', 'Bình'].filter((who) => goesOnStage(plan, who, honoured));

	it('is whom the list of honours names, corrected by hand; what the list says anyhow is not written down', () => {
		const { offStage: _, ...before } = EMPTY_PLAN;
		expect(shown(before)).toEqual(['An']);
		const more = markedOnStage(before, 'Bình', true, honoured);
		expect([shown(more), more.onStage, more.offStage]).toEqual([['An', 'Bình'], ['Bình'], []]);
		const less = markedOnStage(more, 'An', false, honoured);
		expect([shown(less), less.onStage, less.offStage]).toEqual([['Bình'], ['Bình'], ['An']]);
		const back = markedOnStage(markedOnStage(less, 'An', true, honoured), 'Bình', false, honoured);
		expect([shown(back), back.onStage, back.offStage]).toEqual([['An'], [], []]);
	});
});
