import type { AwardedPrizes } from '#lib/domain/prizes/awarded-prizes.ts';
import { resultChanges, type ResultChanges } from '#lib/domain/results/difference.ts';
import type { ResultContent } from '#lib/domain/results/published-result.ts';
import type { EntrantStatus } from '#lib/domain/scoring/entrant.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { StageQualification } from '#lib/server/results/qualification.ts';
import { resultContent } from '#lib/server/results/result-content.ts';

/** What the second person is shown before they answer; kept with the request, so that anybody can see what was shown. */
export interface ShownDifference {
	readonly changes: ResultChanges;
	readonly teams: readonly { readonly id: string; readonly name: string }[];
	/** Nothing can be published until people have settled these teams' places. */
	readonly unsettled: readonly string[];
	/** Of a sheet that is to be opened again: whose it is and what stands on it. */
	readonly sheet?: {
		readonly teamId: string;
		readonly seat: string;
		readonly handedInAt: string | null;
		readonly marks: readonly { readonly path: string; readonly value: string }[];
	};
	/** Of a result that is to be published: all that the hall will hear. */
	readonly result?: {
		readonly version: number;
		readonly rows: readonly {
			readonly teamId: string;
			readonly rank: number | null;
			readonly status: EntrantStatus;
			readonly total: string | null;
		}[];
		readonly prizes: AwardedPrizes | null;
		readonly through: readonly string[];
	};
	/** Of two teams whose sheets are to be exchanged: what stands on them now, judge by judge. */
	readonly swap?: {
		readonly teamId: string;
		readonly otherTeamId: string;
		readonly seats: readonly {
			readonly seat: string;
			readonly marks: readonly {
				readonly path: string;
				readonly team: string | null;
				readonly other: string | null;
			}[];
		}[];
	};
}

/** The result of a round as it would be published from `of`; nothing is written. */
export async function contentOfRound(read: Tx, of: StageQualification, roundId: string, at: Date) {
	const round = of.rounds.find((one) => one.round.id === roundId)!;
	const { content } = await resultContent(read, round, of, { version: 1, reason: null, at });
	return content;
}

export function shownDifference(
	before: Pick<ResultContent, 'standings' | 'prizes' | 'qualification' | 'teams'>,
	after: ResultContent
): ShownDifference {
	const all = [...before.teams, ...after.teams, ...(after.qualification?.teams ?? [])];
	const names = new Map(all.map(({ id, name }) => [id, name]));
	return {
		changes: resultChanges(before, after),
		teams: [...names].map(([id, name]) => ({ id, name })),
		unsettled: after.standings.unresolved.flatMap(({ teamIds }) => teamIds)
	};
}
