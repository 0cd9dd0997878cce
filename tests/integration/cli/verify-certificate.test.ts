import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proofByCode } from '#lib/server/honours/proof/certificate-by-code.ts';
import { revokeCertificate } from '#lib/server/honours/revocation/revoke-certificate.ts';
import { issueCertificates } from '#lib/server/honours/issue/issue-certificates.ts';
import { issuedFile } from '#lib/server/honours/signing/issued-file.ts';
import { sendSigned } from '#lib/server/honours/signing/send-signed.ts';
import { readFile } from '#lib/server/papers/read-file.ts';
import { identity } from '../../support/make-p12.ts';
import { signedElsewhere } from '../../support/signed-elsewhere.ts';
import { honoursCity, hung } from '../honours/honours-house.ts';
import { city, type City } from '../contest/city.ts';
import { issuedCertificates, type IssuedCertificate } from '../../support/issued-certificates.ts';

const folder = mkdtempSync(join(tmpdir(), 'kheo-certificate-'));
const root = resolve(import.meta.dirname, '../../..');
const pdf = (name: string) => `%PDF-1.7\n${name}\n%%EOF\n`;
let here: City;
let good: IssuedCertificate;
let gone: IssuedCertificate;
let proof: string;

beforeAll(async () => {
	here = await city();
	const names = ['Nguyễn Văn An', 'Lò Thị Én'];
	const issued = await issuedCertificates(here.database, { unitId: here.cityId, names, file: pdf });
	[good, gone] = issued.certificates as [IssuedCertificate, IssuedCertificate];
	await here.done(revokeCertificate, {
		...{ certificate: gone.id, for: 'later-violation', number: '9/QĐ-UBND', on: '2026-11-02' },
		reason: 'Theo bản án đã có hiệu lực'
	});
	proof = JSON.stringify(await proofByCode(here.database.read, good.code, 'https://kheo.example'));
});
afterAll(async () => {
	await here.remove();
	rmSync(folder, { recursive: true, force: true });
});

const check = (...words: string[]) => checkIn(here.url, ...words);
function checkIn(url: string, ...words: string[]) {
	const env = { ...process.env, KHEO_DATA: join(folder, 'data'), DATABASE_URL: url };
	const options = { cwd: root, encoding: 'utf8', env } as const;
	const { status, stdout } = spawnSync(
		process.execPath,
		['bin/kheo.ts', 'verify-certificate', ...words, '--json'],
		options
	);
	return { status, data: JSON.parse(stdout) as Record<string, unknown> };
}
function file(name: string, content: string | Uint8Array): string {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
}

// Each run is a process of its own, so each looks at many.
test('a code, its file and its proof are genuine', () => {
	const own = [good.code, file('an.pdf', pdf('Nguyễn Văn An')), file('an.json', proof)];
	expect(check(...own)).toMatchObject({
		status: 0,
		data: {
			good: 3,
			of: 3,
			answers: [
				{ state: 'genuine', recipient: 'Ông Nguyễn Văn An', decision: '1234/QĐ-UBND' },
				{ state: 'genuine', file: 'issued', code: good.code },
				{ state: 'genuine' }
			]
		}
	});
});

test('what was revoked, a changed file, a stranger’s, a changed proof and a slip are told apart', () => {
	const changed = pdf(`Nguyễn Văn Ân https://kheo.example/v/${good.code}`);
	const last = good.code.at(-1) === '0' ? '1' : '0';
	const said = check(
		gone.code,
		file('changed.pdf', changed),
		file('other.pdf', pdf('x')),
		file('forged.json', proof.replace('Nguyễn Văn An', 'Nguyễn Văn Ân')),
		good.code.slice(0, 12) + last
	);
	expect(said).toMatchObject({
		status: 1,
		data: {
			answers: [
				{ state: 'revoked', reason: 'later-violation' },
				{ state: 'changed-file', code: good.code },
				{ state: 'unknown' },
				{ state: 'forged' },
				{ state: 'mistyped' }
			]
		}
	});
});

test('a table of codes is checked line by line', () => {
	const list = file('codes.csv', `Mã,Tên\n${good.code},An\n"${gone.code}",Én\r\n`);
	expect(check('--list', list)).toMatchObject({
		status: 1,
		data: { good: 1, of: 2, answers: [{ state: 'genuine' }, { state: 'revoked' }] }
	});
});

test('what is not there, or no proof, ends with 2', () => {
	expect(check(join(folder, 'nowhere.pdf')).status).toBe(2);
	expect(check(file('x.txt', 'x')).status).toBe(2);
});

test('a signed file is told with its signature: kept here, not kept, and spoiled', async () => {
	const honours = await honoursCity();
	const awardId = await honours.approved('61/QĐ-UBND', ['Tổ dân phố số 61']);
	await issueCertificates(honours.database, { awardId, origin: 'https://kheo.example', actor: hung });
	const { id, code } = await honours.read.awardCertificate.findFirstOrThrow({
		where: { decisionId: awardId }
	});
	const { bytes } = await issuedFile(honours.database, id);
	const [office, stranger] = [identity('Văn phòng'), identity('Người khác')];
	const sent = await readFile(signedElsewhere(bytes, office), 'da-ky.pdf');
	const kept = await sendSigned(honours.database, { certificate: id, file: sent }, { actor: hung });
	expect(kept.ok).toBe(true);
	const files = [
		file('kept.pdf', sent.bytes),
		file('not-kept.pdf', signedElsewhere(bytes, stranger)),
		file('spoiled.pdf', signedElsewhere(bytes, office, { forged: true }))
	];
	const said = checkIn(honours.url, ...files);
	await honours.remove();
	expect(said).toMatchObject({
		status: 1,
		data: {
			good: 1,
			of: 3,
			answers: [
				{ state: 'genuine', file: 'signed', code, signature: 'good', signatures: [{ signer: 'Văn phòng' }] },
				{ state: 'not-kept', code, signature: 'good', signatures: [{ signer: 'Người khác' }] },
				{ state: 'changed-file', code, signature: 'bad' }
			]
		}
	});
});
