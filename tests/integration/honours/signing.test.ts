import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '#lib/server/command/refusal.ts';
import { chooseTemplate } from '#lib/server/honours/decisions/choose-template.ts';
import { approveDecision } from '#lib/server/honours/decisions/answer-proposal.ts';
import { proposeDecision } from '#lib/server/honours/decisions/propose-decision.ts';
import { issueCertificates } from '#lib/server/honours/issue/issue-certificates.ts';
import { certificateByCode } from '#lib/server/honours/proof/certificate-by-code.ts';
import { certificateAtDesk, certificatesOfDecision } from '#lib/server/honours/proof/certificate-query.ts';
import { codeOfFile } from '#lib/server/honours/proof/code-of-file.ts';
import { revokeCertificate } from '#lib/server/honours/revocation/revoke-certificate.ts';
import { issuedFile } from '#lib/server/honours/signing/issued-file.ts';
import { sendSigned } from '#lib/server/honours/signing/send-signed.ts';
import { signDecision, signedState } from '#lib/server/honours/signing/sign-decision.ts';
import { addRecipient } from '#lib/server/honours/recipients/save-recipient.ts';
import { signOwn } from '#lib/server/honours/signing/sign-own.ts';
import { signedIssued } from '#lib/server/honours/signing/signed-pdf.ts';
import type { KeptFile } from '#lib/server/papers/read-file.ts';
import { storedFile } from '#lib/server/papers/store-file.ts';
import { identity, p12 } from '../../support/make-p12.ts';
import { signedElsewhere } from '../../support/signed-elsewhere.ts';
import { person } from '../contest/city.ts';
import { holding, honoursCity, hung, lan, type HonoursCity } from './honours-house.ts';

const origin = 'https://kheo.example';
const authority = identity('Nơi cấp thử');
const minh = identity('Trần Thị Minh', { organization: 'Ban Tổ chức', issuer: authority });
const binh = identity('Lê Văn Bình', { kind: 'ec' });
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const kept = (bytes: Uint8Array): KeptFile => ({
	...{ type: 'pdf', fileName: 'da-ky.pdf', bytes: new Uint8Array(bytes), hash: hash(bytes) }
});

let here: HonoursCity;
let key: { bytes: Uint8Array; password: string };
beforeAll(async () => {
	here = await honoursCity();
	key = { bytes: await p12(minh, 'mật khẩu', [authority]), password: 'mật khẩu' };
});
afterAll(() => here.remove());

/** Certificates of an approved decision: organizers' own, or a State body's. */
async function issued(
	number: string,
	names: readonly string[],
	kind: 'certificate' | 'merit' = 'certificate'
) {
	const awardId = await here.draft(number, [], { kind });
	const event = 'Hội thi “Dân vận khéo” thành phố';
	for (const name of names)
		await here.done(addRecipient, { awardId, subject: 'collective', name, event }, lan);
	if (kind === 'certificate') {
		const chosen = { awardId, version: await here.version(awardId), templateKey: 'state-taking-part' };
		await here.done(chooseTemplate, chosen, lan);
	}
	await here.done(proposeDecision, { awardId, version: await here.version(awardId) }, lan);
	await here.done(approveDecision, { awardId, version: await here.version(awardId) }, hung);
	await issueCertificates(here.database, { awardId, origin, actor: hung });
	const certificates = await certificatesOfDecision(here.read, awardId);
	expect(certificates.length).toBe(names.length);
	return { awardId, certificates, first: certificates[0]! };
}

const codeOf = (asked: Promise<unknown>) =>
	asked.then(
		() => 'done',
		(error: unknown) => {
			if (error instanceof Refusal) return error.fields[0]?.code ?? error.code;
			throw error;
		}
	);
const sign = (certificate: string, sent = key, actor = hung) =>
	signOwn(here.database, { certificate, p12: sent }, { actor });
const filesOf = async (id: string) => (await certificateAtDesk(here.read, id))!.signedFiles;
const bytesOf = async (id: string) => {
	const [file] = await filesOf(id);
	return Buffer.from((await storedFile(here.read, file!.hash))!.bytes);
};
const audited = async (subjectId: string) =>
	here.read.auditEntry.findMany({ where: { subjectId, action: 'award-certificate.sign' } });

