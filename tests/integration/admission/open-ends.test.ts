import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GateRole } from '#lib/domain/admission/gate-rights.ts';
import { newId } from '#lib/live/id.ts';
import type { GateItem, ScanItem, ScanResult } from '#lib/live/gate-protocol.ts';
import { saveBadgeSettings } from '#lib/server/admission/badge-settings.ts';
import { execute } from '#lib/server/command/execute.ts';
import type { Database } from '#lib/server/db/client.ts';
import { conflictViews } from '#lib/server/gate/conflict-query.ts';
import { gateBundle } from '#lib/server/gate/gate-bundle.ts';
import { headCount } from '#lib/server/gate/gate-standing.ts';
import { importScans, takeScanFile } from '#lib/server/gate/import-scans.ts';
import { insideNames } from '#lib/server/gate/inside-names.ts';
import { missingSeqs } from '#lib/server/gate/missing-seqs.ts';
import { recordScans } from '#lib/server/gate/record-scans.ts';
import { reviewScan } from '#lib/server/gate/review-scan.ts';
import { revokeGate } from '#lib/server/gate/revoke-gate.ts';
import { saveOperatorWithPin } from '#lib/server/gate/save-operator.ts';
import { flaggedScans } from '#lib/server/gate/watch-query.ts';
import { savePerson } from '#lib/server/people/save-person.ts';
import { saveUnit } from '#lib/server/people/save-unit.ts';
import { city, organizer, type City } from '../contest/city.ts';
import { gateTablet, gateWorld, type GateTablet, type GateWorld } from '../../support/gate-tablet.ts';

let here: City;
beforeAll(async () => {
	here = await city();
});
afterAll(() => here.remove());

const read = () => here.database.read;
const world = (code: string, names = ['Trần An', 'Lê Bình', 'Vũ Cúc']) => gateWorld(here, code, names);
const statuses = (results: readonly ScanResult[]) =>
	results.map((result) => ('code' in result ? result.code : result.status));
const present = async ({ conferenceId }: GateWorld) => (await headCount(read(), conferenceId)).present;
const typed = (k: GateWorld, credential: string, more: Partial<ScanItem> = {}) => ({
	...{ checkpointId: k.entryId, what: { kind: 'number', credential } as const },
	...more
});
const byHand = (k: GateWorld, index: number, more: Partial<ScanItem> = {}) => ({
	...{ checkpointId: k.entryId, method: 'manual' as const },
	...{ what: { kind: 'delegate', delegateId: k.delegates[index]!.id } as const },
	...more
});
const flags = async ({ conferenceId }: GateWorld) =>
	(await flaggedScans(read(), conferenceId, 50)).map(({ flag, name }) => [flag, name]);

describe('what an operator had no right to', () => {
	it('counts, because it happened, and is shown to the desk until somebody has looked at it', async () => {
		const k = await world('RIGHTS');
		const at = (role: GateRole) => gateTablet(here.database, k, { role });
		const [steward, supervisor] = [await at('steward'), await at('supervisor')];
		expect(statuses(await steward.send(steward.scan(byHand(k, 0))))).toEqual(['ADMIT']);
		await supervisor.send(supervisor.scan(byHand(k, 1)));
		await steward.send(steward.scan(byHand(k, 2, { method: 'group' })));
		expect(await present(k)).toBe(3);
		expect(await flags(k)).toEqual([
			['no_right', 'Vũ Cúc'],
			['no_right', 'Trần An']
		]);
		const [first] = await flaggedScans(read(), k.conferenceId, 50);
		await here.done(reviewScan, { scanId: first!.id });
		expect(await flags(k)).toEqual([['no_right', 'Trần An']]);
		expect(await present(k)).toBe(3);
	});

	it('is also a scan in the name of somebody who began no shift there, or of nobody known', async () => {
		const k = await world('SHIFTS');
		const [one, other] = [await gateTablet(here.database, k), await gateTablet(here.database, k)];
		const badge = (index: number) => k.badge(k.delegates[index]!);
		await one.send(
			one.scan(typed(k, (await badge(0)).number)),
			one.scan(typed(k, (await badge(1)).number, { operatorId: other.operatorId })),
			one.scan(typed(k, (await badge(2)).number, { operatorId: newId() }))
		);
		expect(new Map((await flags(k)).map(([flag, name]) => [name, flag]))).toEqual(
			new Map([
				['Lê Bình', 'no_shift'],
				['Vũ Cúc', 'unknown_operator']
			])
		);
	});

	it('begins with a new PIN: tablets see by its mark that the old one is over', async () => {
		const k = await world('MARK');
		const gate = await gateTablet(here.database, k);
		const mark = async () => {
			const { standing } = await gateBundle(here.database, await gate.session(), null);
			return standing.operators.find(({ id }) => id === gate.operatorId)!.mark;
		};
		const before = await mark();
		const save = (change: object) =>
			saveOperatorWithPin(here.database, {
				actor: organizer,
				input: { conferenceId: k.conferenceId, operatorId: gate.operatorId, role: 'steward', ...change }
			});
		await save({ name: 'Lan' });
		expect(await mark()).toBe(before);
		await save({ name: 'Lan', pin: '864209' });
		expect(await mark()).not.toBe(before);
		expect((await gate.session()).operator).toBeNull();
	});
});

