import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gunzipSync } from 'node:zlib';
import { createConference } from '#lib/server/conference/create-conference.ts';
import { annulDecision } from '#lib/server/honours/decisions/answer-proposal.ts';
import { openBadge, statusList } from '#lib/server/honours/badges/credential.ts';
import { handOverOfDecision } from '#lib/server/honours/hand-over/hand-over-query.ts';
import { layOutStage } from '#lib/server/honours/hand-over/lay-out-stage.ts';
import { issueCertificates } from '#lib/server/honours/issue/issue-certificates.ts';
import { issueReplacement } from '#lib/server/honours/issue/issue-replacement.ts';
import { certificateByCode } from '#lib/server/honours/proof/certificate-by-code.ts';
import { certificatesOfDecision } from '#lib/server/honours/proof/certificate-query.ts';
import { revokeCertificate } from '#lib/server/honours/revocation/revoke-certificate.ts';
import { publishDecision } from '#lib/server/honours/roll/publish-decision.ts';
import { publicRoll } from '#lib/server/honours/roll/public-roll.ts';
import { publicRollPaper } from '#lib/server/honours/roll/roll-papers.ts';
import { honoursCity, hung, lan, type HonoursCity } from './honours-house.ts';

const origin = 'https://kheo.example';
const CODE = 'HN-THAT';
const event = { kind: 'conference', code: CODE } as const;
let here: HonoursCity;
let awardId: string;

async function replace(certificate: string, asked: object): Promise<string> {
	const outcome = await issueReplacement(
		here.database,
		{ certificate, reason: 'Theo đơn của người nhận', ...asked },
		{ actor: hung, origin }
	);
	if (!outcome.ok) throw outcome.refusal;
	return outcome.value.certificate;
}
const revoke = (certificate: string) =>
	here.done(
		revokeCertificate,
		{
			...{ certificate, for: 'false-papers', number: '9/QĐ-UBND', on: '2026-11-02' },
			reason: 'Giấy tờ giả trong hồ sơ'
		},
		hung
	);

const NAMES = ['Tổ Một', 'Tổ Hai', 'Tổ Ba', 'Tổ Bốn', 'Tổ Năm'];
beforeAll(async () => {
	here = await honoursCity();
	const { conferenceId } = await here.done(createConference, {
		...{ code: CODE, titleVi: 'Hội nghị tổng kết', kind: 'final-review', hostUnitId: here.cityId },
		...{ startsOn: '2026-12-10', endsOn: '2026-12-10' }
	});
	await here.database.transaction((tx) =>
		tx.conference.update({ where: { id: conferenceId }, data: { status: 'announced' } })
	);
	awardId = await here.approved('801/QĐ-UBND', NAMES, { conferenceId });
	await issueCertificates(here.database, { awardId, origin, actor: hung });
	await here.done(publishDecision, { awardId, version: await here.version(awardId), as: 'names' }, hung);
	await here.done(layOutStage, { awardId, version: 0, by: 'decision', size: 2, presenter: null }, lan);
	const ids = (await certificatesOfDecision(here.read, awardId)).map(({ id }) => id);
	// One stays, Two is taken away, Three is three papers long and stands, Four as well and its last is taken away, Five is a copy.
	await revoke(ids[1]!);
	const spelt = await replace(ids[2]!, { why: 'clerical', words: { name: 'Tổ Ba, phường Bến Lau' } });
	await replace(spelt, { why: 'lost' });
	const four = await replace(ids[3]!, { why: 'lost' });
	await revoke(await replace(four, { why: 'clerical', words: { name: 'Tổ Bốn, phường Bến Lau' } }));
	await replace(ids[4]!, { why: 'lost' });
});
afterAll(() => here.remove());

interface Told {
	readonly code: string;
	readonly name: string;
	/** What the public page says of it. */
	readonly says: string;
}
async function toldByPage(): Promise<Told[]> {
	const all = await certificatesOfDecision(here.read, awardId);
	return Promise.all(
		all.map(async ({ code, recipient }) => {
			const { standing } = (await certificateByCode(here.read, code))!;
			return { code, name: recipient, says: standing.state };
		})
	);
}
const genuine = async () => (await toldByPage()).filter(({ says }) => says === 'genuine');

