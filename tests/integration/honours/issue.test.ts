import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verdictOn } from '#lib/domain/honours/offline-proof.ts';
import { newId } from '#lib/live/id.ts';
import type { Refusal } from '#lib/server/command/refusal.ts';
import { annulDecision } from '#lib/server/honours/decisions/answer-proposal.ts';
import { certificateFile, OtherFile } from '#lib/server/honours/issue/certificate-file.ts';
import { issueCertificates } from '#lib/server/honours/issue/issue-certificates.ts';
import { issueReplacement } from '#lib/server/honours/issue/issue-replacement.ts';
import { issuePlan } from '#lib/server/honours/issue/issue-plan.ts';
import { storeCertificates } from '#lib/server/honours/issue/store-certificates.ts';
import { publishedKeys } from '#lib/server/honours/keys/published-keys.ts';
import { certificateByCode, proofByCode } from '#lib/server/honours/proof/certificate-by-code.ts';
import {
	certificateAtDesk,
	certificatesOfDecision,
	certificatesToSettle
} from '#lib/server/honours/proof/certificate-query.ts';
import { factsOf } from '#lib/server/honours/proof/proven-fields.ts';
import { keepDoubted } from '#lib/server/honours/revocation/keep-doubted.ts';
import { askCorrection } from '#lib/server/honours/revocation/ask-correction.ts';
import { person } from '../contest/city.ts';
import { holding, honoursCity, hung, lan, type HonoursCity } from './honours-house.ts';

const origin = 'https://kheo.example';
let here: HonoursCity;
beforeAll(async () => {
	here = await honoursCity();
});
afterAll(() => here.remove());

const issue = (awardId: string, actor = hung) => issueCertificates(here.database, { awardId, origin, actor });
const refusedIssue = async (awardId: string, actor = hung) =>
	issue(awardId, actor).then(
		() => 'done',
		(error: unknown) => (error as Refusal).code
	);
const certificates = (awardId: string) => certificatesOfDecision(here.read, awardId);
const row = (id: string) => here.read.awardCertificate.findUniqueOrThrow({ where: { id } });
const file = async (id: string) => {
	const one = await row(id);
	return certificateFile(here.read, { ...one, facts: factsOf(one) });
};
const standing = async (code: string) => (await certificateByCode(here.read, code))!.standing;
const replace = (input: object, key?: string, actor = hung) =>
	issueReplacement(here.database, input, { actor, origin, key });
const codeOf = (outcome: Awaited<ReturnType<typeof replace>>) => (outcome.ok ? 'done' : outcome.refusal.code);

