import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readProof, verdictOn } from '#lib/domain/honours/offline-proof.ts';
import { readCheckCode } from '#lib/domain/shared/check-code.ts';
import { readConfig } from '#lib/server/config.ts';
import { openDatabase, type Tx } from '#lib/server/db/client.ts';
import { publishedKeys } from '#lib/server/honours/keys/published-keys.ts';
import { certificateByCode } from '#lib/server/honours/proof/certificate-by-code.ts';
import { codeOfFile, codesInPdf } from '#lib/server/honours/proof/code-of-file.ts';
import { issuedPart } from '#lib/server/honours/signing/issued-part.ts';
import { signedIssued, type NotSigned } from '#lib/server/honours/signing/signed-pdf.ts';
import type { SignatureFacts } from '#lib/domain/honours/signature.ts';
import type { Answer, CliCommand } from './command.ts';
import { needed, UsageError } from './words.ts';

/** What became of one code, file or proof. */
interface Checked {
	readonly asked: string;
	readonly state:
		| 'genuine'
		| 'revoked'
		| 'replaced'
		| 'unknown'
		| 'mistyped'
		| 'changed-file'
		| 'not-kept'
		| 'forged'
		| 'unknown-key';
	readonly code?: string;
	readonly recipient?: string;
	readonly issuer?: string;
	readonly decision?: string | null;
	readonly number?: number | null;
	readonly reason?: string;
	readonly replacedBy?: string;
	/** Whether it is the issued file or one that was signed. */
	readonly file?: 'issued' | 'signed';
	/** Of a signed file: good, or what is wrong with it. Whether its signers are to be trusted is for the reader. */
	readonly signature?: 'good' | NotSigned;
	readonly signatures?: readonly SignatureFacts[];
}

async function checkedCode(read: Tx, typed: string): Promise<Checked> {
	const code = readCheckCode(typed);
	if (!code) return { asked: typed, state: 'mistyped' };
	const found = await certificateByCode(read, code);
	if (!found) return { asked: typed, state: 'unknown', code };
	const { issuer, lines, decision, number, standing } = found;
	return {
		asked: typed,
		state: standing.state,
		...{ code, recipient: lines.recipient.replaceAll('\u00a0', ' '), issuer, decision, number },
		...(standing.state === 'revoked' && { reason: standing.reason }),
		...(standing.state === 'replaced' && { replacedBy: standing.by })
	};
}

/** How the signatures on a file of this certificate stand; nothing where it does not begin with the issued file. */
async function signatureOn(
	read: Tx,
	code: string,
	bytes: Buffer
): Promise<Pick<Checked, 'signature' | 'signatures'>> {
	const certificate = await certificateByCode(read, code);
	const issued = certificate && issuedPart(bytes, certificate.fileHash);
	if (!issued || issued.length === bytes.length) return {};
	const signatures = signedIssued(issued, bytes);
	return typeof signatures === 'string' ? { signature: signatures } : { signature: 'good', signatures };
}

async function checkedPdf(read: Tx, path: string, bytes: Buffer): Promise<Checked> {
	const known = await codeOfFile(read, createHash('sha256').update(bytes).digest('hex'));
	if (known) {
		const { code, file } = known;
		const signed = file === 'signed' ? await signatureOn(read, code, bytes) : {};
		return { ...(await checkedCode(read, code)), asked: path, file, ...signed };
	}
	// Not the file that was issued; it may still say which one it was made from.
	const [code] = codesInPdf(bytes);
	const named = code ? await checkedCode(read, code) : null;
	if (named?.recipient) {
		const signed = await signatureOn(read, named.code!, bytes);
		const state = signed.signature === 'good' ? 'not-kept' : 'changed-file';
		return { ...named, asked: path, state, ...signed };
	}
	return { asked: path, state: 'unknown' };
}

async function checkedProof(read: Tx, path: string, text: string): Promise<Checked> {
	const proof = readProof(text);
	if (!proof) throw new UsageError(`${path} is no PDF and no proof of a certificate`);
	const verdict = verdictOn(proof, await publishedKeys(read));
	if (verdict.is !== 'signed') return { asked: path, state: verdict.is, code: proof.code };
	return { ...(await checkedCode(read, proof.code)), asked: path };
}

async function checked(read: Tx, word: string): Promise<Checked> {
	if (!existsSync(word)) {
		if (/[./\\]/.test(word) && !readCheckCode(word)) throw new UsageError(`there is no file ${word}`);
		return checkedCode(read, word);
	}
	const bytes = readFileSync(word);
	if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return checkedPdf(read, word, bytes);
	return checkedProof(read, word, bytes.toString('utf8'));
}

/** The first column of a table; its heading, where it has one, is left out. */
function codesOfList(path: string): string[] {
	if (!existsSync(path)) throw new UsageError(`there is no file ${path}`);
	const cells = readFileSync(path, 'utf8')
		.replace(/^\ufeff/, '')
		.split(/\r?\n/)
		.map((line) =>
			line
				.split(/[;,\t]/, 1)[0]!
				.replace(/^"|"$/g, '')
				.trim()
		)
		.filter((cell) => cell !== '');
	const isHeading = cells[0] !== undefined && !/\d/.test(cells[0]);
	return isHeading ? cells.slice(1) : cells;
}

const WORDS: Readonly<Record<Checked['state'], string>> = {
	genuine: 'Genuine',
	revoked: 'REVOKED',
	replaced: 'REPLACED',
	unknown: 'NOT FOUND',
	mistyped: 'MISTYPED',
	'changed-file': 'NOT THE ISSUED FILE',
	'not-kept': 'SIGNED, NOT KEPT',
	forged: 'FORGED PROOF',
	'unknown-key': 'UNKNOWN KEY'
};

function line(checked: Checked): string {
	const { asked, state, code, recipient, decision, reason, replacedBy, file, signature, signatures } =
		checked;
	const signers = (signatures ?? []).map(
		({ signer, issuer }) => `${signer ?? '?'} (certificate by ${issuer ?? '?'})`
	);
	const more = [
		recipient,
		decision,
		code && code !== asked ? `code ${code}` : null,
		reason && `because of ${reason}`,
		replacedBy && `by ${replacedBy}`,
		file && `${file} file`,
		signature &&
			(signature === 'good' ? `signature good, by ${signers.join(' and ')}` : `signature: ${signature}`)
	].filter(Boolean);
	return `${WORDS[state].padEnd(20)} ${asked}${more.length > 0 ? `  ${more.join(' · ')}` : ''}`;
}

export const verifyCertificate: CliCommand = {
	usage: 'FILE.pdf|CODE|PROOF.json … | --list CODES.csv',
	summary: 'checks certificates by their files, codes or proofs, or a table of codes',
	options: ['list'],
	async run(words): Promise<Answer> {
		const { list } = words.options;
		if (list === undefined) needed(words, 0, 'FILE or CODE');
		const asked = list === undefined ? words.plain : codesOfList(list);
		if (asked.length === 0) throw new UsageError(`${list} holds no code`);
		const check = list === undefined ? checked : checkedCode;
		const database = openDatabase(readConfig());
		try {
			const answers: Checked[] = [];
			for (const one of asked) answers.push(await check(database.read, one));
			const good = answers.filter(({ state }) => state === 'genuine').length;
			const summary = asked.length > 1 ? ['', `${good} of ${answers.length} genuine`] : [];
			return {
				text: [...answers.map(line), ...summary].join('\n'),
				data: { good, of: answers.length, answers },
				code: good === answers.length ? 0 : 1
			};
		} finally {
			await database.close();
		}
	}
};
