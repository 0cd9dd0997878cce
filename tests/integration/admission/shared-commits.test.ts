import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Presence } from '#lib/domain/admission/presence.ts';
import type { GateItem, ScanItem, ScanResult } from '#lib/live/gate-protocol.ts';
import { withdrawBadge } from '#lib/server/admission/withdraw-badge.ts';
import { execute } from '#lib/server/command/execute.ts';
import type { Database } from '#lib/server/db/client.ts';
import { recordScans } from '#lib/server/gate/record-scans.ts';
import { revokeGate } from '#lib/server/gate/revoke-gate.ts';
import { takeScans } from '#lib/server/gate/scan-queue.ts';
import { city, type City } from '../contest/city.ts';
import { gateTablet, gateWorld, type GateTablet, type GateWorld } from '../../support/gate-tablet.ts';

let here: City;
beforeAll(async () => {
	here = await city();
});
afterAll(() => here.remove());

const read = () => here.database.read;
const NAMES = ['Trần An', 'Lê Bình', 'Vũ Cúc', 'Đỗ Dung'];
const told = (results: readonly ScanResult[]) =>
	results.map((result) => ('code' in result ? `${result.status} ${result.code}` : result.status));

/** How often a transaction was begun: what shares one commit began one. */
function counting(database: Database): { database: Database; begun(): number } {
	let begun = 0;
	return {
		begun: () => begun,
		database: {
			...database,
			transaction: (work) => {
				begun += 1;
				return database.transaction(work);
			}
		}
	};
}

async function threeGates(code: string) {
	const k = await gateWorld(here, code, NAMES);
	const badges: { number: string; text: string }[] = [];
	for (const delegate of k.delegates) badges.push(await k.badge(delegate));
	const gates = [
		await gateTablet(here.database, k, { gate: 0, name: 'Lan' }),
		await gateTablet(here.database, k, { gate: 1, name: 'Hùng' }),
		await gateTablet(here.database, k, { gate: 1, name: 'Mai', role: 'supervisor' })
	];
	return { k, badges, gates };
}
type Gates = Awaited<ReturnType<typeof threeGates>>;

/** Hundreds of records as three gates might send them, of four people: shown, refused, sent again, taken back, broken, forged. */
function busyDoor({ k, badges, gates }: Gates, now: number): { gate: number; items: unknown[] }[] {
	let chance = 20_241_015;
	const draw = (below: number) => (chance = (chance * 48_271) % 2_147_483_647) % below;
	const made: GateItem[][] = gates.map(() => []);
	const scan = (gate: GateTablet, turn: number): ScanItem => {
		const { number, text } = badges[draw(badges.length)]!;
		const forged = `84${BigInt(text.slice(2)) ^ 1n}`;
		const what: ScanItem['what'][] = [
			{ kind: 'code', text },
			{ kind: 'number', credential: number },
			{ kind: 'delegate', delegateId: k.delegates[draw(NAMES.length)]!.id },
			{ kind: 'code', text: forged }
		];
		const offline = draw(3) === 0;
		return gate.scan({
			...{ checkpointId: k.entryId, what: what[draw(4)]!, tDevice: now - 900_000 + turn * 1500 },
			...(offline ? { offline, seen: draw(4) === 0 ? 'ALREADY' : 'ADMIT_OFFLINE' } : {}),
			...{ override: draw(6) === 0 ? 'Trưởng đoàn xác nhận' : null },
			bundleIssuedAt: new Date(now - 1_800_000).toISOString()
		});
	};
	return Array.from({ length: 150 }, (_, turn) => {
		const index = draw(gates.length);
		const gate = gates[index]!;
		const before = made[index]!;
		const earlier = before[draw(Math.max(1, before.length))];
		const next = scan(gate, turn);
		const undone =
			earlier?.kind === 'scan' && draw(5) === 0 ? [gate.undo(earlier.id, { reason: 'Nhầm' })] : [];
		const early = draw(12) === 0 ? [gate.undo(next.id, { reason: 'Nhầm', tDevice: now })] : [];
		const again =
			earlier?.kind === 'scan' && draw(3) === 0 ? [{ ...earlier, seen: 'ALREADY', offline: true }] : [];
		const reused = earlier && draw(15) === 0 ? [{ ...next, id: earlier.id }] : [];
		const broken = draw(20) === 0 ? [{ kind: 'scan', id: 'x' }, null] : [];
		before.push(next);
		return { gate: index, items: [...early, next, ...undone, ...again, ...reused, ...broken] };
	});
}