describe("signing by an organizer's own P12", () => {
	it('adds a signature behind the issued file, keeps it, and says who signed', async () => {
		const { first } = await issued('1/QĐ-BTC', ['Tổ dân phố số 1']);
		await sign(first.id);
		const [file, ...more] = await filesOf(first.id);
		expect(more).toEqual([]);
		expect(file).toMatchObject({ how: 'own', signer: 'Trần Thị Minh', byName: 'Hùng' });
		expect(file!.signatures).toMatchObject([
			{
				signer: 'Trần Thị Minh',
				organization: 'Ban Tổ chức',
				issuer: 'Nơi cấp thử',
				isSelfMade: false,
				validFrom: '2026-01-01T00:00:00.000Z'
			}
		]);
		const bytes = await bytesOf(first.id);
		const source = await issuedFile(here.database, first.id);
		expect(bytes.subarray(0, source.bytes.length).equals(Buffer.from(source.bytes))).toBe(true);
		expect(signedIssued(source.bytes, bytes)).toEqual(file!.signatures);
		expect(await codeOfFile(here.read, hash(bytes))).toEqual({ code: first.code, file: 'signed' });
		const shown = (await certificateByCode(here.read, first.code))!;
		expect(shown.signedFiles).toMatchObject([
			{ hash: hash(bytes), how: 'own', signatures: file!.signatures }
		]);
		expect(JSON.stringify(shown.signedFiles)).not.toContain('Hùng');
	});

	it('leaves nothing of the P12 and its password anywhere', async () => {
		const { first } = await issued('2/QĐ-BTC', ['Tổ dân phố số 2']);
		const secret = { bytes: await p12(binh, 'Rất-kín-9731'), password: 'Rất-kín-9731' };
		await sign(first.id, secret);
		const [entry] = await audited(first.id);
		expect(JSON.stringify(entry)).toContain('Lê Văn Bình');
		const rows = [
			await here.read.auditEntry.findMany(),
			await here.read.commandReceipt.findMany(),
			await here.read.signedCertificate.findMany()
		];
		expect(JSON.stringify(rows)).not.toContain('Rất-kín');
		const files = await here.read.storedFile.findMany();
		for (const { bytes } of files) {
			expect(Buffer.from(bytes).includes(binh.key.export({ format: 'der', type: 'pkcs8' }))).toBe(false);
			expect(Buffer.from(bytes).includes(Buffer.from(secret.bytes.subarray(0, 200)))).toBe(false);
		}
	});

	it('changes nothing by the same key again, and takes another signer beside the first', async () => {
		const { first } = await issued('3/QĐ-BTC', ['Tổ dân phố số 3']);
		await Promise.all([sign(first.id), sign(first.id)]);
		await sign(first.id);
		expect((await filesOf(first.id)).length).toBe(1);
		await sign(first.id, { bytes: await p12(binh, 'x'), password: 'x' });
		expect((await filesOf(first.id)).map(({ signer }) => signer)).toEqual(['Trần Thị Minh', 'Lê Văn Bình']);
	});

	it("is for organizers' certificates alone, by who may, as long as they stand", async () => {
		const own = await issued('4/QĐ-BTC', ['Tổ dân phố số 4']);
		const state = await issued('5/QĐ-UBND', ['Tổ dân phố số 5'], 'merit');
		expect(await codeOf(sign(state.first.id))).toBe('sign_state_kind');
		expect(await codeOf(sign(own.first.id, key, person('secretary')))).toBe('forbidden');
		expect(await codeOf(sign(own.first.id, key, holding('Xa', { unitId: here.wards[0]! })))).toBe(
			'forbidden'
		);
		expect(await codeOf(sign('0'.repeat(32)))).toBe('not_found');
		expect(await codeOf(sign(own.first.id, { ...key, password: 'sai' }))).toBe('sign_p12_password');
		const sent = { awardId: state.awardId, p12: key, actor: hung };
		expect(await codeOf(signDecision(here.database, sent))).toBe('sign_state_kind');
		await here.done(
			revokeCertificate,
			{ certificate: own.first.id, for: 'result', reason: 'Xếp hạng lại' },
			hung
		);
		expect(await codeOf(sign(own.first.id))).toBe('proof_revoked_already');
		expect(await filesOf(own.first.id)).toEqual([]);
	});

	it('is good for a reader that Khéo has no part in', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'kheo-signed-'));
		const { certificates } = await issued('6/QĐ-BTC', ['Tổ dân phố số 6', 'Tổ dân phố số 7']);
		await sign(certificates[0]!.id);
		await sign(certificates[1]!.id, { bytes: await p12(binh, 'x'), password: 'x' });
		for (const [at, name] of [minh.name, binh.name].entries()) {
			const path = join(folder, `${at}.pdf`);
			writeFileSync(path, await bytesOf(certificates[at]!.id));
			const said = execFileSync('pdfsig', ['-nocert', path], { encoding: 'utf8' });
			for (const line of [
				name,
				'ETSI.CAdES.detached',
				'Total document signed',
				'Signature is Valid.',
				'SHA-256'
			]) {
				expect(said).toContain(line);
			}
		}
		rmSync(folder, { recursive: true });
	});
});

