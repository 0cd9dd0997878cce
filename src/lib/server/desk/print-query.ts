import { ALL_PARTS, sheetLines } from '#lib/domain/contest/ballot-sheet.ts';
import type { Actor } from '#lib/domain/access/actor.ts';
import type { Name } from '#lib/domain/shared/name.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { blindFor, ownSeat } from './blindness.ts';
import { liveFacts } from './live-facts.ts';
import { sheetStates } from './sheet-states.ts';

export interface PrintedLine {
	readonly path: string;
	readonly part: Name;
	readonly name: Name;
	readonly min: string;
	readonly max: string;
	readonly step: string;
	readonly marks?: readonly string[];
	readonly value: string | null;
}

export interface PrintedSheet {
	readonly teamId: string;
	readonly team: string;
	readonly position: number;
	readonly seatId: string;
	readonly label: string;
	readonly judge: string;
	readonly isChair: boolean;
	/** All that is on it was handed in. */
	readonly isFinal: boolean;
	readonly lines: readonly PrintedLine[];
}

export interface PrintView {
	readonly seats: readonly { readonly id: string; readonly label: string; readonly name: string }[];
	readonly teams: readonly { readonly id: string; readonly name: string; readonly position: number }[];
	readonly sheets: readonly PrintedSheet[];
}

/**
 * One sheet of paper for each judge and each team that the judge marks: blank, or with the marks that are there, so that a
 * round can go on by hand when the network does not.
 */
export async function printView(
	read: Tx,
	actor: Actor,
	roundId: string,
	wanted: { readonly seatId: string | null; readonly teamId: string | null; readonly isFilled: boolean }
): Promise<PrintView> {
	const { live, facts } = await liveFacts(read, roundId);
	const states = await sheetStates(read, live, facts);
	const viewer = await ownSeat(read, actor, facts, roundId);
	const blind = blindFor(states, viewer);
	const rows = wanted.isFilled
		? await read.mark.findMany({
				where: { roundId, ...(wanted.seatId ? { seatId: wanted.seatId } : {}) },
				orderBy: { seq: 'asc' },
				select: { teamId: true, seatId: true, criterion: true, value: true }
			})
		: [];
	const newest = new Map(rows.map((row) => [`${row.teamId} ${row.seatId} ${row.criterion}`, row.value]));
	const judges = [...facts.seats.values()].filter(({ isJudge }) => isJudge);
	const parts = new Map<string, Name>(
		facts.stage.parts.flatMap((part) => [
			[part.key, part.name] as const,
			...(part.kind === 'compound'
				? part.parts.map((sub) => [`${part.key}.${sub.key}`, sub.name] as const)
				: [])
		])
	);
	const teams = [...facts.teams.values()];
	return {
		seats: judges.map(({ id, label, name }) => ({ id, label, name })),
		teams: teams.map(({ id, name, position }) => ({ id, name, position })),
		sheets: judges
			.filter(({ id }) => !wanted.seatId || id === wanted.seatId)
			.flatMap((seat) => {
				const lines = sheetLines(facts.stage, ALL_PARTS, seat.kind);
				if (lines.length === 0) return [];
				return teams
					.filter(({ id, isCompeting }) => isCompeting && (!wanted.teamId || id === wanted.teamId))
					.filter(({ id }) => !facts.conflict(seat.id, id))
					.map((team): PrintedSheet => {
						const isHidden = viewer !== seat.id && blind.has(team.id);
						const own = states.filter((sheet) => sheet.teamId === team.id && sheet.seatId === seat.id);
						return {
							teamId: team.id,
							team: team.name,
							position: team.position,
							seatId: seat.id,
							label: seat.label,
							judge: seat.name,
							isChair: seat.role === 'chair',
							isFinal: own.length > 0 && own.every(({ state }) => state === 'final' || state === 'notTheirs'),
							lines: lines.map(({ path, partPath, criterion: { name, min, max, step, marks } }) => ({
								path,
								part: parts.get(partPath) ?? { vi: partPath, en: partPath },
								name,
								min,
								max,
								step,
								...(marks && { marks }),
								value: isHidden ? null : (newest.get(`${team.id} ${seat.id} ${path}`) ?? null)
							}))
						};
					});
			})
	};
}
