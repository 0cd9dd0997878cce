import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { awardPrizes } from '#lib/domain/prizes/award-prizes.ts';
import type { PrizeDecisions } from '#lib/domain/prizes/awarded-prizes.ts';
import { sheetOf, stageOf } from '#lib/domain/scoring/sheet.fixture.ts';
import { tabulate } from '#lib/domain/scoring/tabulate.ts';
import type { Called, CeremonyStep } from './ceremony-step.ts';
import { ceremonySteps, type CeremonyFacts } from './ceremony-steps.ts';
import { withInventedNames } from './invented-names.ts';

const TEAMS = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
const named = (text: string) => ({ vi: text, en: text });

const contest = fc.record({
	tiers: fc.array(
		fc.record({
			places: fc.oneof(fc.nat(3), fc.constant('rest' as const)),
			minTotal: fc.option(fc.constantFrom('6', '7', '8'), { nil: null, freq: 3 })
		}),
		{ maxLength: 4 }
	),
	side: fc.array(
		fc.record({ voted: fc.boolean(), toPerson: fc.boolean(), to: fc.subarray(TEAMS, { maxLength: 2 }) }),
		{ maxLength: 3 }
	),
	tiesMayExceed: fc.boolean(),
	whenExceeded: fc.constantFrom('fewerBelow' as const, 'sameBelow' as const),
	reveal: fc.constantFrom('bottomUp' as const, 'allAtOnce' as const),
	totals: fc.array(fc.constantFrom<string>('5', '6', '7', '8', '9'), { maxLength: TEAMS.length }),
	ladder: fc.constantFrom('sharedPlace' as const, 'drawOfLots' as const),
	together: fc.subarray(['t0', 't1', 't2', 't3']),
	before: fc.array(fc.constantFrom('t0', 't1', 't2', 't3', 'gone', null), { minLength: 3, maxLength: 3 }),
	showsTotals: fc.boolean()
});
type Given = typeof contest extends fc.Arbitrary<infer T> ? T : never;

function told(given: Given) {
	const stage = stageOf({
		visibility: { reveal: given.reveal },
		tieLadder: [{ by: given.ladder }],
		prizes: {
			tiers: given.tiers.map((tier, index) => ({ key: `t${index}`, name: named(`t${index}`), ...tier })),
			side: given.side.map(({ voted, toPerson }, index) => ({
				key: `s${index}`,
				name: named(`s${index}`),
				by: voted ? { kind: 'committeeVote' as const } : { kind: 'partScore' as const, part: 'skit' },
				recipient: toPerson ? ('person' as const) : ('team' as const)
			})),
			tiesMayExceed: given.tiesMayExceed,
			whenExceeded: given.whenExceeded
		}
	});
	const sheet = sheetOf(
		Object.fromEntries(given.totals.map((total, index) => [TEAMS[index]!, [total, total, total]]))
	);
	const standings = tabulate(stage, sheet);
	const decisions: PrizeDecisions = {
		ties: [],
		side: given.side.map(({ to, toPerson }, index) => ({
			prizeKey: `s${index}`,
			recipients: to.map((teamId) => ({
				teamId,
				person: toPerson ? { id: null, name: `Người ${teamId}${index}` } : null
			}))
		}))
	};
	const facts: CeremonyFacts = {
		stage,
		standings,
		prizes: awardPrizes(stage, standings, decisions),
		teams: sheet.entrants.map(({ id }, index) => ({
			id,
			code: id,
			name: `Đội ${id}`,
			units: [`Phường ${id}`],
			position: 7 - index
		})),
		qualification: null
	};
	const plan = ceremonySteps(facts, {
		together: given.together,
		sideBefore: given.before.flatMap((before, index) => (before ? [{ side: `s${index}`, before }] : [])),
		showsTotals: given.showsTotals,
		freeBelow: 0
	});
	return { facts, plan };
}

const calledIn = (step: CeremonyStep): readonly Called[] => {
	switch (step.kind) {
		case 'prize':
		case 'through':
			return step.called;
		case 'table':
			return step.prizes.flatMap(({ called }) => called);
		case 'places':
			return step.places.flatMap(({ called }) => called);
		default:
			return [];
	}
};

/** Who gets which prize, and which prizes nobody gets, as the steps tell it. */
function pairs(steps: readonly CeremonyStep[]): string[] {
	return steps.flatMap((step) => {
		switch (step.kind) {
			case 'prize':
				return step.called.map(({ teamId, person }) => `${step.prize.key} ${teamId} ${person ?? ''}`);
			case 'vacant':
				return [`${step.prize.key} vacant ${step.places ?? 1}`];
			case 'taken':
				return [];
			case 'table':
				return step.prizes.flatMap(({ prize, called, vacant }) => [
					...called.map(({ teamId }) => `${prize.key} ${teamId} `),
					...(vacant > 0 ? [`${prize.key} vacant ${vacant}`] : [])
				]);
			default:
				return [];
		}
	});
}

