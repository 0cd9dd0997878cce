import type { Actor } from '#lib/domain/access/actor.ts';
import type { Name } from '#lib/domain/shared/name.ts';
import { currentMarks } from '#lib/server/judging/current-marks.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { blindFor, ownSeat } from './blindness.ts';
import { liveFacts } from './live-facts.ts';
import { sheetStates } from './sheet-states.ts';

export interface LateMark {
	readonly id: string;
	/** Null for the handing in of the sheet. */
	readonly criterion: Name | null;
	/** What counts now, and what came; both null where this viewer does not see this judge's marks yet. */
	readonly now: string | null;
	readonly late: string | null;
	readonly code: string;
	readonly deviceTime: Date | null;
	readonly clockOffsetMs: number | null;
	readonly receivedAt: Date;
}

/** One judge's sheet with what came for it too late. */
export interface LateSheet {
	readonly teamId: string;
	readonly team: string;
	readonly seatId: string;
	readonly seat: string;
	readonly partKey: string;
	readonly part: Name | null;
	readonly isBlind: boolean;
	/** The viewer's own sheet: others decide. */
	readonly isOwn: boolean;
	readonly marks: readonly LateMark[];
}

export interface LateView {
	readonly sheets: readonly LateSheet[];
	readonly decided: readonly {
		readonly id: string;
		readonly team: string;
		readonly seat: string;
		readonly decision: string;
		readonly reason: string | null;
		readonly at: Date | null;
	}[];
}

/** How many marks and sheets of a round came too late and still wait for a decision, and how many there ever were. */
export async function lateCount(read: Tx, roundId: string): Promise<{ open: number; all: number }> {
	const open = await read.heldMark.count({ where: { roundId, kind: 'late', decision: null } });
	return { open, all: await read.heldMark.count({ where: { roundId, kind: 'late' } }) };
}

/** Everything of a round that came too late: what waits, sheet by sheet, and what was decided. */
export async function lateView(read: Tx, roundId: string, actor: Actor): Promise<LateView> {
	const { live, facts } = await liveFacts(read, roundId);
	const rows = await read.heldMark.findMany({
		where: { roundId, kind: 'late' },
		orderBy: [{ receivedAt: 'asc' }, { deviceSeq: 'asc' }]
	});
	const own = await ownSeat(read, actor, facts, roundId);
	const blind = blindFor(await sheetStates(read, live, facts), own);
	const parts = new Map(facts.stage.parts.map(({ key, name }) => [key, name]));
	const seatName = (id: string) => {
		const seat = facts.seats.get(id);
		return seat ? `${seat.label} ${seat.name}` : id;
	};
	const teamName = (id: string) => facts.teams.get(id)?.name ?? id;
	const waiting = Map.groupBy(
		rows.filter(({ decision }) => decision === null),
		({ teamId, seatId, partKey }) => `${teamId} ${seatId} ${partKey}`
	);
	const sheets: LateSheet[] = [];
	for (const group of waiting.values()) {
		const { teamId, seatId, partKey } = group[0]!;
		const marks = await currentMarks(read, { roundId, seatId, teamId });
		const now = new Map(marks.map(({ criterion, value }) => [criterion, value]));
		const isBlind = seatId !== own && blind.has(teamId);
		sheets.push({
			teamId,
			team: teamName(teamId),
			seatId,
			seat: seatName(seatId),
			partKey,
			part: parts.get(partKey) ?? null,
			isBlind,
			isOwn: seatId === own,
			marks: group.map(({ id, criterion, value, code, deviceTime, clockOffsetMs, receivedAt }) => ({
				id,
				criterion: criterion === null ? null : (facts.lines.get(criterion)?.criterion.name ?? null),
				now: isBlind || criterion === null ? null : (now.get(criterion) ?? null),
				late: isBlind || criterion === null ? null : value,
				code,
				deviceTime,
				clockOffsetMs,
				receivedAt
			}))
		});
	}
	return {
		sheets,
		decided: rows.flatMap(({ id, teamId, seatId, decision, reason, decidedAt }) =>
			decision === null
				? []
				: [{ id, team: teamName(teamId), seat: seatName(seatId), decision, reason, at: decidedAt }]
		)
	};
}
