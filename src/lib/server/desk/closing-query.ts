import type { Aggregation } from '#lib/domain/contest/aggregation.ts';
import type { AbsencePolicy } from '#lib/domain/contest/panel.ts';
import { scoredParts } from '#lib/domain/contest/part.ts';
import type { Name } from '#lib/domain/shared/name.ts';
import type { Missing } from '#lib/domain/scoring/derivation.ts';
import type { TieNeed } from '#lib/domain/scoring/standings.ts';
import { absenceExclusions } from '#lib/server/results/exclusions.ts';
import { standingsOf } from '#lib/server/results/standings.ts';
import type { Tx } from '#lib/server/db/client.ts';
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

export interface AbsencePreview {
	readonly seatId: string;
	readonly from: number;
	readonly teams: readonly {
		readonly teamId: string;
		readonly judgesLeft: number;
		readonly alreadyIn: boolean;
	}[];
}

export interface ClosingView {
	readonly teams: readonly { readonly id: string; readonly name: string; readonly position: number }[];
	readonly seats: readonly {
		readonly id: string;
		readonly label: string;
		readonly name: string;
		readonly absentFrom: number | null;
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
	asked: { readonly seatId: string | null; readonly from: number | null }
): Promise<ClosingView> {
	const { live, facts } = await liveFacts(read, roundId);
	const states = await sheetStates(read, live, facts);
	const { standings, stage } = await standingsOf(read, roundId);
	const competing = new Set(
		[...facts.teams.values()].filter(({ isCompeting }) => isCompeting).map(({ id }) => id)
	);
	const judges = [...facts.seats.values()].filter(({ isJudge }) => isJudge);
	const incomplete = standings.rows.filter((row) => row.status === 'competing' && !row.isComplete);

	function preview(): AbsencePreview | null {
		const seat = judges.find(({ id }) => id === asked.seatId);
		if (!seat || asked.from === null || !Number.isInteger(asked.from) || asked.from < 1) return null;
		const person = { unitId: null };
		const away = absenceExclusions(
			[{ id: seat.id, personId: '', absentFrom: asked.from, person }],
			facts.turns
		);
		const hit = new Set(away.flatMap(({ teamId }) => (teamId === null ? [...facts.teams.keys()] : [teamId])));
		return {
			seatId: seat.id,
			from: asked.from,
			teams: [...facts.teams.values()]
				.filter(({ id }) => hit.has(id) && competing.has(id))
				.map(({ id }) => {
					const left = states.filter(
						(sheet) =>
							sheet.teamId === id &&
							sheet.seatId !== seat.id &&
							!['absent', 'conflict', 'notTheirs', 'notCompeting'].includes(sheet.state)
					);
					const own = states.filter((sheet) => sheet.teamId === id && sheet.seatId === seat.id);
					return {
						teamId: id,
						judgesLeft: new Set(left.map(({ seatId }) => seatId)).size,
						alreadyIn: own.some(({ state }) => state === 'final')
					};
				})
		};
	}

	return {
		teams: [...facts.teams.values()].map(({ id, name, position }) => ({ id, name, position })),
		seats: judges.map(({ id, label, name, absentFrom }) => ({ id, label, name, absentFrom })),
		turns: facts.turns,
		partNames: Object.fromEntries(stage.parts.map(({ key, name }) => [key, name])),
		unperformed: facts.turns.filter(
			({ teamId, status }) => competing.has(teamId) && ['waiting', 'held', 'on-stage'].includes(status)
		).length,
		missing: states
			.filter(({ state }) => isOpenSheet(state))
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
		preview: preview()
	};
}
