import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import {
	HAND_OVER_NAMESPACE,
	type HandOverAnswer,
	type HandOverNews,
	type HandOverQuestion
} from '#lib/live/hand-over-protocol.ts';
import { newId } from '#lib/live/id.ts';
import {
	answered,
	asSent,
	nextTaps,
	peopleOf,
	refusedTaps,
	tapJournalOf,
	tapOn,
	unsentTaps,
	withPeople,
	withTaps,
	type Tap,
	type TapRefused
} from '#lib/offline/tap-journal.ts';
import { accountActor } from '#lib/server/auth/account-actor.ts';
import { sessionsOf } from '#lib/server/auth/lucia.ts';
import { layOutStage } from '#lib/server/honours/hand-over/lay-out-stage.ts';
import { mayLook, sentPeople, sentStage } from '#lib/server/honours/hand-over/look-at-stage.ts';
import { takeTaps } from '#lib/server/honours/hand-over/take-taps.ts';
import { replaceCertificate } from '#lib/server/honours/issue/replace-certificate.ts';
import { revokeCertificate } from '#lib/server/honours/revocation/revoke-certificate.ts';
import { announce } from '#lib/server/realtime/bus.ts';
import { letIn } from '../../support/came-in.ts';
import { liveServer, type LiveServer } from '../../support/live-server.ts';
import { organizer } from '../contest/city.ts';
import { stageCity, type StageCity } from './hand-over-house.ts';
import { holding } from './honours-house.ts';

let here: StageCity;
let server: LiveServer;
beforeAll(async () => {
	here = await stageCity();
	server = await liveServer(here.database);
});
afterAll(async () => {
	await server.close();
	await here.remove();
});

type Account = Extract<Actor, { kind: 'account' }>;
type Step = Parameters<typeof tapOn>[2]['step'];

/** A tablet beside the stage with the product's own journal, and a line that fails when it is told to. */
async function tablet(awardId: string, actor: Actor = organizer) {
	const { accountId, name } = actor as Account;
	let seq = 0;
	let taps: Tap[] = [];
	let refused: TapRefused[] = [];
	let people = peopleOf((await sentStage(here.read, awardId, actor, new Date())).people);
	const journal = () => tapJournalOf(awardId, taps, refused);
	const shown = () => withTaps(people, journal());
	const of = (who: string) => shown().find(({ plainName }) => plainName === who)!;
	return {
		of,
		unsent: () => unsentTaps(journal()).length,
		refused: () =>
			refusedTaps(journal()).map(({ tap, said }) => `${tap.name.replace('Ông ', '')}: ${said.code}`),
		words: () => refusedTaps(journal()).map(({ said }) => said.text),
		tap(who: string, step: Step, receiver: string | null = null, at = new Date()) {
			const account = { id: accountId, name };
			const made = tapOn(of(who), journal(), { id: newId(), awardId, account, step, receiver, at });
			if (made) taps = [...taps, { ...made, seq: (seq += 1) }];
			return made !== null;
		},
		/** Sends what waits; where the answer is lost on its way, the tablet knows nothing of it. */
		async send({ isAnswerLost = false } = {}) {
			const next = nextTaps(journal(), accountId);
			if (next.length === 0) return;
			const sent = { awardId, actor, taps: next.map(asSent), locale: 'vi' as const };
			const answer = await takeTaps(here.database, sent);
			if (isAnswerLost) return;
			const ended = answered(next, answer.results);
			people = withPeople(people, answer.people);
			refused = [...refused, ...ended.refused];
			taps = taps.filter((tap) => !ended.taken.includes(tap));
		},
		async look() {
			people = withPeople(
				people,
				await sentPeople(
					here.read,
					awardId,
					people.map(({ id }) => id)
				)
			);
		},
		/** What lies on the disk is all that is left. */
		reload() {
			[taps, refused] = structuredClone([taps, refused]);
		}
	};
}

const stepsOf = async (recipientId: string) =>
	(await here.read.auditEntry.findMany({ where: { subjectId: recipientId }, orderBy: { seq: 'asc' } })).map(
		({ after }) => (JSON.parse(after!) as { step: string }).step
	);

