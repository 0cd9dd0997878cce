import type { Scope } from '#lib/domain/access/actor.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** A unit and every unit above it, nearest first. */
export async function lineage(tx: Tx, unitId: string): Promise<string[]> {
	const line: string[] = [];
	for (let id: string | null = unitId; id !== null && !line.includes(id);) {
		const unit: { parentId: string | null } | null = await tx.unit.findUnique({
			where: { id },
			select: { parentId: true }
		});
		if (!unit) break;
		line.push(id);
		id = unit.parentId;
	}
	return line;
}

export async function unitScope(tx: Tx, unitId: string): Promise<Scope> {
	const unitIds = await lineage(tx, unitId);
	if (unitIds.length === 0) throw new Refusal('not_found');
	return { unitIds };
}

/** Where a contest stands: itself and its host unit's line. Refuses with `not_found`. */
export async function contestScope(tx: Tx, contestId: string): Promise<Scope> {
	const contest = await tx.contest.findUnique({ where: { id: contestId }, select: { hostUnitId: true } });
	if (!contest) throw new Refusal('not_found');
	return { contestId, unitIds: await lineage(tx, contest.hostUnitId) };
}

export async function roundScope(tx: Tx, roundId: string): Promise<Scope> {
	const round = await tx.round.findUnique({ where: { id: roundId }, select: { contestId: true } });
	if (!round) throw new Refusal('not_found');
	return { ...(await contestScope(tx, round.contestId)), roundId };
}

export async function seatScope(tx: Tx, seatId: string): Promise<Scope> {
	const seat = await tx.panelSeat.findUnique({ where: { id: seatId }, select: { roundId: true } });
	if (!seat) throw new Refusal('not_found');
	return { ...(await roundScope(tx, seat.roundId)), seatId };
}

export async function teamScope(tx: Tx, teamId: string): Promise<Scope> {
	const team = await tx.team.findUnique({
		where: { id: teamId },
		select: { contestId: true, invitationId: true }
	});
	if (!team) throw new Refusal('not_found');
	const scope = await contestScope(tx, team.contestId);
	return team.invitationId ? { ...scope, invitationId: team.invitationId } : scope;
}
