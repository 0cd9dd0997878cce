import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import { certificateByCode } from '#lib/server/honours/proof/certificate-by-code.ts';
import { certificatesToSettle } from '#lib/server/honours/proof/certificate-query.ts';
import { askCorrection } from '#lib/server/honours/revocation/ask-correction.ts';
import { answerApproval } from '#lib/server/approvals/answer-approval.ts';
import { requestCorrection } from '#lib/server/approvals/request-correction.ts';
import { verifyRound } from '#lib/server/contest/round-verify.ts';
import { publishResult } from '#lib/server/results/publish.ts';
import { fillRound } from '../results/filled-round.ts';
import { smallContest } from '../../support/small-contest.ts';
import { keepDoubted } from '#lib/server/honours/revocation/keep-doubted.ts';
import { revokeCertificate } from '#lib/server/honours/revocation/revoke-certificate.ts';
import { setRecovery } from '#lib/server/honours/revocation/set-recovery.ts';
import { city, organizer, person, type City } from '../contest/city.ts';
import { issuedCertificates } from '../../support/issued-certificates.ts';

let here: City;
beforeAll(async () => {
	here = await city();
});
afterAll(() => here.remove());

const ofUnit = (unitId: string): Actor => ({
	...(person('organizer') as Extract<Actor, { kind: 'account' }>),
	grants: [{ role: 'organizer', unitId, contestId: null, conferenceId: null }]
});
async function issued(name: string, unitId = here.cityId) {
	const { certificates } = await issuedCertificates(here.database, { unitId, names: [name] });
	return certificates[0]!;
}
const read = () => here.database.read;
const standing = async (code: string) => (await certificateByCode(read(), code))!.standing;
const lawful = (certificate: string, more: object = {}) => ({
	certificate,
	for: 'false-declaration',
	number: '88/QĐ-UBND',
	on: '2026-11-02',
	reason: 'Kết luận thanh tra: kê khai gian dối',
	...more
});

describe('taking an honour away', () => {
	it('needs the decision and its day where the law asks for them, and never one of tomorrow', async () => {
		const { id } = await issued('Nguyễn Văn An');
		const fields = async (more: object) => {
			const outcome = await here.ask(revokeCertificate, lawful(id, more));
			return outcome.ok ? [] : outcome.refusal.fields.map(({ field, code }) => [field, code]);
		};
		expect(await fields({ number: '' })).toEqual([['number', 'proof_number_needed']]);
		expect(await fields({ on: '' })).toEqual([['on', 'proof_day_needed']]);
		expect(await fields({ on: '2999-01-01' })).toEqual([['on', 'proof_day_ahead']]);
		expect(await fields({ on: '2026-02-30' })).toEqual([['on', 'contest_day_invalid']]);
		expect(await fields({ for: 'clerical' })).toEqual([['for', 'field_required']]);
		expect(await fields({ for: 'no-such-ground' })).toEqual([['for', 'field_required']]);
		expect(await fields({ number: 'x'.repeat(61) })).toEqual([['number', 'field_too_long']]);
		expect(await fields({ reason: 'ừ' })).toEqual([['reason', 'contest_reason_required']]);
	});

	it('is told to everybody at once with its ground, and keeps the number in the book, void', async () => {
		const { id, code, recipientId } = await issued('Nguyễn Văn Bình');
		await here.done(revokeCertificate, lawful(id));
		expect(await standing(code)).toMatchObject({
			state: 'revoked',
			reason: 'false-declaration',
			decision: '88/QĐ-UBND',
			on: '2026-11-02'
		});
		const numbers = await read().awardNumber.findMany({ where: { recipientId } });
		expect(numbers).toMatchObject([{ number: 1, voidedWhy: 'Kết luận thanh tra: kê khai gian dối' }]);
		const note = JSON.stringify(await certificateByCode(read(), code));
		expect(note).not.toContain('thanh tra');
		expect(await here.refusal(revokeCertificate, lawful(id))).toBe('proof_revoked_already');
		const report = { certificateCode: code, what: 'Tên tôi ghi sai trên giấy này', askedBy: 'An' };
		expect(await here.refusal(askCorrection, report)).toBe('proof_revoked_already');
		const log = await read().auditEntry.findMany({ where: { subjectId: id } });
		expect(log.map(({ reason }) => reason)).toEqual(['Kết luận thanh tra: kê khai gian dối']);
	});

	it('is for whoever awards: no secretary, no other unit, nothing that does not exist; sent twice it is done once', async () => {
		const { id } = await issued('Nguyễn Văn Công', here.wards[0]!);
		expect(await here.refusal(revokeCertificate, lawful(id), person('secretary'))).toBe('forbidden');
		expect(await here.refusal(revokeCertificate, lawful(id), ofUnit(here.wards[1]!))).toBe('forbidden');
		expect(await here.refusal(revokeCertificate, lawful('0'.repeat(32)))).toBe('not_found');
		expect(await here.refusal(revokeCertificate, lawful('x'))).toBe('invalid');
		const send = () => here.ask(revokeCertificate, lawful(id), ofUnit(here.wards[0]!), 'revoke-once');
		expect(await send()).toMatchObject({ ok: true, replayed: false });
		expect(await send()).toMatchObject({ ok: true, replayed: true });
	});

	it('writes down later whether the paper came back', async () => {
		const { id } = await issued('Nguyễn Văn Dũng');
		const recovery = { certificate: id, recovery: 'recovered' };
		expect(await here.refusal(setRecovery, recovery)).toBe('proof_not_revoked');
		await here.done(revokeCertificate, lawful(id, { recovery: 'asked' }));
		await here.done(setRecovery, { ...recovery, note: 'Nộp tại văn phòng' });
		await here.done(setRecovery, recovery);
		expect(await read().awardCertificate.findUnique({ where: { id } })).toMatchObject({
			recovery: 'recovered'
		});
		const log = await read().auditEntry.findMany({ where: { subjectId: id }, orderBy: { seq: 'asc' } });
		expect(log.length).toBe(2);
		expect(log[1]!.reason).toBe('Nộp tại văn phòng');
		expect(await here.refusal(setRecovery, { ...recovery, recovery: 'burnt' })).toBe('invalid');
	});
});

