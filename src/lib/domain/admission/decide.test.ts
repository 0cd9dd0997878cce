import { describe, expect, it } from 'vitest';
import { CORPUS, type AdmissionCase } from './corpus.fixture.ts';
import { decide, whatOf, type Shown } from './decide.ts';
import { gateView, indexed } from './gate-view.ts';
import { settledCode, VERDICT_CODES, VERDICTS } from './verdict.ts';
import { bundleAfter, checkpointCalled, codeOf, instant, serverView } from './world.fixture.ts';
import type { AdmissionView, LastShown } from './view.ts';

function shownIn({ shown }: AdmissionCase): Shown {
	if ('delegate' in shown) return { kind: 'delegate', delegateId: shown.delegate };
	return { kind: 'code', text: 'text' in shown ? shown.text : codeOf(shown) };
}

function lastShownIn(each: AdmissionCase): LastShown | null {
	if (each.shownSecondsAgo === undefined) return null;
	const shown = shownIn(each);
	const at = new Date(instant(each.at).getTime() - each.shownSecondsAgo * 1000).toISOString();
	return {
		what: whatOf(shown),
		checkpointId: each.checkpoint,
		direction: each.direction,
		at
	};
}

function decided(each: AdmissionCase, view: AdmissionView) {
	return decide(view, checkpointCalled(each.checkpoint), shownIn(each), instant(each.at), each.direction);
}

describe('at the server', () => {
	it.each(CORPUS.map((each) => [each.sentence, each] as const))('%s', (_, each) => {
		const verdict = decided(each, serverView(each.past, lastShownIn(each)));
		expect(verdict).toMatchObject({ code: each.server, tone: VERDICTS[each.server].tone });
		if (each.facts && each.server === each.gate) expect(verdict.facts).toMatchObject(each.facts);
	});
});

describe('at a gate with its bundle', () => {
	it.each(CORPUS.map((each) => [each.sentence, each] as const))('%s', (_, each) => {
		// As it lies in the tablet: through JSON and back.
		const bundle = JSON.parse(JSON.stringify(bundleAfter(each.past)));
		const verdict = decided(each, gateView(indexed(bundle), new Map(), lastShownIn(each)));
		expect(verdict).toMatchObject({ code: each.gate, tone: VERDICTS[each.gate].tone });
		if (each.facts) expect(verdict.facts).toMatchObject(each.facts);
	});
});

describe('the corpus', () => {
	it('has at least two hundred different sentences, and every answer in it', () => {
		expect(CORPUS.length).toBeGreaterThanOrEqual(200);
		expect(new Set(CORPUS.map(({ sentence }) => sentence)).size).toBe(CORPUS.length);
		expect(
			VERDICT_CODES.filter((code) => !CORPUS.some((each) => [each.server, each.gate].includes(code)))
		).toEqual([]);
	});

	it('is plain data, so that other call paths load the same', () => {
		expect(JSON.parse(JSON.stringify(CORPUS))).toEqual(CORPUS);
	});

	it('has a gate of the same knowledge say what the server says, or that it cannot know; but for a broken seal', () => {
		const other = CORPUS.filter(
			({ server, gate }) => settledCode(gate) !== server && gate !== 'NEEDS_SERVER'
		);
		expect(other.map(({ sentence }) => sentence)).toEqual([
			'a compact badge with a broken seal: the server sees it, a gate believes its roster'
		]);
	});

	it('never lets anybody be refused the way out but with a code that is not good', () => {
		const stopped = CORPUS.filter(({ direction, server }) => direction === 'out' && server !== 'EXIT_OK');
		expect(new Set(stopped.map(({ server }) => server))).toEqual(new Set(['REVOKED', 'UNLISTED', 'FORGED']));
	});
});
