import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catchUp, gained, LEAST_BREAK_MINUTES, retimed, toCome } from './catch-up.ts';
import { NOT_BEGUN, type Course, type ProgrammeItem, type ProgrammeKind, type Speech } from './programme.ts';

const at = (time: string) => `2026-11-30T${time}:00+07:00`;
const item = (
	id: string,
	[start, end]: readonly [string, string],
	kind: ProgrammeKind = 'report',
	course: Course = NOT_BEGUN
): ProgrammeItem & Course => ({
	...course,
	...{ id, kind, title: id, titleEn: null, hallId: 'a', room: 'Hội trường', owner: null, speeches: [] },
	...{ plannedStart: at(start), plannedEnd: at(end) }
});
const speech = (id: string, minutes: number, leastMinutes: number, change: Partial<Speech> = {}): Speech => ({
	...{ id, unit: id, minutes, leastMinutes, mustBeSpoken: false, isSpeakerHere: true, status: 'waiting' },
	...change
});

/** The report runs, twenty minutes late; speeches, a break and the closing are to come. */
const day = [
	item('opening', ['08:00', '08:10'], 'opening', { actualStart: at('08:20'), actualEnd: at('08:30') }),
	item('report', ['08:10', '08:40'], 'report', { actualStart: at('08:30'), actualEnd: null }),
	item('speeches', ['08:40', '09:10'], 'speeches'),
	item('break', ['09:10', '09:30'], 'break'),
	item('closing', ['09:30', '09:40'], 'closing')
];
const speeches = [speech('A', 10, 7), speech('B', 10, 7), speech('C', 10, 7)];
const speechesOf = (itemId: string) => (itemId === 'speeches' ? speeches : []);

describe('a hall that is late', () => {
	it('is first made up for by breaks, then by shorter speeches, then by papers as text', () => {
		expect(catchUp(day, speechesOf, 0)).toEqual({ choices: [], missing: 0 });
		expect(catchUp(day, speechesOf, 8)).toEqual({
			choices: [{ kind: 'break', itemId: 'break', from: 20, to: 12 }],
			missing: 0
		});
		expect(catchUp(day, speechesOf, 13).choices).toEqual([
			{ kind: 'break', itemId: 'break', from: 20, to: LEAST_BREAK_MINUTES },
			{ kind: 'shorten', itemId: 'speeches', speechId: 'A', from: 10, to: 9 },
			{ kind: 'shorten', itemId: 'speeches', speechId: 'B', from: 10, to: 9 },
			{ kind: 'shorten', itemId: 'speeches', speechId: 'C', from: 10, to: 9 }
		]);
		expect(catchUp(day, speechesOf, 20)).toEqual({
			choices: [
				{ kind: 'break', itemId: 'break', from: 20, to: 10 },
				{ kind: 'text-only', itemId: 'speeches', speechId: 'C', from: 10 }
			],
			missing: 0
		});
	});

	it('says what nothing can make up for', () => {
		expect(catchUp(day, () => [], 45)).toMatchObject({ missing: 35 });
	});

	it('takes nothing from a break that is short already, nor from what was spoken', () => {
		const short = day.map((each) =>
			each.id === 'break' ? item('break', ['09:10', '09:18'], 'break') : each
		);
		const done = (itemId: string) => (itemId === 'speeches' ? [speech('A', 10, 5, { status: 'done' })] : []);
		expect(catchUp(short, done, 5)).toEqual({ choices: [], missing: 5 });
	});

	it('gets new times, each when the one before is over and none before its own', () => {
		const { choices } = catchUp(day, speechesOf, 20);
		const times = (chosen: typeof choices) =>
			retimed(day, chosen, new Date(at('08:45'))).map(({ itemId, start, minutes }) => [
				itemId,
				new Date(Date.parse(start) + 7 * 3600_000).toISOString().slice(11, 16),
				minutes
			]);
		expect(times(choices)).toEqual([
			['report', '08:10', 30],
			['speeches', '09:00', 20],
			['break', '09:20', 10],
			['closing', '09:30', 10]
		]);
		expect(times([])).toEqual([
			['report', '08:10', 30],
			['speeches', '09:00', 30],
			['break', '09:30', 20],
			['closing', '09:50', 10]
		]);
	});

	it('never has two items at a time, never one before its plan, and gains exactly what was chosen', () => {
		const kinds: ProgrammeKind[] = ['report', 'break', 'speeches'];
		const programme = fc
			.array(
				fc.record({
					minutes: fc.integer({ min: 5, max: 40 }),
					gap: fc.nat(10),
					kind: fc.constantFrom(...kinds)
				}),
				{ minLength: 1, maxLength: 8 }
			)
			.map((all) => {
				let free = Date.parse(at('08:00'));
				return all.map(({ minutes, gap, kind }, index): ProgrammeItem & Course => {
					const start = free + gap * 60_000;
					free = start + minutes * 60_000;
					const times = {
						plannedStart: new Date(start).toISOString(),
						plannedEnd: new Date(free).toISOString()
					};
					return { ...item(`${index}`, ['08:00', '08:01'], kind), ...times };
				});
			});
		fc.assert(
			fc.property(programme, fc.nat(60), fc.nat(300), (items, behind, later) => {
				const of = (itemId: string) => (Number(itemId) % 2 === 0 ? [speech(`s${itemId}`, 5, 3)] : []);
				const { choices, missing } = catchUp(items, of, behind);
				const all = choices.reduce((sum, choice) => sum + gained(choice), 0);
				expect(all + missing).toBeGreaterThanOrEqual(behind);
				const now = new Date(Date.parse(at('08:00')) + later * 60_000);
				const times = retimed(items, choices, now);
				expect(times.map(({ itemId }) => itemId)).toEqual(toCome(items).after.map(({ id }) => id));
				for (const [index, { start, minutes, itemId }] of times.entries()) {
					const planned = items.find(({ id }) => id === itemId)!;
					expect(Date.parse(start)).toBeGreaterThanOrEqual(Date.parse(planned.plannedStart));
					expect(Date.parse(start)).toBeGreaterThanOrEqual(now.getTime());
					const next = times[index + 1];
					if (next)
						expect(Date.parse(next.start)).toBeGreaterThanOrEqual(Date.parse(start) + minutes * 60_000);
				}
			}),
			{ numRuns: 500 }
		);
	});
});
