import { readFileSync } from 'node:fs';
import { verifyPackage, type Verdict } from '../../src/recount/verify.ts';
import type { Answer, CliCommand } from './command.ts';
import { needed, UsageError } from './words.ts';

const CODES = { right: 0, differs: 1, notAPackage: 2 } as const;

function readText(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
}

/** The hash of the same result somewhere else: of another copy of the package, or of the published JSON. */
async function hashAt(address: string): Promise<string> {
	const text = /^https?:/.test(address)
		? await fetch(address).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.statusText)))
		: readText(address);
	const { resultHash } = verifyPackage(text);
	if (resultHash === null) throw new UsageError(`${address} is no result package`);
	return resultHash;
}

function lines(verdict: Verdict): string[] {
	const { title, round, version, entries, resultHash, code, findings } = verdict;
	const found = findings.map(({ at, says }) => `  ${at || 'the file'}: ${says}`);
	if (verdict.verdict === 'notAPackage') return ['This is no result package.', ...found];
	const head = [
		`${title ?? '?'} · ${round ?? '?'} · version ${version ?? '?'}`,
		`Result hash ${resultHash}`,
		`Code        ${code}`,
		'Compare both with the record on paper or the page behind its QR code.',
		''
	];
	if (verdict.verdict === 'right') {
		return [...head, `Right: ${entries} entries of the chain hold, and the count comes to the same.`];
	}
	return [...head, `${findings.length} found:`, ...found];
}

export const verify: CliCommand = {
	usage: 'FILE [--hash HASH] [--against URL|FILE]',
	summary: 'checks a result package: its chain, its hashes, and the result counted anew',
	options: ['hash', 'against'],
	async run(words): Promise<Answer> {
		const text = readText(needed(words, 0, 'FILE'));
		const { hash, against } = words.options;
		const expected = hash ?? (against === undefined ? undefined : await hashAt(against));
		const verdict = verifyPackage(text, expected);
		return { text: lines(verdict).join('\n'), data: verdict, code: CODES[verdict.verdict] };
	}
};