/** What a conference holds afterwards, without ids and clocks of its own. */
async function kept({ conferenceId, delegates }: GateWorld, sent: readonly { items: readonly unknown[] }[]) {
	const order = new Map<unknown, number>();
	for (const item of sent.flatMap(({ items }) => items)) {
		const id = (item as { id?: string } | null)?.id;
		if (!order.has(id)) order.set(id, order.size);
	}
	const who = new Map(delegates.map(({ personId }, index) => [personId, index]));
	const scans = await read().scan.findMany({ where: { conferenceId } });
	const presences = await read().presence.findMany({ where: { conferenceId } });
	const conflicts = await read().admissionConflict.findMany({ where: { conferenceId } });
	const sorted = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).sort();
	return {
		scans: sorted(
			scans.map(({ id, seq, kind, code, personId, shown, isOffline, flag, overrideReason, voids }) => [
				...[order.get(id), seq, kind, code, personId && who.get(personId), shown, isOffline, flag],
				...[overrideReason, voids && order.get(voids)]
			])
		),
		presences: sorted(
			presences.map(({ personId, times, direction, firstAt, lastAt, summary }) => {
				const { first, last } = (JSON.parse(summary ?? 'null') ?? {}) as Partial<Presence>;
				const seen = [first?.scanId, last?.scanId].map((id) => order.get(id));
				return [who.get(personId), times, direction, firstAt, lastAt, seen, first?.gate, last?.operator];
			})
		),
		conflicts: sorted(
			conflicts.map(({ kind, scanId, canonicalScanId, personId, severity, gapMs, isUncertain, goneAt }) => [
				...[kind, order.get(scanId), canonicalScanId && order.get(canonicalScanId), who.get(personId)],
				...[severity, gapMs, isUncertain, goneAt !== null]
			])
		)
	};
}

