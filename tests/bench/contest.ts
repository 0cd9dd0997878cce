import { newId } from '#lib/live/id.ts';
import { RULES_TEMPLATES } from '#lib/domain/contest/templates/templates.ts';
import type { Rules } from '#lib/domain/contest/rules.ts';
import type { Database } from '#lib/server/db/client.ts';
import { handIn } from '../support/hand-in.ts';
import { pairedTablet, smallContest, type PairedTablet } from '../support/small-contest.ts';

export const JUDGES = 10;
export const CRITERIA = Array.from({ length: 12 }, (_, index) => `c${index + 1}`);
export const TEAMS = 35;

/** One part with twelve criteria, ten judges, and a board that moves after each team: 120 scores a team. */
function rules(): Rules {
	const { rules: commune } = RULES_TEMPLATES.find(({ key }) => key === 'communeContest')!;
	const [stage] = commune.stages;
	const [part] = stage!.parts;
	if (part?.kind !== 'judged') throw new Error('the bench needs a judged part');
	const criteria = CRITERIA.map((key) => ({ ...part.criteria[0]!, key, max: '10', step: '0.25' }));
	return {
		...commune,
		stages: [
			{
				...stage!,
				panel: { ...stage!.panel, judges: JUDGES },
				parts: [{ ...part, key: 'part', scale: '120', criteria }],
				tieLadder: [{ by: 'sharedPlace' }],
				visibility: { ...stage!.visibility, publicBoard: 'afterEachTeam' }
			}
		]
	};
}

/** 34 teams have performed and are complete; the last one stands on stage and every judge holds a paired tablet. */
export async function benchContest(database: Database) {
	const contest = await smallContest(database, {
		rules: rules(),
		teams: TEAMS,
		judges: JUDGES,
		code: 'BENCH'
	});
	const round = contest.rounds[0]!;
	for (const team of round.teams.slice(0, -1)) {
		await handIn(database, contest, round, team.id, 0.4 + team.position / 100);
	}
	const last = round.teams.at(-1)!;
	await database.transaction((tx) =>
		tx.round.update({ where: { id: round.id }, data: { onStageTeamId: last.id, onStagePartKey: '*' } })
	);
	const tablets: PairedTablet[] = [];
	for (const seat of round.judges) tablets.push(await pairedTablet(database, contest.id, seat.id));
	return { contest, round, last, tablets };
}

let seq = 0;

/** A mark as a tablet sends it; `turn` changes its value, so that no mark repeats the one before. */
export function markOf(teamId: string, criterion: string, turn: number) {
	seq += 1;
	return {
		id: newId(),
		seq,
		teamId,
		criterion: `part.${criterion}`,
		value: String((turn % 37) / 4),
		deviceTime: Date.now()
	};
}
