import type { BoardView } from '#lib/live/board.ts';
import type { FrozenStage } from '#lib/live/frozen-board.ts';
import type { ComingTurn } from '#lib/live/screen-protocol.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { frozenNow } from '#lib/server/live/frozen-now.ts';
import type { Locale } from '#lib/words/figure.ts';

const SHOWN = 8;

/**
 * Who is still to come, with the times at which they are called. Teams, their numbers and who is out are as the public board tells
 * them, and while it stands still the turns are the ones that it follows: nobody learns here what the board keeps.
 */
export async function comingTurns(
	read: Tx,
	roundId: string,
	view: BoardView,
	locale: Locale
): Promise<ComingTurn[]> {
	if (view.result.kind === 'final') return [];
	const rows = await read.performance.findMany({
		where: { roundId },
		select: { teamId: true, partKey: true, position: true, status: true, callTime: true }
	});
	const frozen = await frozenNow(read, roundId);
	const turns = frozen ? onShow(frozen.stage) : rows;
	const times = new Map(rows.map((row) => [`${row.teamId} ${row.partKey}`, row.callTime]));
	const teams = new Map(
		view.rows.filter(({ status }) => status === 'competing').map((row) => [row.teamId, row])
	);
	const { onStage } = view;
	return turns
		.filter(({ status, teamId }) => (status === 'waiting' || status === 'held') && teams.has(teamId))
		.filter(({ teamId, partKey }) => teamId !== onStage?.teamId || partKey !== onStage.partKey)
		.sort((a, b) => a.position - b.position)
		.slice(0, SHOWN)
		.map(({ teamId, partKey, status }) => {
			const { name, order } = teams.get(teamId)!;
			return {
				teamName: name,
				order,
				part: view.parts.find(({ key }) => key === partKey)?.name[locale] ?? '',
				callTime: times.get(`${teamId} ${partKey}`)?.getTime() ?? null,
				isHeld: status === 'held'
			};
		});
}

/** The turns that a frozen board announces: those after the one called last, and those held back. */
function onShow({ turns, called }: FrozenStage) {
	return turns.filter(({ status, position }) => status === 'held' || position > called);
}