describe('issuing', () => {
	it('gives everybody of an approved decision a certificate that can be proved, and issues it once', async () => {
		const awardId = await here.approved('11/QĐ-UBND', ['Tổ dân phố số 1', 'Tổ dân phố số 2']);
		const told: number[] = [];
		const outcome = await issueCertificates(here.database, {
			...{ awardId, origin, actor: hung, progress: (done) => told.push(done) }
		});
		expect(outcome).toEqual({ issued: 2, blocked: 0, failed: 0 });
		expect(told.at(-1)).toBe(2);
		expect(await here.state(awardId)).toBe('issued');
		const [first, second] = await certificates(awardId);
		expect([first!.recipient, first!.number, second!.number]).toEqual(['Tổ dân phố số 1', 1, 2]);
		const proof = (await proofByCode(here.read, first!.code, origin))!;
		expect(verdictOn(proof, await publishedKeys(here.read)).is).toBe('signed');
		const { fileHash, facts } = await row(first!.id);
		expect(JSON.parse(facts)).toMatchObject({ address: `${origin}/v/${first!.code}`, isInvented: false });
		expect(
			createHash('sha256')
				.update(await file(first!.id))
				.digest('hex')
		).toBe(fileHash);
		expect(await issue(awardId)).toEqual({ issued: 0, blocked: 0, failed: 0 });
		expect((await certificates(awardId)).length).toBe(2);
		const steps = await here.read.awardStep.findMany({ where: { decisionId: awardId, step: 'issue' } });
		expect(steps.map(({ byName }) => byName)).toEqual(['Hùng']);
	});

	it('gives two of one name and unit a certificate each: they were approved as two', async () => {
		const awardId = await here.approved('10/QĐ-UBND', ['Tổ dân phố số 9', 'Tổ dân phố số 9']);
		expect(await issue(awardId)).toEqual({ issued: 2, blocked: 0, failed: 0 });
	});

	it('stops nobody for the one who cannot be printed, who gets theirs later', async () => {
		const strange = 'Tập thể 漢字';
		const awardId = await here.approved('12/QĐ-UBND', ['Tổ dân phố số 3', strange]);
		expect(await issue(awardId)).toEqual({ issued: 1, blocked: 1, failed: 0 });
		expect((await certificates(awardId)).map(({ recipient }) => recipient)).toEqual(['Tổ dân phố số 3']);
		await here.database.transaction(async (tx) => {
			const stopped = await tx.awardRecipient.findFirstOrThrow({
				where: { decisionId: awardId, certificates: { none: {} } }
			});
			const words = JSON.stringify({ name: 'Tập thể bản Nà Hỳ' });
			await tx.awardRecipient.update({ where: { id: stopped.id }, data: { words } });
		});
		expect(await issue(awardId)).toEqual({ issued: 1, blocked: 0, failed: 0 });
		expect((await certificates(awardId)).length).toBe(2);
	});

	it('is refused before approval, to who may not, and where anything changed since the files were made', async () => {
		const draft = await here.proposed('13/QĐ-UBND', ['Tổ dân phố số 4']);
		expect(await refusedIssue(draft)).toBe('award_not_now');
		const awardId = await here.approved('14/QĐ-UBND', ['Tổ dân phố số 5']);
		expect(await refusedIssue(awardId, person('secretary'))).toBe('forbidden');
		expect(await refusedIssue(awardId, holding('Xa', { unitId: here.wards[0]! }))).toBe('forbidden');
		const plan = await here.database.snapshot((read) =>
			issuePlan(read, awardId, { origin, now: new Date() })
		);
		const [[recipientId, certificate]] = [...plan.ids] as [[string, string]];
		const input = {
			...{ awardId, version: plan.version, origin, basis: plan.basis },
			planned: [{ recipientId, certificate }],
			made: [{ recipientId, fileHash: 'a'.repeat(64) }]
		};
		expect(await here.refusal(storeCertificates, { ...input, basis: 'b'.repeat(64) }, hung)).toBe(
			'proof_changed'
		);
		expect(await here.refusal(storeCertificates, { ...input, origin: 'javascript:x' }, hung)).toBe('invalid');
		expect(await here.refusal(storeCertificates, { ...input, version: 0 }, hung)).toBe('stale');
		const other = [{ recipientId: newId(), certificate: 'c'.repeat(32) }];
		expect(await here.refusal(storeCertificates, { ...input, planned: other }, hung)).toBe('proof_changed');
		expect(await certificates(awardId)).toEqual([]);
	});

	it('does not give out a file that is not the issued one', async () => {
		const awardId = await here.approved('15/QĐ-UBND', ['Tổ dân phố số 6']);
		await issue(awardId);
		const [one] = await certificates(awardId);
		await here.database.transaction((tx) =>
			tx.awardCertificate.update({ where: { id: one!.id }, data: { fileHash: 'd'.repeat(64) } })
		);
		await expect(file(one!.id)).rejects.toThrow(OtherFile);
	});
});

