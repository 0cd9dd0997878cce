import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib/live/id.ts';
import { saveTeam } from '#lib/server/contest/save-team.ts';
import { peopleChoice, teamList, teamWhole } from '#lib/server/contest/team-query.ts';
import { city, organizer, person, type City } from './city.ts';

let here: City;
beforeAll(async () => {
	here = await city();
});
afterAll(() => here.remove());

describe('a team', () => {
	it('is entered by an organizer with its units, people and model, and gets a number', async () => {
		const { contestId } = await here.contest('TEAM');
		const { teamId } = await here.done(saveTeam, { contestId, ...here.team(0, 'Đội Bến Lau') });
		const team = await teamWhole(here.database.read, contestId, teamId);
		expect(team).toMatchObject({ code: 'D01', status: 'accepted', version: 0 });
		expect(team!.values.members.map(({ fullName, role, birthYear }) => [fullName, role, birthYear])).toEqual([
			['Nguyễn Văn A110', 'leader', '1980'],
			['Nguyễn Văn A111', 'member', '1981'],
			['Nguyễn Văn A112', 'member', '1982']
		]);
		const people = await here.database.read.person.findMany({ where: { unitId: here.wards[0]! } });
		expect(people.map(({ searchKey }) => searchKey).sort()).toEqual([
			'nguyen van a110',
			'nguyen van a111',
			'nguyen van a112'
		]);
	});

	it('breaks no limit of the rules, and everything wrong is told at once in words', async () => {
		const { contestId } = await here.contest('LIMITS');
		const team = here.team(0, 'Đội thiếu người', 2);
		const wrong = {
			...team,
			unitIds: here.wards.slice(0, 3),
			members: team.members.map((m) => ({ ...m, role: 'member' }))
		};
		const outcome = await here.ask(saveTeam, { contestId, ...wrong });
		expect(outcome.ok ? [] : outcome.refusal.fields).toEqual([
			{ field: 'unitIds', code: 'contest_team_too_many_units', params: { count: 3, most: 2 } },
			{ field: 'members', code: 'contest_team_leaders', params: { count: 0 } },
			{ field: 'members', code: 'contest_team_too_few_members', params: { count: 2, least: 3 } }
		]);
		expect(await here.database.read.team.count({ where: { contestId } })).toBe(0);
		expect(await here.refusal(saveTeam, { contestId, ...team, accept: false })).toBe('done');
	});

	it('may be the second of its unit where the rules allow two, and not the third', async () => {
		const { contestId } = await here.contest('TWO-TEAMS');
		await here.done(saveTeam, { contestId, ...here.team(0, 'Một') });
		await here.done(saveTeam, { contestId, ...here.team(0, 'Đội hai') });
		expect(await here.refusal(saveTeam, { contestId, ...here.team(0, 'Đội thứ ba') })).toBe(
			'contest_unit_too_many_teams'
		);
	});

	it('has nobody of another team, and the refusal names that team', async () => {
		const { contestId } = await here.contest('ONE-TEAM-ONLY');
		const first = here.team(0, 'Đội trước');
		await here.done(saveTeam, { contestId, ...first });
		const second = here.team(1, 'Đội sau');
		const both = {
			...second,
			unitIds: [here.wards[1], here.wards[0]],
			members: [...second.members, first.members[1]!]
		};
		const outcome = await here.ask(saveTeam, { contestId, ...both });
		expect(outcome.ok ? null : outcome.refusal.fields).toEqual([
			{
				field: 'members.3.fullName',
				code: 'contest_person_in_other_team',
				params: { person: first.members[1]!.fullName, team: 'Đội trước' }
			}
		]);
		const namesake = { ...first.members[1]!, birthYear: 2001 };
		const other = { ...both, members: [...second.members, namesake] };
		expect(await here.refusal(saveTeam, { contestId, ...other })).toBe('done');
		const another = await here.contest('ANOTHER-YEAR');
		expect(await here.refusal(saveTeam, { contestId: another.contestId, ...first })).toBe('done');
	});

	it('has nobody of the panel', async () => {
		const { contestId } = await here.prepared('NO-JUDGES');
		const team = here.team(3, 'Đội có giám khảo');
		const members = [...team.members, { fullName: 'Trần Thị NO-JUDGES 1', role: 'member' }];
		const unitIds = [here.wards[3], here.cityId];
		expect(await here.refusal(saveTeam, { contestId, ...team, unitIds, members })).toBe(
			'contest_person_on_panel'
		);
	});

	it('E25: is changed by one of two people who opened it at the same time', async () => {
		const { contestId } = await here.contest('STALE');
		const fields = here.team(0, 'Đội cũ');
		const { teamId, version } = await here.done(saveTeam, { contestId, ...fields });
		const change = (name: string, actor: typeof organizer) =>
			here.ask(saveTeam, { contestId, teamId, version, ...fields, name }, actor);
		const outcomes = await Promise.all([
			change('Đội mới một', organizer),
			change('Đội mới hai', person('organizer', contestId, 'other'))
		]);
		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
		expect(outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.refusal.code))).toEqual(['stale']);
	});

	it('keeps its people when a spelling is put right, and changes the person only then', async () => {
		const { contestId } = await here.contest('SPELLING');
		const fields = here.team(2, 'Đội viết');
		const { teamId, version } = await here.done(saveTeam, { contestId, ...fields });
		const before = (await teamWhole(here.database.read, contestId, teamId))!.values.members;
		const members = before.map((member, index) =>
			index === 0
				? { ...member, fullName: member.fullName.replace('Nguyễn', 'Nguyên') }
				: index === 1
					? { ...member, fullName: 'Lê Thị Khác' }
					: member
		);
		await here.done(saveTeam, { contestId, teamId, version, ...fields, members });
		const after = (await teamWhole(here.database.read, contestId, teamId))!.values.members;
		expect(after.map(({ personId }, index) => personId === before[index]!.personId)).toEqual([
			true,
			false,
			true
		]);
		expect(after[0]!.fullName).toBe('Nguyên Văn C80');
	});

	it('does not rewrite a stranger whose id was put into the form', async () => {
		const { contestId } = await here.contest('STRANGER');
		const stranger = newId();
		await here.database.transaction((tx) =>
			tx.person.create({
				data: {
					id: stranger,
					fullName: 'Phạm Văn Lạ',
					sortKey: 'x',
					searchKey: 'pham van la',
					phone: '0900',
					createdAt: new Date()
				}
			})
		);
		const team = here.team(0, 'Đội lạ');
		const members = [
			...team.members,
			{ personId: stranger, fullName: 'Phàm Văn Lạ', role: 'member', phone: '111' }
		];
		await here.done(saveTeam, { contestId, ...team, members });
		const after = await here.database.read.person.findUniqueOrThrow({ where: { id: stranger } });
		expect([after.fullName, after.phone]).toEqual(['Phạm Văn Lạ', '0900']);
		expect(await here.database.read.teamMember.count({ where: { personId: stranger } })).toBe(0);
	});

	it('belongs to its contest: another contest cannot change it, nor its organizer', async () => {
		const one = await here.contest('TEAM-OF-ONE');
		const two = await here.contest('TEAM-OF-TWO');
		const fields = here.team(0, 'Đội một');
		const { teamId, version } = await here.done(saveTeam, { contestId: one.contestId, ...fields });
		const asTwo = { contestId: two.contestId, teamId, version, ...fields };
		expect(await here.refusal(saveTeam, asTwo, person('organizer', two.contestId))).toBe('not_found');
		const asOne = { ...asTwo, contestId: one.contestId };
		expect(await here.refusal(saveTeam, asOne, person('organizer', two.contestId))).toBe('forbidden');
		expect(await here.refusal(saveTeam, asOne, person('timekeeper', one.contestId))).toBe('forbidden');
		expect(await here.refusal(saveTeam, asOne, person('secretary', one.contestId))).toBe('done');
	});

	it('is made once when the form is sent twice', async () => {
		const { contestId } = await here.contest('REPLAY');
		const key = newId();
		const input = { contestId, ...here.team(0, 'Đội gửi hai lần') };
		const first = await here.ask(saveTeam, input, organizer, key);
		const second = await here.ask(saveTeam, input, organizer, key);
		expect(second).toEqual({ ...first, replayed: true });
		expect(await here.database.read.team.count({ where: { contestId } })).toBe(1);
	});

	it('whose round is open changes only with a reason', async () => {
		const { contestId, teamIds } = await here.opened('REASON');
		const team = (await teamWhole(here.database.read, contestId, teamIds[0]!))!;
		const change = { contestId, teamId: team.id, version: team.version, ...team.values, name: 'Tên mới' };
		expect(await here.refusal(saveTeam, change)).toBe('contest_reason_required');
		await here.done(saveTeam, { ...change, reason: 'Đơn vị đính chính tên đội' });
		const entry = await here.database.read.auditEntry.findFirstOrThrow({
			where: { subjectId: team.id },
			orderBy: { seq: 'desc' }
		});
		expect(entry.reason).toBe('Đơn vị đính chính tên đội');
	});
});

it('lists its teams by number with their units and how many people they have', async () => {
	const { contestId } = await here.contest('LIST');
	await here.done(saveTeam, { contestId, ...here.team(1, 'Hai') });
	await here.done(saveTeam, { contestId, ...here.team(0, 'Một'), accept: false });
	const list = await teamList(here.database.read, contestId);
	expect(
		list.map(({ code, name, status, official, units }) => [code, name, status, official, units[0]!.name])
	).toEqual([
		['D01', 'Hai', 'accepted', 3, 'Phường Cầu Đá'],
		['D02', 'Một', 'draft', 3, 'Phường Bến Lau']
	]);
});

it('offers names of people within the actor’s reach and of the contest, of nobody else', async () => {
	const { contestId } = await here.prepared('REACH');
	const other = await here.prepared('BEYOND');
	const names = async (actor: typeof organizer) =>
		(await peopleChoice(here.database.read, actor, contestId)).map(({ fullName }) => fullName);
	expect(await names(organizer)).toContain('Trần Thị BEYOND 0');
	const own = await names(person('organizer', contestId));
	expect(own).toContain('Trần Thị REACH 0');
	expect(own.filter((name) => name.includes('BEYOND'))).toEqual([]);
	expect(other.contestId).not.toBe(contestId);
});
