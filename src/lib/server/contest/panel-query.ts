import type { Tx } from '#lib/server/db/client.ts';
import { conflictGrounds } from './conflicts-query.ts';
import type { RoundTeam } from './round-teams.ts';

/** Everybody at the table of a round, and every conflict of interest between its judges and these teams. */
export async function panelOf(
	read: Tx,
	round: { readonly id: string; readonly contestId: string },
	teams: readonly RoundTeam[]
) {
	const [seats, declared, grounds] = await Promise.all([
		read.panelSeat.findMany({
			where: { roundId: round.id },
			orderBy: { position: 'asc' },
			include: { person: { include: { unit: { select: { name: true } } } } }
		}),
		read.declaredConflict.findMany({ where: { contestId: round.contestId } }),
		conflictGrounds(read, round.contestId)
	]);
	const judges = seats.filter(({ role }) => role === 'chair' || role === 'judge');
	const found = grounds.of(
		judges.map(({ id, personId, person }) => ({ id, personId, unitId: person.unitId })),
		teams
	);
	return {
		seats: seats.map((seat) => ({
			seatId: seat.id,
			personId: seat.personId,
			fullName: seat.person.fullName,
			unitId: seat.person.unitId ?? '',
			unitName: seat.person.unit?.name ?? null,
			role: seat.role,
			label: seat.label,
			speciality: seat.speciality ?? '',
			absentFrom: seat.absentFrom
		})),
		conflicts: found.map(({ judgeId, teamId, conflict }) => {
			const seat = judges.find(({ id }) => id === judgeId)!;
			const own = declared.find((line) => line.personId === seat.personId && line.teamId === teamId);
			return {
				label: seat.label,
				judge: seat.person.fullName,
				team: teams.find(({ id }) => id === teamId)!.name,
				kind: conflict.kind,
				reason: conflict.kind === 'declared' ? conflict.reason : null,
				/** Of a declaration, which can be taken back; what the unit tree shows cannot. */
				conflictId: conflict.kind === 'declared' ? (own?.id ?? null) : null
			};
		})
	};
}
