import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScanItem, ScanResult } from '#lib/live/gate-protocol.ts';
import { saveBadgeSettings } from '#lib/server/admission/badge-settings.ts';
import { reissueBadge } from '#lib/server/admission/reissue-badge.ts';
import { withdrawBadge } from '#lib/server/admission/withdraw-badge.ts';
import { execute } from '#lib/server/command/execute.ts';
import { conflictViews } from '#lib/server/gate/conflict-query.ts';
import { headCount } from '#lib/server/gate/gate-standing.ts';
import { gateSession } from '#lib/server/gate/gate-session.ts';
import { missingSeqs } from '#lib/server/gate/missing-seqs.ts';
import { recordScans } from '#lib/server/gate/record-scans.ts';
import { revokeGate } from '#lib/server/gate/revoke-gate.ts';
import { searchDelegates } from '#lib/server/gate/search-delegates.ts';
import { settleConflict } from '#lib/server/gate/settle-conflict.ts';
import { signInOperator } from '#lib/server/gate/sign-in-operator.ts';
import { voidScan } from '#lib/server/gate/void-scan.ts';
import { city, organizer, type City } from '../contest/city.ts';
import { gateTablet, gateWorld, type GateWorld } from '../../support/gate-tablet.ts';

let here: City;
beforeAll(async () => {
	here = await city();
});
afterAll(() => here.remove());

const world = (code: string, names: readonly string[] = ['Trần An', 'Lê Bình', 'Vũ Cúc']) =>
	gateWorld(here, code, names);
const codes = (results: readonly ScanResult[]) =>
	results.map((result) => [result.status, 'code' in result ? result.code : null]);
const code = (text: string): Pick<ScanItem, 'what'> => ({ what: { kind: 'code', text } });
const present = async ({ conferenceId }: GateWorld) =>
	(await headCount(here.database.read, conferenceId)).present;
const reason = 'Cán bộ kiểm tra tại cửa';

describe('a badge at a gate', () => {
	it('lets its bearer in once, and says where and when they were let in before', async () => {
		const k = await world('ONCE');
		const { text } = await k.badge(k.delegates[0]!);
		const [first, second] = [
			await gateTablet(here.database, k, { gate: 0, name: 'Lan' }),
			await gateTablet(here.database, k, { gate: 1 })
		];
		const at = { checkpointId: k.entryId };
		expect(codes(await first.send(first.scan({ ...at, ...code(text) })))).toEqual([['stored', 'ADMIT']]);
		const [again] = await second.send(second.scan({ ...at, ...code(text) }));
		expect(again).toMatchObject({
			code: 'ALREADY',
			facts: { since: { gate: 'Cửa 1', operator: 'Lan' }, delegate: { name: 'Trần An' } }
		});
		expect(await present(k)).toBe(1);
		expect(await conflictViews(here.database.read, k.conferenceId)).toEqual([]);
	});

	it('is dead as soon as it was replaced or lost, and says so', async () => {
		const k = await world('DEAD');
		const [replaced, lost] = [await k.badge(k.delegates[0]!), await k.badge(k.delegates[1]!)];
		const { conferenceId } = k;
		await here.done(reissueBadge, { conferenceId, credential: replaced.number, reason });
		await here.done(withdrawBadge, { conferenceId, credential: lost.number, as: 'lost', reason });
		const gate = await gateTablet(here.database, k);
		const at = { checkpointId: k.entryId };
		const newer = await k.badge(k.delegates[0]!);
		expect(
			codes(
				await gate.send(
					gate.scan({ ...at, ...code(replaced.text) }),
					gate.scan({ ...at, ...code(lost.text) }),
					gate.scan({ ...at, ...code(newer.text) })
				)
			)
		).toEqual([
			['stored', 'REPLACED'],
			['stored', 'REVOKED'],
			['stored', 'ADMIT']
		]);
	});

	it('with a short code is verified by the server, whatever was printed before stays good', async () => {
		const k = await world('COMPACT');
		const [a, b] = [k.delegates[0]!, k.delegates[1]!];
		const signed = await k.badge(a);
		await here.done(saveBadgeSettings, { conferenceId: k.conferenceId, tokenProfile: 'compact' });
		const compact = await k.badge(b);
		expect([signed.text.length, compact.text.length]).toEqual([195, 77]);
		const gate = await gateTablet(here.database, k);
		const at = { checkpointId: k.entryId };
		const forged = `84${BigInt(compact.text.slice(2)) ^ 1n}`;
		const results = await gate.send(
			gate.scan({ ...at, ...code(signed.text) }),
			gate.scan({ ...at, ...code(forged) }),
			gate.scan({ ...at, ...code(compact.text) })
		);
		expect(codes(results).map(([, answer]) => answer)).toEqual(['ADMIT', 'FORGED', 'ADMIT']);
	});

	it('of another conference, a forged one and a foreign code are told apart', async () => {
		const [k, other] = [await world('OWN'), await world('FOREIGN')];
		const gate = await gateTablet(here.database, k);
		const foreign = await other.badge(other.delegates[0]!);
		const own = await k.badge(k.delegates[0]!);
		const number = BigInt(own.text.slice(2));
		const forged = `84${number ^ 1n}`;
		const at = { checkpointId: k.entryId };
		const results = await gate.send(
			gate.scan({ ...at, ...code(foreign.text) }),
			gate.scan({ ...at, ...code(forged) }),
			gate.scan({ ...at, ...code('https://example.org/abc') }),
			gate.scan({ ...at, what: { kind: 'number', credential: own.number } })
		);
		expect(codes(results).map(([, answer]) => answer)).toEqual([
			'WRONG_EVENT',
			'FORGED',
			'NOT_OURS',
			'ADMIT'
		]);
	});
});

