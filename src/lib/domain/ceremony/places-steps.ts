import type { Caller } from './caller.ts';
import type { CeremonyFacts } from './ceremony-steps.ts';
import type { CeremonyStep } from './ceremony-step.ts';

const TOLD = 3;

/** The first three places from below, where there are neither prizes nor teams that go on. */
export function placesSteps(facts: CeremonyFacts, call: Caller): CeremonyStep[] {
	const { standings, qualification, stage } = facts;
	if (qualification?.state === 'decided' && qualification.through.length > 0) return [];
	const ranks = [...new Set(standings.rows.flatMap(({ rank }) => rank ?? []))].filter((rank) => rank <= TOLD);
	const places = ranks
		.sort((a, b) => a - b)
		.map((rank) => {
			const teamIds = standings.rows.filter((row) => row.rank === rank).map(({ teamId }) => teamId);
			return { rank, called: call(teamIds, { hasTotal: true }) };
		});
	if (places.length === 0) return [];
	if (stage.visibility.reveal === 'allAtOnce') return [{ kind: 'places', places }];
	return places.reverse().map((place) => ({ kind: 'places', places: [place] }));
}
