import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_TEMPLATES } from '#lib/domain/honours/built-in.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { checkCms } from '#lib/server/honours/signing/cms/check-cms.ts';
import { cmsOver } from '#lib/server/honours/signing/cms/make-cms.ts';
import { p12In } from '#lib/server/honours/signing/p12/p12-in.ts';
import { signingKey } from '#lib/server/honours/signing/p12/signing-key.ts';
import { renderAward } from '#lib/server/documents/awards/render-award.ts';
import { signedFile } from '#lib/server/honours/signing/sign-own.ts';
import { identity, p12, p12Of } from '../../support/make-p12.ts';
import { png } from '../../support/sample-pictures.ts';
import { askPoppler, pictureOf, sampleFacts } from '../../support/sample-certificate.ts';

const given = (name: string) => readFileSync(resolve(import.meta.dirname, 'signatures', name));
const now = new Date('2026-11-29T03:00:00Z');
const open = (bytes: Uint8Array, password: string, at = now) => signingKey({ bytes, password }, at);
/** Field and code of what a P12 is refused for; of one that opens, `opened`. */
async function problem(bytes: Uint8Array, password: string, at = now): Promise<string> {
	try {
		await open(bytes, password, at);
		return 'opened';
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return error.fields.map(({ field, code }) => `${field} ${code}`).join();
	}
}

const authority = identity('Nơi cấp thử');
const minh = identity('Trần Thị Minh', { organization: 'Ban Tổ chức', issuer: authority });
const binh = identity('Lê Văn Bình', { kind: 'ec' });

