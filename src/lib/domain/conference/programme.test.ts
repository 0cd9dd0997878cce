import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUnchanged, programmeDifference } from './programme-difference.ts';
import { programmeProblems } from './programme-problems.ts';
import {
	hallStanding,
	minutesBehind,
	minutesByUnit,
	NOT_BEGUN,
	withoutSpeaker,
	type Course,
	type ProgrammeItem,
	type Speech
} from './programme.ts';
import { replan } from './replan.ts';

const speech = (id: string, minutes: number, leastMinutes: number, change: Partial<Speech> = {}): Speech => ({
	id,
	unit: id,
	minutes,
	leastMinutes,
	mustBeSpoken: false,
	isSpeakerHere: true,
	status: 'waiting',
	...change
});

describe('a conference that runs late', () => {
	it('changes nothing while the speeches fit', () => {
		expect(replan([speech('A', 10, 7), speech('B', 10, 7)], 20)).toEqual({
			shorten: [],
			textOnly: [],
			spokenMinutes: 20,
			overMinutes: 0,
			fits: true
		});
	});

	it('shortens first, whoever has most to spare, and exactly as much as is needed', () => {
		const plan = replan([speech('A', 15, 7), speech('B', 10, 7), speech('C', 7, 7)], 26);
		expect(plan).toEqual({
			shorten: [
				{ speechId: 'A', from: 15, to: 10 },
				{ speechId: 'B', from: 10, to: 9 }
			],
			textOnly: [],
			spokenMinutes: 26,
			overMinutes: 0,
			fits: true
		});
		expect(replan([speech('A', 10, 7), speech('B', 10, 7)], 17).shorten).toEqual([
			{ speechId: 'A', from: 10, to: 9 },
			{ speechId: 'B', from: 10, to: 8 }
		]);
	});

	it('then asks for the text only, from the end, and gives the minutes back', () => {
		expect(replan([speech('A', 10, 7), speech('B', 10, 7), speech('C', 10, 7)], 20)).toEqual({
			shorten: [],
			textOnly: ['C'],
			spokenMinutes: 20,
			overMinutes: 0,
			fits: true
		});
	});

	it('asks for no more texts than it needs: a short paper comes back when a long one made room', () => {
		const plan = replan([speech('A', 10, 10), speech('long', 12, 12), speech('short', 2, 2)], 13);
		expect(plan).toMatchObject({ textOnly: ['long'], spokenMinutes: 12, fits: true });
	});

	it('hands in the paper of who is not here before anybody else gives up a minute', () => {
		const plan = replan(
			[speech('A', 10, 7, { isSpeakerHere: false }), speech('B', 10, 7), speech('C', 10, 7)],
			20
		);
		expect(plan).toMatchObject({ textOnly: ['A'], shorten: [], fits: true });
	});

	it('never drops a directing speech, and says what is missing', () => {
		const directing = speech('Chỉ đạo', 20, 15, { mustBeSpoken: true, isSpeakerHere: false });
		expect(replan([speech('A', 10, 7), directing], 10)).toEqual({
			shorten: [{ speechId: 'Chỉ đạo', from: 20, to: 15 }],
			textOnly: ['A'],
			spokenMinutes: 15,
			overMinutes: 5,
			fits: false
		});
	});

	it('leaves alone what was spoken', () => {
		expect(replan([speech('A', 10, 7, { status: 'done' }), speech('B', 10, 7)], 10).fits).toBe(true);
	});

	const speeches = fc
		.array(
			fc.record({
				least: fc.integer({ min: 3, max: 10 }),
				spare: fc.nat(8),
				mustBeSpoken: fc.boolean(),
				isSpeakerHere: fc.boolean()
			}),
			{ maxLength: 9 }
		)
		.map((all) => all.map(({ least, spare, ...rest }, at) => speech(`${at}`, least + spare, least, rest)));

	it('keeps every promise: the time is kept where it can be, nobody is below their least, minutes go only as far as needed', () => {
		fc.assert(
			fc.property(speeches, fc.nat(90), (all, available) => {
				const plan = replan(all, available);
				const given = new Map(plan.shorten.map(({ speechId, to }) => [speechId, to]));
				const spoken = all.filter(({ id }) => !plan.textOnly.includes(id));
				const minutes = spoken.map(({ id, minutes: own }) => given.get(id) ?? own);
				expect(plan.spokenMinutes).toBe(minutes.reduce((sum, each) => sum + each, 0));
				expect(spoken.every(({ leastMinutes }, at) => minutes[at]! >= leastMinutes)).toBe(true);
				expect(all.filter(({ id, mustBeSpoken }) => mustBeSpoken && plan.textOnly.includes(id))).toEqual([]);
				const least = all
					.filter(({ mustBeSpoken }) => mustBeSpoken)
					.reduce((sum, each) => sum + each.leastMinutes, 0);
				expect(plan.fits).toBe(least <= available);
				// Nobody who is here hands in a text that there would have been room for.
				const room = available - spoken.reduce((sum, each) => sum + each.leastMinutes, 0);
				const dropped = all.filter(({ id, isSpeakerHere }) => isSpeakerHere && plan.textOnly.includes(id));
				expect(dropped.every(({ leastMinutes }) => leastMinutes > room)).toBe(true);
				if (plan.shorten.length > 0) expect(plan.spokenMinutes).toBeGreaterThanOrEqual(available);
			}),
			{ numRuns: 3000 }
		);
	});
});