describe('a certificate in doubt', () => {
	const why = { version: 2, place: [1, 2], lost: [], won: [] };
	async function doubted(name: string) {
		const one = await issued(name);
		await here.database.transaction((tx) =>
			tx.awardCertificate.update({
				where: { id: one.id },
				data: { doubtedAt: new Date('2026-10-25T02:00:00Z'), doubtedWhy: JSON.stringify(why) }
			})
		);
		return one;
	}
	const waiting = async () =>
		(await certificatesToSettle(read(), organizer)).doubted.map(({ id, doubt }) => [id, doubt]);

	it('waits until somebody says that it still holds', async () => {
		const { id, code } = await doubted('Nguyễn Văn Giang');
		expect(await waiting()).toEqual([[id, why]]);
		expect(await standing(code)).toEqual({ state: 'genuine' });
		const keep = { certificate: id, reason: 'Quyết định giữ nguyên giải' };
		expect(await here.refusal(keepDoubted, keep, person('secretary'))).toBe('forbidden');
		await here.done(keepDoubted, keep);
		expect(await waiting()).toEqual([]);
		expect(await here.refusal(keepDoubted, keep)).toBe('proof_not_doubted');
	});

	it('is one whose team has another place or prize in a corrected result, and no other', async () => {
		const contest = await smallContest(here.database);
		const { organizer: own, chair } = contest.accounts;
		const [round] = contest.rounds;
		const roundId = round!.id;
		await fillRound(here.database, contest, round!);
		await here.done(publishResult, { roundId }, own);
		const teams = round!.teams.slice(0, 3);
		const result = { source: 'result', sourceRef: `${roundId} 1`, contestId: contest.id };
		const { certificates } = await issuedCertificates(here.database, {
			...{ unitId: here.cityId, names: teams.map(({ name }) => name), teamIds: teams.map(({ id }) => id) },
			...result
		});
		const [gone, second] = certificates;
		await here.done(revokeCertificate, lawful(second!.id));
		const byHand = await issuedCertificates(here.database, {
			...{ unitId: here.cityId, names: ['Ban tổ chức'], teamIds: [teams[2]!.id], contestId: contest.id }
		});
		const change = { kind: 'status', teamId: teams[0]!.id, status: 'disqualified' };
		const reason = 'Trọng tài báo muộn một lỗi trang phục';
		const { approvalId } = await here.done(requestCorrection, { roundId, change, reason }, own);
		await here.done(answerApproval, { approvalId, answer: 'approved' }, chair);
		await here.done(verifyRound, { roundId }, chair);
		await here.done(publishResult, { roundId, reason }, own);
		const { doubted: found } = await certificatesToSettle(read(), organizer);
		const own_ = found.filter(({ id }) =>
			[...certificates, ...byHand.certificates].some((one) => one.id === id)
		);
		expect(own_.map(({ id }) => id).sort()).toEqual([gone!.id, certificates[2]!.id].sort());
		expect(own_.find(({ id }) => id === gone!.id)!.doubt).toMatchObject({ version: 2, place: [1, null] });
		for (const { id } of own_) {
			await here.done(keepDoubted, { certificate: id, reason: 'Để lại cho kỳ họp sau' });
		}
	});

	it('or until it is revoked, which needs no decision of its own', async () => {
		const { id, code } = await doubted('Nguyễn Văn Hà');
		await here.done(revokeCertificate, lawful(id, { for: 'result', number: '', on: '' }));
		expect(await waiting()).toEqual([]);
		expect(await standing(code)).toMatchObject({ state: 'revoked', reason: 'result', decision: null });
	});
});
