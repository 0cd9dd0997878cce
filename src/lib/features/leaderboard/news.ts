import type { BoardView } from '#lib/live/board.ts';
import { m } from '#lib/paraglide/messages.js';
import { frozenLine } from './row-words.ts';

const MOST = 3;

/** What a listener should hear of the change between two boards, most important first; nothing of what did not change. */
export function news(before: BoardView, after: BoardView): string[] {
	const lines: string[] = [];
	if (before.result.kind !== 'final' && after.result.kind === 'final') lines.push(m.live_announce_final());
	if (!before.frozen && after.frozen) lines.push(frozenLine(after, after.frozen.since));
	const ranks = new Map(before.rows.map((row) => [row.teamId, row.rank]));
	const moved = after.rows
		.filter((row) => row.rank !== null && row.rank !== (ranks.get(row.teamId) ?? null))
		// Who fell only makes room: hearing who is new or climbed says it all.
		.filter((row) => (ranks.get(row.teamId) ?? Infinity) > row.rank!);
	for (const { name: team, rank, tie } of moved) {
		lines.push(
			tie === 'none'
				? m.live_announce_rank({ team, rank: rank! })
				: m.live_announce_shared({ team, rank: rank! })
		);
	}
	const onStage = after.rows.find(({ teamId }) => teamId === after.onStage?.teamId);
	if (onStage && before.onStage?.teamId !== onStage.teamId)
		lines.push(m.live_announce_on_stage({ team: onStage.name }));
	if (lines.length <= MOST) return lines;
	return [...lines.slice(0, MOST), m.live_announce_more({ count: lines.length - MOST })];
}