describe('what a gate sends', () => {
	it('is stored once: sent again it is answered as the first time', async () => {
		const k = await world('REPLAY');
		const { text } = await k.badge(k.delegates[0]!);
		const gate = await gateTablet(here.database, k);
		const item = gate.scan({ checkpointId: k.entryId, ...code(text) });
		const [first] = await gate.send(item);
		const [again] = await gate.send(item);
		expect(again).toEqual({ ...first, status: 'replay' });
		expect(await here.database.read.scan.count({ where: { conferenceId: k.conferenceId } })).toBe(1);
	});

	it('cannot be changed under the same id or number', async () => {
		const k = await world('CHANGED');
		const [a, b] = [await k.badge(k.delegates[0]!), await k.badge(k.delegates[1]!)];
		const gate = await gateTablet(here.database, k);
		const item = gate.scan({ checkpointId: k.entryId, ...code(a.text) });
		await gate.send(item);
		const changed = { ...item, ...code(b.text) };
		const sameNumber = { ...gate.scan({ checkpointId: k.entryId, ...code(b.text) }), seq: item.seq };
		expect(codes(await gate.send(changed, sameNumber))).toEqual([
			['id_reuse', null],
			['id_reuse', null]
		]);
		expect(await present(k)).toBe(1);
	});

	it('is taken record by record: one that is broken does not hold up the others', async () => {
		const k = await world('BROKEN');
		const [a, b] = [await k.badge(k.delegates[0]!), await k.badge(k.delegates[1]!)];
		const gate = await gateTablet(here.database, k);
		const results = await gate.send(
			gate.scan({ checkpointId: k.entryId, ...code(a.text) }),
			{ kind: 'scan', id: 'nonsense', seq: -1 },
			null,
			gate.scan({ checkpointId: k.entryId, ...code(b.text) })
		);
		expect(codes(results)).toEqual([
			['stored', 'ADMIT'],
			['invalid', null],
			['invalid', null],
			['stored', 'ADMIT']
		]);
		expect(await present(k)).toBe(2);
	});

	it('may be a whole morning: five hundred at once, each in its place, and once more without a change', async () => {
		const names = Array.from({ length: 250 }, (_, index) => `Đại biểu ${index + 1}`);
		const k = await world('MORNING', names);
		const gate = await gateTablet(here.database, k);
		const badges = await Promise.all(k.delegates.map((delegate) => k.badge(delegate)));
		const seen = { seen: 'ADMIT_OFFLINE', offline: true } as const;
		const items = [...badges, ...badges].map(({ number }, index) =>
			gate.scan({
				checkpointId: k.entryId,
				what: { kind: 'number', credential: number },
				...(index < 250 ? seen : { seen: 'ALREADY', offline: true })
			})
		);
		const results = await gate.send(...items);
		expect(results.filter(({ status }) => status === 'stored')).toHaveLength(500);
		expect(await present(k)).toBe(250);
		const again = await gate.send(...items);
		expect(again.filter(({ status }) => status === 'replay')).toHaveLength(500);
		expect(await conflictViews(here.database.read, k.conferenceId)).toEqual([]);
		expect(await missingSeqs(here.database.read, gate.deviceId, 500)).toEqual([]);
	}, 120_000);

	it('shows by its numbers what never arrived', async () => {
		const k = await world('GAPS');
		const { text } = await k.badge(k.delegates[0]!);
		const gate = await gateTablet(here.database, k);
		const items = [1, 2, 3, 4].map(() => gate.scan({ checkpointId: k.entryId, ...code(text) }));
		await gate.send(items[0], items[3]);
		expect(await missingSeqs(here.database.read, gate.deviceId, 5)).toEqual([2, 3, 5]);
		await gate.send(items[1], items[2]);
		expect(await missingSeqs(here.database.read, gate.deviceId, 4)).toEqual([]);
	});

	it('counts for the tablet’s own conference only', async () => {
		const [k, other] = [await world('HERE'), await world('THERE')];
		const gate = await gateTablet(here.database, k);
		const { text } = await other.badge(other.delegates[0]!);
		const results = await gate.send(gate.scan({ checkpointId: other.entryId, ...code(text) }));
		expect(codes(results)).toEqual([['invalid', null]]);
		expect(await present(other)).toBe(0);
	});

	it('is refused from a tablet that was revoked, whose cookie is dead', async () => {
		const k = await world('REVOKED');
		const gate = await gateTablet(here.database, k);
		const actor = await gate.actor();
		await here.done(revokeGate, { gateDeviceId: gate.deviceId, reason });
		const { text } = await k.badge(k.delegates[0]!);
		const items = [gate.scan({ checkpointId: k.entryId, ...code(text) })];
		const outcome = await execute(here.database, recordScans, { actor, input: { items } });
		expect(outcome.ok ? 'stored' : outcome.refusal.code).toBe('gate_not_paired');
		expect(await gateSession(here.database.read, gate.token, new Date())).toBeNull();
	});
});

