import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conflictGrounds } from '#lib/server/contest/conflicts-query.ts';
import { declareConflict, withdrawConflict } from '#lib/server/contest/declare-conflict.ts';
import { contestChecklists } from '#lib/server/contest/round-checklist.ts';
import { savePanel } from '#lib/server/contest/save-panel.ts';
import { setSeatAbsence } from '#lib/server/contest/seat-absence.ts';
import { registeredTeams } from '#lib/server/contest/round-teams.ts';
import { newId } from '#lib/live/id.ts';
import { city, person, type City } from './city.ts';

let here: City;
beforeAll(async () => {
	here = await city();
});
afterAll(() => here.remove());

const seatsOf = (roundId: string) =>
	here.database.read.panelSeat.findMany({
		where: { roundId },
		orderBy: { position: 'asc' },
		include: { person: { select: { fullName: true } } }
	});
const asForm = async (roundId: string) =>
	(await seatsOf(roundId)).map(({ id, personId, role, label, speciality, person: { fullName } }) => ({
		seatId: id,
		personId,
		fullName,
		role,
		label,
		speciality
	}));

describe('a panel', () => {
	it('seats known and newly typed people and labels them', async () => {
		const { roundId } = await here.prepared('PANEL');
		expect((await seatsOf(roundId)).map(({ label, role }) => `${label} ${role}`)).toEqual([
			'GK1 chair',
			'GK2 judge',
			'GK3 judge',
			'TK1 secretary',
			'BG1 timekeeper'
		]);
	});

	it('has one chair, no person twice, no label twice and nobody of a team', async () => {
		const { roundId } = await here.prepared('ODD');
		const seats = await asForm(roundId);
		const save = (change: (all: typeof seats) => unknown[]) =>
			here.refusal(savePanel, { roundId, seats: change(seats) });
		expect(await save((all) => all.map((seat) => ({ ...seat, role: 'chair' })))).toBe('contest_panel_chairs');
		expect(await save((all) => [...all, { ...all[1]!, seatId: null, label: null }])).toBe(
			'contest_panel_person_twice'
		);
		expect(await save((all) => all.map((seat) => ({ ...seat, label: 'GK1' })))).toBe(
			'contest_panel_label_twice'
		);
		const member = { fullName: 'Nguyễn Văn A50', unitId: here.wards[0], role: 'judge' };
		expect(await save((all) => [...all, member])).toBe('contest_panel_person_in_team');
	});

	it('lets two judges exchange their labels', async () => {
		const { roundId } = await here.prepared('EXCHANGE');
		const seats = await asForm(roundId);
		const labels = ['GK1', 'GK3', 'GK2', 'TK1', 'BG1'];
		await here.done(savePanel, {
			roundId,
			seats: seats.map((seat, index) => ({ ...seat, label: labels[index] }))
		});
		const after = await seatsOf(roundId);
		expect(after.map(({ id, label }) => [id, label])).toEqual(
			seats.map(({ seatId }, index) => [seatId, labels[index]])
		);
	});

	it('takes no seat of another round', async () => {
		const one = await here.prepared('SEATS-1');
		const two = await here.prepared('SEATS-2');
		const foreign = (await asForm(two.roundId))[0]!;
		expect(await here.refusal(savePanel, { roundId: one.roundId, seats: [foreign] })).toBe('not_found');
		const outsider = person('organizer', two.contestId);
		expect(await here.refusal(savePanel, { roundId: one.roundId, seats: [] }, outsider)).toBe('forbidden');
	});

	it('E8: of an open round can only grow: nobody’s seat becomes somebody else’s', async () => {
		const { roundId } = await here.opened('GROWS');
		const seats = await asForm(roundId);
		const substitute = { fullName: 'Lê Văn Thay', unitId: here.cityId, role: 'judge' };
		expect(await here.refusal(savePanel, { roundId, seats: seats.slice(0, 4) })).toBe('contest_panel_open');
		const renamed = seats.map((seat, index) => (index === 1 ? { ...substitute, seatId: seat.seatId } : seat));
		expect(await here.refusal(savePanel, { roundId, seats: renamed })).toBe('contest_panel_open');
		await here.done(savePanel, { roundId, seats: [...seats, substitute] });
		expect((await seatsOf(roundId)).map(({ label }) => label)).toEqual([
			'GK1',
			'GK2',
			'GK3',
			'TK1',
			'BG1',
			'GK4'
		]);
	});
});

