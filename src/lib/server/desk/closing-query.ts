import type { Actor } from '#lib/domain/access/actor.ts';
import { ALL_PARTS } from '#lib/domain/contest/ballot-sheet.ts';
import type { Aggregation } from '#lib/domain/contest/aggregation.ts';
import type { AbsencePolicy } from '#lib/domain/contest/panel.ts';
import { scoredParts } from '#lib/domain/contest/part.ts';
import type { Name } from '#lib/domain/shared/name.ts';
import type { Missing } from '#lib/domain/scoring/derivation.ts';
import type { TieNeed } from '#lib/domain/scoring/standings.ts';
import { standingsOf } from '#lib/server/results/standings.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { absencePreview, type AbsencePreview } from './absence-preview.ts';
import { blindFor, ownSeat } from './blindness.ts';
import { liveFacts } from './live-facts.ts';
import { isOpenSheet, sheetStates, type SheetState } from './sheet-states.ts';

export interface MissingSheet {
	readonly teamId: string;
	readonly seatId: string;
	readonly partKey: string;
	readonly state: SheetState;
	readonly given: number;
	readonly asked: number;
}

type SheetPlace = Pick<MissingSheet, 'teamId' | 'seatId' | 'partKey'>;

export interface ClosingView {
	readonly teams: readonly { readonly id: string; readonly name: string; readonly position: number }[];
	readonly seats: readonly {
		readonly id: string;
		readonly label: string;
		readonly name: string;
		readonly absentFrom: number | null;
		readonly absenceScope: string | null;
	}[];
	readonly turns: readonly {
		readonly position: number;
		readonly teamId: string;
		readonly partKey: string;
		readonly status: string;
	}[];
	readonly partNames: Readonly<Record<string, Name>>;
	/** Turns that have not been on stage although their team competes. */
	readonly unperformed: number;
	readonly missing: readonly MissingSheet[];
	/** What is missing besides sheets: measured scores, a quorum, a whole panel. */
	readonly others: readonly { readonly teamId: string; readonly missing: Missing }[];
	readonly ties: readonly {
		readonly teamIds: readonly string[];
		readonly rank: number;
		readonly needs: TieNeed;
	}[];
	readonly incomplete: readonly string[];
	readonly quorum: number;
	readonly absence: AbsencePolicy;
	/** How the marks that are left become one, part by part. */
	readonly counting: readonly {
		readonly name: Name;
		readonly aggregation: Aggregation;
		readonly criteria: number;
	}[];
	readonly preview: AbsencePreview | null;
}

/** What still stands between a round and its verified result, and what an absence would do. */
export async function closingView(
	read: Tx,
	roundId: string,
	asked: { readonly seatId: string | null; readonly from: number | null },
	actor: Actor
): Promise<ClosingView> {
	const { live, facts } = await liveFacts(read, roundId);
	const states = await sheetStates(read, live, facts);
	const { standings, stage, sheet } = await standingsOf(read, roundId);
	const competing = new Set(
		[...facts.teams.values()].filter(({ isCompeting }) => isCompeting).map(({ id }) => id)
	);
	const isBlind = blindFor(states, await ownSeat(read, actor, facts, roundId)).size > 0;
	const judges = [...facts.seats.values()].filter(({ isJudge }) => isJudge);
	const incomplete = standings.rows.filter((row) => row.status === 'competing' && !row.isComplete);

	/** A third marker owes a sheet only where two markers differ by what calls for it. */
	function isUncalled({ teamId, seatId, partKey }: SheetPlace): boolean {
		const parts = standings.rows.find((row) => row.teamId === teamId)?.parts ?? [];
		const ballots = parts
			.filter((part) => partKey === ALL_PARTS || part.partKey === partKey)
			.flatMap((part) => [part, ...part.parts])
			.flatMap((part) => part.ballots.filter(({ judgeId }) => judgeId === seatId));
		return ballots.length > 0 && ballots.every(({ standing }) => standing === 'notCalled');
	}

	return {
		teams: [...facts.teams.values()].map(({ id, name, position }) => ({ id, name, position })),
		seats: judges.map(({ id, label, name, absentFrom, absenceScope }) => ({
			id,
			label,
			name,
			absentFrom,
			absenceScope
		})),
		turns: facts.turns,
		partNames: Object.fromEntries(stage.parts.map(({ key, name }) => [key, name])),
		unperformed: facts.turns.filter(
			({ teamId, status }) => competing.has(teamId) && ['waiting', 'held', 'on-stage'].includes(status)
		).length,
		missing: states
			.filter((sheet) => isOpenSheet(sheet.state) && !isUncalled(sheet))
			.map(({ teamId, seatId, partKey, state, given, asked }) => ({
				teamId,
				seatId,
				partKey,
				state,
				given,
				asked
			})),
		others: incomplete.flatMap(({ teamId, missing }) =>
			missing.filter(({ kind }) => kind !== 'ballot').map((one) => ({ teamId, missing: one }))
		),
		ties: standings.unresolved,
		incomplete: incomplete.map(({ teamId }) => teamId),
		quorum: stage.panel.quorum,
		absence: stage.panel.absence,
		counting: scoredParts(stage.parts).flatMap(({ part }) =>
			part.kind === 'judged'
				? [{ name: part.name, aggregation: part.aggregation, criteria: part.criteria.length }]
				: []
		),
		preview: absencePreview(asked, facts, states, { stage, sheet }, isBlind)
	};
}