const item = (id: string, change: Partial<ProgrammeItem & Course> = {}): ProgrammeItem & Course => ({
	...NOT_BEGUN,
	id,
	kind: 'discussion',
	title: `Phiên ${id}`,
	titleEn: null,
	hallId: 'a',
	room: 'Hội trường A',
	owner: null,
	plannedStart: '2026-11-30T08:00:00+07:00',
	plannedEnd: '2026-11-30T09:00:00+07:00',
	speeches: [],
	...change
});
const from = (start: string, end: string) => ({
	plannedStart: `2026-11-30T${start}:00+07:00`,
	plannedEnd: `2026-11-30T${end}:00+07:00`
});
const listed = (id: string, minutes = 10) => ({
	id,
	unit: 'Hoa Lư',
	title: 'Giữ rừng',
	speaker: null,
	minutes
});

describe('a new version of the programme', () => {
	it('tells what is added, removed, moved, retimed, renamed, handed over and spoken otherwise', () => {
		const released = [item('1'), item('2'), item('3'), item('4', { speeches: [listed('x'), listed('y')] })];
		const both = { room: 'Phòng 2', plannedEnd: '2026-11-30T09:15:00+07:00', owner: 'Đồng chí Bình' };
		const draft = [
			item('1'),
			item('2', both),
			item('4', { title: 'Trao thưởng', speeches: [listed('y'), listed('x')] }),
			item('5')
		];
		const difference = programmeDifference(released, draft);
		const ids = (changes: readonly { after: ProgrammeItem }[]) => changes.map(({ after }) => after.id);
		expect(difference.added.map(({ id }) => id)).toEqual(['5']);
		expect(difference.removed.map(({ id }) => id)).toEqual(['3']);
		expect({
			moved: ids(difference.moved),
			retimed: ids(difference.retimed),
			renamed: ids(difference.renamed),
			handedOver: ids(difference.handedOver),
			respoken: ids(difference.respoken)
		}).toEqual({ moved: ['2'], retimed: ['2'], renamed: ['4'], handedOver: ['2'], respoken: ['4'] });
	});

	it('is unchanged where only the writing of a time, of a letter or the course of the day differs', () => {
		const same = item('1', {
			plannedStart: '2026-11-30T01:00:00Z',
			title: 'Phiên 1'.normalize('NFD'),
			actualStart: '2026-11-30T01:05:00Z'
		});
		expect(isUnchanged(programmeDifference([item('1')], [same]))).toBe(true);
	});

	it('has something to be looked at where items meet in one hall, leave the days or hold too many speeches', () => {
		const days = { startsOn: '2026-11-30', endsOn: '2026-11-30' };
		const found = programmeProblems(
			[
				item('1'),
				item('2', from('08:30', '09:30')),
				item('3', { ...from('08:30', '09:30'), hallId: 'b', room: 'Phòng 2' }),
				item('4', from('09:30', '09:40')),
				item('5', { ...from('09:40', '10:00'), speeches: [listed('x', 15), listed('y', 15)] }),
				item('6', { plannedStart: '2026-12-01T08:00:00+07:00', plannedEnd: '2026-12-01T09:00:00+07:00' })
			],
			days
		);
		expect(found.map((problem) => [problem.kind, problem.item.id])).toEqual([
			['overlap', '1'],
			['speeches-too-long', '5'],
			['other-day', '6']
		]);
	});

	it('turns one version into another by what it tells, whatever they are', () => {
		const some = fc.uniqueArray(
			fc.record({
				id: fc.constantFrom('1', '2', '3', '4'),
				title: fc.constantFrom('Khai mạc', 'Báo cáo'),
				room: fc.constantFrom('Hội trường A', 'Phòng 2'),
				owner: fc.constantFrom(null, 'Đồng chí Bình'),
				plannedEnd: fc.constantFrom('2026-11-30T09:00:00+07:00', '2026-11-30T02:15:00Z'),
				speeches: fc.constantFrom([], [listed('x')])
			}),
			{ selector: ({ id }) => id }
		);
		const plain = (items: readonly ProgrammeItem[]) => new Map(items.map((each) => [each.id, each]));
		fc.assert(
			fc.property(some, some, (one, other) => {
				const before = one.map(({ id, ...rest }) => item(id, rest));
				const after = other.map(({ id, ...rest }) => item(id, rest));
				const told = programmeDifference(before, after);
				const made = plain(before);
				for (const { id } of told.removed) made.delete(id);
				for (const each of told.added) made.set(each.id, each);
				const { moved, retimed, renamed, handedOver, respoken } = told;
				for (const { after: each } of [...moved, ...retimed, ...renamed, ...handedOver, ...respoken])
					made.set(each.id, each);
				expect(made).toEqual(plain(after));
				expect(isUnchanged(programmeDifference(after, after))).toBe(true);
			}),
			{ numRuns: 500 }
		);
	});
});

