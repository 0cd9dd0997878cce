import { afterAll, beforeAll, expect, it } from 'vitest';
import { issueBadges } from '#lib/server/admission/issue-badges.ts';
import { reissueBadge } from '#lib/server/admission/reissue-badge.ts';
import { execute } from '#lib/server/command/execute.ts';
import { nameDelegate } from '#lib/server/conference/delegations/name-delegate.ts';
import { substituteDelegate } from '#lib/server/conference/delegations/substitute-delegate.ts';
import { swapBack } from '#lib/server/conference/delegations/swap-back.ts';
import { openDatabase, type Database } from '#lib/server/db/client.ts';
import { headCount } from '#lib/server/gate/gate-standing.ts';
import type { ScanResult } from '#lib/live/gate-protocol.ts';
import { city, organizer, type City } from '../contest/city.ts';
import { gateTablet, gateWorld, type GateWorld } from '../../support/gate-tablet.ts';

// Two servers over one database: a desk at one of them, gates at both.
let here: City;
let other: Database;
beforeAll(async () => {
	here = await city();
	const { url, provider } = here.database;
	other = openDatabase({ databaseUrl: url, provider });
});
afterAll(async () => {
	await other.close();
	await here.remove();
});

const NAMES = ['Trần An', 'Lê Bình', 'Vũ Cúc', 'Đỗ Dung', 'Ngô Em', 'Phạm Giang'];
const why = 'Bận công tác đột xuất';
const codeOf = ([result]: readonly ScanResult[]) =>
	result && 'code' in result ? result.code : result!.status;
const typed = (k: GateWorld, credential: string) => ({
	...{ checkpointId: k.entryId, what: { kind: 'number', credential } as const }
});
const present = async ({ conferenceId }: GateWorld) =>
	(await headCount(here.database.read, conferenceId)).present;
const versionOf = async (id: string) =>
	(await here.database.read.delegate.findUniqueOrThrow({ where: { id } })).version;
const statusOf = async (id: string) =>
	(await here.database.read.delegate.findUniqueOrThrow({ where: { id } })).status;

it('somebody is let in, or has lost the seat to another: never both', async () => {
	const k = await gateWorld(here, 'SCAN-SUBSTITUTE', NAMES);
	const gate = await gateTablet(other, k);
	let admitted = 0;
	for (const [at, delegate] of k.delegates.entries()) {
		const { number } = await k.badge(delegate);
		const version = await versionOf(delegate.id);
		const asked = { delegateId: delegate.id, version, fullName: `Người thay ${at}`, reason: why };
		const scanned = gate.send(gate.scan(typed(k, number))).then(codeOf);
		// Whichever is quicker on this machine: once at least the gate is.
		if (at === 0) await scanned;
		const [code, replaced] = await Promise.all([scanned, here.refusal(substituteDelegate, asked)]);
		const isIn = code === 'ADMIT';
		admitted += Number(isIn);
		expect([code, replaced]).toEqual(isIn ? ['ADMIT', 'substitution_came_in'] : ['REPLACED', 'done']);
		expect(await statusOf(delegate.id)).toBe(isIn ? 'confirmed' : 'substituted');
	}
	expect(admitted).toBeGreaterThan(0);
	expect(await present(k)).toBe(admitted);
});

it('an old badge is read while a new one is made: one of the two lets in, and one head is counted', async () => {
	const k = await gateWorld(here, 'SCAN-REISSUE', NAMES.slice(0, 4));
	const [one, two] = [await gateTablet(other, k), await gateTablet(here.database, k, { gate: 1 })];
	for (const [at, delegate] of k.delegates.entries()) {
		const { number } = await k.badge(delegate);
		const [code, made] = await Promise.all([
			one.send(one.scan(typed(k, number))).then(codeOf),
			here.refusal(reissueBadge, { conferenceId: k.conferenceId, credential: number, reason: 'Thẻ rách' })
		]);
		expect(made).toBe('done');
		const next = await two.send(two.scan(typed(k, (await k.badge(delegate)).number))).then(codeOf);
		expect([code, next]).toEqual(code === 'ADMIT' ? ['ADMIT', 'ALREADY'] : ['REPLACED', 'ADMIT']);
		expect(await present(k)).toBe(at + 1);
	}
});

it('one gate takes back while another reads the same badge: who is inside is who was let in last', async () => {
	const k = await gateWorld(here, 'UNDO-SCAN', NAMES.slice(0, 4));
	const [one, two] = [await gateTablet(here.database, k), await gateTablet(other, k, { gate: 1 })];
	let inside = 0;
	for (const delegate of k.delegates) {
		const { number } = await k.badge(delegate);
		const first = one.scan(typed(k, number));
		expect(codeOf(await one.send(first))).toBe('ADMIT');
		const [undone, code] = await Promise.all([
			one.send(one.undo(first.id)).then(codeOf),
			two.send(two.scan(typed(k, number))).then(codeOf)
		]);
		expect(undone).toBe('VOIDED');
		expect(['ADMIT', 'ALREADY']).toContain(code);
		inside += Number(code === 'ADMIT');
		expect(await present(k)).toBe(inside);
	}
});

it('a seat is swapped back while its deputy is read: the deputy is inside, or sits there no more', async () => {
	const k = await gateWorld(here, 'SCAN-SWAP', NAMES.slice(0, 3));
	const gate = await gateTablet(other, k);
	for (const [at, delegate] of k.delegates.entries()) {
		const { delegateId } = await here.done(substituteDelegate, {
			...{ delegateId: delegate.id, version: await versionOf(delegate.id) },
			...{ fullName: `Dự thay ${at}`, reason: why }
		});
		await here.done(issueBadges, { conferenceId: k.conferenceId });
		const { number } = await k.badge({ ...delegate, id: delegateId });
		const version = await versionOf(delegate.id);
		const [code, swapped] = await Promise.all([
			gate.send(gate.scan(typed(k, number))).then(codeOf),
			here.refusal(swapBack, { delegateId: delegate.id, version, reason: why })
		]);
		expect([code, swapped]).toEqual(
			code === 'ADMIT' ? ['ADMIT', 'substitution_deputy_inside'] : ['REPLACED', 'done']
		);
	}
});

it('the last places of a delegation go to as many as there are, from whichever server they are asked for', async () => {
	const k = await gateWorld(here, 'QUOTA', []);
	const delegation = await here.database.read.delegation.findFirstOrThrow({
		where: { conferenceId: k.conferenceId }
	});
	await here.database.transaction((tx) =>
		tx.delegation.update({ where: { id: delegation.id }, data: { quota: 2 } })
	);
	const answers = await Promise.all(
		NAMES.map(async (fullName, at) => {
			const input = { delegationId: delegation.id, fullName };
			const outcome = await execute(at % 2 ? other : here.database, nameDelegate, {
				actor: organizer,
				input
			});
			return outcome.ok ? 'done' : outcome.refusal.code;
		})
	);
	expect(answers.filter((answer) => answer === 'done')).toHaveLength(2);
	expect(await here.database.read.delegate.count({ where: { delegationId: delegation.id } })).toBe(2);
});
