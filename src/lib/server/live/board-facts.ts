import type { Standings } from '#lib/domain/scoring/standings.ts';
import type { BoardFacts, StageTurn } from '#lib/live/board-view.ts';
import type { RoundState } from '#lib/live/board.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { asAsked, looksOf } from '#lib/server/judging/second-looks-query.ts';
import { loadSheet } from '#lib/server/results/sheet.ts';

async function lastPublished(read: Tx, roundId: string): Promise<BoardFacts['published']> {
	const row = await read.resultVersion.findFirst({ where: { roundId }, orderBy: { version: 'desc' } });
	if (!row) return null;
	const { standings } = JSON.parse(row.json) as { standings: Standings };
	return { version: row.version, standings };
}

/** Reads all that the boards of a round are made of. Refuses where the round or its rules do not exist. */
export async function boardFacts(read: Tx, roundId: string): Promise<BoardFacts> {
	const loaded = await loadSheet(read, roundId);
	const { contest, round, rules, stage, sheet, teams } = loaded;
	const turns = await read.performance.findMany({
		where: { roundId },
		select: { teamId: true, partKey: true, position: true, status: true }
	});
	const holds = stage.visibility.secondLook === 'hold';
	const looks = holds ? (await looksOf(read, roundId)).map(asAsked) : [];
	return {
		contest: {
			code: contest.code,
			title: { vi: contest.titleVi, en: contest.titleEn },
			isInvented: contest.isInvented
		},
		round: {
			id: round.id,
			name: round.name,
			nameEn: round.nameEn,
			cluster: round.cluster?.name ?? null,
			state: round.state as RoundState
		},
		rules: { version: rules.version, hash: rules.hash },
		stage,
		teams: teams.map(({ id, name, position }) => ({ id, name, order: position })),
		sheet,
		turns: turns as StageTurn[],
		onStage: round.onStageTeamId
			? { teamId: round.onStageTeamId, partKey: round.onStagePartKey ?? '*' }
			: null,
		looks,
		published: await lastPublished(read, roundId)
	};
}
