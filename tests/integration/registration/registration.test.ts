import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import { RULES_TEMPLATES } from '#lib/domain/contest/templates/templates.ts';
import { newId } from '#lib/live/id.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { saveRules } from '#lib/server/contest/rules-save.ts';
import { invitationActor, linkHolder } from '#lib/server/registration/invitation-actor.ts';
import { makeLinks } from '#lib/server/registration/make-invitations.ts';
import { openInvitation } from '#lib/server/registration/open-invitation.ts';
import { registerTeam, submitTeam } from '#lib/server/registration/register-team.ts';
import { registrationDesk } from '#lib/server/registration/registration-query.ts';
import { reviewTeam } from '#lib/server/registration/review-team.ts';
import { revokeInvitation } from '#lib/server/registration/revoke-invitation.ts';
import { closeRegistration, openRegistration } from '#lib/server/registration/set-registration.ts';
import { submissionChanges, submissionsOf } from '#lib/server/registration/submissions-query.ts';
import { unitRegistration } from '#lib/server/registration/unit-query.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { contestHere, person, type ContestHere } from './contest-here.ts';

const BEFORE = new Date('2024-09-01T03:00:00Z');
const LAST_MOMENT = new Date('2024-09-30T10:00:00Z');
const AFTER = new Date('2024-09-30T10:00:01Z');

let here: TestDatabase;
beforeAll(async () => void (here = await testDatabase()));
afterAll(() => here.remove());