function awarded({ prizes }: CeremonyFacts): string[] {
	return [
		...prizes.main.flatMap(({ key, teamIds, vacant }) => [
			...teamIds.map((teamId) => `${key} ${teamId} `),
			...(vacant > 0 ? [`${key} vacant ${vacant}`] : [])
		]),
		...prizes.side.flatMap(({ key, recipients }) =>
			recipients.length === 0
				? [`${key} vacant 1`]
				: recipients.map(({ teamId, person }) => `${key} ${teamId} ${person?.name ?? ''}`)
		)
	];
}

describe('the steps of a ceremony, whatever the rules and the marks', () => {
	test('tell every prize exactly once, as it was awarded', () => {
		fc.assert(
			fc.property(contest, (given) => {
				const { facts, plan } = told(given);
				if (plan.kind === 'blocked') return;
				expect(pairs(plan.steps).sort()).toEqual(awarded(facts).sort());
			})
		);
	});

	test('begin with the opening, end with the publication, and have each of them once', () => {
		fc.assert(
			fc.property(contest, (given) => {
				const { plan } = told(given);
				if (plan.kind === 'blocked') return;
				const kinds = plan.steps.map(({ kind }) => kind);
				expect([kinds[0], kinds.at(-1)]).toEqual(['opening', 'closing']);
				expect(kinds.filter((kind) => kind === 'opening' || kind === 'closing')).toHaveLength(2);
			})
		);
	});

	test('there are none while anything is open', () => {
		fc.assert(
			fc.property(contest, (given) => {
				const { facts, plan } = told(given);
				const { prizes, standings } = facts;
				const isOpen =
					standings.rows.length === 0 ||
					!standings.isFinal ||
					[...prizes.main, ...prizes.side].some(({ open, isWaiting }) => open !== null || isWaiting);
				expect(plan.kind).toBe(isOpen ? 'blocked' : 'steps');
			})
		);
	});

	test('a step says nothing about a team that a later step calls to its main prize', () => {
		fc.assert(
			fc.property(contest, (given) => {
				const { plan } = told({ ...given, side: [] });
				if (plan.kind === 'blocked') return;
				plan.steps.forEach((step, index) => {
					const earlier = JSON.stringify(plan.steps.slice(0, index));
					for (const { team, units } of calledIn(step)) {
						expect(earlier).not.toContain(JSON.stringify(team));
						for (const unit of units) expect(earlier).not.toContain(JSON.stringify(unit));
					}
				});
			})
		);
	});

	test('what comes later changes nothing of a step before it: another winner, the same beginning', () => {
		fc.assert(
			fc.property(contest, (given) => {
				const raised = told({ ...given, side: [], tiers: [{ places: 'rest', minTotal: null }] });
				if (raised.plan.kind === 'blocked') return;
				// The best total goes up by one: the one who is told last.
				const totals = given.totals.map((total): string => (total === '9' ? '10' : total));
				const again = told({ ...given, totals, side: [], tiers: [{ places: 'rest', minTotal: null }] });
				if (again.plan.kind === 'blocked') throw new Error('a higher total opened a question');
				if (given.reveal === 'allAtOnce' || given.together.includes('t0')) return;
				const before = raised.plan.steps.slice(0, -2);
				expect(again.plan.steps.slice(0, before.length)).toEqual(before);
			})
		);
	});

	test('from below, nobody is called before a team that stands worse', () => {
		fc.assert(
			fc.property(contest, (given) => {
				const { facts, plan } = told({ ...given, side: [], reveal: 'bottomUp', together: [] });
				if (plan.kind === 'blocked') return;
				const rank = (id: string) => facts.standings.rows.find(({ teamId }) => teamId === id)!.rank!;
				const ranks = plan.steps.flatMap((step) => calledIn(step).map(({ teamId }) => rank(teamId)));
				expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
			})
		);
	});

	test('with invented names the steps are the same and no name, unit, id or figure is left', () => {
		fc.assert(
			fc.property(contest, (given) => {
				const { facts, plan } = told(given);
				if (plan.kind === 'blocked') return;
				const invented = withInventedNames(plan.steps);
				expect(invented.map(({ kind }) => kind)).toEqual(plan.steps.map(({ kind }) => kind));
				expect(invented.map((step) => calledIn(step).length)).toEqual(
					plan.steps.map((step) => calledIn(step).length)
				);
				const text = JSON.stringify(invented);
				for (const { id, units } of facts.teams) {
					expect(text).not.toContain(`"teamId":"${id}"`);
					expect(text).not.toContain(units[0]);
				}
				expect(text).not.toMatch(/Người|[1-9]\.\d\d/);
			})
		);
	});
});