describe('what people saw', () => {
	it('is nothing where the page ended before the colour, whatever the server had answered', async () => {
		const k = await world('BROKEN-OFF');
		const { number } = await k.badge(k.delegates[0]!);
		const [one, two] = [await gateTablet(here.database, k), await gateTablet(here.database, k, { gate: 1 })];
		const item = one.scan(typed(k, number));
		await one.send(item);
		await one.send({ ...item, offline: true });
		// The second gate was offline and let them in: nobody saw two greens.
		await two.send(two.scan(typed(k, number, { offline: true, seen: 'ADMIT_OFFLINE' })));
		expect(await conflictViews(read(), k.conferenceId)).toEqual([]);
		expect(await read().scan.findUniqueOrThrow({ where: { id: item.id } })).toMatchObject({
			shown: null,
			isOffline: true
		});
	});

	it('taken back before it arrived is taken back when it does, if its maker may', async () => {
		const k = await world('EARLY');
		const numbers = await Promise.all(k.delegates.map(async (one) => (await k.badge(one)).number));
		const gate = await gateTablet(here.database, k);
		const [good, late] = [
			gate.scan(typed(k, numbers[0]!)),
			gate.scan(
				typed(k, numbers[1]!, { tDevice: Date.now() - 600_000, offline: true, seen: 'ADMIT_OFFLINE' })
			)
		];
		const [undoGood, undoLate] = [gate.undo(good.id), gate.undo(late.id)];
		expect(statuses(await gate.send(undoGood, undoLate))).toEqual(['VOIDED', 'VOIDED']);
		await gate.send(good);
		expect(await present(k)).toBe(0);
		await gate.send({ ...late, bundleIssuedAt: new Date(0).toISOString() });
		// A steward takes back within a minute only.
		expect(await present(k)).toBe(1);
		const third = gate.scan(typed(k, numbers[2]!));
		expect(statuses(await gate.send(gate.undo(third.id), third))).toEqual(['VOIDED', 'ADMIT']);
		expect(await present(k)).toBe(1);
		const [again] = await gate.send(undoLate);
		expect(again).toMatchObject({ status: 'void_refused', code: 'undo_needs_supervisor' });
	});
});