/** The places of badges that the signed list calls revoked. */
async function revokedInList(): Promise<Set<number>> {
	const jwt = (await statusList(here.read, awardId, origin, new Date()))!;
	const { credentialSubject } = JSON.parse(Buffer.from(jwt.split('.')[1]!, 'base64url').toString()) as {
		credentialSubject: { encodedList: string };
	};
	const bits = gunzipSync(Buffer.from(credentialSubject.encodedList.slice(1), 'base64url'));
	return new Set(
		[...bits].flatMap((byte, at) =>
			[...Array(8).keys()].filter((bit) => byte & (128 >> bit)).map((bit) => at * 8 + bit)
		)
	);
}

describe('what is told of certificates that were replaced and taken away', () => {
	it('is on each one’s page: of every chain one stands at most, and old papers lead to the newest', async () => {
		const told = await toldByPage();
		expect(told.map(({ name, says }) => `${name}: ${says}`).toSorted()).toEqual(
			[
				'Tổ Một: genuine',
				'Tổ Hai: revoked',
				...['Tổ Ba: replaced', 'Tổ Ba, phường Bến Lau: replaced', 'Tổ Ba, phường Bến Lau: genuine'],
				...['Tổ Bốn: replaced', 'Tổ Bốn: replaced', 'Tổ Bốn, phường Bến Lau: revoked'],
				...['Tổ Năm: replaced', 'Tổ Năm: genuine']
			].toSorted()
		);
		for (const { code, says } of told.filter((one) => one.says === 'replaced')) {
			const { standing } = (await certificateByCode(here.read, code))!;
			if (standing.state !== 'replaced') throw new Error(says);
			expect(['genuine', 'revoked']).toContain(
				(await certificateByCode(here.read, standing.by))!.standing.state
			);
		}
	});

	it('is the same on the roll, its list and the board of honour: who stands, by the code that stands', async () => {
		const standing = (await genuine()).map(({ name, code }) => `${name} ${code}`).toSorted();
		const roll = (await publicRoll(here.read, event, { query: '', sort: 'decision', page: 1 }))!;
		const entries = roll.decisions.flatMap(({ groups }) => groups.flatMap((group) => group.entries ?? []));
		expect(entries.map(({ name, code }) => `${name} ${code}`).toSorted()).toEqual(standing);
		const asked = { awardId, locale: 'vi' } as const;
		for (const paper of [{ as: 'list' }, { as: 'poster', size: 'A3' }] as const) {
			const said = JSON.stringify(await publicRollPaper(here.read, event, { ...asked, paper }));
			for (const { code, says } of await toldByPage()) expect(said.includes(code)).toBe(says === 'genuine');
			expect(said).not.toContain('Tổ Hai');
			expect(said).not.toContain('Tổ Bốn');
		}
	});

	it('is the same in the list of badges: a badge for what stands, a bit for what does not', async () => {
		const revoked = await revokedInList();
		const told = await toldByPage();
		expect(revoked.size).toBe(told.filter(({ says }) => says !== 'genuine').length);
		for (const { code, says } of told) {
			const badge = await openBadge(here.read, code, origin);
			expect(badge !== null).toBe(says === 'genuine');
			if (badge === null) continue;
			const { credentialStatus } = JSON.parse(Buffer.from(badge.split('.')[1]!, 'base64url').toString()) as {
				credentialStatus: { statusListIndex: string };
			};
			expect(revoked.has(Number(credentialStatus.statusListIndex))).toBe(false);
		}
	});

	it('is the same in the golden book and on the stage: numbers that stand, and papers that may be handed over', async () => {
		const stands = (await genuine()).length;
		expect((await here.numbers(awardId)).map(([, isVoid]) => isVoid)).toEqual([
			false,
			true,
			false,
			true,
			false
		]);
		const view = await handOverOfDecision(here.read, awardId, { actor: lan, now: new Date() });
		expect(view.count).toMatchObject({ revoked: NAMES.length - stands, waiting: stands });
		expect(view.renewed.map(({ plainName }) => plainName)).toEqual(['Tổ Ba, phường Bến Lau', 'Tổ Năm']);
	});

	it('is over for all of them when the decision is annulled', async () => {
		const annul = { awardId, version: await here.version(awardId), reason: 'Hồ sơ thẩm định sai' };
		const ground = { for: 'unlawful-appraisal', number: '40/QĐ-UBND', on: '2026-11-03' };
		await here.done(annulDecision, { ...annul, ...ground }, hung);
		expect(await genuine()).toEqual([]);
		expect(await publicRoll(here.read, event, { query: '', sort: 'decision', page: 1 })).toBeNull();
		expect((await revokedInList()).size).toBe((await toldByPage()).length);
		expect((await here.numbers(awardId)).every(([, isVoid]) => isVoid)).toBe(true);
	});
});
