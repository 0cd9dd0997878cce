import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isSignedBy, readToken } from '#lib/domain/admission/token.ts';
import { readShortCode, shortCode } from '#lib/domain/admission/short-code.ts';
import { badgeSheet } from '#lib/server/admission/badge-sheet.ts';
import { badgesPage, conferenceKeys } from '#lib/server/admission/badge-query.ts';
import { issueBadges } from '#lib/server/admission/issue-badges.ts';
import { printBadges } from '#lib/server/admission/print-badges.ts';
import { reissueBadge } from '#lib/server/admission/reissue-badge.ts';
import { rotateKey } from '#lib/server/admission/rotate-key.ts';
import { withdrawBadge } from '#lib/server/admission/withdraw-badge.ts';
import { createConference } from '#lib/server/conference/create-conference.ts';
import { city, person, type City } from '../contest/city.ts';
import { calledDelegates } from '../../support/conference-world.ts';

let here: City;
beforeAll(async () => {
	here = await city();
});
afterAll(() => here.remove());

async function conference(code: string, names: readonly string[]) {
	const { conferenceId } = await here.done(createConference, {
		code,
		titleVi: `Hội nghị ${code}`,
		kind: 'final-review',
		hostUnitId: here.cityId,
		startsOn: '2026-12-10',
		endsOn: '2026-12-10'
	});
	const delegates = await calledDelegates(here.database, { conferenceId, unitId: here.wards[0]!, names });
	return { conferenceId, delegates };
}
const badgeOf = (delegateId: string) =>
	here.database.read.credential.findUniqueOrThrow({ where: { activeBadgeOf: delegateId } });
const reason = 'Thẻ bị rách khi phát';

async function tokenOf(conferenceId: string, number: string): Promise<string> {
	const sheet = await badgeSheet(here.database.read, {
		conferenceId,
		numbers: [number],
		format: 'a6',
		locale: 'vi',
		at: new Date()
	});
	return sheet.badges[0]!.token;
}