describe('a conflict of interest', () => {
	const found = async (roundId: string, contestId: string) => {
		const seats = await here.database.read.panelSeat.findMany({
			where: { roundId, role: { in: ['chair', 'judge'] } },
			include: { person: true },
			orderBy: { position: 'asc' }
		});
		const grounds = await conflictGrounds(here.database.read, contestId);
		const judges = seats.map(({ id, personId, person: { unitId } }) => ({ id, personId, unitId }));
		const label = new Map(seats.map((seat) => [seat.id, seat.label]));
		return grounds
			.of(judges, await registeredTeams(here.database.read, contestId))
			.map(({ judgeId, teamId, conflict }) => [label.get(judgeId), teamId, conflict.kind]);
	};

	it('E11: is found for a judge of the team’s unit or below it, not for one from above', async () => {
		const { roundId, contestId, teamIds } = await here.prepared('TREE');
		expect(await found(roundId, contestId)).toEqual([]);
		const hamlet = await here.unit('THON', 'Tổ dân phố 3', here.wards[1]!);
		const seats = await asForm(roundId);
		await here.done(savePanel, {
			roundId,
			seats: [
				...seats,
				{ fullName: 'Phạm Thị Cùng', unitId: here.wards[0], role: 'judge' },
				{ fullName: 'Phạm Thị Dưới', unitId: hamlet, role: 'judge' }
			]
		});
		expect(await found(roundId, contestId)).toEqual([
			['GK4', teamIds[0], 'sameUnit'],
			['GK5', teamIds[1], 'belowTeamUnit']
		]);
		const [list] = await contestChecklists(here.database.read, contestId);
		expect(
			list!.items.filter(({ code }) => code.startsWith('checklist_conflicts')).map(({ code }) => code)
		).toEqual(['checklist_conflicts_shrink_panel', 'checklist_conflicts_shrink_panel']);
	});

	it('can be declared for a person of the panel and taken back, both with a reason', async () => {
		const { roundId, contestId, teamIds } = await here.prepared('DECLARED');
		const other = await here.prepared('DECLARED-2');
		const [chair] = await seatsOf(roundId);
		const declared = {
			contestId,
			personId: chair!.personId,
			teamId: teamIds[1],
			reason: 'Anh ruột của đội trưởng'
		};
		expect(await here.refusal(declareConflict, { ...declared, teamId: other.teamIds[0] })).toBe('not_found');
		expect(await here.refusal(declareConflict, { ...declared, reason: '' })).toBe('invalid');
		const { conflictId } = await here.done(declareConflict, declared);
		expect(await here.refusal(declareConflict, declared)).toBe('contest_conflict_known');
		expect(await found(roundId, contestId)).toEqual([['GK1', teamIds[1], 'declared']]);
		const back = { contestId: other.contestId, conflictId, reason: 'Khai nhầm người' };
		expect(await here.refusal(withdrawConflict, back)).toBe('not_found');
		await here.done(withdrawConflict, { ...back, contestId });
		expect(await found(roundId, contestId)).toEqual([]);
	});
});

describe('the absence of a judge', () => {
	it('is from a turn on, with a reason, and can be taken back', async () => {
		const { roundId, contestId } = await here.opened('ABSENT');
		const seats = await seatsOf(roundId);
		const seatId = seats[1]!.id;
		const reason = 'Bị mệt, bác sĩ cho nghỉ';
		expect(await here.refusal(setSeatAbsence, { seatId, absentFrom: 4, reason })).toBe('invalid');
		expect(await here.refusal(setSeatAbsence, { seatId, absentFrom: 2, reason: '' })).toBe('invalid');
		expect(await here.refusal(setSeatAbsence, { seatId: seats[3]!.id, absentFrom: 1, reason })).toBe(
			'contest_seat_not_judge'
		);
		const judge = person('jury-chair', contestId);
		expect(await here.refusal(setSeatAbsence, { seatId, absentFrom: '2', reason }, judge)).toBe('done');
		expect((await seatsOf(roundId))[1]!.absentFrom).toBe(2);
		await here.done(setSeatAbsence, { seatId, absentFrom: '', reason: 'Đã trở lại' });
		expect((await seatsOf(roundId))[1]!.absentFrom).toBeNull();
		expect(
			await here.refusal(setSeatAbsence, { seatId, absentFrom: 1, reason }, person('organizer', newId()))
		).toBe('forbidden');
	});
});