describe('a certificate in place of another', () => {
	it('bears the right words under a new code, answers the report, and leaves the old one void', async () => {
		const awardId = await here.approved('21/QĐ-UBND', ['Tổ dân phố số 7']);
		await issue(awardId);
		const [old] = await certificates(awardId);
		const report = { certificateCode: old!.code, what: 'Thiếu tên phường', askedBy: 'Nguyễn Văn An' };
		await here.done(askCorrection, report);
		const [asked] = (await certificateAtDesk(here.read, old!.id))!.corrections;
		const input = {
			...{ certificate: old!.id, why: 'clerical', reason: 'Thiếu tên phường', correctionId: asked!.id },
			words: { name: 'Tổ dân phố số 7, phường Bến Lau' }
		};
		expect(codeOf(await replace(input, undefined, person('secretary')))).toBe('forbidden');
		expect(codeOf(await replace({ ...input, words: {} }))).toBe('proof_same_words');
		expect(codeOf(await replace({ ...input, words: { name: 'x'.repeat(501) } }))).toBe('invalid');
		expect(codeOf(await replace({ ...input, words: { name: ' ' } }))).toBe('invalid');
		expect(codeOf(await replace({ ...input, words: { name: 'Tập thể bản Nà Hỳ '.repeat(25) } }))).toBe(
			'proof_does_not_fit'
		);
		const first = await replace(input, 'press-one');
		expect(await replace(input, 'press-one')).toMatchObject({ ok: true, replayed: true });
		expect(first.ok).toBe(true);
		const { code, certificate } = first.ok ? first.value : { code: '', certificate: '' };
		expect(await standing(old!.code)).toMatchObject({ state: 'replaced', by: code, reason: 'clerical' });
		expect(await standing(code)).toEqual({ state: 'genuine' });
		const next = (await certificateAtDesk(here.read, certificate))!;
		expect([next.facts.lines.recipient, next.facts.number]).toEqual([
			'Tổ dân phố số 7, phường Bến Lau',
			old!.number
		]);
		expect((await certificateAtDesk(here.read, old!.id))!.corrections[0]!.answer).toBe('accepted');
		expect(
			createHash('sha256')
				.update(await file(certificate))
				.digest('hex')
		).toBe(next.fileHash);
		expect(codeOf(await replace(input))).toBe('proof_replaced');
		expect(codeOf(await replace({ ...input, certificate: '0'.repeat(32) }))).toBe('not_found');
	});

	it('is a copy of a lost one: the same words, and the lost one no longer good', async () => {
		const awardId = await here.approved('22/QĐ-UBND', ['Tổ dân phố số 8']);
		await issue(awardId);
		const [old] = await certificates(awardId);
		const copy = await replace({ certificate: old!.id, why: 'lost', reason: 'Cháy nhà văn hóa' });
		const { code, certificate } = copy.ok ? copy.value : { code: '', certificate: '' };
		expect(await standing(old!.code)).toMatchObject({ state: 'replaced', by: code, reason: 'lost' });
		const next = (await certificateAtDesk(here.read, certificate))!;
		expect(next.facts.lines).toEqual((await certificateAtDesk(here.read, old!.id))!.facts.lines);
	});

	it('is in doubt where the other was: a new paper does not make a changed result hold', async () => {
		const awardId = await here.approved('23/QĐ-UBND', ['Tổ dân phố số 8']);
		await issue(awardId);
		const [old] = await certificates(awardId);
		const doubt = { version: 2, place: [1, 2], lost: [], won: [] };
		await here.database.transaction((tx) =>
			tx.awardCertificate.update({
				where: { id: old!.id },
				data: { doubtedAt: new Date(), doubtedWhy: JSON.stringify(doubt) }
			})
		);
		const copy = await replace({ certificate: old!.id, why: 'lost', reason: 'Cháy nhà văn hóa' });
		const { certificate } = copy.ok ? copy.value : { certificate: '' };
		const { doubted } = await certificatesToSettle(here.read, hung);
		expect(doubted.map(({ id, doubt: why }) => [id, why])).toEqual([[certificate, doubt]]);
		await here.done(keepDoubted, { certificate, reason: 'Quyết định giữ nguyên giải' }, hung);
		expect((await certificatesToSettle(here.read, hung)).doubted).toEqual([]);
	});
});

describe('annulling a decision', () => {
	it('takes its certificates away by the ground that is given, and not without one', async () => {
		const awardId = await here.approved('31/QĐ-UBND', ['Tổ dân phố số 9', 'Tổ dân phố số 10']);
		await issue(awardId, lan);
		const annul = { awardId, version: await here.version(awardId), reason: 'Hồ sơ thẩm định sai' };
		expect(await here.refusal(annulDecision, annul, hung)).toBe('invalid');
		await here.done(
			annulDecision,
			{ ...annul, for: 'unlawful-appraisal', number: '40/QĐ-UBND', on: '2026-11-01' },
			hung
		);
		for (const { code } of await certificates(awardId)) {
			expect(await standing(code)).toMatchObject({ state: 'revoked', reason: 'unlawful-appraisal' });
		}
		expect((await here.numbers(awardId)).every(([, isVoid]) => isVoid)).toBe(true);
		expect(await refusedIssue(awardId)).toBe('award_not_now');
	});
});