describe('what several gates send at the same moment', () => {
	it('is stored and answered as one after another', async () => {
		const [alone, together] = [await threeGates('ALONE'), await threeGates('TOGETHER')];
		const now = Date.now();
		const [first, second] = [busyDoor(alone, now), busyDoor(together, now)];
		const oneByOne: string[][] = [];
		for (const { gate, items } of first) {
			const actor = await alone.gates[gate]!.actor();
			const outcome = await execute(here.database, recordScans, { actor, input: { items } });
			if (!outcome.ok) throw outcome.refusal;
			oneByOne.push(told(outcome.value.results));
		}
		const counted = counting(here.database);
		const outcomes = await Promise.all(
			second.map(({ gate, items }) => {
				const { deviceId } = together.gates[gate]!;
				return takeScans(counted.database, { deviceId, items });
			})
		);
		const shared = outcomes.map((outcome) => (outcome.ok ? told(outcome.value.results) : []));
		expect(shared).toEqual(oneByOne);
		expect(await kept(together.k, second)).toEqual(await kept(alone.k, first));
		expect(new Set(shared.flat().map((answer) => answer.split(' ')[0]))).toEqual(
			new Set(['stored', 'replay', 'id_reuse', 'void_refused', 'invalid'])
		);
		const conflicts = await read().admissionConflict.count({
			where: { conferenceId: together.k.conferenceId }
		});
		expect(conflicts).toBeGreaterThan(5);
		expect(counted.begun()).toBeLessThan(second.length / 10);
	});

	it('leaves an entry of each in the audit log, a tablet without rights none, and nobody else without an answer', async () => {
		const { k, badges, gates } = await threeGates('REVOKED-AMONG');
		await here.done(revokeGate, { gateDeviceId: gates[1]!.deviceId, reason: 'Mất máy' });
		const at = { checkpointId: k.entryId };
		const counted = counting(here.database);
		const ask = (gate: GateTablet, ...items: unknown[]) =>
			takeScans(counted.database, { deviceId: gate.deviceId, items });
		const typed = (index: number) => ({ kind: 'number', credential: badges[index]!.number }) as const;
		const outcomes = await Promise.all([
			ask(gates[0]!, gates[0]!.scan({ ...at, what: typed(0) })),
			ask(gates[1]!, gates[1]!.scan({ ...at, what: typed(1) })),
			ask(gates[2]!, gates[2]!.scan({ ...at, what: typed(0) })),
			ask(gates[0]!, gates[0]!.scan({ ...at, what: typed(2) }))
		]);
		expect(
			outcomes.map((outcome) => (outcome.ok ? told(outcome.value.results) : outcome.refusal.code))
		).toEqual([['stored ADMIT'], 'gate_not_paired', ['stored ALREADY'], ['stored ADMIT']]);
		expect(counted.begun()).toBe(1);
		const entries = await read().auditEntry.findMany({
			where: { conferenceId: k.conferenceId, action: 'gate.scan' },
			orderBy: { seq: 'asc' }
		});
		expect(entries.map(({ actorName, deviceId }) => [actorName, deviceId])).toEqual([
			['Lan', gates[0]!.deviceId],
			['Mai', gates[2]!.deviceId],
			['Lan', gates[0]!.deviceId]
		]);
	});

	it('is stored one by one where the shared commit failed, also where nobody knows whether it did', async () => {
		const { k, badges, gates } = await threeGates('FAILING');
		const at = { checkpointId: k.entryId };
		let begun = 0;
		/** The first commit is made, and the connection lost before its answer; the second is not made. */
		const failing: Database = {
			...here.database,
			transaction: async (work) => {
				begun += 1;
				const turn = begun;
				const done = await here.database.transaction(async (tx) => {
					const value = await work(tx);
					if (turn === 2) throw new Error('killed');
					return value;
				});
				if (turn === 1) throw new Error('killed');
				return done;
			}
		};
		const asked = gates.map((gate, index) => {
			const items = [gate.scan({ ...at, what: { kind: 'number', credential: badges[index]!.number } })];
			return takeScans(failing, { deviceId: gate.deviceId, items });
		});
		const outcomes = await Promise.allSettled(asked);
		expect(
			outcomes.map((one) =>
				one.status === 'fulfilled' && one.value.ok ? told(one.value.value.results) : one.status
			)
		).toEqual(['rejected', ['replay ADMIT'], ['replay ADMIT']]);
		expect(await read().scan.count({ where: { conferenceId: k.conferenceId } })).toBe(3);
	});

	it('is held against what the desk did before, whatever was asked together before that', async () => {
		const { k, badges, gates } = await threeGates('DESK-BETWEEN');
		const show = () =>
			Promise.all(
				gates.map((gate, index) => {
					const what = { kind: 'code', text: badges[index]!.text } as const;
					return gate.send(gate.scan({ checkpointId: k.entryId, what }));
				})
			);
		expect((await show()).map(told)).toEqual([['stored ADMIT'], ['stored ADMIT'], ['stored ADMIT']]);
		const credential = badges[1]!.number;
		await here.done(withdrawBadge, {
			...{ conferenceId: k.conferenceId, credential },
			...{ as: 'lost', reason: 'Đại biểu báo mất' }
		});
		expect((await show()).map(told)).toEqual([['stored ALREADY'], ['stored REVOKED'], ['stored ALREADY']]);
	});
});
