import { describe, expect, test } from 'vitest';
import { awardPrizes } from '#lib/domain/prizes/award-prizes.ts';
import type { ResultQualification } from '#lib/domain/results/published-result.ts';
import { sheetOf, stageOf } from '#lib/domain/scoring/sheet.fixture.ts';
import { tabulate } from '#lib/domain/scoring/tabulate.ts';
import { usualOptions, type CeremonyOptions } from './ceremony-options.ts';
import type { CeremonyStep } from './ceremony-step.ts';
import { ceremonySteps } from './ceremony-steps.ts';

const named = (text: string) => ({ vi: text, en: text });
const tier = (key: string, places: number | 'rest', minTotal: string | null = null) => ({
	key,
	name: named(key),
	places,
	minTotal
});
const TABLE = [tier('first', 1), tier('second', 1), tier('third', 2), tier('consolation', 'rest')];
const SIX = { A: 9, B: 8.5, C: 8, D: 7.5, E: 7, F: 6 };

interface Given {
	readonly prizes?: NonNullable<Parameters<typeof stageOf>[0]>['prizes'];
	readonly totals?: Record<string, number>;
	readonly reveal?: 'bottomUp' | 'allAtOnce';
	readonly options?: Partial<CeremonyOptions>;
	readonly through?: readonly string[];
}

function plan({
	prizes = { tiers: TABLE },
	totals = SIX,
	reveal = 'bottomUp',
	options,
	through
}: Given = {}) {
	const stage = stageOf({ prizes, visibility: { reveal }, panel: { judges: 1, quorum: 1 } });
	const sheet = sheetOf(Object.fromEntries(Object.entries(totals).map(([team, total]) => [team, [total]])));
	const standings = tabulate(stage, sheet);
	const qualification = through && {
		state: 'decided',
		scope: 'round',
		toStage: named('Chung khảo'),
		through,
		clear: through,
		tiesAtCut: [],
		reserves: [],
		outcomes: [],
		warnings: [],
		teams: []
	};
	return ceremonySteps(
		{
			stage,
			standings,
			prizes: awardPrizes(stage, standings),
			// Drawn in the opposite order of their letters.
			teams: Object.keys(totals).map((id, index) => ({
				id,
				code: id,
				name: id,
				units: [],
				position: 100 - index
			})),
			qualification: (qualification as ResultQualification | undefined) ?? null
		},
		{ ...usualOptions(stage), showsTotals: false, ...options }
	);
}

function line(step: CeremonyStep): string {
	const teams = (called: readonly { team: string; person: string | null }[]) =>
		called.map(({ team, person }) => person ?? team).join('+');
	switch (step.kind) {
		case 'prize': {
			const already = step.already.length > 0 ? ` after ${teams(step.already)}` : '';
			return `${step.prize.key} ${teams(step.called)}${already}`;
		}
		case 'vacant':
			return `${step.prize.key} vacant ${step.places ?? 'side'}`;
		case 'taken':
			return `${step.prize.key} taken ${step.places}`;
		case 'table':
			return step.prizes
				.map(({ prize, called, vacant, taken }) => `${prize.key} ${teams(called)} ${vacant} ${taken}`)
				.join(' / ');
		case 'places':
			return step.places.map(({ rank, called }) => `place ${rank} ${teams(called)}`).join(' / ');
		case 'through':
			return `through ${teams(step.called)}`;
		default:
			return step.kind;
	}
}

function lines(given: Given = {}): string[] {
	const made = plan(given);
	if (made.kind === 'blocked') throw new Error(JSON.stringify(made.by));
	return made.steps.map(line);
}