describe('a batch', () => {
	it('is stored also where the keys of compact codes cannot be opened', async () => {
		const k = await world('KEYLESS');
		const { conferenceId } = k;
		await here.done(saveBadgeSettings, { conferenceId, tokenProfile: 'compact' });
		const { text } = await k.badge(k.delegates[0]!);
		await here.database.transaction((tx) =>
			tx.conferenceKey.updateMany({ where: { conferenceId }, data: { sealedSecret: 'AAAA' } })
		);
		const gate = await gateTablet(here.database, k);
		const results = await gate.send(
			gate.scan({ checkpointId: k.entryId, what: { kind: 'code', text } }),
			gate.scan(byHand(k, 1))
		);
		expect(results.map(({ status }) => status)).toEqual(['stored', 'stored']);
		expect(statuses(results)[0]).toBe('ADMIT');
	});

	it('carried to the desk in a file is taken in once, also from a tablet that was revoked', async () => {
		const k = await world('FILE');
		const { conferenceId } = k;
		const { number } = await k.badge(k.delegates[0]!);
		const gate = await gateTablet(here.database, k);
		const records = [
			gate.scan(typed(k, number, { offline: true, seen: 'ADMIT_OFFLINE' })),
			{ kind: 'scan', id: 'nonsense' }
		];
		await here.done(revokeGate, { gateDeviceId: gate.deviceId, reason: 'Máy bị mất ở cửa 1' });
		const text = JSON.stringify({ kind: 'kheo-gate-scans', deviceId: gate.deviceId, records });
		const take = (file: string, gateDeviceId = '') =>
			takeScanFile(here.database, { actor: organizer, conferenceId, gateDeviceId, text: file });
		expect(await take(text)).toMatchObject({
			ok: true,
			value: { stored: 1, known: 0, problems: [{ place: 2, result: { status: 'invalid' } }] }
		});
		expect(await take(text)).toMatchObject({ value: { stored: 0, known: 1 } });
		expect(await present(k)).toBe(1);
		for (const bad of ['', '[]', '{"kind":"other","records":[]}'])
			expect(await take(bad)).toMatchObject({ ok: false, refusal: { code: 'gate_file_unknown' } });
		const other = await gateTablet(here.database, await world('FILE-2'));
		expect(await take(text, other.deviceId)).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
		const input = { conferenceId, gateDeviceId: gate.deviceId, items: [] };
		expect(await here.ask(importScans, input, await other.actor())).toMatchObject({
			refusal: { code: 'forbidden' }
		});
	});
});

describe('a name', () => {
	it('that is corrected on the lists reaches the gates', async () => {
		const k = await world('NAMES');
		const gate = await gateTablet(here.database, k);
		const session = await gate.session();
		const first = await gateBundle(here.database, session, null);
		const rev = first.kind === 'whole' ? first.bundle.rev : 0;
		const [an] = k.delegates;
		const person = await read().person.findUniqueOrThrow({ where: { id: an!.personId } });
		await here.done(savePerson, { personId: an!.personId, fullName: 'Trần Văn An', unitId: person.unitId });
		const corrected = await gateBundle(here.database, session, rev);
		expect(corrected).toMatchObject({ kind: 'delta', delta: { delegates: [{ name: 'Trần Văn An' }] } });
		const unit = await read().unit.findUniqueOrThrow({ where: { id: person.unitId! } });
		await here.done(saveUnit, { ...unit, unitId: unit.id, code: 'P-BEN-LAU', name: 'Phường Bến Lau Mới' });
		const next = corrected.kind === 'delta' ? corrected.delta.toRev : 0;
		const renamed = await gateBundle(here.database, session, next);
		expect(renamed.kind === 'delta' && renamed.delta.delegates.map((one) => one.unit)).toEqual([
			'Phường Bến Lau Mới',
			'Phường Bến Lau Mới',
			'Phường Bến Lau Mới'
		]);
		await here.done(saveUnit, { ...unit, unitId: unit.id, code: 'P-BEN-LAU' });
	});

	it('of who is inside is told to a supervisor by the server where the roster holds none', async () => {
		const k = await world('PRIVATE');
		const { conferenceId, entryId } = k;
		await here.done(saveBadgeSettings, { conferenceId, tokenProfile: 'signed', isPrivate: true });
		const [steward, supervisor] = [
			await gateTablet(here.database, k),
			await gateTablet(here.database, k, { role: 'supervisor' })
		];
		const { number } = await k.badge(k.delegates[0]!);
		await steward.send(steward.scan(typed(k, number)));
		expect(await insideNames(read(), await supervisor.actor(), entryId)).toEqual({
			[k.delegates[0]!.id]: 'Trần An – Phường Bến Lau'
		});
		await expect(insideNames(read(), await steward.actor(), entryId)).rejects.toMatchObject({
			code: 'forbidden'
		});
	});
});