describe("an organizer's P12", () => {
	it('gives its RSA or EC key with its certificate and those behind it', async () => {
		const { key, certificate, others } = await open(await p12(minh, 'mật khẩu 1', [authority]), 'mật khẩu 1');
		expect([key.asymmetricKeyType, certificate.subjectName, certificate.subjectOrganization]).toEqual([
			'rsa',
			'Trần Thị Minh',
			'Ban Tổ chức'
		]);
		expect([certificate.issuerName, others]).toEqual(['Nơi cấp thử', [authority.certificate]]);
		expect((await open(await p12(binh, 'x'), 'x')).key.asymmetricKeyType).toBe('ec');
	});

	it.each([
		['rc2-40.p12', 'Old-1998', 'Old Windows'],
		['rc2-128.p12', 'Old-1998', 'Old Windows'],
		['ec.p12', 'Ec-384', 'EC'],
		['nomac.p12', 'Ec-384', 'EC'],
		['plain.p12', 'Ec-384', 'EC'],
		['java.p12', 'Java-2024', 'Java'],
		['java-legacy.p12', 'Java-2024', 'Java']
	])('opens as other programs write it: %s', async (name, password, subject) => {
		const at = new Date('2027-06-01T00:00:00Z');
		expect((await open(given(name), password, at)).certificate.subjectName).toBe(subject);
	});

	it('is refused with the field that is wrong, and why', async () => {
		const whole = await p12(minh, 'đúng');
		expect(await problem(whole, 'sai')).toBe('password sign_p12_password');
		expect(await problem(given('rc2-40.p12'), 'old-1998')).toBe('password sign_p12_password');
		expect(await problem(Buffer.from('%PDF-1.7 and so on'), 'x')).toBe('p12 sign_p12_unread');
		expect(await problem(minh.certificate, 'x')).toBe('p12 sign_p12_unread');
		expect(await problem(whole.subarray(0, -9), 'đúng')).toBe('p12 sign_p12_unread');
		expect(await problem(Buffer.alloc(65 * 1024), 'x')).toBe('p12 sign_p12_large');
		expect(await problem(Buffer.alloc(0), 'x')).toBe('p12 sign_p12_none');
		expect(await problem(given('rc4.p12'), 'Ec-384')).toBe('p12 sign_p12_seal');
		const certificates = [minh.certificate];
		expect(await problem(await p12Of({ keys: [], certificates, password: 'x' }), 'x')).toBe(
			'p12 sign_p12_no_key'
		);
		expect(await problem(await p12Of({ keys: [binh.key], certificates, password: 'x' }), 'x')).toBe(
			'p12 sign_p12_no_certificate'
		);
	});

	it('is refused where its certificate or key must not sign', async () => {
		const made = async (wanted: Parameters<typeof identity>[1], at = now) =>
			problem(await p12(identity('Ai đó', wanted), 'x'), 'x', at);
		expect(await made({ bits: 1024 })).toBe('p12 sign_p12_weak');
		expect(await made({ kind: 'ed25519' })).toBe('p12 sign_p12_kind');
		expect(await made({ usage: 0b0010_0000 })).toBe('p12 sign_p12_purpose');
		expect(await made({ to: '2026-11-28T17:00:00Z' })).toBe('p12 sign_p12_expired');
		expect(await made({ from: '2026-12-01T00:00:00Z' })).toBe('p12 sign_p12_early');
		const ending = identity('Ai đó', { to: '2026-11-28T17:00:00Z' });
		const refusal = await open(await p12(ending, 'x'), 'x').catch((error: unknown) => error as Refusal);
		expect((refusal as Refusal).fields[0]!.params).toEqual({ day: '29/11/2026' });
	});

	it('is asked for with its password before anything is read', async () => {
		const form = (file: File | null, password: string | null) => {
			const made = new FormData();
			if (file) made.set('p12', file);
			if (password !== null) made.set('password', password);
			return p12In(made).then(
				() => 'read',
				(error: unknown) => (error as Refusal).fields[0]!.code
			);
		};
		const file = new File([Buffer.of(0x30)], 'a.p12');
		expect(await form(null, 'x')).toBe('sign_p12_none');
		expect(await form(new File([], ''), 'x')).toBe('sign_p12_none');
		expect(await form(new File([Buffer.alloc(64 * 1024 + 1)], 'a.p12'), 'x')).toBe('sign_p12_large');
		expect(await form(file, null)).toBe('sign_p12_password_needed');
		expect(await form(file, '')).toBe('sign_p12_password_needed');
		expect(await form(file, 'x'.repeat(201))).toBe('sign_p12_password');
		expect(await form(file, 'x')).toBe('read');
	});

	it('asks for no more work than a moment, whatever it says', async () => {
		const endless = { keys: [minh.key], certificates: [minh.certificate], password: 'x', claimed: 1_000_001 };
		expect(await problem(await p12Of(endless), 'x')).toBe('p12 sign_p12_seal');
	});

	it('never comes to anything but a refusal, torn, turned or invented', async () => {
		const files = [await p12(minh, 'x'), given('rc2-40.p12'), given('nomac.p12'), given('plain.p12')];
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...files),
				fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 7 })), { maxLength: 4 }),
				fc.option(fc.nat()),
				async (file, flips, cut) => {
					const bytes = Buffer.from(file);
					for (const [at, bit] of flips) bytes[at % bytes.length]! ^= 1 << bit;
					const torn = cut === null ? bytes : bytes.subarray(0, cut % bytes.length);
					expect(await problem(torn, 'Ec-384')).toMatch(/^(opened|(p12|password) sign_p12_\w+)$/);
				}
			),
			{ numRuns: 300 }
		);
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
				expect(await problem(bytes, 'x')).toMatch(/^p12 sign_p12_(unread|none|seal)$/);
			}),
			{ numRuns: 300 }
		);
	});
});

