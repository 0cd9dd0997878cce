import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import { RULES_TEMPLATES } from '#lib/domain/contest/templates/templates.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { publicContest } from '#lib/server/contest/public-contest-query.ts';
import { saveRules } from '#lib/server/contest/rules-save.ts';
import { saveTeam } from '#lib/server/contest/save-team.ts';
import { storedPicture } from '#lib/server/pictures/store.ts';
import { invitationActor } from '#lib/server/registration/invitation-actor.ts';
import { makeLinks } from '#lib/server/registration/make-invitations.ts';
import { sendTeamPicture, takeTeamPictureAway } from '#lib/server/registration/picture-form.ts';
import { registerTeam } from '#lib/server/registration/register-team.ts';
import { reviewTeam } from '#lib/server/registration/review-team.ts';
import { openRegistration } from '#lib/server/registration/set-registration.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { png } from '../../support/sample-pictures.ts';
import { contestHere, person, type ContestHere } from './contest-here.ts';

let here: TestDatabase;
let contest: ContestHere;
let badinh: Actor;
let hoankiem: Actor;
let teamId: string;

async function ask(command: unknown, actor: Actor, input: object) {
	const outcome = await execute(here.database, command as Command, { actor, input });
	if (!outcome.ok) throw outcome.refusal;
	return outcome.value as { teamId: string };
}

beforeAll(async () => {
	here = await testDatabase();
	contest = await contestHere(here.database);
	const { organizer, contestId, units } = contest;
	await ask(saveRules, organizer, { contestId, rules: RULES_TEMPLATES[0]!.rules, baseVersion: 0 });
	await ask(openRegistration, organizer, { contestId, closesAt: '2099-09-30T17:00' });
	const made = await makeLinks(here.database, {
		actor: organizer,
		input: { contestId, unitIds: [units.BADINH!, units.HOANKIEM!] }
	});
	if (!made.ok) throw made.refusal;
	const [first, second] = await Promise.all(
		made.links.map(({ token }) => invitationActor(here.database.read, token))
	);
	badinh = first!;
	hoankiem = second!;
	({ teamId } = await ask(registerTeam, badinh, {
		name: 'Đội Ba Đình',
		unitIds: [units.BADINH],
		members: [],
		version: null
	}));
});
afterAll(() => here.remove());

function form(bytes: Uint8Array, agreed = true): FormData {
	const fields = new FormData();
	fields.set('picture', new File([new Uint8Array(bytes)], 'ảnh của đội.html', { type: 'text/html' }));
	if (agreed) fields.set('agreed', 'on');
	return fields;
}

async function send(actor: Actor, shade: number, agreed = true): Promise<string> {
	const sent = { actor, teamId, form: form(png({ shade }), agreed), requestId: 'test' };
	const outcome = await sendTeamPicture(here.database, sent);
	if (outcome.ok) return 'taken';
	return outcome.refusal.fields[0]?.code ?? outcome.refusal.code;
}
const team = () => here.database.read.team.findUniqueOrThrow({ where: { id: teamId } });

describe('a team’s picture', () => {
	test('is taken from the unit’s own link and from the desk, with the consent of the people in it', async () => {
		expect(await send(badinh, 1, false)).toBe('picture_consent');
		expect((await team()).pictureHash).toBeNull();
		expect(await send(badinh, 1)).toBe('taken');
		const { pictureHash } = await team();
		expect(await storedPicture(here.database.read, pictureHash!)).toMatchObject({ type: 'image/png' });
		expect(await send(person('secretary', 'Thư ký', contest.contestId), 2)).toBe('taken');
		expect((await team()).pictureHash).not.toBe(pictureHash);
		// Nothing shows the first any more: it is gone, not only out of sight.
		expect(await storedPicture(here.database.read, pictureHash!)).toBeNull();
	});

	test('is nobody else’s to change: another unit, a judge’s chair, somebody without a name', async () => {
		const anybody: Actor[] = [
			hoankiem,
			person('jury-chair', 'Trưởng ban', contest.contestId),
			person('organizer', 'Nơi khác', 'another-contest'),
			{ kind: 'anonymous' } as Actor
		];
		const before = (await team()).pictureHash;
		for (const actor of anybody) {
			expect(await send(actor, 3)).toBe('forbidden');
			const away = await takeTeamPictureAway(here.database, { actor, teamId, requestId: 'test' });
			expect(away.ok).toBe(false);
		}
		expect((await team()).pictureHash).toBe(before);
	});

	test('that replaces the one that was accepted is seen at the desk before anybody else sees it', async () => {
		const { organizer, contestId, units } = contest;
		const set = (data: object) =>
			here.database.transaction((tx) => tx.team.update({ where: { id: teamId }, data }));
		await set({ status: 'accepted' });
		const listed = async () =>
			(await publicContest(here.database.read, 'HN-DVK-2024', 'vi'))!.teams.map(({ picture }) => picture);
		expect(await listed()).toHaveLength(1);
		expect(await send(badinh, 4)).toBe('taken');
		expect(await team()).toMatchObject({ status: 'submitted' });
		expect(await listed()).toEqual([]);
		// Whoever accepts has to have seen this picture, not the one before.
		const { version, pictureHash } = await team();
		const review = { teamId, version, decision: 'accept' };
		await expect(ask(reviewTeam, organizer, { ...review, picture: '' })).rejects.toMatchObject({
			code: 'stale'
		});
		await set({ status: 'accepted' });
		expect(await listed()).toMatchObject([{ hash: pictureHash, width: 320, height: 240 }]);
		// What the desk saves of the team leaves its picture alone.
		const desk = { contestId, teamId, version, name: 'Đội Ba Đình', unitIds: [units.BADINH], members: [] };
		await ask(saveTeam, organizer, { ...desk, isGuest: '', accept: '' }).catch(() => null);
		expect((await team()).pictureHash).toBe(pictureHash);
	});

	test('is kept once where two teams send the same, and goes with the last of them', async () => {
		const other = await ask(registerTeam, hoankiem, {
			name: 'Đội Hoàn Kiếm',
			unitIds: [contest.units.HOANKIEM],
			members: [],
			version: null
		});
		const { pictureHash } = await team();
		const sent = { actor: hoankiem, teamId: other.teamId, form: form(png({ shade: 4 })), requestId: 'test' };
		expect((await sendTeamPicture(here.database, sent)).ok).toBe(true);
		expect(await here.database.read.picture.count()).toBe(1);
		expect((await takeTeamPictureAway(here.database, { ...sent, teamId: other.teamId })).ok).toBe(true);
		expect(await storedPicture(here.database.read, pictureHash!)).not.toBeNull();
		expect((await takeTeamPictureAway(here.database, { actor: badinh, teamId, requestId: 'test' })).ok).toBe(
			true
		);
		expect(await here.database.read.picture.count()).toBe(0);
	});

	test('is not found at an address that nobody was given', async () => {
		for (const hash of ['', '../../etc/passwd', 'a'.repeat(63), 'A'.repeat(64), 'a'.repeat(64)]) {
			expect(await storedPicture(here.database.read, hash)).toBeNull();
		}
	});
});