describe('two gates that were offline', () => {
	async function bothAdmitted(name: string) {
		const k = await world(name);
		const { text, number } = await k.badge(k.delegates[0]!);
		const [first, second] = [
			await gateTablet(here.database, k, { gate: 0, name: 'Lan' }),
			await gateTablet(here.database, k, { gate: 1, name: 'Hùng' })
		];
		const seen = { checkpointId: k.entryId, ...code(text), seen: 'ADMIT_OFFLINE', offline: true } as const;
		const now = Date.now();
		const items = [
			first.scan({ ...seen, tDevice: now - 120_000, bundleIssuedAt: new Date(now - 600_000).toISOString() }),
			second.scan({ ...seen, tDevice: now - 30_000, bundleIssuedAt: new Date(now - 600_000).toISOString() })
		] as const;
		return { k, number, first, second, items };
	}

	it('and let one person in each make a conflict, while one person is counted', async () => {
		const { k, first, second, items } = await bothAdmitted('PAIR');
		await second.send(items[1]);
		expect(await conflictViews(here.database.read, k.conferenceId)).toEqual([]);
		await first.send(items[0]);
		const [conflict, ...more] = await conflictViews(here.database.read, k.conferenceId);
		expect(more).toEqual([]);
		expect(conflict).toMatchObject({
			kind: 'duplicate',
			severity: 'high',
			gapMs: 90_000,
			person: { name: 'Trần An' },
			canonical: { gate: 'Cửa 1', operator: 'Lan', isOffline: true },
			later: { gate: 'Cửa 2', operator: 'Hùng', isOffline: true }
		});
		expect(await present(k)).toBe(1);
	});

	it('is settled once, with a reason, by a supervisor and by no steward', async () => {
		const { k, first, second, items } = await bothAdmitted('SETTLE');
		await first.send(items[0]);
		await second.send(items[1]);
		const [raised] = await conflictViews(here.database.read, k.conferenceId);
		const { id } = raised!;
		const supervisor = await gateTablet(here.database, k, { role: 'supervisor' });
		const settle = { conflict: id, resolution: 'badge-lent', reason };
		const ask = async (tablet: typeof supervisor, input: object) =>
			here.refusal(settleConflict, input, await tablet.actor());
		expect([
			await ask(first, settle),
			await ask(supervisor, { ...settle, reason: ' ' }),
			await ask(supervisor, settle),
			await ask(supervisor, settle)
		]).toEqual(['forbidden', 'settlement_reason_missing', 'done', 'settlement_done']);
		const [settled] = await conflictViews(here.database.read, k.conferenceId);
		expect(settled?.settled).toMatchObject({ resolution: 'badge-lent', reason });
		const scans = await here.database.read.scan.findMany({ where: { conferenceId: k.conferenceId } });
		expect(scans.filter(({ kind }) => kind === 'scan')).toHaveLength(2);
		expect(scans.find(({ kind }) => kind === 'void')).toMatchObject({ voids: items[1].id });
		expect(await present(k)).toBe(1);
	});

	it('and a badge that was withdrawn meanwhile are a matter for a supervisor', async () => {
		const { k, number, first } = await bothAdmitted('STALE');
		await here.done(withdrawBadge, {
			conferenceId: k.conferenceId,
			credential: number,
			as: 'revoked',
			reason
		});
		const { text } = {
			text: (await here.database.read.credential.findUniqueOrThrow({ where: { number } })).number
		};
		const late = first.scan({
			checkpointId: k.entryId,
			what: { kind: 'number', credential: text },
			seen: 'ADMIT_OFFLINE',
			offline: true,
			tDevice: Date.now() + 1000
		});
		await first.send(late);
		const [conflict] = await conflictViews(here.database.read, k.conferenceId);
		expect(conflict).toMatchObject({ kind: 'revoked_admitted', severity: 'high', canonical: null });
	});

	it('make none where the late one says that it refused', async () => {
		const k = await world('LATE');
		const { text } = await k.badge(k.delegates[0]!);
		const [first, second] = [
			await gateTablet(here.database, k, { gate: 0 }),
			await gateTablet(here.database, k, { gate: 1 })
		];
		const at = { checkpointId: k.entryId, ...code(text) };
		await first.send(first.scan(at));
		const asked = second.scan(at);
		await second.send(asked);
		// The answer came too late: the gate had shown its own "enter", and says so.
		await second.send({ ...asked, seen: 'ADMIT_OFFLINE', offline: true });
		const [conflict] = await conflictViews(here.database.read, k.conferenceId);
		expect(conflict).toMatchObject({ kind: 'duplicate', severity: 'high' });
		await second.send({ ...asked, seen: 'ALREADY', offline: true });
		expect(await conflictViews(here.database.read, k.conferenceId)).toHaveLength(1);
	});
});