interface Wish {
	actor: Actor;
	input: Record<string, unknown>;
	key?: string;
	at?: Date;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the answers of all commands are looked into here
async function ask(command: Command<any, any>, { at = BEFORE, ...wish }: Wish): Promise<any> {
	const outcome = await execute(here.database, command, { ...wish, at });
	return outcome.ok ? outcome.value : outcome.refusal;
}

async function links(contest: ContestHere, codes: string[], more: Record<string, unknown> = {}) {
	const outcome = await makeLinks(here.database, {
		actor: contest.organizer,
		input: { contestId: contest.contestId, unitIds: codes.map((code) => contest.units[code]!), ...more },
		at: BEFORE
	});
	if (!outcome.ok) throw outcome.refusal;
	return outcome.links;
}

let count = 0;
/** A contest that is open until 17:00 on 30/9/2024, with two units invited. */
async function openContest(maxTeams = 1) {
	const contest = await contestHere(here.database, `REG-${++count}`);
	const { organizer, contestId } = contest;
	await ask(saveRules, {
		actor: organizer,
		input: { contestId, rules: RULES_TEMPLATES[0]!.rules, baseVersion: 0 }
	});
	await ask(openRegistration, { actor: organizer, input: { contestId, closesAt: '2024-09-30T17:00' } });
	const [first, second] = await links(contest, ['BADINH', 'HOANKIEM'], { maxTeams });
	const holder = async (token: string) => (await invitationActor(here.database.read, token)) as Actor;
	return {
		...contest,
		first: first!,
		second: second!,
		badinh: await holder(first!.token),
		hoankiem: await holder(second!.token)
	};
}

const GIVEN = ['Lan', 'Hùng', 'Minh', 'Thảo', 'Quang', 'Hạnh', 'Sơn', 'Yến'];
const people = (number: number, family = 'Nguyễn') =>
	GIVEN.slice(0, number).map((given, index) => ({
		fullName: `${family} Văn ${given}`,
		role: index === 0 ? 'leader' : 'member',
		birthYear: String(1980 + index)
	}));

function team(contest: ContestHere, more: Record<string, unknown> = {}) {
	return {
		name: 'Đội Ba Đình',
		unitIds: [contest.units.BADINH],
		members: people(5),
		modelTitle: 'Tổ dân phố không rác',
		contactName: 'Nguyễn Văn Lan',
		contactPhone: '0912 345 678',
		version: null,
		...more
	};
}

describe('opening registration', () => {
	test('needs rules and a deadline to come, in Hà Nội time', async () => {
		const { organizer, contestId } = await contestHere(here.database, `REG-${++count}`);
		const open = (closesAt: string) =>
			ask(openRegistration, { actor: organizer, input: { contestId, closesAt } });
		expect(await open('2024-09-30T17:00')).toMatchObject({ code: 'results_no_rules' });
		expect(await open('2024-08-01T17:00')).toMatchObject({
			fields: [{ field: 'closesAt', code: 'registration_deadline_past' }]
		});
		expect(await open('mai')).toMatchObject({
			fields: [{ field: 'closesAt', code: 'registration_deadline' }]
		});
		await ask(saveRules, {
			actor: organizer,
			input: { contestId, rules: RULES_TEMPLATES[0]!.rules, baseVersion: 0 }
		});
		expect(await open('2024-09-30T17:00')).toEqual({ closesAt: '2024-09-30T10:00:00.000Z' });
	});

	test('is not for secretaries or other contests', async () => {
		const contest = await openContest();
		const other = await openContest();
		const input = { contestId: contest.contestId };
		for (const actor of [
			person('secretary', 'Thư ký'),
			person('organizer', 'Khác', other.contestId),
			contest.badinh
		]) {
			expect(await ask(closeRegistration, { actor, input })).toMatchObject({ code: 'forbidden' });
		}
	});
});

describe('a unit’s link', () => {
	test('is stored as a hash only: not in the invitation, the receipt or the audit log', async () => {
		const contest = await contestHere(here.database, `REG-${++count}`);
		await ask(saveRules, {
			actor: contest.organizer,
			input: { contestId: contest.contestId, rules: RULES_TEMPLATES[0]!.rules, baseVersion: 0 }
		});
		const key = newId();
		const asked = {
			actor: contest.organizer,
			input: { contestId: contest.contestId, unitIds: [contest.units.BADINH!] },
			key
		};
		const made = await makeLinks(here.database, asked);
		expect(made).toMatchObject({ ok: true, links: [{ unitName: 'Quận Ba Đình', isRemade: false }] });
		const { token } = made.ok ? made.links[0]! : { token: '' };
		const { read } = here.database;
		const kept = JSON.stringify([
			await read.teamInvitation.findMany(),
			await read.commandReceipt.findMany(),
			await read.auditEntry.findMany()
		]);
		expect(kept).not.toContain(token);
		expect(await invitationActor(read, token)).toMatchObject({ kind: 'invitation', name: 'Quận Ba Đình' });

		const again = await makeLinks(here.database, asked);
		expect(again).toMatchObject({ ok: true, replayed: true, links: [] });
		expect(await invitationActor(read, token)).toMatchObject({ kind: 'invitation' });
	});

	test('stops working when it is made anew, and when it is revoked', async () => {
		const contest = await openContest();
		const [fresh] = await links(contest, ['BADINH']);
		expect(fresh!.isRemade).toBe(true);
		expect(await invitationActor(here.database.read, contest.first.token)).toEqual({ kind: 'anonymous' });
		const holder = (await invitationActor(here.database.read, fresh!.token)) as Actor & {
			invitationId: string;
		};
		const revoke = { actor: contest.organizer, input: { invitationId: holder.invitationId } };
		await ask(revokeInvitation, revoke);
		expect(await invitationActor(here.database.read, fresh!.token)).toEqual({ kind: 'anonymous' });
		expect(await ask(revokeInvitation, revoke)).toMatchObject({ code: 'registration_already_revoked' });
		// A form that was loaded before: the actor is still in hand, the link is dead.
		expect(await ask(registerTeam, { actor: holder, input: team(contest) })).toMatchObject({
			code: 'registration_link_dead'
		});
		expect(await ask(submitTeam, { actor: holder, input: team(contest) })).toMatchObject({
			code: 'registration_link_dead'
		});
	});

	test('cannot be guessed at will, and guesses shut no right link out', async () => {
		const contest = await openContest();
		const { read } = here.database;
		const waits = [];
		for (let guess = 0; guess < 31; guess++) {
			waits.push((await linkHolder(read, `wrong-link-wrong-link-${guess}`, '10.0.0.1', BEFORE)).waitSeconds);
		}
		expect([waits[29], waits[30]]).toEqual([0, 600]);
		expect(await linkHolder(read, contest.first.token, '10.0.0.1', BEFORE)).toMatchObject({
			actor: { kind: 'invitation' },
			waitSeconds: 0
		});
		expect(await invitationActor(read, "' OR 1=1 --")).toEqual({ kind: 'anonymous' });
	});

	test('is not made for more teams than the rules allow', async () => {
		const contest = await openContest();
		await expect(links(contest, ['TAYHO'], { maxTeams: 3 })).rejects.toMatchObject({
			fields: [{ field: 'maxTeams', code: 'registration_too_many_teams', params: { most: 2 } }]
		});
	});
});

describe('a team leader', () => {
	test('saves a draft that lacks people, completes it, and sends it', async () => {
		const contest = await openContest();
		const { badinh: actor } = contest;
		const draft = await ask(registerTeam, {
			actor,
			input: team(contest, { members: people(1), contactPhone: '' })
		});
		expect(draft).toEqual({ teamId: draft.teamId, version: 0 });
		const known = await here.database.read.teamMember.findMany({ where: { teamId: draft.teamId } });
		const members = people(6).map((one, index) =>
			index === 0 ? { ...one, personId: known[0]!.personId } : one
		);
		expect(await ask(submitTeam, { actor, input: team(contest, { ...draft, members }) })).toEqual({
			...draft,
			version: 1
		});
		const saved = await here.database.read.team.findUniqueOrThrow({
			where: { id: draft.teamId },
			include: { members: true }
		});
		expect([saved.status, saved.members.length]).toEqual(['submitted', 6]);
		expect(await here.database.read.person.count({ where: { unitId: contest.units.BADINH! } })).toBe(6);
	});

	test('cannot send what is not whole: each gap is said beside its field', async () => {
		const contest = await openContest();
		const { badinh: actor } = contest;
		expect(
			await ask(submitTeam, { actor, input: team(contest, { contactPhone: 'gọi sau', contactName: '' }) })
		).toMatchObject({
			fields: [
				{ field: 'contactName', code: 'field_required' },
				{ field: 'contactPhone', code: 'registration_phone' }
			]
		});
		expect(
			await ask(submitTeam, { actor, input: team(contest, { members: people(2), modelTitle: '' }) })
		).toMatchObject({
			fields: [
				{ field: 'members', code: 'contest_team_too_few_members' },
				{ field: 'modelTitle', code: 'contest_team_needs_model' }
			]
		});
		expect(await here.database.read.team.count({ where: { contestId: contest.contestId } })).toBe(0);
	});

	test('corrects a sent team: it stays sent, and the organizer sees what changed', async () => {
		const contest = await openContest();
		const { badinh: actor } = contest;
		const sent = await ask(submitTeam, { actor, input: team(contest) });
		expect(await ask(registerTeam, { actor, input: team(contest, { ...sent, name: 'Nháp' }) })).toMatchObject(
			{ code: 'registration_sent' }
		);
		const accepted = await ask(reviewTeam, {
			actor: contest.organizer,
			input: { ...sent, decision: 'accept' }
		});
		expect(accepted).toMatchObject({ status: 'accepted' });
		const members = [...people(4), { ...people(5)[4]!, birthYear: '1999', position: 'Bí thư chi đoàn' }];
		await ask(submitTeam, {
			actor,
			input: team(contest, { ...sent, version: 1, name: 'Đội Quận Ba Đình', members })
		});
		const [now, before] = await submissionsOf(here.database.read, sent.teamId);
		const changes = submissionChanges(
			before!.submission,
			now!.submission,
			(one) => `${one.fullName} ${one.birthYear}`
		);
		expect(changes).toEqual([
			{ field: 'name', before: 'Đội Ba Đình', after: 'Đội Quận Ba Đình' },
			{ field: 'member', before: 'Nguyễn Văn Quang 1984', after: 'Nguyễn Văn Quang 1999' }
		]);
		expect((await here.database.read.team.findUniqueOrThrow({ where: { id: sent.teamId } })).status).toBe(
			'submitted'
		);
	});

	test('may send until the last moment of the deadline, and not a second later', async () => {
		const contest = await openContest();
		const { badinh: actor, hoankiem } = contest;
		const input = team(contest);
		expect(await ask(submitTeam, { actor, input, at: LAST_MOMENT })).toMatchObject({ version: 0 });
		for (const command of [registerTeam, submitTeam]) {
			expect(
				await ask(command, { actor: hoankiem, input: team(contest, { members: [] }), at: AFTER })
			).toMatchObject({
				code: 'registration_closed'
			});
		}
	});

	test('may send nothing once the organizer has closed, except a team that came back for correction', async () => {
		const contest = await openContest();
		const { badinh: actor, organizer, contestId } = contest;
		const sent = await ask(submitTeam, { actor, input: team(contest) });
		await ask(closeRegistration, { actor: organizer, input: { contestId } });
		expect(await ask(submitTeam, { actor, input: team(contest, sent) })).toMatchObject({
			code: 'registration_closed'
		});
		await ask(reviewTeam, {
			actor: organizer,
			input: { ...sent, decision: 'return', reason: 'Thiếu chức vụ' },
			at: AFTER
		});
		const corrected = team(contest, { ...sent, version: 1 });
		expect(await ask(submitTeam, { actor, input: corrected, at: AFTER })).toEqual({ ...sent, version: 2 });
		expect(await ask(submitTeam, { actor, input: { ...corrected, version: 2 }, at: AFTER })).toMatchObject({
			code: 'registration_closed'
		});
	});

	test('of another unit reaches neither this unit’s team nor its page', async () => {
		const contest = await openContest();
		const sent = await ask(submitTeam, { actor: contest.badinh, input: team(contest) });
		const input = team(contest, {
			...sent,
			name: 'Chiếm đội',
			unitIds: [contest.units.HOANKIEM],
			members: people(5, 'Trần')
		});
		for (const command of [registerTeam, submitTeam]) {
			expect(await ask(command, { actor: contest.hoankiem, input })).toMatchObject({ code: 'forbidden' });
		}
		const page = await unitRegistration(here.database.read, contest.hoankiem as never, BEFORE);
		expect(page.teams).toEqual([]);
		expect(JSON.stringify(page)).not.toContain('Nguyễn Văn Lan');
	});

	test('enters a team only for the own unit, and partners only from among the invited', async () => {
		const contest = await openContest();
		const wish = (unitIds: (string | undefined)[]) =>
			ask(registerTeam, { actor: contest.badinh, input: team(contest, { unitIds }) });
		expect(await wish([contest.units.TAYHO])).toMatchObject({ fields: [{ field: 'unitIds' }] });
		const { teamId } = await wish([contest.units.HOANKIEM]);
		const units = await here.database.read.teamUnit.findMany({
			where: { teamId },
			orderBy: { position: 'asc' }
		});
		expect(units.map(({ unitId }) => unitId)).toEqual([contest.units.BADINH, contest.units.HOANKIEM]);
	});

	test('enters as many teams as the link allows', async () => {
		const contest = await openContest(2);
		const { badinh: actor } = contest;
		await ask(registerTeam, { actor, input: team(contest) });
		await ask(registerTeam, { actor, input: team(contest, { name: 'Đội 2', members: people(5, 'Trần') }) });
		expect(
			await ask(registerTeam, { actor, input: team(contest, { name: 'Đội 3', members: [] }) })
		).toMatchObject({
			code: 'registration_all_teams',
			params: { most: 2 }
		});
	});

	test('cannot put a person into two teams, nor twice into one', async () => {
		const contest = await openContest(2);
		const { badinh: actor } = contest;
		await ask(submitTeam, { actor, input: team(contest) });
		const shared = [...people(4, 'Trần'), people(3)[2]!];
		shared[4] = { ...shared[4]!, role: 'member' };
		expect(
			await ask(submitTeam, { actor, input: team(contest, { name: 'Đội 2', members: shared }) })
		).toMatchObject({
			code: 'contest_person_in_other_team',
			fields: [{ field: 'members.4.fullName', params: { person: 'Nguyễn Văn Minh', team: 'Đội Ba Đình' } }]
		});
		const twice = [...people(4, 'Trần'), { ...people(4, 'Trần')[3]!, role: 'member' }];
		expect(
			await ask(submitTeam, { actor, input: team(contest, { name: 'Đội 2', members: twice }) })
		).toMatchObject({
			code: 'contest_member_twice'
		});
	});

	test('sends the same form twice and has one team; another form under its key is refused', async () => {
		const contest = await openContest(2);
		const { badinh: actor } = contest;
		const key = newId();
		const input = team(contest);
		expect(await ask(submitTeam, { actor, input, key })).toEqual(
			await ask(submitTeam, { actor, input, key })
		);
		expect(await here.database.read.team.count({ where: { contestId: contest.contestId } })).toBe(1);
		expect(await ask(submitTeam, { actor, input: { ...input, name: 'Khác' }, key })).toMatchObject({
			code: 'key_reused'
		});
		expect(await ask(submitTeam, { actor: contest.hoankiem, input, key })).toMatchObject({
			code: 'key_reused'
		});
	});

	test('loses nothing to a second tab: the older one is told', async () => {
		const contest = await openContest();
		const { badinh: actor } = contest;
		const draft = await ask(registerTeam, { actor, input: team(contest) });
		await ask(registerTeam, { actor, input: team(contest, { ...draft, name: 'Tên mới' }) });
		expect(await ask(registerTeam, { actor, input: team(contest, draft) })).toMatchObject({ code: 'stale' });
	});

	test.each([
		['a name of a book', { name: 'x'.repeat(201) }, 'name'],
		['a summary of a library', { modelSummary: 'x'.repeat(4001) }, 'modelSummary'],
		[
			'a hundred and one people',
			{ members: Array.from({ length: 101 }, (_, index) => ({ fullName: `N ${index}`, role: 'support' })) },
			'members'
		],
		['a role of somebody’s own', { members: [{ fullName: 'A', role: 'administrator' }] }, 'members.0.role'],
		['no name', { name: '  ' }, 'name']
	])('is refused %s', async (_, more, field) => {
		const contest = await openContest();
		expect(await ask(registerTeam, { actor: contest.badinh, input: team(contest, more) })).toMatchObject({
			code: 'invalid',
			fields: [{ field }]
		});
	});

	test('is asked to call the organizer once the team stands in a round', async () => {
		const contest = await openContest();
		const { badinh: actor, contestId } = contest;
		const sent = await ask(submitTeam, { actor, input: team(contest) });
		await ask(reviewTeam, { actor: contest.organizer, input: { ...sent, decision: 'accept' } });
		const roundId = newId();
		await here.database.transaction(async (tx) => {
			const startsAt = new Date('2024-10-10T01:00:00Z');
			const round = {
				id: roundId,
				contestId,
				stageKey: 'prelim',
				name: 'Cụm 1',
				position: 1,
				state: 'configured',
				startsAt,
				venue: 'Nhà hát'
			};
			await tx.round.create({ data: round });
			await tx.entry.create({ data: { id: newId(), roundId, teamId: sent.teamId, position: 3 } });
			const turn = {
				id: newId(),
				roundId,
				teamId: sent.teamId,
				partKey: 'greeting',
				position: 3,
				status: 'waiting'
			};
			await tx.performance.create({ data: { ...turn, callTime: new Date('2024-10-10T01:30:00Z') } });
		});
		expect(await ask(submitTeam, { actor, input: team(contest, { ...sent, version: 1 }) })).toMatchObject({
			code: 'registration_placed'
		});
		const page = await unitRegistration(here.database.read, actor as never, BEFORE);
		expect(page.teams[0]!.turns).toEqual([
			{
				roundId,
				roundName: 'Cụm 1',
				roundNameEn: null,
				position: 3,
				of: 1,
				callTime: new Date('2024-10-10T01:30:00Z'),
				startsAt: new Date('2024-10-10T01:00:00Z'),
				venue: 'Nhà hát'
			}
		]);
	});
});

describe('the organizer', () => {
	test('returns a team with a reason, which the unit reads, and accepts the correction', async () => {
		const contest = await openContest();
		const { badinh: actor, organizer } = contest;
		const sent = await ask(submitTeam, { actor, input: team(contest) });
		const review = (more: Record<string, unknown>) =>
			ask(reviewTeam, { actor: organizer, input: { teamId: sent.teamId, ...more } });
		expect(await review({ version: 0, decision: 'return', reason: 'sai' })).toMatchObject({
			fields: [{ field: 'reason', code: 'registration_return_reason' }]
		});
		await review({ version: 0, decision: 'return', reason: 'Thiếu người phụ trách' });
		const page = await unitRegistration(here.database.read, actor as never, BEFORE);
		expect(page.teams).toMatchObject([
			{ status: 'returned', returnReason: 'Thiếu người phụ trách', version: 1 }
		]);
		expect(await review({ version: 1, decision: 'accept' })).toMatchObject({ code: 'registration_not_sent' });
		await ask(submitTeam, { actor, input: team(contest, { ...sent, version: 1 }) });
		expect(await review({ version: 2, decision: 'accept' })).toEqual({
			teamId: sent.teamId,
			status: 'accepted',
			returnReason: null
		});
	});

	test('cannot accept what was not read: a correction came in between', async () => {
		const contest = await openContest();
		const { badinh: actor } = contest;
		const sent = await ask(submitTeam, { actor, input: team(contest) });
		await ask(submitTeam, { actor, input: team(contest, { ...sent, name: 'Đổi tên' }) });
		expect(
			await ask(reviewTeam, { actor: contest.organizer, input: { ...sent, decision: 'accept' } })
		).toMatchObject({ code: 'stale' });
	});

	test('alone reviews: not the unit, not a secretary', async () => {
		const contest = await openContest();
		const sent = await ask(submitTeam, { actor: contest.badinh, input: team(contest) });
		for (const actor of [
			contest.badinh,
			person('secretary', 'Thư ký'),
			person('team-leader', 'Đội trưởng', contest.contestId)
		]) {
			expect(await ask(reviewTeam, { actor, input: { ...sent, decision: 'accept' } })).toBeInstanceOf(
				Refusal
			);
			expect(await ask(reviewTeam, { actor, input: { ...sent, decision: 'accept' } })).toMatchObject({
				code: 'forbidden'
			});
		}
	});

	test('E41: sees per unit who has not opened the link, drafts, has sent, and is late', async () => {
		const contest = await openContest();
		const { contestId, badinh, hoankiem } = contest;
		const states = async (at: Date) =>
			(await registrationDesk(here.database.read, contestId, at)).invited.map(({ unitName, state }) => [
				unitName,
				state
			]);
		expect(await states(BEFORE)).toEqual([
			['Quận Ba Đình', 'notOpened'],
			['Quận Hoàn Kiếm', 'notOpened']
		]);
		expect(await ask(openInvitation, { actor: hoankiem, input: {} })).toEqual({ first: true });
		expect(await ask(openInvitation, { actor: hoankiem, input: {} })).toEqual({ first: false });
		await ask(registerTeam, { actor: badinh, input: team(contest) });
		expect(await states(BEFORE)).toEqual([
			['Quận Ba Đình', 'draft'],
			['Quận Hoàn Kiếm', 'opened']
		]);
		expect(await states(AFTER)).toEqual([
			['Quận Ba Đình', 'late'],
			['Quận Hoàn Kiếm', 'late']
		]);
		// Every unit stands in exactly one state, so that the figures of the page add up to the units invited.
		const units = (await states(AFTER)).map(([unitName]) => unitName);
		expect(new Set(units).size).toBe(units.length);
	});
});
