import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib/live/id.ts';
import type { ScanResult } from '#lib/live/gate-protocol.ts';
import { badgeSheet } from '#lib/server/admission/badge-sheet.ts';
import { issueBadges } from '#lib/server/admission/issue-badges.ts';
import { printBadges } from '#lib/server/admission/print-badges.ts';
import { saveCheckpoint } from '#lib/server/conference/save-checkpoint.ts';
import { bindTemporary } from '#lib/server/conference/reception/bind-temporary.ts';
import { issuePickUps } from '#lib/server/conference/reception/issue-pick-ups.ts';
import { makeTemporaryBadges } from '#lib/server/conference/reception/make-temporary-badges.ts';
import { temporaryPools, unboundTemporary } from '#lib/server/conference/reception/pool-query.ts';
import { closeSession, closeSessions, endSession } from '#lib/server/gate/end-session.ts';
import { gateBundle } from '#lib/server/gate/gate-bundle.ts';
import { headCount } from '#lib/server/gate/gate-standing.ts';
import { saveGate } from '#lib/server/conference/save-gate.ts';
import { city, organizer, type City } from '../contest/city.ts';
import { gateTablet, gateWorld, type GateWorld } from '../../support/gate-tablet.ts';

let here: City;
beforeAll(async () => {
	here = await city();
});
afterAll(() => here.remove());

const read = () => here.database.read;
const world = (code: string) => gateWorld(here, code, ['Trần An', 'Lê Bình', 'Vũ Cúc']);
const codes = (results: readonly ScanResult[]) =>
	results.map((result) => ('code' in result ? result.code : result.status));

/** Texts of the codes with these numbers. */
async function texts(conferenceId: string, numbers: readonly string[]) {
	const asked = { conferenceId, numbers, format: 'a7', locale: 'vi', at: new Date() } as const;
	return (await badgeSheet(read(), asked)).badges;
}
const showing = (checkpointId: string, text: string) => ({
	checkpointId,
	what: { kind: 'code', text } as const
});

async function pool(k: GateWorld, count = 3) {
	const { conferenceId, gateIds } = k;
	await here.done(makeTemporaryBadges, { conferenceId, gateId: gateIds[0], count });
	return unboundTemporary(read(), conferenceId, gateIds[0]!);
}