describe('three gates without network', () => {
	/** A server that is killed before it commits, or before its answer gets through. */
	const killed = (database: Database, when: 'before' | 'after'): Database => ({
		...database,
		transaction: async (work) => {
			const done = await database.transaction(async (tx) => {
				const value = await work(tx);
				if (when === 'before') throw new Error('killed');
				return value;
			});
			if (when === 'after') throw new Error('killed');
			return done;
		}
	});

	it('lose nothing of a thousand showings each and count nobody twice, however batches arrive', async () => {
		const people = 250;
		const names = Array.from({ length: people }, (_, index) => `Đại biểu ${index + 1}`);
		const k = await world('CHAOS', names);
		const badges = await read().credential.findMany({ where: { conferenceId: k.conferenceId } });
		const gates: GateTablet[] = [];
		for (const gate of [0, 1, 1]) gates.push(await gateTablet(here.database, k, { gate }));
		let chance = 7;
		const draw = (below: number) => (chance = (chance * 48_271) % 2_147_483_647) % below;
		/** Everybody four times at every gate: let in once, then refused. */
		const shownAt = (gate: GateTablet, index: number): GateItem[] =>
			Array.from({ length: 4 * people }, (_, turn) => {
				const { number } = badges[(turn * 7 + index * 11) % people]!;
				const seen = turn < people ? 'ADMIT_OFFLINE' : 'ALREADY';
				const tDevice = Date.now() - 3_600_000 + turn * 800 + index * 100;
				const rest = { tDevice, offline: true, seen, localCode: seen } as const;
				return gate.scan(typed(k, number, { ...rest, bundleIssuedAt: new Date(0).toISOString() }));
			});
		const made = gates.map(shownAt);
		const batches = made.flatMap((items, index) =>
			Array.from({ length: 4 }, (_, part) => ({
				gate: gates[index]!,
				items: items.slice(part * 250, (part + 1) * 250)
			}))
		);
		// Out of order, every third batch twice, some while the server dies.
		const order = [...batches, ...batches.filter((_, index) => index % 3 === 0)]
			.map((batch) => ({ batch, key: draw(1000) }))
			.sort((a, b) => a.key - b.key);
		for (const [turn, { batch }] of order.entries()) {
			const { gate, items } = batch;
			const asked = { actor: await gate.actor(), input: { items } };
			const dying = turn % 4 === 1 ? 'before' : turn % 4 === 3 ? 'after' : null;
			if (dying)
				await expect(execute(killed(here.database, dying), recordScans, asked)).rejects.toThrow('killed');
			const outcome = await execute(here.database, recordScans, asked);
			if (!outcome.ok) throw outcome.refusal;
			const results = outcome.value.results;
			expect(results.filter(({ status }) => status !== 'stored' && status !== 'replay')).toEqual([]);
		}
		expect(await read().scan.count({ where: { conferenceId: k.conferenceId } })).toBe(12 * people);
		for (const gate of gates) expect(await missingSeqs(read(), gate.deviceId, 4 * people)).toEqual([]);
		expect(await present(k)).toBe(people);
		const times = await read().presence.findMany({ where: { conferenceId: k.conferenceId } });
		expect(times.filter((one) => one.times !== 1)).toEqual([]);
		// Each of the two other gates let everybody in once too many.
		expect(
			await read().admissionConflict.count({ where: { conferenceId: k.conferenceId, goneAt: null } })
		).toBe(2 * people);
	}, 120_000);

	it('and two with it admit one badge once, of a thousand posts at the same moment', async () => {
		const k = await world('STORM', ['Trần An']);
		const { number } = await k.badge(k.delegates[0]!);
		const gates = [await gateTablet(here.database, k), await gateTablet(here.database, k, { gate: 1 })];
		const outcomes = await Promise.all(
			gates.flatMap((gate) => Array.from({ length: 500 }, () => gate.send(gate.scan(typed(k, number)))))
		);
		const answers = outcomes.map((results) => statuses(results)[0]!);
		const count = (wanted: string) => answers.filter((answer) => answer === wanted).length;
		expect({ admitted: count('ADMIT'), already: count('ALREADY') }).toEqual({ admitted: 1, already: 999 });
		expect(await present(k)).toBe(1);
	}, 120_000);
});
