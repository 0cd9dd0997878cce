import { canonical, changedPieces, fingerprint } from './canonical.ts';
import { holdingAtEnd, readChain, type Entry } from './chain.ts';
import type { Difference } from './compare.ts';
import { namesIn, type Names } from './names.ts';
import { Box, NotCounted, NotReadable } from './reading.ts';
import { recountResult } from './recount-result.ts';

/** One thing that is not as it was, or not as it should be. */
export interface Finding {
	readonly section: 'package' | 'chain' | 'rules' | 'result' | 'sheet' | 'cut' | 'count' | 'notCounted';
	/** Path in the file. */
	readonly at: string;
	readonly says: string;
}

export interface Verdict {
	/** right: nothing was found · differs · notAPackage: the file cannot be read as one. */
	readonly verdict: 'right' | 'differs' | 'notAPackage';
	/** To be compared with the record on paper. Computed from the result itself, whatever the file states. */
	readonly resultHash: string | null;
	readonly code: string | null;
	readonly title: string | null;
	readonly round: string | null;
	readonly version: number | null;
	readonly entries: number;
	readonly findings: readonly Finding[];
}

const UNREADABLE = { resultHash: null, code: null, title: null, round: null, version: null, entries: 0 };

const TOP = ['format', 'version', 'code', 'resultHash', 'rules', 'result', 'cut', 'chain'];

/**
 * Checks a result package by itself: its chain entry by entry, its hashes, that the sheet is what the chain holds, and that
 * the result is what the rules make of the sheet, counted anew. `expected`: the hash on the printed record.
 */
export function verifyPackage(text: string, expected?: string): Verdict {
	const notOne = (at: string, says: string): Verdict => ({
		...UNREADABLE,
		verdict: 'notAPackage',
		findings: [{ section: 'package', at, says }]
	});
	let file: Box;
	try {
		file = new Box(JSON.parse(text), '');
	} catch (error) {
		return notOne('', error instanceof Error ? error.message : String(error));
	}
	if (file.raw('format') !== 'kheo-result-package') return notOne('format', 'it is no result package');
	if (file.raw('version') !== 1) return notOne('version', 'a result package of version 1 is needed');
	for (const key of ['code', 'resultHash', 'rules', 'result', 'cut', 'chain']) {
		if (file.raw(key) === undefined) return notOne(key, 'it is missing');
	}
	const check = new Check(file);
	check.all(expected?.trim().toLowerCase());
	const result = file.raw('result') as Record<string, Record<string, Record<string, string>>>;
	return {
		verdict: check.findings.length === 0 ? 'right' : 'differs',
		resultHash: fingerprint(result),
		code: String(file.raw('code')),
		title: result['contest']?.['title']?.['vi'] ?? null,
		round: (result['round'] as unknown as Record<string, string>)?.['name'] ?? null,
		version: (result['version'] as unknown as number) ?? null,
		entries: Array.isArray(file.raw('chain')) ? file.list('chain').length : 0,
		findings: check.findings
	};
}

class Check {
	readonly findings: Finding[] = [];
	readonly #file: Box;
	readonly #names: Names;

	constructor(file: Box) {
		this.#file = file;
		this.#names = namesIn(file.raw('result'));
	}

