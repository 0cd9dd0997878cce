import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import { sealLetter, receiptOf, letterId, type LetterContent } from '#lib/live/hand-over/letter.ts';
import { newId } from '#lib/live/id.ts';
import { execute } from '#lib/server/command/execute.ts';
import { deliverHandOver } from '#lib/server/judging/deliver-hand-over.ts';
import { recordMarks } from '#lib/server/judging/record-marks.ts';
import { revokeDevice } from '#lib/server/judging/revoke-device.ts';
import { sealKeyOf } from '#lib/server/judging/seal-key.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import {
	pairedTablet,
	smallContest,
	type PairedTablet,
	type SmallContest
} from '../../support/small-contest.ts';
import { mark, written } from './tablet.ts';

const ALL = {
	'greeting.content': '5',
	'greeting.form': '3.5',
	'talent.message': '4',
	'talent.performance': '4.5'
};

let store: TestDatabase;
let contest: SmallContest;
let writer: PairedTablet;
let carrier: PairedTablet;

beforeAll(async () => {
	store = await testDatabase();
});
afterAll(() => store.remove());
beforeEach(async () => {
	contest = await smallContest(store.database, { template: 'communeContest', teams: 2, opened: true });
	writer = await pairedTablet(store.database, contest.id, seatId());
	carrier = await pairedTablet(store.database, contest.id, contest.rounds[0]!.judges[1]!.id);
});

const seatId = () => contest.rounds[0]!.judges[0]!.id;
const teamId = () => contest.rounds[0]!.teams[0]!.id;

async function keyOf({ deviceId }: PairedTablet): Promise<string> {
	return sealKeyOf(await store.database.read.device.findUniqueOrThrow({ where: { id: deviceId } }));
}
const asEntry = (given: ReturnType<typeof mark>) => ({ kind: 'mark' as const, ...given });
const sheet = (): LetterContent =>
	Object.entries(ALL).map(([path, value]) => asEntry(mark(teamId(), path, value)));
const seal = async (content: LetterContent, tablet = writer) =>
	sealLetter(await keyOf(tablet), tablet.deviceId, content);
async function deliver(letter: Uint8Array, actor: Actor = carrier.actor) {
	const outcome = await deliverHandOver(store.database, { actor, letter });
	return outcome.ok ? outcome.value : outcome.refusal.code;
}

describe('a letter that another tablet carries', () => {
	test('is delivered as the marks of the judge who gave them, with their tablet and sequence', async () => {
		const content = sheet();
		const letter = await seal(content);
		expect(await deliver(letter)).toEqual({
			letter: letterId(letter),
			seat: { label: contest.rounds[0]!.judges[0]!.label, name: writer.actor.name },
			received: 4,
			held: 0,
			refused: 0,
			receipt: receiptOf(await keyOf(writer), letterId(letter))
		});
		const rows = await store.database.read.mark.findMany({ where: { seatId: seatId() } });
		expect(rows.map(({ id, deviceId, deviceSeq }) => [id, deviceId, deviceSeq])).toEqual(
			content.map((entry) => {
				const { id, seq } = entry as unknown as { id: string; seq: number };
				return [id, writer.deviceId, seq];
			})
		);
		const log = await store.database.read.auditEntry.findMany({
			where: { contestId: contest.id, action: { in: ['hand-over.deliver', 'ballot.mark'] } },
			orderBy: { seq: 'asc' }
		});
		expect(log.map(({ action, actorId, deviceId }) => [action, actorId, deviceId])).toEqual([
			['hand-over.deliver', carrier.actor.seatId, carrier.deviceId],
			['ballot.mark', seatId(), writer.deviceId]
		]);
	});

	test('twice, and once more by its own tablet, changes nothing', async () => {
		const content = sheet();
		const letter = await seal(content);
		await deliver(letter);
		expect(await deliver(letter)).toMatchObject({ received: 4, held: 0, refused: 0 });
		const own = await recordMarks(store.database, writer.actor, content);
		expect(own.map(({ status }) => status)).toEqual(Array(4).fill('replay'));
		expect(await store.database.read.mark.count({ where: { seatId: seatId() } })).toBe(4);
	});

	test('hands the sheet in where the judge had done so', async () => {
		const final = { kind: 'final' as const, key: newId(), teamId: teamId(), partKey: '*', marks: ALL };
		expect(await deliver(await seal([...sheet(), final]))).toMatchObject({ received: 5, refused: 0 });
		const ballot = await store.database.read.ballot.findFirstOrThrow({ where: { seatId: seatId() } });
		expect([ballot.state, JSON.parse(ballot.marks!)]).toEqual(['final', ALL]);
	});

	test('may be carried by the secretary too, signed in or on a tablet', async () => {
		expect(await deliver(await seal(sheet()), contest.accounts.secretary)).toMatchObject({ received: 4 });
	});

	test('with a mark that is not sound keeps the others', async () => {
		const broken = { kind: 'mark' as const, id: 'x', value: 3 };
		const foreign = asEntry(mark(newId(), 'greeting.content', '5'));
		expect(await deliver(await seal([broken, foreign, ...sheet()]))).toMatchObject({
			received: 4,
			refused: 2
		});
	});

	test('that differs from what the judge marked meanwhile leaves both for the judge to pick', async () => {
		const other = await pairedTablet(store.database, contest.id, seatId());
		await recordMarks(store.database, other.actor, [mark(teamId(), 'greeting.content', '6')]);
		expect(await deliver(await seal(sheet()))).toMatchObject({ received: 3, held: 1 });
		const held = await store.database.read.heldMark.findMany({ where: { seatId: seatId() } });
		expect(held.map(({ kind, value }) => [kind, value])).toEqual([['diverged', '5']]);
	});
});