describe('a signature', () => {
	const text = given('signed.txt');
	const at = (name: string) => {
		const checked = checkCms(given(name), [text.subarray(0, 4), text.subarray(4)]);
		return typeof checked === 'string' ? checked : checked.signer.subjectName;
	};

	it.each([
		['rsa.cms', 'Old Windows'],
		['pss.cms', 'Old Windows'],
		['ec.cms', 'EC'],
		['keyid.cms', 'Old Windows'],
		['noattr.cms', 'Old Windows'],
		['sha1.cms', 'weak'],
		['weak.cms', 'weak'],
		['attached.cms', 'unreadable'],
		['nocerts.cms', 'unreadable']
	])('of another program is what it is: %s', (name, is) => {
		expect(at(name)).toBe(is);
	});

	/** As some programs write it (BER): how long the outer structures are is said by their end alone. */
	function unsaidLengths(): Buffer {
		const said = given('rsa.cms');
		const [kind, signed] = [said.subarray(4, 15), said.subarray(19)];
		const end = Buffer.alloc(4);
		return Buffer.concat([Buffer.from('3080', 'hex'), kind, Buffer.from('a080', 'hex'), signed, end]);
	}

	it('is read too where its lengths are not said beforehand', () => {
		expect(checkCms(unsaidLengths(), [text])).toMatchObject({ signer: { subjectName: 'Old Windows' } });
		const padded = Buffer.concat([unsaidLengths(), Buffer.alloc(500)]);
		expect(checkCms(padded, [text])).toMatchObject({ signer: { subjectName: 'Old Windows' } });
	});

	it('of something else, or by another key, is found out', async () => {
		expect(checkCms(given('rsa.cms'), [Buffer.from('What is signed!')])).toBe('other-bytes');
		expect(checkCms(given('noattr.cms'), [Buffer.from('What is signed!')])).toBe('other-bytes');
		const pieces = [Buffer.from('một'), Buffer.from('hai')];
		for (const signer of [minh, binh]) {
			const key = await open(await p12(signer, 'x'), 'x');
			const good = await cmsOver(pieces, key);
			expect(checkCms(good, pieces)).toMatchObject({ signer: { subjectName: signer.name }, at: null });
			// The digest is right and everything is where it belongs; only the key never signed it.
			const forged = Buffer.from(good);
			forged[forged.length - 5]! ^= 1;
			expect(['bad', 'unreadable']).toContain(checkCms(forged, pieces));
			// Somebody else's name on it, made out for the same key.
			const other = identity('Người khác', { key: signer.key });
			const renamed = await cmsOver(pieces, {
				...key,
				certificate: { ...key.certificate, bytes: other.certificate }
			});
			expect(['bad', 'unreadable']).toContain(checkCms(renamed, pieces));
		}
	});

	it('never throws, torn, turned or invented', () => {
		const files = [...['rsa.cms', 'pss.cms', 'ec.cms'].map(given), unsaidLengths()];
		fc.assert(
			fc.property(
				fc.constantFrom(...files),
				fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 7 })), { minLength: 1, maxLength: 3 }),
				fc.option(fc.nat()),
				(file, flips, cut) => {
					const bytes = Buffer.from(file);
					for (const [where, bit] of flips) bytes[where % bytes.length]! ^= 1 << bit;
					const checked = checkCms(cut === null ? bytes : bytes.subarray(0, cut % bytes.length), [text]);
					expect(typeof checked === 'string' || checked.signer.subjectName !== undefined).toBe(true);
				}
			),
			{ numRuns: 1500 }
		);
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
				expect(checkCms(Buffer.from(bytes), [text])).toBe('unreadable');
			}),
			{ numRuns: 1000 }
		);
	});
});

describe('a signed certificate', () => {
	it('looks and reads as the issued one, from every template that comes with Khéo, with an emblem too', async () => {
		const key = await open(await p12(minh, 'x', [authority]), 'x');
		const emblem = 'e'.repeat(64);
		const bearing = { ...BUILT_IN_TEMPLATES[0]!, emblem };
		for (const template of [...BUILT_IN_TEMPLATES, bearing]) {
			const issued = await renderAward(template, sampleFacts(template), new Map([[emblem, png()]]));
			const { bytes, signatures } = await signedFile(issued, key, now);
			expect([template.key, signatures.map(({ signer }) => signer)]).toEqual([
				template.key,
				['Trần Thị Minh']
			]);
			if (template !== bearing && template.key !== 'state-certificate-en') continue;
			expect(pictureOf(bytes, 36).equals(pictureOf(issued, 36))).toBe(true);
			expect(askPoppler('pdftotext', bytes)).toBe(askPoppler('pdftotext', issued));
			expect(askPoppler('pdfinfo', bytes)).toMatch(/Tagged:\s+yes/);
		}
	});
});