	#find(section: Finding['section'], at: string, says: string): void {
		this.findings.push({ section, at, says });
	}

	/** What cannot be read, or is not known to this version, is a finding and does not stop the other checks. */
	#try(section: Finding['section'], look: () => void): void {
		try {
			look();
		} catch (error) {
			if (error instanceof NotCounted) this.#find('notCounted', error.at, error.message);
			else if (error instanceof NotReadable) this.#find(section, error.at, error.message);
			else throw error;
		}
	}

	all(expected: string | undefined): void {
		const file = this.#file;
		this.#try('package', () => void file.only(...TOP));
		this.#try('chain', () => {
			const entries = this.#chain();
			this.#try('result', () => this.#hashes(entries, expected));
			this.#try('sheet', () => this.#facts(entries));
		});
		this.#try('rules', () => this.#rules());
		this.#try('count', () => this.#count());
	}

	#chain(): readonly Entry[] {
		const { entries, faults, unreadable } = readChain(this.#file.list('chain'));
		for (const { at, why } of unreadable) this.#find('chain', at, why);
		for (const { entry, what } of faults) {
			this.#find(
				'chain',
				entry.at,
				`entry ${entry.seq} (${this.#names.of(entry.kind, entry.body)}): ${what}`
			);
		}
		return entries;
	}

	#hashes(entries: readonly Entry[], expected: string | undefined): void {
		const file = this.#file;
		const result = file.box('result');
		const last = entries.at(-1);
		if (last?.kind !== 'version') {
			this.#find('chain', 'chain', 'it does not end with the entry of a version');
			return;
		}
		const said = new Box(last.body, `${last.at}.body`);
		const hash = fingerprint(file.raw('result'));
		const same = (at: string, what: string, a: unknown, b: unknown) => {
			if (a !== b) this.#find('result', at, `${what}: ${String(a)}, but it should be ${String(b)}`);
		};
		same(said.path('version'), 'the version of the last entry', said.raw('version'), result.raw('version'));
		same('code', 'the code', file.raw('code'), said.raw('code'));
		same('resultHash', 'the stated hash', file.raw('resultHash'), hash);
		same(said.path('hash'), 'the hash in the last entry', said.raw('hash'), hash);
		if (expected !== undefined) same('result', 'the hash of this result', hash, expected);
		if (said.raw('hash') !== hash) this.#pieces('result', said);
		const head = result.box('chain').only('entries', 'head');
		const own = entries.filter(({ seq }) => seq < last.seq).at(-1);
		same('result.chain.entries', 'the number of entries', head.raw('entries'), last.seq - 1);
		same('result.chain.head', 'the head of the chain', head.raw('head'), own?.hash);
	}

	/** Names what was changed in the rules or the result, piece by piece. */
	#pieces(of: 'rules' | 'result', said: Box): void {
		const stated = said.raw(of);
		if (typeof stated !== 'object' || stated === null) return;
		for (const path of changedPieces(this.#file.raw(of), stated as Record<string, unknown>)) {
			const team = this.#names.teamAt(path);
			this.#find(
				of,
				path === '' ? of : `${of}.${path}`,
				`it was changed${team === null ? '' : ` (${team})`}`
			);
		}
	}

	#rules(): void {
		const file = this.#file;
		const result = file.box('result');
		const stated = result.box('rules').text('hash');
		if (fingerprint(file.raw('rules')) !== stated) {
			this.#find('rules', 'rules', `their hash is not ${stated}, by which the result was made`);
			const last = file.list('chain').at(-1);
			if (typeof last === 'object' && last !== null && 'body' in last) {
				this.#pieces('rules', new Box(last.body, 'chain'));
			}
		}
		const key = result.box('round').text('stageKey');
		const stages = file.box('rules').boxes('stages');
		const index = stages.findIndex((stage) => stage.raw('key') === key);
		if (index < 0) return this.#find('rules', 'rules.stages', `there is no stage ${key}`);
		const inRules = file.box('rules').list('stages')[index];
		for (const path of unlike(inRules, result.raw('stage'))) {
			this.#find('rules', `result.stage${path}`, 'the rules of the result are not those of the package');
		}
	}

	#facts(entries: readonly Entry[]): void {
		const held = holdingAtEnd(entries);
		const stated = this.#statedFacts();
		const seen = new Set<string>();
		for (const { kind, body, at } of stated) {
			const name = `${kind} ${canonical(body)}`;
			const what = this.#names.of(kind, body);
			if (!held.has(name)) this.#find('sheet', at, `${what}: the chain does not hold it`);
			else if (seen.has(name)) this.#find('sheet', at, `${what}: it stands twice`);
			seen.add(name);
		}
		for (const [name, entry] of held) {
			if (seen.has(name)) continue;
			const what = this.#names.of(entry.kind, entry.body);
			this.#find('sheet', entry.at, `${what}: the chain holds it, the sheet does not say it`);
		}
	}

	#statedFacts(): { kind: string; body: unknown; at: string }[] {
		const result = this.#file.box('result');
		const sheet = result.box('sheet');
		const of = (kind: string, box: Box, key: string) =>
			box.list(key).map((body, index) => ({ kind, body, at: `${box.path(key)}[${index}]` }));
		const cut = this.#file.has('cut') ? this.#file.box('cut') : null;
		return [
			...of('seat', sheet, 'judges'),
			...of('entrant', sheet, 'entrants'),
			...of('exclusion', sheet, 'exclusions'),
			...of('mark', sheet, 'marks'),
			...of('given', sheet, 'givenScores'),
			...of('deduction', sheet, 'deductions'),
			...of('timing', sheet, 'timings'),
			...of('lots', sheet, 'lots'),
			...of('vote', sheet, 'votes'),
			...of('decision', result, 'decisions'),
			...(cut ? of('otherRound', cut, 'otherRounds') : []).map(({ kind, body, at }) => ({
				kind,
				body: { roundId: (body as { roundId?: unknown })?.roundId, hash: fingerprint(body) },
				at
			})),
			...(cut
				? [
						{
							kind: 'cutDecisions',
							body: { ...cut.box('decisions').all(), clusterKeys: cut.raw('clusterKeys') },
							at: 'cut.decisions'
						}
					]
				: [])
		];
	}

	#count(): void {
		const { differences, notCounted } = recountResult(this.#file.raw('result'), this.#file.raw('cut'));
		this.#differences(differences);
		if (notCounted !== null) throw new NotCounted(notCounted);
	}

	#differences(differences: readonly Difference[]): void {
		for (const { at, teamId, what, stated, counted } of differences) {
			const team = teamId === null ? '' : `${this.#names.team(teamId)}: `;
			this.#find(
				'count',
				at,
				`${team}${what}: stated ${stated ?? 'nothing'}, counted ${counted ?? 'nothing'}`
			);
		}
	}
}

/** Paths at which two values are not the same, the innermost that can be named. */
function unlike(a: unknown, b: unknown, path = ''): string[] {
	if (canonical(a) === canonical(b)) return [];
	const both = [a, b];
	const areLists = both.every(Array.isArray);
	const areObjects =
		!areLists && both.every((one) => typeof one === 'object' && one !== null && !Array.isArray(one));
	if (!areLists && !areObjects) return [path];
	const members = [...new Set([...Object.keys(a as object), ...Object.keys(b as object)])];
	return members.flatMap((key) =>
		unlike(
			(a as Record<string, unknown>)[key],
			(b as Record<string, unknown>)[key],
			areLists ? `${path}[${key}]` : `${path}.${key}`
		)
	);
}