describe('a letter that is refused', () => {
	test('with one byte changed, sealed with another key, or in another tablet’s name', async () => {
		const letter = await seal(sheet());
		const changed = Uint8Array.from(letter);
		changed[60]! ^= 1;
		const strange = await sealLetter('a key that nobody gave out', writer.deviceId, sheet());
		const feigned = await sealLetter(await keyOf(carrier), writer.deviceId, sheet());
		const unknown = await sealLetter(await keyOf(writer), newId(), sheet());
		for (const bad of [changed, strange, feigned, unknown, new Uint8Array(10), new Uint8Array(200_000)]) {
			expect(await deliver(bad)).toBe('judging_letter_bad');
		}
		expect(await written(store.database, seatId())).toEqual({});
	});

	test('by a tablet of another contest, a revoked one, a viewer and somebody unknown', async () => {
		const letter = await seal(sheet());
		const elsewhere = await smallContest(store.database, { template: 'communeContest', opened: true });
		const stranger = await pairedTablet(store.database, elsewhere.id, elsewhere.rounds[0]!.judges[0]!.id);
		expect(await deliver(letter, stranger.actor)).toBe('forbidden');
		expect(await deliver(letter, { kind: 'anonymous' })).toBe('forbidden');
		expect(await deliver(letter, contest.accounts.chair)).toBe('forbidden');
		await execute(store.database, revokeDevice, {
			actor: contest.accounts.organizer,
			input: { deviceId: carrier.deviceId }
		});
		expect(await deliver(letter)).toBe('judging_not_paired');
		expect(await written(store.database, seatId())).toEqual({});
	});

	test('that claims marks for another seat gives them to its own, if at all', async () => {
		const claimed = { ...asEntry(mark(teamId(), 'greeting.content', '5')), seatId: carrier.actor.seatId };
		expect(await deliver(await seal([claimed]))).toMatchObject({ received: 1 });
		expect(await written(store.database, carrier.actor.seatId)).toEqual({});
	});
});

test('what a tablet wrote that is no longer paired is kept for the chair, once', async () => {
	const content = sheet();
	const [arrived] = content;
	await recordMarks(store.database, writer.actor, [arrived]);
	const letter = await seal(content);
	await execute(store.database, revokeDevice, {
		actor: contest.accounts.organizer,
		input: { deviceId: writer.deviceId }
	});
	expect(await deliver(letter)).toMatchObject({ received: 1, held: 3, refused: 0 });
	expect(await deliver(letter)).toMatchObject({ received: 1, held: 3, refused: 0 });
	const held = await store.database.read.heldMark.findMany({ where: { seatId: seatId() } });
	expect(held.map(({ kind, code }) => `${kind} ${code}`)).toEqual(Array(3).fill('late judging_not_paired'));
});
