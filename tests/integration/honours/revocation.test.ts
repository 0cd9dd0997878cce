import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import { certificateByCode } from '#lib/server/honours/proof/certificate-by-code.ts';
import { certificatesToSettle } from '#lib/server/honours/proof/certificate-query.ts';
import { askCorrection } from '#lib/server/honours/revocation/ask-correction.ts';
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
		expect(numbers).toMatchObject([{ number: 1, voidedWhy: 'false-declaration' }]);
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
	async function doubted(name: string) {
		const one = await issued(name);
		await here.database.transaction((tx) =>
			tx.awardCertificate.update({
				where: { id: one.id },
				data: { doubtedAt: new Date('2026-10-25T02:00:00Z'), doubtedWhy: 'Giải Nhất thành giải Nhì.' }
			})
		);
		return one;
	}
	const waiting = async () =>
		(await certificatesToSettle(read(), organizer)).doubted.map(({ id, doubt }) => [id, doubt?.why]);

	it('waits until somebody says that it still holds', async () => {
		const { id, code } = await doubted('Nguyễn Văn Giang');
		expect(await waiting()).toEqual([[id, 'Giải Nhất thành giải Nhì.']]);
		expect(await standing(code)).toEqual({ state: 'genuine' });
		const keep = { certificate: id, reason: 'Quyết định giữ nguyên giải' };
		expect(await here.refusal(keepDoubted, keep, person('secretary'))).toBe('forbidden');
		await here.done(keepDoubted, keep);
		expect(await waiting()).toEqual([]);
		expect(await here.refusal(keepDoubted, keep)).toBe('proof_not_doubted');
	});

	it('or until it is revoked, which needs no decision of its own', async () => {
		const { id, code } = await doubted('Nguyễn Văn Hà');
		await here.done(revokeCertificate, lawful(id, { for: 'result', number: '', on: '' }));
		expect(await waiting()).toEqual([]);
		expect(await standing(code)).toMatchObject({ state: 'revoked', reason: 'result', decision: null });
	});
});