describe('badges', () => {
	it('go to everybody who has none, each with 64 random bits and a short code of its own', async () => {
		const { conferenceId, delegates } = await conference('ALL', ['Trần An', 'Lê Bình', 'Vũ Cúc']);
		expect(await here.done(issueBadges, { conferenceId, delegateId: delegates[0]!.id })).toEqual({
			issued: 1
		});
		const first = await badgeOf(delegates[0]!.id);
		expect(await here.done(issueBadges, { conferenceId })).toEqual({ issued: 2 });
		expect(await here.done(issueBadges, { conferenceId })).toEqual({ issued: 0 });
		expect((await badgeOf(delegates[0]!.id)).number).toBe(first.number);
		const all = await here.database.read.credential.findMany({ where: { conferenceId } });
		expect(new Set(all.map(({ number }) => number)).size).toBe(3);
		for (const { number, shortCode: code } of all) {
			expect(number).toMatch(/^[0-9a-f]{16}$/);
			expect(code).toBe(shortCode(number));
			expect(readShortCode(code)).toBe(code);
		}
	});

	it('are signed with the conference’s own key, and always with the same text', async () => {
		const { conferenceId, delegates } = await conference('SIGN', ['Trần An']);
		await here.done(issueBadges, { conferenceId });
		const { number } = await badgeOf(delegates[0]!.id);
		const [text, again] = [await tokenOf(conferenceId, number), await tokenOf(conferenceId, number)];
		const key = await here.database.read.conferenceKey.findFirstOrThrow({ where: { conferenceId } });
		const token = readToken(text);
		expect(again).toBe(text);
		expect(token).toMatchObject({ kind: 'signed', payload: { type: 'badge', kid: 1, credential: number } });
		const isSigned = token.kind === 'signed' && isSignedBy(token, Buffer.from(key.publicKey, 'hex'));
		expect(isSigned).toBe(true);
	});

	it('keep the key’s secret sealed: neither the database nor the audit log holds it', async () => {
		const { conferenceId } = await conference('SEALED', ['Trần An']);
		await here.done(issueBadges, { conferenceId });
		const key = await here.database.read.conferenceKey.findFirstOrThrow({ where: { conferenceId } });
		const { secretOf } = await import('#lib/server/admission/conference-key.ts');
		const secret = Buffer.from(secretOf(key));
		const log = await here.database.read.auditEntry.findMany({ where: { conferenceId } });
		const everything = JSON.stringify([key, log]);
		expect(everything).not.toContain(secret.toString('hex'));
		expect(everything).not.toContain(secret.toString('base64'));
		expect(() => secretOf({ ...key, kid: 2 })).toThrow('admission_master_key');
	});

	it('are replaced in one step: the old one is dead, the new one is the only active one', async () => {
		const { conferenceId, delegates } = await conference('AGAIN', ['Trần An']);
		await here.done(issueBadges, { conferenceId });
		const old = await badgeOf(delegates[0]!.id);
		const ask = { conferenceId, credential: old.number, reason };
		const { credential } = await here.done(reissueBadge, ask);
		expect(await here.database.read.credential.findUnique({ where: { number: old.number } })).toMatchObject({
			status: 'replaced',
			activeBadgeOf: null,
			reason
		});
		expect(await badgeOf(delegates[0]!.id)).toMatchObject({ number: credential, replacesId: old.number });
		expect(await here.refusal(reissueBadge, ask)).toBe('admission_has_newer');
	});

	it('are never two for one delegate, whatever writes them', async () => {
		const { conferenceId, delegates } = await conference('ONE', ['Trần An']);
		await here.done(issueBadges, { conferenceId });
		const { number: _number, shortCode: _code, ...badge } = await badgeOf(delegates[0]!.id);
		const second = here.database.transaction((tx) =>
			tx.credential.create({ data: { ...badge, number: '00'.repeat(8), shortCode: 'x' } })
		);
		await expect(second).rejects.toMatchObject({ code: 'P2002' });
	});

	it('that were lost or withdrawn stay so, and a new one may be issued', async () => {
		const { conferenceId, delegates } = await conference('LOST', ['Trần An', 'Lê Bình']);
		await here.done(issueBadges, { conferenceId });
		const [lost, revoked] = [await badgeOf(delegates[0]!.id), await badgeOf(delegates[1]!.id)];
		await here.done(withdrawBadge, { conferenceId, credential: lost.number, as: 'lost', reason });
		await here.done(withdrawBadge, { conferenceId, credential: revoked.number, as: 'revoked', reason });
		expect(
			await here.refusal(withdrawBadge, { conferenceId, credential: lost.number, as: 'revoked', reason })
		).toBe('admission_not_active');
		expect(await here.done(issueBadges, { conferenceId })).toEqual({ issued: 2 });
		const kept = await here.database.read.credential.findUniqueOrThrow({ where: { number: lost.number } });
		expect([kept.status, kept.withdrawnAt !== null]).toEqual(['lost', true]);
	});

	it('are printed once without a word and again only with a reason', async () => {
		const { conferenceId, delegates } = await conference('PRINT', ['Trần An', 'Lê Bình']);
		await here.done(issueBadges, { conferenceId });
		const print = { conferenceId, format: 'a7' };
		expect((await here.done(printBadges, print)).numbers).toHaveLength(2);
		expect(await here.refusal(printBadges, print)).toBe('admission_nothing_to_print');
		const { number } = await badgeOf(delegates[0]!.id);
		expect(await here.refusal(printBadges, { ...print, credentials: [number] })).toBe(
			'admission_print_reason'
		);
		await here.done(printBadges, { ...print, credentials: [number], again: 'Mực nhòe' });
		const page = await badgesPage(here.database.read, conferenceId, {
			query: 'tran',
			filter: 'printed',
			page: 1
		});
		expect(page.delegates.map(({ name, badge }) => [name, badge?.prints])).toEqual([['Trần An', 2]]);
		expect(await here.database.read.badgePrint.findMany({ where: { reason: 'Mực nhòe' } })).toHaveLength(1);
	});

	it('of an old key stay good after a change of keys, unless the key is no longer trusted', async () => {
		const { conferenceId, delegates } = await conference('KEYS', ['Trần An']);
		await here.done(issueBadges, { conferenceId });
		const old = await badgeOf(delegates[0]!.id);
		expect(await here.done(rotateKey, { conferenceId, reason })).toEqual({ kid: 2, withdrawn: 0 });
		expect(await badgeOf(delegates[0]!.id)).toMatchObject({ number: old.number, status: 'active' });
		expect(readToken(await tokenOf(conferenceId, old.number))).toMatchObject({ payload: { kid: 1 } });
		expect(await here.done(rotateKey, { conferenceId, distrust: true, reason })).toEqual({
			kid: 3,
			withdrawn: 1
		});
		const keys = await conferenceKeys(here.database.read, conferenceId);
		expect(keys.map(({ kid, distrustedAt }) => [kid, distrustedAt !== null])).toEqual([
			[3, false],
			[2, true],
			[1, true]
		]);
	});

	it('are issued by the secretary; keys are changed by organizers only', async () => {
		const { conferenceId } = await conference('WHO', ['Trần An']);
		const secretary = person('secretary');
		expect(await here.refusal(issueBadges, { conferenceId }, secretary)).toBe('done');
		expect(await here.refusal(rotateKey, { conferenceId, reason }, secretary)).toBe('forbidden');
		expect(await here.refusal(issueBadges, { conferenceId }, person('viewer'))).toBe('forbidden');
	});
});
