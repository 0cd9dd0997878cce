import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUnchanged, programmeDifference } from './programme-difference.ts';
import {
	minutesBehind,
	minutesByUnit,
	withoutSpeaker,
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

const item = (id: string, change: Partial<ProgrammeItem> = {}): ProgrammeItem => ({
	id,
	title: `Phiên ${id}`,
	room: 'Hội trường A',
	plannedStart: '2026-11-30T08:00:00+07:00',
	plannedEnd: '2026-11-30T09:00:00+07:00',
	actualStart: null,
	actualEnd: null,
	...change
});

describe('a new version of the programme', () => {
	it('tells what is added, removed, moved, retimed and renamed against the released one', () => {
		const released = [item('1'), item('2'), item('3'), item('4')];
		const both = { room: 'Phòng 2', plannedEnd: '2026-11-30T09:15:00+07:00' };
		const draft = [item('1'), item('2', both), item('4', { title: 'Trao thưởng' }), item('5')];
		const difference = programmeDifference(released, draft);
		const ids = (changes: readonly { after: ProgrammeItem }[]) => changes.map(({ after }) => after.id);
		expect(difference.added.map(({ id }) => id)).toEqual(['5']);
		expect(difference.removed.map(({ id }) => id)).toEqual(['3']);
		expect([ids(difference.moved), ids(difference.retimed), ids(difference.renamed)]).toEqual([
			['2'],
			['2'],
			['4']
		]);
	});

	it('is unchanged where only the writing of a time, of a letter or the course of the day differs', () => {
		const same = item('1', {
			plannedStart: '2026-11-30T01:00:00Z',
			title: 'Phiên 1'.normalize('NFD'),
			actualStart: '2026-11-30T01:05:00Z'
		});
		expect(isUnchanged(programmeDifference([item('1')], [same]))).toBe(true);
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