describe('signing a whole decision', () => {
	it('signs what stands and is missing, counts, and stops nobody for one that fails', async () => {
		const { awardId, certificates } = await issued('11/QĐ-BTC', ['Tổ 11', 'Tổ 12', 'Tổ 13', 'Tổ 14']);
		const [signedBefore, revoked, broken, good] = certificates as [
			(typeof certificates)[number],
			...(typeof certificates)[number][]
		];
		await sign(signedBefore.id);
		await here.done(
			revokeCertificate,
			{ certificate: revoked!.id, for: 'result', reason: 'Xếp hạng lại' },
			hung
		);
		await here.database.transaction((tx) =>
			tx.awardCertificate.update({ where: { id: broken!.id }, data: { fileHash: 'd'.repeat(64) } })
		);
		const told: (readonly [number, number])[] = [];
		const asked = {
			awardId,
			p12: key,
			actor: hung,
			progress: (done: number, total: number) => told.push([done, total])
		};
		const outcome = await signDecision(here.database, asked);
		expect(outcome).toMatchObject({ signed: 1, isCut: false });
		expect(
			outcome.failed.map(({ certificate, recipient, why }) => [certificate, recipient, why.code])
		).toEqual([[broken!.id, 'Tổ 13', 'proof_file_differs']]);
		expect(told).toEqual([
			[0, 2],
			[1, 2],
			[2, 2]
		]);
		expect((await filesOf(good!.id)).length).toBe(1);
		expect(await filesOf(revoked!.id)).toEqual([]);
		expect(await signedState(here.read, awardId)).toEqual({ signed: 2, unsigned: 1 });
		expect(await codeOf(signDecision(here.database, { ...asked, actor: person('secretary') }))).toBe(
			'forbidden'
		);
		expect(await codeOf(signDecision(here.database, { ...asked, p12: { ...key, password: '?' } }))).toBe(
			'sign_p12_password'
		);
	});

	it('can be ended, keeps what was signed, and goes on from there', async () => {
		const { awardId } = await issued('12/QĐ-BTC', ['Tổ 15', 'Tổ 16', 'Tổ 17']);
		const leave = new AbortController();
		const asked = { awardId, p12: key, actor: hung };
		const progress = (done: number) => done === 1 && leave.abort();
		const cut = await signDecision(here.database, { ...asked, signal: leave.signal, progress });
		expect(cut).toEqual({ signed: 1, failed: [], isCut: true });
		expect(await signDecision(here.database, asked)).toEqual({ signed: 2, failed: [], isCut: false });
		expect(await signDecision(here.database, asked)).toEqual({ signed: 0, failed: [], isCut: false });
	});
});

