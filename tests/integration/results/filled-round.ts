import { scoredParts } from '#lib/domain/contest/part.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { newId } from '#lib/live/id.ts';
import type { Database } from '#lib/server/db/client.ts';
import type { SmallContest, SmallRound } from '../../support/small-contest.ts';

/** How much of every criterion's scale a judge gives a team, in hundredths; teams and judges counted from 0. */
export type Share = (team: number, judge: number) => number;

const falling: Share = (team, judge) => 95 - team * 5 - judge;

function marked(max: string, step: string, hundredths: number): string {
	const steps = Math.round((Number(max) * hundredths) / 100 / Number(step));
	return String(steps * Number(step));
}

function sheetOf(stage: Stage, hundredths: number): Record<string, string> {
	return Object.fromEntries(
		scoredParts(stage.parts).flatMap(({ path, part }) =>
			part.kind === 'judged'
				? part.criteria.map(({ key, max, step }) => [`${path}.${key}`, marked(max, step, hundredths)])
				: []
		)
	);
}

/** Writes what a round's judges and desk leave behind: final ballots with their log, given scores, and the round's state. */
export async function fillRound(
	database: Database,
	{ stage }: Pick<SmallContest, 'stage'>,
	round: SmallRound,
	options: {
		readonly share?: Share;
		readonly state?: string;
		readonly skip?: (team: number, judge: number) => boolean;
	} = {}
): Promise<void> {
	const { share = falling, state = 'verified', skip = () => false } = options;
	const at = new Date('2026-01-05T02:00:00Z');
	const given = scoredParts(stage.parts).filter(({ part }) => part.kind === 'given');
	await database.transaction(async (tx) => {
		for (const [team, { id: teamId }] of round.teams.entries()) {
			for (const [judge, { id: seatId }] of round.judges.entries()) {
				if (skip(team, judge)) continue;
				const marks = sheetOf(stage, share(team, judge));
				await tx.ballot.create({
					data: {
						id: newId(),
						roundId: round.id,
						teamId,
						seatId,
						partKey: '*',
						state: 'final',
						marks: canonicalJson(marks),
						finalAt: at,
						source: 'tablet'
					}
				});
				await tx.mark.createMany({
					data: Object.entries(marks).map(([criterion, value]) => ({
						id: newId(),
						roundId: round.id,
						teamId,
						seatId,
						criterion,
						value,
						source: 'tablet',
						at
					}))
				});
			}
			await tx.givenScore.createMany({
				data: given.map(({ path, part }) => ({
					id: newId(),
					roundId: round.id,
					teamId,
					partKey: path,
					value: marked(part.scale, part.kind === 'given' ? part.step : '1', share(team, 0)),
					by: 'test',
					at
				}))
			});
		}
		await tx.round.update({
			where: { id: round.id },
			data: { state, openedAt: at, closedAt: at, verifiedAt: at }
		});
	});
}
