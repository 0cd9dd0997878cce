import type { Visibility } from '#lib/domain/contest/visibility.ts';

/** A team that takes a place, and whether all its turns on stage are over (performed or missed). */
export interface RankedTeam {
	readonly teamId: string;
	readonly isOver: boolean;
}

/**
 * Whether the rules stop the public board when `calledTeamId` is called to the stage: it takes a place, and no more than
 * `freezeLastTeams` teams that take a place, itself among them, have not finished. Guests never count, absent teams
 * neither. A board that shows nothing before the end has nothing to stop.
 */
export function stopsBefore(
	visibility: Pick<Visibility, 'publicBoard' | 'freezeLastTeams'>,
	teams: readonly RankedTeam[],
	calledTeamId: string
): boolean {
	if (!stopsAtAll(visibility)) return false;
	const unfinished = teams.filter(({ isOver }) => !isOver);
	return (
		unfinished.length <= visibility.freezeLastTeams &&
		unfinished.some(({ teamId }) => teamId === calledTeamId)
	);
}

/** Whether these rules stop the public board before the result: at the last teams, at the latest with the close. */
export function stopsAtAll({
	publicBoard,
	freezeLastTeams
}: Pick<Visibility, 'publicBoard' | 'freezeLastTeams'>): boolean {
	return publicBoard === 'afterEachTeam' && freezeLastTeams > 0;
}