describe('a temporary badge', () => {
	it('is printed for nobody, opens no gate, and belongs to one gate’s desk', async () => {
		const k = await world('POOL');
		const { conferenceId, gateIds } = k;
		const [one] = await pool(k);
		expect(await unboundTemporary(read(), conferenceId, gateIds[1]!)).toEqual([]);
		const input = { conferenceId, format: 'a7', temporaryOf: gateIds[0] };
		const { numbers } = await here.done(printBadges, input);
		expect(numbers).toHaveLength(3);
		const [paper] = await texts(conferenceId, [one!.credential]);
		expect(paper).toMatchObject({ name: 'TẠM 1', unit: 'Cửa 1', category: 'Thẻ tạm' });
		const gate = await gateTablet(here.database, k);
		const [result] = await gate.send(gate.scan(showing(k.entryId, paper!.token)));
		expect(result).toMatchObject({ code: 'UNLISTED', facts: { reason: 'unbound-temporary-badge' } });
		expect(await temporaryPools(read(), conferenceId)).toMatchObject([
			{ left: 3, given: 0, unprinted: 0 },
			{ left: 0 }
		]);
		const other = await world('POOL-2');
		expect(
			await here.ask(makeTemporaryBadges, { conferenceId, gateId: other.gateIds[0], count: 1 })
		).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
	});

	it('given to somebody takes the place of the badge at home, and what was let in with it before is theirs', async () => {
		const k = await world('BIND');
		const { conferenceId, entryId } = k;
		const [an] = k.delegates;
		const old = await k.badge(an!);
		const [one, two] = await pool(k);
		const [paper] = await texts(conferenceId, [one!.credential]);
		const boss = await gateTablet(here.database, k, { role: 'supervisor' });
		// Let in by a supervisor before the desk could say whose it is.
		await boss.send(boss.scan({ ...showing(entryId, paper!.token), override: 'Bàn đăng ký mất mạng' }));
		const desk = await gateTablet(here.database, k, { role: 'desk', gate: 1 });
		const before = await gateBundle(here.database, await desk.session(), null);
		const bound = { conferenceId, credential: one!.credential, delegateId: an!.id };
		await here.done(bindTemporary, bound, await desk.actor());
		expect(await here.ask(bindTemporary, bound)).toMatchObject({
			refusal: { code: 'reception_temporary_bound' }
		});
		expect(await here.ask(bindTemporary, { ...bound, credential: old.number })).toMatchObject({
			refusal: { code: 'reception_no_temporary' }
		});
		const rev = before.kind === 'whole' ? before.bundle.rev : 0;
		const news = await gateBundle(here.database, await desk.session(), rev);
		expect(news).toMatchObject({ kind: 'delta' });
		if (news.kind === 'delta') {
			expect(news.delta.credentials).toContainEqual(
				expect.objectContaining({ credential: one!.credential, delegateId: an!.id })
			);
		}
		expect(codes(await desk.send(desk.scan(showing(entryId, old.text))))).toEqual(['REPLACED']);
		expect(codes(await desk.send(desk.scan(showing(entryId, paper!.token))))).toEqual(['ALREADY']);
		expect((await headCount(read(), conferenceId)).present).toBe(1);
		const orphans = await read().presence.findMany({
			where: { personId: `credential:${one!.credential}` }
		});
		expect(orphans.map(({ times }) => times)).toEqual([0]);
		// Whoever has a temporary badge is given no other by the list.
		expect(await here.done(issueBadges, { conferenceId })).toEqual({ issued: 0 });
		expect(two).toBeDefined();
	});

	it('given out without network is bound when the desk is back, to a delegate or to a guest on no list', async () => {
		const k = await world('OFFLINE');
		const { conferenceId, entryId } = k;
		const [one, two, three] = await pool(k);
		const papers = await texts(conferenceId, [one!.credential, two!.credential]);
		const desk = await gateTablet(here.database, k, { role: 'desk' });
		const guestId = newId();
		const offline = { offline: true, seen: 'ADMIT_OFFLINE' } as const;
		const items = [
			desk.bind({ credential: one!.credential, delegateId: k.delegates[0]!.id }),
			desk.scan({ ...showing(entryId, papers[0]!.token), ...offline }),
			desk.bind({
				credential: two!.credential,
				delegateId: guestId,
				guest: { fullName: 'Hồ Văn Giang', title: 'Phóng viên' }
			}),
			desk.scan({ ...showing(entryId, papers[1]!.token), ...offline })
		];
		expect(codes(await desk.send(...items))).toEqual(['BOUND', 'ADMIT', 'BOUND', 'ADMIT']);
		// The same batch once more, and a badge that is somebody's by now.
		const again = await desk.send(...items, desk.bind({ credential: one!.credential, delegateId: guestId }));
		expect(again.map(({ status }) => status)).toEqual([
			...['replay', 'replay', 'replay', 'replay'],
			'bind_refused'
		]);
		const guest = await read().delegate.findUniqueOrThrow({
			where: { id: guestId },
			include: { person: true }
		});
		expect(guest).toMatchObject({ delegationId: null, person: { fullName: 'Hồ Văn Giang' } });
		expect((await headCount(read(), conferenceId)).present).toBe(2);
		const steward = await gateTablet(here.database, k);
		const claim = steward.bind({ credential: three!.credential, delegateId: k.delegates[1]!.id });
		expect(await steward.send(claim)).toMatchObject([{ status: 'bind_refused', code: 'forbidden' }]);
	});
});

