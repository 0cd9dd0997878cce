import type { Tx } from '#lib/server/db/client.ts';
import type { Locale } from '#lib/words/figure.ts';
import { obstaclesTo } from './obstacles.ts';
import { stateOfQualification, warningWords } from './publish-view.ts';
import { qualificationOf } from './qualification.ts';
import { named, nameOf } from '#lib/words/named.ts';

/** Every stage that has rounds: how far each is from publication, and who goes through as things stand. */
export async function deskResults(read: Tx, contestId: string, locale: Locale) {
	const found = await read.round.findMany({
		where: { contestId },
		orderBy: { position: 'asc' },
		select: { id: true, stageKey: true }
	});
	const versions = await read.resultVersion.findMany({
		where: { contestId },
		orderBy: { version: 'asc' },
		select: { roundId: true, version: true }
	});
	const newest = new Map(versions.map(({ roundId, version }) => [roundId, version]));
	const stages = [];
	for (const key of new Set(found.map(({ stageKey }) => stageKey))) {
		const of = await qualificationOf(read, contestId, key);
		const names = new Map(
			of.rounds.flatMap(({ round, teams }) =>
				teams.map(
					({ id, name }) =>
						[id, { id, name, cluster: round.cluster && nameOf(round.cluster, locale) }] as const
				)
			)
		);
		const { qualification, nextStage, stage } = of;
		const isOut = of.rounds.every(({ round }) => round.state === 'published');
		stages.push({
			key,
			name: stage.name[locale],
			rounds: of.rounds.map((one) => ({
				id: one.round.id,
				...named(one.round, locale),
				state: one.round.state,
				version: newest.get(one.round.id) ?? null,
				obstacles: obstaclesTo(one, of).length
			})),
			next: nextStage && {
				name: nextStage.name[locale],
				mayFill: isOut && qualification.state === 'decided',
				note: stateOfQualification(qualification, locale),
				through: qualification.through.map((id) => names.get(id) ?? { id, name: id, cluster: null }),
				warnings: qualification.warnings.map((one) => warningWords(one, locale))
			}
		});
	}
	return stages;
}