describe('taps beside the stage that are sent later', () => {
	it('are each done once, in their order and with the minute in which they were made, however often they are sent', async () => {
		const { awardId } = await here.onStage(['An', 'Bình']);
		const one = await tablet(awardId);
		const tapped = new Date(Date.now() - 40 * 60_000);
		one.tap('An', 'present', null, tapped);
		one.tap('An', 'receive', 'Trần Thị Lụa', tapped);
		one.tap('Bình', 'absent', null, tapped);
		one.tap('Bình', 'back');
		expect(one.of('An')).toMatchObject({
			state: 'received',
			receiver: 'Trần Thị Lụa',
			unsent: 2,
			version: 2
		});
		expect(one.tap('An', 'receive')).toBe(false);
		await one.send({ isAnswerLost: true });
		expect(one.unsent()).toBe(4);
		one.reload();
		await one.send();
		expect([one.unsent(), one.refused()]).toEqual([0, []]);
		const an = await here.of(awardId, 'An');
		expect(an).toMatchObject({ state: 'received', receiver: 'Trần Thị Lụa', version: 2, doneAt: tapped });
		expect(one.of('An')).toMatchObject({ state: 'received', unsent: 0, version: 2 });
		expect(await stepsOf(an.id)).toEqual(['present', 'receive']);
		expect((await here.of(awardId, 'Bình')).state).toBe('waiting');
	});

	it('never write over what another tablet noted meanwhile, nor do those that build on such a tap', async () => {
		const { awardId } = await here.onStage(['An', 'Bình', 'Cúc'], 3);
		const [one, other] = [await tablet(awardId), await tablet(awardId, holding('Hạnh'))];
		one.tap('An', 'present');
		one.tap('An', 'receive');
		one.tap('Bình', 'receive');
		one.tap('Cúc', 'receive');
		other.tap('An', 'absent');
		other.tap('Bình', 'receive', 'Vũ Thị Xuân');
		await other.send();
		await one.send();
		expect(one.refused()).toEqual([
			'An: handover_meanwhile_absent',
			'An: handover_follows',
			'Bình: handover_already'
		]);
		expect(one.words()[0]).toMatch(/^Máy khác đã ghi An vắng \(Hạnh, .+\)\./);
		expect(one.words()[2]).toMatch(/^Đã trao rồi: Vũ Thị Xuân nhận lúc/);
		expect(one.of('An')).toMatchObject({ state: 'absent', unsent: 0 });
		expect(await stepsOf(one.of('An').id)).toEqual(['absent']);
		expect((await here.of(awardId, 'Cúc')).state).toBe('received');
		// Sent again a day later they are still no other taps.
		one.reload();
		await one.send();
		expect(one.refused()).toHaveLength(3);
	});

	it('of a whole group end each for itself', async () => {
		const { awardId } = await here.onStage(['An', 'Bình', 'Cúc'], 3);
		const [one, other] = [await tablet(awardId), await tablet(awardId)];
		for (const name of ['An', 'Bình', 'Cúc']) one.tap(name, 'receive');
		other.tap('Bình', 'absent');
		await other.send();
		await one.send();
		expect(one.refused()).toEqual(['Bình: handover_meanwhile_absent']);
		expect((await here.view(awardId)).count).toMatchObject({ received: 2, absent: 1 });
	});

	it('say no where the certificate was revoked or replaced since, and stay where the order was laid out anew', async () => {
		const { awardId, certificates } = await here.onStage(['An', 'Bình', 'Cúc']);
		const one = await tablet(awardId);
		for (const name of ['An', 'Bình', 'Cúc']) one.tap(name, 'receive');
		const [an, binh] = [certificates[0]!, certificates[1]!];
		await here.done(revokeCertificate, {
			...{ certificate: an.id, for: 'false-declaration', number: '88/QĐ-UBND', on: '2026-11-02' },
			reason: 'Kết luận thanh tra: kê khai gian dối'
		});
		await here.done(replaceCertificate, {
			...{ certificate: binh.id, why: 'lost', reason: 'Giấy bị ướt', origin: 'https://kheo.example' },
			...{ nextCertificate: 'e'.repeat(32), fileHash: 'a'.repeat(64) }
		});
		await here.done(layOutStage, { awardId, version: 1, by: 'decision', size: 3 });
		await one.send();
		expect(one.refused()).toEqual(['An: handover_revoked', 'Bình: handover_other_paper']);
		expect((await here.of(awardId, 'Cúc')).state).toBe('received');
		expect((await here.of(awardId, 'Bình')).state).toBe('waiting');
		await one.look();
		expect(one.tap('An', 'receive')).toBe(false);
		expect(one.tap('Bình', 'receive')).toBe(true);
		await one.send();
		expect((await here.of(awardId, 'Bình')).state).toBe('received');
	});

	it('end with every tap done once or refused and shown, however two tablets, lost answers and reloads cross', async () => {
		const names = ['An', 'Bình', 'Cúc'];
		const { awardId } = await here.onStage(names, 3);
		const tablets = [await tablet(awardId), await tablet(awardId, holding('Hạnh'))];
		const steps: Step[] = ['present', 'receive', 'absent', 'back'];
		let made = 0;
		// A seeded walk: the same every time.
		let seed = 20261129;
		const below = (most: number) => (seed = (seed * 48_271) % 2_147_483_647) % most;
		for (let turn = 0; turn < 120; turn++) {
			const one = tablets[below(2)]!;
			const what = below(10);
			if (what < 5) made += one.tap(names[below(3)]!, steps[below(4)]!) ? 1 : 0;
			else if (what < 7) await one.send();
			else if (what < 8) await one.send({ isAnswerLost: true });
			else if (what < 9) await one.look();
			else one.reload();
		}
		for (const one of tablets) await one.send();
		const ids = (await here.view(awardId)).people.map(({ id }) => id);
		const log = await Promise.all(ids.map(stepsOf));
		const refused = tablets.flatMap((one) => one.refused());
		expect(made).toBeGreaterThan(20);
		expect(tablets.map((one) => one.unsent())).toEqual([0, 0]);
		expect(log.flat().length + refused.length).toBe(made);
		for (const one of tablets) {
			await one.look();
			for (const name of names) {
				const { state, version, receiver } = await here.of(awardId, name);
				expect(one.of(name)).toMatchObject({ state, version, receiver, unsent: 0 });
			}
		}
	});

	it('are looked at for what they are: foreign lists, ids and moments come to nothing', async () => {
		const { awardId } = await here.onStage(['An']);
		const { awardId: other } = await here.onStage(['Xa']);
		const an = await here.of(awardId, 'An');
		const tap = {
			...{ id: newId(), recipientId: an.id, step: 'receive' as const, receiver: null, version: 0 },
			...{ certificateId: an.certificateId, after: null, tappedAt: '2020-01-01T00:00:00.000Z' }
		};
		const results = async (one: object, actor: Actor = organizer, award = awardId) =>
			(
				await takeTaps(here.database, {
					...{ awardId: award, actor, locale: 'vi' },
					taps: [{ ...tap, id: newId(), ...one }]
				})
			).results.map((result) => (result.ok ? 'done' : result.code));
		expect(await results({}, organizer, other)).toEqual(['not_found']);
		expect(await results({ step: 'pick-up' })).toEqual(['invalid']);
		expect(await results({ tappedAt: 'hôm qua' })).toEqual(['invalid']);
		expect(await results({ receiver: 'x'.repeat(201) })).toEqual(['invalid']);
		expect(await results({ version: 7 })).toEqual(['handover_meanwhile_waiting']);
		expect(await results({ after: newId() })).toEqual(['handover_follows']);
		expect(await results({}, holding('Xa', { unitId: here.wards[1]! }))).toEqual(['forbidden']);
		const before = Date.now();
		expect(await results({})).toEqual(['done']);
		// A clock that is years off is not believed.
		expect((await here.of(awardId, 'An')).doneAt!.getTime()).toBeGreaterThanOrEqual(before);
	});
});