describe('a slip for what is handed over', () => {
	it('is written down where things are handed over, tells that it was before, and opens no door', async () => {
		const k = await world('PICK');
		const { conferenceId, entryId, gateIds } = k;
		const table = { conferenceId, name: 'Bàn trao quà', policy: 'log', isEntry: false };
		const { checkpointId } = await here.done(saveCheckpoint, table);
		await here.done(saveGate, {
			...{ conferenceId, gateId: gateIds[0], name: 'Cửa 1' },
			checkpointIds: [entryId, checkpointId]
		});
		const { numbers } = await here.done(issuePickUps, { conferenceId });
		expect(await here.done(issuePickUps, { conferenceId })).toEqual({ numbers });
		const [paper] = await texts(conferenceId, [numbers[0]!]);
		expect(paper!.category).toBe('Phiếu nhận');
		const gate = await gateTablet(here.database, k);
		const results = await gate.send(
			gate.scan(showing(entryId, paper!.token)),
			gate.scan(showing(checkpointId, paper!.token)),
			gate.scan(showing(checkpointId, paper!.token))
		);
		expect(codes(results)).toEqual(['NOT_OURS', 'ADMIT', 'ADMIT']);
		expect(results[1]).toMatchObject({ facts: { isHandOver: true, isLogged: true, times: 0 } });
		expect(results[2]).toMatchObject({ facts: { times: 1, since: { gate: 'Cửa 1' } } });
	});
});

describe('a session that ends', () => {
	/** An entrance that counts in and out, with two people inside and one who went out. */
	async function hall(code: string) {
		const k = await world(code);
		const { conferenceId, entryId } = k;
		const place = { conferenceId, checkpointId: entryId, name: 'Hội trường', policy: 'inout', isEntry: true };
		await here.done(saveCheckpoint, place);
		const gate = await gateTablet(here.database, k);
		const badges = await Promise.all(k.delegates.map((delegate) => k.badge(delegate)));
		const went = gate.scan(showing(entryId, badges[2]!.text));
		await gate.send(
			gate.scan(showing(entryId, badges[0]!.text)),
			gate.scan(showing(entryId, badges[1]!.text)),
			went,
			gate.scan({ ...showing(entryId, badges[2]!.text), direction: 'out' })
		);
		const closesAt = new Date(Date.now() + 60_000);
		await here.database.transaction((tx) =>
			tx.checkpoint.update({ where: { id: entryId }, data: { closesAt } })
		);
		const inside = () => read().presence.count({ where: { checkpointId: entryId, direction: 'in' } });
		return { ...k, gate, badges, closesAt, inside };
	}

	it('writes an exit for whoever is inside, once, also where two servers do it at once', async () => {
		const k = await hall('END');
		expect(await closeSessions(here.database, new Date())).toBe(0);
		const later = new Date(k.closesAt.getTime() + 1000);
		const done = await Promise.all([
			closeSessions(here.database, later),
			closeSessions(here.database, later)
		]);
		expect(done.reduce((sum, exits) => sum + exits, 0)).toBe(2);
		expect(await k.inside()).toBe(0);
		const exits = await read().scan.findMany({ where: { checkpointId: k.entryId, method: 'system' } });
		expect(exits.map(({ direction, code, operatorName }) => [direction, code, operatorName])).toEqual([
			['out', 'EXIT_OK', 'session-end'],
			['out', 'EXIT_OK', 'session-end']
		]);
		expect(await closeSessions(here.database, later)).toBe(0);
		// They came, however the day ended.
		expect((await headCount(read(), k.conferenceId)).present).toBe(3);
	});

	it('is ended at the desk too, and by nobody else', async () => {
		const k = await hall('HAND');
		const input = { checkpointId: k.entryId };
		expect(await here.ask(closeSession, input, organizer)).toMatchObject({
			refusal: { code: 'forbidden' }
		});
		expect(await here.ask(endSession, input, await k.gate.actor())).toMatchObject({
			refusal: { code: 'forbidden' }
		});
		expect(await here.done(endSession, input)).toEqual({ exits: 2 });
		expect(await here.done(endSession, input)).toEqual({ exits: 0 });
		expect(await k.inside()).toBe(0);
	});
});
