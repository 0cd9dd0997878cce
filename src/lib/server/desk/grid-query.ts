import type { Actor } from '#lib/domain/access/actor.ts';
import type { Name } from '#lib/domain/shared/name.ts';
import type { EntrantStatus } from '#lib/domain/scoring/entrant.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { standingsOf } from '#lib/server/results/standings.ts';
import { blindFor, ownSeat } from './blindness.ts';
import { liveFacts } from './live-facts.ts';
import { sheetStates, type SheetFacts } from './sheet-states.ts';

export interface GridSeat {
	readonly id: string;
	readonly label: string;
	readonly name: string;
	readonly isChair: boolean;
	readonly absentFrom: number | null;
}

export interface GridRow {
	readonly teamId: string;
	readonly code: string;
	readonly name: string;
	readonly position: number;
	readonly status: EntrantStatus;
	readonly isOnStage: boolean;
	/** In the order of the seats; several where a judge has a sheet for each part. */
	readonly cells: readonly (readonly Omit<SheetFacts, 'teamId' | 'seatId'>[])[];
	/** Null: not whole yet, or hidden. */
	readonly total: string | null;
	readonly rank: number | null;
	readonly isShared: boolean;
	readonly isComplete: boolean;
	/** The viewer is a judge who has not handed in for this team. */
	readonly isHidden: boolean;
}

export interface GridView {
	readonly parts: readonly { readonly key: string; readonly name: Name }[];
	readonly onStage: { readonly teamId: string; readonly partKey: string } | null;
	readonly seats: readonly GridSeat[];
	readonly rows: readonly GridRow[];
}

/** Teams and judges of a round: how far every sheet is, and the totals; with a fixed number of queries. */
export async function gridView(read: Tx, actor: Actor, roundId: string): Promise<GridView> {
	const { live, facts } = await liveFacts(read, roundId);
	const sheets = await sheetStates(read, live, facts);
	const { standings } = await standingsOf(read, roundId);
	const hidden = blindFor(sheets, await ownSeat(read, actor, facts, roundId));
	const results = new Map(standings.rows.map((row) => [row.teamId, row]));
	const byCell = Map.groupBy(sheets, ({ teamId, seatId }) => `${teamId} ${seatId}`);
	const seats = [...facts.seats.values()].filter(({ isJudge }) => isJudge);
	const turnKeys = [...new Set(facts.turns.map(({ partKey }) => partKey))].filter((key) => key !== '*');
	return {
		parts: facts.stage.parts
			.filter(({ key }) => turnKeys.includes(key))
			.map(({ key, name }) => ({ key, name })),
		onStage:
			live.onStageTeamId && live.onStagePartKey
				? { teamId: live.onStageTeamId, partKey: live.onStagePartKey }
				: null,
		seats: seats.map(({ id, label, name, role, absentFrom }) => ({
			id,
			label,
			name,
			isChair: role === 'chair',
			absentFrom
		})),
		rows: [...facts.teams.values()].map((team) => {
			const result = results.get(team.id);
			const isHidden = hidden.has(team.id);
			return {
				teamId: team.id,
				code: team.code,
				name: team.name,
				position: team.position,
				status: result?.status ?? 'competing',
				isOnStage: live.onStageTeamId === team.id,
				cells: seats.map((seat) =>
					(byCell.get(`${team.id} ${seat.id}`) ?? []).map(({ partKey, state, given, asked, source }) => ({
						partKey,
						state,
						given,
						asked,
						source
					}))
				),
				total: isHidden ? null : (result?.total?.shown ?? null),
				// Places among fewer than all would tell a judge how the others marked.
				rank: hidden.size > 0 ? null : (result?.rank ?? null),
				isShared: hidden.size === 0 && (result?.isShared ?? false),
				isComplete: result?.isComplete ?? false,
				isHidden
			};
		})
	};
}