describe('open pages beside the stage', () => {
	async function page(actor: Account | null) {
		const accountId = newId();
		if (actor) {
			const at = { createdAt: new Date() };
			const grants = actor.grants.map(({ role, unitId }) => ({ id: newId(), role, unitId, ...at }));
			const held = { username: accountId, displayName: actor.name, passwordHash: 'x', status: 'active' };
			await here.database.transaction((tx) =>
				tx.account.create({ data: { id: accountId, ...held, ...at, grants: { create: grants } } })
			);
		}
		const sessions = sessionsOf(here.database, false);
		const session = actor
			? await sessions.createSession(accountId, { address: null, userAgent: null })
			: null;
		const cookie = session ? `${sessions.sessionCookieName}=${session.id}` : '';
		const socket: Socket = io(server.url + HAND_OVER_NAMESPACE, {
			...{ path: '/live', transports: ['websocket'], forceNew: true, reconnection: false },
			extraHeaders: { cookie }
		});
		const told: HandOverNews[] = [];
		const hearing: (() => void)[] = [];
		socket.on('changed', (news: HandOverNews) => {
			told.push(news);
			hearing.splice(0).forEach((hear) => hear());
		});
		await new Promise<void>((resolve) => socket.once('connect', resolve));
		return {
			...{ told, accountId },
			look: (question: HandOverQuestion | object) =>
				socket.timeout(5000).emitWithAck('look', question) as Promise<HandOverAnswer | null>,
			hears: () => new Promise<void>((resolve) => hearing.push(resolve)),
			endSession: () => sessions.invalidateSession(session!.id),
			close: () => socket.close()
		};
	}

	it('are told of a tap by its recipient’s id alone, and ask what it is', async () => {
		const { awardId } = await here.onStage(['An', 'Bình']);
		const watching = await page(holding('Lan') as Account);
		expect(await watching.look({ awardId, of: 'whole' })).toMatchObject({
			kind: 'whole',
			account: watching.accountId
		});
		const one = await tablet(awardId);
		const heard = watching.hears();
		one.tap('An', 'present');
		await one.send();
		await heard;
		const { id } = one.of('An');
		expect(watching.told).toEqual([{ of: 'people', ids: [id] }]);
		const answer = await watching.look({ awardId, of: 'people', ids: [id] });
		expect(answer).toMatchObject({ people: [{ id, state: 'present', version: 1 }] });
		expect(JSON.stringify(answer)).not.toContain('hall');
		watching.close();
	});

	it('are told of the gates and of the order', async () => {
		const { conferenceId, delegates } = await here.conference('TT-SONG', ['Đỗ Văn An']);
		const personIds = delegates.map(({ personId }) => personId);
		const { awardId } = await here.onStage(['Đỗ Văn An'], 2, { conferenceId, personIds });
		const watching = await page(holding('Lan') as Account);
		const { id } = await here.of(awardId, 'Đỗ Văn An');
		expect(await watching.look({ awardId, of: 'hall' })).toMatchObject({
			hall: { [id]: { standing: 'absent' } }
		});
		await letIn(here.database, conferenceId, personIds);
		const heard = watching.hears();
		announce([{ kind: 'presence.changed', conferenceId }]);
		await heard;
		expect(await watching.look({ awardId, of: 'hall' })).toMatchObject({
			hall: { [id]: { standing: 'here' } }
		});
		const again = watching.hears();
		await here.done(layOutStage, { awardId, version: 1, by: 'decision', size: 1 });
		await again;
		expect(watching.told).toEqual([{ of: 'hall' }, { of: 'whole' }]);
		watching.close();
	});

	it('are for whoever may hand over, and end with the session or the right', async () => {
		const { awardId } = await here.onStage(['An']);
		const nobody = await page(null);
		expect(await nobody.look({ awardId, of: 'whole' })).toEqual({ kind: 'signed-out' });
		const stranger = await page(holding('Xa', { unitId: here.wards[1]! }) as Account);
		expect(await stranger.look({ awardId, of: 'whole' })).toEqual({ kind: 'forbidden' });
		const watching = await page(holding('Lan') as Account);
		expect(await watching.look({ awardId: newId(), of: 'whole' })).toEqual({ kind: 'gone' });
		expect(await watching.look({ awardId, of: 'everything' })).toBeNull();
		expect(await watching.look({ awardId, of: 'whole' })).toMatchObject({ kind: 'whole' });
		await here.database.transaction((tx) =>
			tx.roleGrant.deleteMany({ where: { accountId: watching.accountId } })
		);
		expect(await mayLook(here.read, await accountActor(here.read, watching.accountId), awardId)).toBe(
			'forbidden'
		);
		expect(await watching.look({ awardId, of: 'whole' })).toEqual({ kind: 'forbidden' });
		await watching.endSession();
		expect(await watching.look({ awardId, of: 'whole' })).toEqual({ kind: 'signed-out' });
		const one = await tablet(awardId);
		one.tap('An', 'present');
		await one.send();
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect([nobody.told, stranger.told, watching.told]).toEqual([[], [], []]);
		for (const one of [nobody, stranger, watching]) one.close();
	});
});
