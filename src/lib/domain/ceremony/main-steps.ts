import type { MainPrize } from '#lib/domain/prizes/awarded-prizes.ts';
import { worstFirst, type Caller } from './caller.ts';
import type { CeremonyOptions } from './ceremony-options.ts';
import type { CeremonyFacts } from './ceremony-steps.ts';
import type { Called, CeremonyStep } from './ceremony-step.ts';
import type { SideSteps } from './side-steps.ts';

interface Telling {
	readonly call: Caller;
	readonly before: SideSteps['before'];
}

const named = ({ key, name }: MainPrize) => ({ key, name });

/** The main prizes from the lowest to the best, or in one table where the rules reveal all at once. */
export function mainSteps(
	facts: CeremonyFacts,
	options: CeremonyOptions,
	{ call, before }: Telling
): CeremonyStep[] {
	const { main } = facts.prizes;
	const rising = [...main].reverse();
	if (facts.stage.visibility.reveal === 'allAtOnce') {
		const prizes = main
			.filter(({ teamIds, vacant, takenByTie }) => teamIds.length + vacant + takenByTie > 0)
			.map((prize) => ({
				prize: named(prize),
				called: call(prize.teamIds, { hasTotal: true }),
				vacant: prize.vacant,
				taken: prize.takenByTie
			}));
		const sides = rising.flatMap(({ key }) => before.get(key) ?? []);
		return prizes.length > 0 ? [...sides, { kind: 'table', prizes }] : sides;
	}
	return rising.flatMap((prize) => [
		...(before.get(prize.key) ?? []),
		...prizeSteps(prize, facts, options, call),
		...takenBelow(prize, main)
	]);
}

function prizeSteps(
	prize: MainPrize,
	facts: CeremonyFacts,
	options: CeremonyOptions,
	call: Caller
): CeremonyStep[] {
	const { vacant, teamIds } = prize;
	const none: CeremonyStep[] = vacant > 0 ? [{ kind: 'vacant', prize: named(prize), places: vacant }] : [];
	if (teamIds.length === 0) return none;
	const isTogether = options.together.includes(prize.key);
	const groups = isTogether ? [[...teamIds]] : worstFirst(facts, teamIds);
	let already: Called[] = [];
	const told = groups.map((group): CeremonyStep => {
		const called = call(group, { hasTotal: true });
		const isBest = prize === facts.prizes.main[0];
		const step: CeremonyStep = {
			kind: 'prize',
			prize: named(prize),
			isSide: false,
			isBest,
			called,
			already
		};
		already = [...already, ...called];
		return step;
	});
	return [...none, ...told];
}

const exceedsBy = ({ places, teamIds, vacant, takenByTie }: MainPrize) =>
	places === 'rest' ? 0 : Math.max(0, teamIds.length + vacant + takenByTie - places);

/**
 * Prizes below this one of which nothing is left because its teams share a place. Told only after it: before, their absence
 * would say how the better prize ends.
 */
function takenBelow(prize: MainPrize, main: readonly MainPrize[]): CeremonyStep[] {
	if (exceedsBy(prize) === 0) return [];
	const below = main.slice(main.indexOf(prize) + 1);
	const untilNext = below.findIndex((one) => exceedsBy(one) > 0);
	return below
		.slice(0, untilNext < 0 ? undefined : untilNext + 1)
		.filter(({ teamIds, vacant, takenByTie }) => takenByTie > 0 && teamIds.length === 0 && vacant === 0)
		.map((one) => ({ kind: 'taken', prize: named(one), places: one.takenByTie }));
}
