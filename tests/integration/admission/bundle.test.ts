import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyDelta, type GateBundle } from '#lib/domain/admission/bundle.ts';
import type { BundleAnswer } from '#lib/live/gate-protocol.ts';
import { secretOf } from '#lib/server/admission/conference-key.ts';
import { saveBadgeSettings } from '#lib/server/admission/badge-settings.ts';
import { withdrawBadge } from '#lib/server/admission/withdraw-badge.ts';
import { gateBundle } from '#lib/server/gate/gate-bundle.ts';
import { city, type City } from '../contest/city.ts';
import { gateTablet, gateWorld } from '../../support/gate-tablet.ts';

let here: City;
beforeAll(async () => {
	here = await city();
});
afterAll(() => here.remove());

const whole = (answer: BundleAnswer): GateBundle => {
	if (answer.kind !== 'whole') throw new Error('not the whole bundle');
	return answer.bundle;
};

describe('what a gate decides from', () => {
	it('holds the roster and public keys, and nothing that could sign a badge', async () => {
		const k = await gateWorld(here, 'BUNDLE', ['Trần An', 'Lê Bình']);
		const gate = await gateTablet(here.database, k);
		const answer = await gateBundle(here.database, await gate.session(), null);
		const bundle = whole(answer);
		const key = await here.database.read.conferenceKey.findFirstOrThrow({
			where: { conferenceId: k.conferenceId }
		});
		expect(bundle.delegates.map(({ name }) => name).sort()).toEqual(['Lê Bình', 'Trần An']);
		expect(bundle.keys).toEqual([{ kid: 1, publicKey: key.publicKey }]);
		const text = JSON.stringify(answer);
		expect(text).not.toContain(Buffer.from(secretOf(key)).toString('hex'));
		expect(text).not.toContain(key.sealedSecret);
		expect(text).not.toMatch(/pinHash|argon2/);
		expect(answer.standing).toMatchObject({ gate: { name: 'Cửa 1' }, called: 2, present: 0 });
	});

	it('follows by what changed: whoever applies it holds what a fresh tablet gets', async () => {
		const k = await gateWorld(here, 'DELTA', ['Trần An', 'Lê Bình', 'Vũ Cúc']);
		const gate = await gateTablet(here.database, k);
		const session = await gate.session();
		let mine = whole(await gateBundle(here.database, session, null));
		const [a, b] = [await k.badge(k.delegates[0]!), await k.badge(k.delegates[1]!)];
		await gate.send(gate.scan({ checkpointId: k.entryId, what: { kind: 'code', text: a.text } }));
		await here.done(withdrawBadge, {
			conferenceId: k.conferenceId,
			credential: b.number,
			as: 'lost',
			reason: 'Đại biểu báo mất'
		});
		const answer = await gateBundle(here.database, session, mine.rev);
		if (answer.kind !== 'delta') throw new Error('not a delta');
		expect([
			answer.delta.credentials.length,
			answer.delta.delegates.length,
			answer.delta.presences.length
		]).toEqual([1, 0, 1]);
		const renewed = applyDelta(mine, answer.delta);
		if (renewed.kind !== 'applied') throw new Error(renewed.kind);
		mine = renewed.bundle;
		const fresh = whole(await gateBundle(here.database, session, null));
		const sorted = ({ issuedAt: _issuedAt, ...bundle }: GateBundle) => ({
			...bundle,
			credentials: bundle.credentials.toSorted((x, y) => (x.credential < y.credential ? -1 : 1)),
			delegates: bundle.delegates.toSorted((x, y) => (x.delegateId < y.delegateId ? -1 : 1))
		});
		expect(sorted(mine)).toEqual(sorted(fresh));
		expect(await gateBundle(here.database, session, fresh.rev)).toMatchObject({
			kind: 'delta',
			delta: { delegates: [], credentials: [], presences: [] }
		});
	});

	it('leaves names out where the conference is private', async () => {
		const k = await gateWorld(here, 'PRIVATE', ['Trần An']);
		const gate = await gateTablet(here.database, k);
		const session = await gate.session();
		const before = whole(await gateBundle(here.database, session, null));
		const { conferenceId } = k;
		await here.done(saveBadgeSettings, { conferenceId, tokenProfile: 'signed', isPrivate: 'on' });
		const answer = await gateBundle(here.database, session, before.rev);
		if (answer.kind !== 'delta') throw new Error('not a delta');
		const after = applyDelta(before, answer.delta);
		expect(JSON.stringify(before)).toContain('Trần An');
		expect(JSON.stringify(after)).not.toContain('Trần An');
	});
});
