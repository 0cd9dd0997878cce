import { verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verdictOn } from '#lib/domain/honours/offline-proof.ts';
import { publishedKeys } from '#lib/server/honours/keys/published-keys.ts';
import { rotateHonoursKey } from '#lib/server/honours/keys/rotate-honours-key.ts';
import { certificateByCode, proofByCode } from '#lib/server/honours/proof/certificate-by-code.ts';
import { findCertificates } from '#lib/server/honours/proof/certificate-list.ts';
import { certificateAtDesk, certificatesToSettle } from '#lib/server/honours/proof/certificate-query.ts';
import { pageOfCode } from '#lib/server/honours/proof/code-address.ts';
import { askCorrection } from '#lib/server/honours/revocation/ask-correction.ts';
import { declineCorrection } from '#lib/server/honours/revocation/decline-correction.ts';
import { ANONYMOUS, type Actor } from '#lib/domain/access/actor.ts';
import { city, organizer, person, type City } from '../contest/city.ts';
import { issuedCertificates } from '../../support/issued-certificates.ts';

let here: City;
beforeAll(async () => {
	here = await city();
});
afterAll(() => here.remove());

const ofUnit = (unitId: string, role: 'organizer' | 'secretary' = 'organizer'): Actor => ({
	...(person(role) as Extract<Actor, { kind: 'account' }>),
	grants: [{ role, unitId, contestId: null, conferenceId: null }]
});
const issued = (names: readonly string[], unitId = here.cityId) =>
	issuedCertificates(here.database, { unitId, names });
const read = () => here.database.read;

describe('a certificate’s code', () => {
	it('answers what is printed, and nothing else of its recipient', async () => {
		const { certificates } = await issued(['Nguyễn Văn An']);
		const { code, facts, fileHash } = certificates[0]!;
		const shown = await certificateByCode(read(), code);
		expect(shown).toMatchObject({
			code,
			kind: 'merit',
			issuer: facts.issuer,
			decision: '1234/QĐ-UBND',
			number: 1,
			fileHash,
			template: { version: 1 },
			standing: { state: 'genuine' }
		});
		expect(Object.keys(shown!).sort()).toEqual(
			[
				...['id', 'code', 'kind', 'issuer', 'lines', 'decision', 'decidedOn', 'number', 'isInvented'],
				...['event', 'template', 'issuedAt', 'fileHash', 'signedFiles', 'standing']
			].sort()
		);
	});

	it('is looked up whole: a part of it, or another one, finds nothing', async () => {
		const { certificates } = await issued(['Nguyễn Văn Bình']);
		const { code } = certificates[0]!;
		expect(await certificateByCode(read(), code.slice(0, 12))).toBeNull();
		expect(await certificateByCode(read(), '0'.repeat(13))).toBeNull();
	});

	it('leads to its own page, a result’s code to the result’s', async () => {
		const { certificates } = await issued(['Nguyễn Văn Công']);
		const { code } = certificates[0]!;
		expect(pageOfCode(` ${code.slice(0, 4)}-${code.slice(4).toLowerCase()} `)).toBe(`/v/${code}`);
		expect(pageOfCode('không phải mã')).toBeNull();
	});
});

describe('the proof', () => {
	it('holds under the published key, also after the key was changed, by our check and by Node’s', async () => {
		const { certificates } = await issued(['Nguyễn Văn Dũng']);
		const { code, facts, fileHash } = certificates[0]!;
		const proof = (await proofByCode(read(), code, 'https://kheo.example'))!;
		expect(proof.keys).toBe('https://kheo.example/.well-known/jwks.json');
		const before = await publishedKeys(read());
		expect(await here.refusal(rotateHonoursKey, { reason: 'Thử đổi khóa định kỳ' })).toBe('forbidden');
		await here.done(rotateHonoursKey, { reason: 'Thử đổi khóa định kỳ' }, person('administrator'));
		const keys = await publishedKeys(read());
		expect(keys.length).toBe(before.length + 1);
		const verdict = verdictOn(proof, keys);
		expect(verdict.is === 'signed' && Object.fromEntries(verdict.fields)).toMatchObject({
			id: facts.id,
			recipient: 'Ông\u00a0Nguyễn Văn Dũng',
			file: fileHash
		});
		const jwk = keys.find(({ kid }) => kid === proof.keyId)!;
		const byNode = verify(
			null,
			Buffer.from(proof.text),
			{ key: { kty: jwk.kty, crv: jwk.crv, x: jwk.x }, format: 'jwk' },
			Buffer.from(proof.signature, 'base64url')
		);
		expect(byNode).toBe(true);
		const { certificates: later } = await issued(['Nguyễn Văn Dương']);
		const next = (await proofByCode(read(), later[0]!.code, 'https://kheo.example'))!;
		expect(next.keyId).not.toBe(proof.keyId);
		expect(verdictOn(next, before).is).toBe('unknown-key');
	});

	it('tells no secret: published keys and the audit log hold the public part alone', async () => {
		const keys = await read().honoursKey.findMany();
		const log = await read().auditEntry.findMany({ where: { subjectKind: 'honours-key' } });
		const everything = JSON.stringify([await publishedKeys(read()), log]);
		for (const { sealedSecret } of keys) expect(everything).not.toContain(sealedSecret);
	});
});

