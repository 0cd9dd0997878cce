import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FACT_KINDS, NOTE_KINDS } from '#lib/domain/results/result-package.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { assertSecondCount } from '#lib/server/results/second-count.ts';
import { canonical, fingerprint, pieces } from '../../../src/recount/canonical.ts';
import { recountResult } from '../../../src/recount/recount-result.ts';
import { verifyPackage } from '../../../src/recount/verify.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { Chance } from '../../support/random-contest.ts';
import { smallContest, type SmallContest } from '../../support/small-contest.ts';
import { publishedPackage } from './published-package.ts';

type Json = any; // eslint-disable-line @typescript-eslint/no-explicit-any -- a package is tampered with where nobody expects it

let db: TestDatabase;
let contest: SmallContest;
let text: string;

beforeAll(async () => {
	db = await testDatabase();
	contest = await smallContest(db.database);
	text = await publishedPackage(db.database, contest);
});
afterAll(() => db.remove());

/** What is found after somebody changed the package. */
function tampered(change: (pkg: Json) => void, expected?: string) {
	const pkg = JSON.parse(text) as Json;
	change(pkg);
	const { verdict, findings } = verifyPackage(canonicalJson(pkg), expected);
	return { verdict, places: findings.map(({ at }) => at), says: findings.map(({ says }) => says).join('\n') };
}

describe('a published package', () => {
	test('is right, by its chain and by the second count, and says what to compare with the paper', () => {
		const verdict = verifyPackage(text);
		expect(verdict.findings).toEqual([]);
		const pkg = JSON.parse(text) as Json;
		expect(verdict).toMatchObject({
			verdict: 'right',
			version: 2,
			resultHash: pkg.resultHash,
			code: pkg.code
		});
		expect(verifyPackage(text, pkg.resultHash).verdict).toBe('right');
	});

	test('holds both versions, the replaced mark without its value, and what came between', () => {
		const { chain, result } = JSON.parse(text) as Json;
		const kinds = (kind: string) => chain.filter((entry: Json) => entry.kind === kind);
		expect(kinds('version').map(({ body }: Json) => body.version)).toEqual([1, 2]);
		expect(kinds('markReplaced')).toEqual([expect.objectContaining({ body: null })]);
		expect(kinds('mark')).toHaveLength(result.sheet.marks.length);
		expect(kinds('deduction')).toHaveLength(1);
		expect(kinds('deduction')[0].seq).toBeGreaterThan(kinds('version')[0].seq);
		expect(result.chain).toEqual({ entries: chain.length - 1, head: chain.at(-2).hash });
	});

	test('has the form of the published schema', () => {
		const schema = JSON.parse(readFileSync('docs/result-package.schema.json', 'utf8')) as Json;
		const pkg = JSON.parse(text) as Json;
		expect(Object.keys(pkg).sort()).toEqual([...schema.required].sort());
		const entry = schema.properties.chain.items;
		expect([...entry.properties.kind.enum].sort()).toEqual([...FACT_KINDS, ...NOTE_KINDS].sort());
		for (const one of pkg.chain) expect(Object.keys(one).sort()).toEqual([...entry.required].sort());
		expect(Object.keys(pkg.cut).sort()).toEqual([...schema.properties.cut.anyOf[1].required].sort());
		expect(pkg.code).toMatch(new RegExp(schema.properties.code.pattern));
	});

	test('names no judge and nobody of the desk', async () => {
		const people = await db.database.read.panelSeat.findMany({ include: { person: true } });
		const accounts = await db.database.read.account.findMany();
		for (const { person } of people) expect(text).not.toContain(person.fullName);
		for (const { displayName } of accounts) expect(text).not.toContain(`"${displayName}"`);
	});
});