describe('rights at a gate', () => {
	it('let a supervisor admit against the answer, and make nothing of a steward’s word', async () => {
		const k = await world('OVERRIDE');
		const { text } = await k.badge(k.delegates[0]!);
		const steward = await gateTablet(here.database, k, { gate: 0 });
		const supervisor = await gateTablet(here.database, k, { gate: 1, role: 'supervisor' });
		const at = { checkpointId: k.entryId, ...code(text) };
		await steward.send(steward.scan(at));
		const [word] = await steward.send(steward.scan({ ...at, override: reason }));
		expect(word).toMatchObject({ code: 'ALREADY', overridden: false });
		const [again] = await supervisor.send(supervisor.scan({ ...at, override: reason }));
		expect(again).toMatchObject({ code: 'ALREADY', overridden: true });
		expect(await conflictViews(here.database.read, k.conferenceId)).toEqual([]);
	});

	it('let stewards search for nobody, supervisors by name without diacritics', async () => {
		const k = await world('SEARCH');
		const { read } = here.database;
		const steward = await gateTablet(here.database, k);
		const supervisor = await gateTablet(here.database, k, { role: 'supervisor' });
		await expect(searchDelegates(read, await steward.actor(), 'an')).rejects.toMatchObject({
			code: 'forbidden'
		});
		const found = await searchDelegates(read, await supervisor.actor(), 'tran an');
		expect(found.map(({ name }) => name)).toEqual(['Trần An']);
	});

	it('let a slip be taken back within a minute by its maker, later by a supervisor with a reason', async () => {
		const k = await world('UNDO');
		const { text } = await k.badge(k.delegates[0]!);
		const steward = await gateTablet(here.database, k, { gate: 0 });
		const other = await gateTablet(here.database, k, { gate: 1 });
		const supervisor = await gateTablet(here.database, k, { gate: 1, role: 'supervisor' });
		const scan = steward.scan({ checkpointId: k.entryId, ...code(text) });
		await steward.send(scan);
		const asked = async (tablet: typeof steward, change: object) =>
			codes(await tablet.send(tablet.undo(scan.id, change)))[0];
		expect(await asked(other, {})).toEqual(['void_refused', 'undo_needs_supervisor']);
		expect(await asked(supervisor, {})).toEqual(['void_refused', 'undo_needs_reason']);
		expect(await present(k)).toBe(1);
		expect(await asked(steward, {})).toEqual(['stored', 'VOIDED']);
		expect(await present(k)).toBe(0);
		const again = steward.scan({ checkpointId: k.entryId, ...code(text) });
		expect(codes(await steward.send(again))).toEqual([['stored', 'ADMIT']]);
		await here.done(voidScan, { scanId: again.id, reason });
		expect(await present(k)).toBe(0);
	});

	it('need the right PIN, and guesses wait', async () => {
		const k = await world('PIN');
		const gate = await gateTablet(here.database, k);
		const session = await gate.session();
		const { operatorId } = gate;
		const answers = [];
		for (let guess = 0; guess < 7; guess++) {
			const outcome = await signInOperator(here.database, session, { operatorId, pin: '0000' });
			answers.push(outcome.ok ? 'in' : outcome.refusal.code);
		}
		expect(answers.slice(0, 5)).toEqual(Array<string>(5).fill('gate_pin_wrong'));
		expect(answers.at(-1)).toBe('gate_pin_wait');
	});

	it('of the desk are not those of a gate’s link: it is good once, for ten minutes', async () => {
		const k = await world('LINK');
		const { inviteGate } = await import('#lib/server/gate/invite-gate.ts');
		const { claimGate } = await import('#lib/server/gate/claim-gate.ts');
		const { path } = await here.done(inviteGate, { gateId: k.gateIds[0] });
		const token = path!.split('/').at(-1);
		const late = await execute(here.database, claimGate, {
			actor: organizer,
			input: { token },
			at: new Date(Date.now() + 11 * 60_000)
		});
		expect(late.ok ? 'paired' : late.refusal.code).toBe('judging_pairing_expired');
		expect(await here.refusal(claimGate, { token })).toBe('done');
		expect(await here.refusal(claimGate, { token })).toBe('judging_pairing_used');
	});
});