describe('the desk', () => {
	it('finds certificates by code and by name, within its reach alone', async () => {
		const own = await issued(['Lò Thị Én'], here.wards[0]!);
		await issued(['Lò Thị Én'], here.wards[1]!);
		const names = async (actor: Actor, typed: string) =>
			(await findCertificates(read(), actor, typed)).certificates.map(({ id }) => id);
		expect(await names(ofUnit(here.wards[0]!), 'lo thi en')).toEqual([own.certificates[0]!.id]);
		expect((await names(organizer, 'Én Lò')).length).toBe(2);
		expect(await names(organizer, own.certificates[0]!.code)).toEqual([own.certificates[0]!.id]);
		expect(await names(ofUnit(here.wards[1]!), own.certificates[0]!.code)).toEqual([]);
		expect(await names(organizer, '%')).not.toEqual([]);
	});
});

describe('a mistake that somebody reports', () => {
	const report = (certificateCode: string, more: object = {}) => ({
		certificateCode,
		what: 'Tên đúng là Nguyễn Văn Giang, thiếu chữ g.',
		askedBy: 'Nguyễn Văn Giang',
		contact: '0912345678',
		...more
	});

	it('waits at the desk of whoever awarded it, once, and is answered once', async () => {
		const { certificates } = await issued(['Nguyễn Văn Gian'], here.wards[2]!);
		const { code, id } = certificates[0]!;
		for (let press = 0; press < 2; press++) await here.done(askCorrection, report(code), ANONYMOUS);
		const { corrections } = await certificatesToSettle(read(), ofUnit(here.wards[2]!));
		expect(corrections).toMatchObject([{ certificateId: id, askedBy: 'Nguyễn Văn Giang' }]);
		expect((await certificatesToSettle(read(), ofUnit(here.wards[3]!))).corrections).toEqual([]);
		const answer = { correctionId: corrections[0]!.id, reason: 'Giấy đúng như quyết định' };
		expect(await here.refusal(declineCorrection, answer, ofUnit(here.wards[3]!))).toBe('forbidden');
		expect(await here.refusal(declineCorrection, answer, ofUnit(here.wards[2]!, 'secretary'))).toBe(
			'forbidden'
		);
		await here.done(declineCorrection, answer, ofUnit(here.wards[2]!));
		expect(await here.refusal(declineCorrection, answer)).toBe('proof_answered_already');
		expect((await certificateAtDesk(read(), id))!.corrections).toMatchObject([
			{ answer: 'declined', answerNote: 'Giấy đúng như quyết định' }
		]);
	});

	it('is refused where it says nothing, says too much, or names no certificate; markup stays words', async () => {
		const { certificates } = await issued(['Nguyễn Văn Hà']);
		const { code, id } = certificates[0]!;
		const refused = (input: object) => here.refusal(askCorrection, input, ANONYMOUS);
		expect(await refused(report(code, { what: 'sai' }))).toBe('invalid');
		expect(await refused(report(code, { what: 'x'.repeat(5000) }))).toBe('invalid');
		expect(await refused(report(code, { askedBy: '' }))).toBe('invalid');
		expect(await refused(report(code, { askedBy: 'x'.repeat(121) }))).toBe('invalid');
		expect(await refused(report('0'.repeat(13)))).toBe('not_found');
		expect(await refused(report('x'.repeat(41)))).toBe('invalid');
		const script = '<script>alert(1)</script>\u202e đảo chiều';
		await here.done(askCorrection, report(code, { what: script, contact: undefined }), ANONYMOUS);
		const [asked] = (await certificateAtDesk(read(), id))!.corrections;
		expect(asked).toMatchObject({ what: '<script>alert(1)</script> đảo chiều', contact: null });
	});

	it('is counted: a certificate takes no more than twenty that wait', async () => {
		const { certificates } = await issued(['Nguyễn Văn Khôi']);
		const { code } = certificates[0]!;
		for (let count = 0; count < 20; count++) {
			await here.done(askCorrection, report(code, { what: `Sai sót thứ ${count} trên giấy` }), ANONYMOUS);
		}
		expect(await here.refusal(askCorrection, report(code), ANONYMOUS)).toBe('proof_corrections_full');
	});
});