describe('a file that was signed elsewhere', () => {
	let source: Buffer;
	let first: Awaited<ReturnType<typeof issued>>['first'];
	beforeAll(async () => {
		({ first } = await issued('21/QĐ-UBND', ['Tổ dân phố số 21'], 'merit'));
		source = Buffer.from((await issuedFile(here.database, first.id)).bytes);
	});
	const send = (bytes: Uint8Array | null, actor = hung) =>
		sendSigned(here.database, { certificate: first.id, file: bytes && kept(bytes) }, { actor });
	const problem = async (bytes: Uint8Array | null) => {
		const outcome = await send(bytes);
		return outcome.ok ? 'done' : (outcome.refusal.fields[0]?.code ?? outcome.refusal.code);
	};

	it('is kept where the issued bytes are in it and the signature is right, and the public page knows it', async () => {
		const whole = signedElsewhere(source, minh, { moment: "D:20261120090000+07'00'" });
		expect(await problem(whole)).toBe('done');
		expect(await problem(whole)).toBe('done');
		const shown = (await certificateByCode(here.read, first.code))!;
		expect(shown.signedFiles).toMatchObject([
			{
				hash: hash(whole),
				how: 'outside',
				signatures: [{ signer: 'Trần Thị Minh', signedAt: '2026-11-20T02:00:00.000Z' }]
			}
		]);
		expect(await problem(signedElsewhere(source, minh, { way: 'pss' }))).toBe('done');
	});

	it('may bear the signature of a person and the seal of an office, one after the other', async () => {
		const twice = signedElsewhere(signedElsewhere(source, minh), authority);
		expect(await problem(twice)).toBe('done');
		const file = (await filesOf(first.id)).find((one) => one.hash === hash(twice))!;
		expect(file.signer).toBe('Trần Thị Minh; Nơi cấp thử');
		const spoiled = signedElsewhere(signedElsewhere(source, minh, { forged: true }), authority);
		expect(await problem(spoiled)).toBe('proof_signed_bad');
	});

	it('is refused where it proves nothing, each time with what is wrong', async () => {
		expect(await problem(null)).toBe('paper_none');
		expect(await problem(source)).toBe('proof_signed_unsigned');
		expect(await problem(signedElsewhere(Buffer.from('%PDF-1.7 other'), minh))).toBe(
			'proof_signed_rewritten'
		);
		expect(await problem(signedElsewhere(source, minh, { other: true }))).toBe('proof_signed_other_bytes');
		expect(await problem(signedElsewhere(source, minh, { forged: true }))).toBe('proof_signed_bad');
		expect(await problem(Buffer.concat([signedElsewhere(source, minh), Buffer.from('more')]))).toBe(
			'proof_signed_not_whole'
		);
		expect(await problem(signedElsewhere(source, identity('Yếu', { bits: 1024 })))).toBe('proof_signed_weak');
		const digestAlone = Buffer.from(signedElsewhere(source, minh));
		const at = digestAlone.lastIndexOf('<3082') + 1;
		digestAlone.write('3022', at);
		expect(await problem(digestAlone)).toBe('proof_signed_unreadable');
		const forbidden = await send(signedElsewhere(source, minh), person('secretary'));
		expect(!forbidden.ok && forbidden.refusal.code).toBe('forbidden');
	});

	it('is refused where what was added draws another sheet, however it is hidden', async () => {
		const text = source.toString('latin1');
		const [, content] = /\/Contents (\d+) 0 R/.exec(text)!;
		const [page] = /(\d+) 0 obj\n<<\n\/Type \/Page\n[\s\S]*?>>/.exec(text)!;
		const [, font] = /\/F1 (\d+) 0 R/.exec(text)!;
		const packed = (type: string) => {
			const head = `${content} 0 `;
			const stream = deflateSync(`${head}<< >>`).toString('latin1');
			return `905 0 obj\n<< /Type ${type} /N 1 /First ${head.length} /Filter /FlateDecode /Length ${stream.length} >>\nstream\n${stream}\nendstream\nendobj\n`;
		};
		const hostile = {
			content: `${content} 0 obj\n<< /Length 5 >>\nstream\n/F1 9\nendstream\nendobj\n`,
			font: `${font} 0 obj\n<< /Type /Font >>\nendobj\n`,
			page: `${page.replace(/\/Contents \d+/, '/Contents 901')}\nendobj\n`,
			pages: '1 0 obj\n<< /Type /Pages /Count 1 /Kids [902 0 R] >>\nendobj\n',
			root: 'trailer\n<< /Root 903 0 R >>\n',
			packed: packed('/ObjStm'),
			hidden: packed('/Obj#53tm')
		};
		for (const [name, added] of Object.entries(hostile)) {
			expect([name, await problem(signedElsewhere(source, minh, { added }))]).toEqual([
				name,
				'proof_signed_redrawn'
			]);
		}
		const harmless = `${page.replace(/\n>>$/, '\n/Annots [900 0 R]\n>>')}\nendobj\n906 0 obj\n<< /Type /XObject >>\nendobj\n`;
		expect(await problem(signedElsewhere(source, minh, { added: harmless }))).toBe('done');
	});
});
