import type { EntrantStatus } from '#lib/domain/scoring/entrant.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { TurnStatus } from './stage-turn.ts';

export interface Turn {
	readonly position: number;
	readonly teamId: string;
	readonly teamCode: string;
	readonly teamName: string;
	readonly units: readonly string[];
	/** `*`: all parts in one turn. */
	readonly partKey: string;
	readonly status: TurnStatus;
	readonly entryStatus: EntrantStatus;
	readonly entryReason: string | null;
	readonly callTime: Date | null;
	/** Grows by one when the turn is performed again. */
	readonly attempt: number;
}

export interface RunOfShow {
	readonly roundId: string;
	readonly contestId: string;
	readonly state: string;
	readonly version: number;
	readonly turns: readonly Turn[];
	readonly onStage: Turn | null;
	/** The first turn that waits; a held one is passed over until it waits again. */
	readonly next: Turn | null;
	readonly held: readonly Turn[];
	readonly performed: number;
}

/** Who is on stage, who is next, who is held or absent; null where there is no such round. */
export async function runOfShow(read: Tx, roundId: string): Promise<RunOfShow | null> {
	const round = await read.round.findUnique({
		where: { id: roundId },
		select: {
			contestId: true,
			state: true,
			version: true,
			onStageTeamId: true,
			onStagePartKey: true,
			entries: { select: { teamId: true, status: true, reason: true } },
			performances: {
				orderBy: { position: 'asc' },
				include: {
					team: {
						select: {
							code: true,
							name: true,
							units: { orderBy: { position: 'asc' }, select: { unit: { select: { name: true } } } }
						}
					}
				}
			}
		}
	});
	if (!round) return null;
	const entries = new Map(round.entries.map((entry) => [entry.teamId, entry]));
	const turns = round.performances.map(
		({ teamId, partKey, position, status, callTime, attempt, team }): Turn => ({
			position,
			teamId,
			teamCode: team.code,
			teamName: team.name,
			units: team.units.map(({ unit }) => unit.name),
			partKey,
			status: status as TurnStatus,
			entryStatus: (entries.get(teamId)?.status ?? 'competing') as EntrantStatus,
			entryReason: entries.get(teamId)?.reason ?? null,
			callTime,
			attempt
		})
	);
	const isOn = (turn: Turn) => turn.teamId === round.onStageTeamId && turn.partKey === round.onStagePartKey;
	return {
		roundId,
		contestId: round.contestId,
		state: round.state,
		version: round.version,
		turns,
		onStage: turns.find(isOn) ?? null,
		next: turns.find((turn) => turn.status === 'waiting' && turn.entryStatus === 'competing') ?? null,
		held: turns.filter(({ status }) => status === 'held'),
		performed: turns.filter(({ status }) => status === 'performed').length
	};
}