describe('a changed byte is found and named', () => {
	const mark = (pkg: Json) => pkg.chain.findIndex((entry: Json) => entry.kind === 'mark');

	test('in a mark of the sheet: judge, team and criterion, and the total that no longer follows', () => {
		const { places, says } = tampered((pkg) => (pkg.result.sheet.marks[0].value = '1'));
		expect(places).toContain('result.sheet.marks[0]');
		expect(says).toMatch(/mark: .+, .+, \w+\.\w+, 1: the chain does not hold it/);
		expect(says).toMatch(/total: stated .+, counted/);
	});

	test('in a mark of the chain, in its hash and in its link', () => {
		const at = mark(JSON.parse(text));
		const entry = `chain[${at}]`;
		expect(tampered((pkg) => (pkg.chain[at].body.value = '1')).says).toMatch(
			new RegExp(`entry ${at + 1} \\(mark: .+\\): its content was changed`)
		);
		expect(tampered((pkg) => (pkg.chain[at].bodyHash = '0'.repeat(64))).places).toContain(entry);
		expect(tampered((pkg) => (pkg.chain[at].hash = '0'.repeat(64))).places).toEqual(
			expect.arrayContaining([entry, `chain[${at + 1}]`])
		);
		expect(tampered((pkg) => (pkg.chain[at].prev = '0'.repeat(64))).says).toContain('does not follow');
		expect(tampered((pkg) => (pkg.chain[at].at = '2020-01-01T00:00:00.000Z')).places).toEqual([entry]);
	});

	test('in an entry that was taken out, put elsewhere or doubled', () => {
		const at = mark(JSON.parse(text));
		expect(tampered((pkg) => pkg.chain.splice(at, 1)).says).toContain('the chain does not hold it');
		expect(tampered((pkg) => pkg.chain.splice(at, 2, pkg.chain[at + 1], pkg.chain[at])).places).toContain(
			`chain[${at}]`
		);
		expect(tampered((pkg) => pkg.chain.splice(at, 0, pkg.chain[at])).places).toContain(`chain[${at + 1}]`);
	});

	test.each([
		[
			'a deduction',
			(pkg: Json) => (pkg.result.sheet.deductions[0].typeKey = 'other'),
			'result.sheet.deductions[0]'
		],
		['a status', (pkg: Json) => (pkg.result.sheet.entrants[1].status = 'absent'), 'result.sheet.entrants[1]'],
		[
			'the rules',
			(pkg: Json) => (pkg.rules.stages[0].parts[0].coefficient = '2'),
			'rules.stages[0].parts[0]'
		],
		['the rules of the round', (pkg: Json) => (pkg.result.stage.compare = 'rounded'), 'result.stage.compare'],
		['a place', (pkg: Json) => (pkg.result.standings.rows[0].rank = 2), 'result.standings.rows[0].rank'],
		[
			'a derivation',
			(pkg: Json) => (pkg.result.standings.rows[0].steps[0].value = '7'),
			'result.standings.rows[0].steps'
		],
		['who goes on', (pkg: Json) => (pkg.result.qualification.through = []), 'result.qualification.through'],
		['the reason', (pkg: Json) => (pkg.result.reason = ''), 'result.reason'],
		['the version', (pkg: Json) => (pkg.result.version = 3), 'result.version'],
		['the code', (pkg: Json) => (pkg.code = 'ABCDEFGHJK0'), 'code'],
		['the stated hash', (pkg: Json) => (pkg.resultHash = '0'.repeat(64)), 'resultHash'],
		[
			'another round',
			(pkg: Json) => (pkg.cut.otherRounds[0].sheet.marks[0].value = '1'),
			'cut.otherRounds[0]'
		],
		['a member that nobody knows', (pkg: Json) => (pkg.result.sheet.bonus = '5'), 'result.sheet.bonus']
	])('in %s', (_, change, place) => {
		const { verdict, places } = tampered(change);
		expect(verdict).toBe('differs');
		expect(
			places.some((at) => at === place || at.startsWith(`${place}.`) || at.startsWith(`${place}[`))
		).toBe(true);
	});

	test('even where everything was made to fit again: the printed hash is another', () => {
		const before = (JSON.parse(text) as Json).resultHash;
		const forge = (pkg: Json) => {
			pkg.result.reason = 'nothing happened';
			const last = pkg.chain.at(-1);
			const hash = fingerprint(pkg.result);
			pkg.resultHash = hash;
			Object.assign(last.body, { hash, result: Object.fromEntries(pieces(pkg.result)) });
			last.bodyHash = fingerprint(last.body);
			const { seq, kind, change, at, bodyHash, prev } = last;
			last.hash = fingerprint({ seq, kind, change, at, bodyHash, prev });
		};
		expect(tampered(forge).verdict).toBe('right');
		expect(tampered(forge, before)).toMatchObject({ verdict: 'differs', places: ['result'] });
	});

	test('wherever it is', () => {
		const chance = new Chance(20241015);
		const original = canonical(JSON.parse(text));
		let flips = 0;
		while (flips < 250) {
			const at = chance.from(0, text.length - 1);
			const other = flipped(text[at]!, chance);
			const changed = text.slice(0, at) + other + text.slice(at + 1);
			if (isSame(changed, original)) continue;
			flips += 1;
			const { verdict, findings } = verifyPackage(changed);
			const where = `${at}: ${text.slice(at - 30, at)}[${other}]${text.slice(at + 1, at + 30)}`;
			expect(verdict, where).not.toBe('right');
			expect(findings.length, where).toBeGreaterThan(0);
			for (const { at: place, says } of findings) expect(place + says, where).not.toBe('');
		}
	});
});

/** Another byte of the same sort, so that most changed files can still be read. */
function flipped(byte: string, chance: Chance): string {
	const sorts = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
	const sort = sorts.find((one) => one.includes(byte));
	return chance.one([...(sort ?? ' ,:"{}[]x')].filter((other) => other !== byte));
}

function isSame(changed: string, original: string): boolean {
	try {
		return canonical(JSON.parse(changed)) === original;
	} catch {
		return false;
	}
}

describe('before a result is published', () => {
	test('E40: both counts must come to the same', () => {
		const { result, cut } = JSON.parse(text) as Json;
		expect(() => assertSecondCount(result, cut)).not.toThrow();
		result.standings.rows[0].rank = 2;
		expect(() => assertSecondCount(result, cut)).toThrow(
			expect.objectContaining({
				code: 'results_second_count_differs',
				params: { teams: result.teams.find(({ id }: Json) => id === result.standings.rows[0].teamId).name }
			})
		);
	});

	test('a rule that the second count does not know stands in nobody’s way', () => {
		const { result, cut } = JSON.parse(text) as Json;
		result.stage.tieLadder[0] = { by: 'arm-wrestling' };
		expect(() => assertSecondCount(result, cut)).not.toThrow();
		expect(recountResult(result, cut).notCounted).toContain('arm-wrestling');
	});
});

test.each(['', 'no package', '{}', '[]', 'null', '{"format":"kheo-contest-package","version":1}'])(
	'%j is no result package',
	(other) => {
		expect(verifyPackage(other)).toMatchObject({
			verdict: 'notAPackage',
			findings: [{ section: 'package' }]
		});
	}
);