describe('a ceremony from below', () => {
	test('gives the consolation prizes as a group, then one team after the other up to the winner', () => {
		expect(lines()).toEqual([
			'opening',
			'consolation F+E',
			'third D',
			'third C after D',
			'second B',
			'first A',
			'closing'
		]);
	});

	test('calls a prize to all its teams at once where people want it, in the order of performance', () => {
		expect(lines({ options: { together: ['third'] } })).toEqual([
			'opening',
			'consolation F',
			'consolation E after F',
			'third D+C',
			'second B',
			'first A',
			'closing'
		]);
	});

	test('calls those who share a place in one breath, never one before the other', () => {
		const steps = lines({ totals: { ...SIX, D: 8 } });
		expect(steps).toContain('third D+C');
	});

	test('says a vacant prize as vacant, in its place', () => {
		const tiers = [tier('first', 1, '9.5'), tier('second', 2), tier('third', 1)];
		expect(lines({ prizes: { tiers }, totals: { A: 9, B: 8 } })).toEqual([
			'opening',
			'third vacant 1',
			'second B',
			'second A after B',
			'first vacant 1',
			'closing'
		]);
	});

	test('tells a prize that a shared place took only after the better prize', () => {
		const tiers = [tier('first', 1), tier('second', 1), tier('third', 1)];
		expect(lines({ prizes: { tiers, tiesMayExceed: true }, totals: { A: 9, B: 9, C: 8 } })).toEqual([
			'opening',
			'third C',
			'first B+A',
			'second taken 1',
			'closing'
		]);
	});

	test('side prizes follow the opening, or come right before the prize that people choose', () => {
		const side = [
			{ key: 'best', name: named('best'), by: { kind: 'partScore' as const, part: 'skit' } },
			{ key: 'clean', name: named('clean'), by: { kind: 'partScore' as const, part: 'skit' } }
		];
		const options = { sideBefore: [{ side: 'clean', before: 'first' }] };
		const steps = lines({ prizes: { tiers: TABLE, side }, options });
		expect(steps.slice(0, 2)).toEqual(['opening', 'best A']);
		expect(steps.slice(-3)).toEqual(['clean A', 'first A', 'closing']);
	});

	test('names those who go on after the prizes', () => {
		expect(lines({ through: ['A', 'B'] }).slice(-3)).toEqual(['first A', 'through B+A', 'closing']);
	});

	test('without prizes, those who go on are the news; without either, the first three places', () => {
		expect(lines({ prizes: { tiers: [] }, through: ['A'] })).toEqual(['opening', 'through A', 'closing']);
		expect(lines({ prizes: { tiers: [] } })).toEqual([
			'opening',
			'place 3 C',
			'place 2 B',
			'place 1 A',
			'closing'
		]);
	});

	test('tells a total with as many decimals as the rules show, only with main prizes', () => {
		const made = plan({ options: { showsTotals: true } });
		if (made.kind === 'blocked') throw new Error('blocked');
		const last = made.steps.at(-2)!;
		expect(last.kind === 'prize' && last.called[0]?.total).toBe('9.00');
	});
});

test('where the rules reveal all at once there is one table, best first', () => {
	expect(lines({ reveal: 'allAtOnce' })).toEqual([
		'opening',
		'first A 0 0 / second B 0 0 / third D+C 0 0 / consolation F+E 0 0',
		'closing'
	]);
});

describe('no ceremony can be built', () => {
	test('while teams that share a place wait for somebody to say who gets the prize', () => {
		expect(plan({ totals: { A: 9, B: 9, C: 8 } })).toMatchObject({
			kind: 'blocked',
			by: [
				{ kind: 'prize', prizeKey: 'first', needs: 'choice' },
				{ kind: 'prize', prizeKey: 'second', needs: null },
				{ kind: 'prize', prizeKey: 'third', needs: null },
				{ kind: 'prize', prizeKey: 'consolation', needs: null }
			]
		});
	});

	test('while a vote is not recorded', () => {
		const side = [{ key: 'public', name: named('public'), by: { kind: 'audienceVote' as const } }];
		expect(plan({ prizes: { tiers: TABLE, side } })).toMatchObject({
			by: [{ kind: 'prize', prizeKey: 'public', needs: 'vote' }]
		});
	});

	test('for nobody', () => {
		expect(plan({ totals: {} })).toMatchObject({ by: [{ kind: 'noTeams' }] });
	});
});