describe('the course of the day', () => {
	const now = (at: string) => new Date(`2026-11-30T${at}+07:00`);

	it('is behind by its start, then by its end', () => {
		expect(minutesBehind(item('1'), now('07:30:00'))).toBe(0);
		expect(minutesBehind(item('1'), now('08:10:00'))).toBe(10);
		const started = item('1', { actualStart: '2026-11-30T08:05:00+07:00' });
		expect([minutesBehind(started, now('08:30:00')), minutesBehind(started, now('09:20:00'))]).toEqual([
			5, 20
		]);
		const ended = item('1', {
			actualStart: '2026-11-30T08:05:00+07:00',
			actualEnd: '2026-11-30T08:50:00+07:00'
		});
		expect(minutesBehind(ended, now('12:00:00'))).toBe(-10);
	});

	it('knows what runs, what comes next and how late the hall is', () => {
		const ran = { actualStart: '2026-11-30T08:10:00+07:00', actualEnd: '2026-11-30T09:12:00+07:00' };
		const two = item('2', from('09:00', '09:30'));
		const three = item('3', from('09:30', '10:00'));
		const standing = (items: readonly (ProgrammeItem & Course)[], at: string) => {
			const { current, next, last, behind } = hallStanding(items, now(at));
			return [current?.id ?? null, next?.id ?? null, last?.id ?? null, behind];
		};
		expect(standing([], '08:00:00')).toEqual([null, null, null, 0]);
		expect(standing([two, item('1'), three], '07:50:00')).toEqual([null, '1', null, 0]);
		expect(standing([two, item('1', ran), three], '09:10:00')).toEqual([null, '2', '1', 10]);
		expect(
			standing([item('1', ran), { ...two, actualStart: '2026-11-30T09:12:00+07:00' }, three], '09:20:00')
		).toEqual(['2', '3', null, 12]);
		// The first was left out: nobody is told that it comes next.
		expect(
			standing([item('1'), { ...two, actualStart: '2026-11-30T09:00:00+07:00' }, three], '09:20:00')
		).toEqual(['2', '3', null, 0]);
	});

	it('adds up speaking time by unit and names speeches whose speaker is missing', () => {
		const all = [
			speech('A', 10, 7, { unit: 'Hoa Lư', status: 'done', isSpeakerHere: false }),
			speech('B', 7, 5, { unit: 'Gia Viễn', isSpeakerHere: false }),
			speech('C', 5, 5, { unit: 'Hoa Lư' }),
			speech('D', 9, 5, { unit: 'Hoa Lư', status: 'text-only' })
		];
		expect(minutesByUnit(all)).toEqual([
			{ unit: 'Hoa Lư', minutes: 15 },
			{ unit: 'Gia Viễn', minutes: 7 }
		]);
		expect(withoutSpeaker(all).map(({ id }) => id)).toEqual(['B']);
	});
});
