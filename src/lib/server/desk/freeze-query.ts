import { stopsAtAll, stopsBefore } from '#lib/domain/results/freeze.ts';
import type { Shown } from '#lib/live/board-sync.ts';
import { runOfShow } from '#lib/server/contest/stage-run-of-show.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { frozenNow } from '#lib/server/live/frozen-now.ts';
import { officialProjection } from '#lib/server/live/official-projection.ts';
import { publicProjection } from '#lib/server/live/public-projection.ts';
import { rulesInForce, stageOf } from '#lib/server/results/rules-in-force.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { namesOf } from './names-query.ts';

export interface FreezeState {
	/** silent: the rules keep all points to the end · moving: the public board follows the round. */
	readonly kind: 'before' | 'silent' | 'moving' | 'frozen' | 'published';
	/** How many last teams the rules keep back; 0 where they do not, or where people set that aside. */
	readonly last: number;
	readonly frozen: {
		readonly since: Date;
		readonly by: string;
		readonly cause: 'rules' | 'desk';
		readonly reason: string | null;
		readonly teams: number;
	} | null;
	/** The rules stop the board when the next turn is called. */
	readonly isNext: boolean;
	/** Teams that will have performed by then and whose points are not on the public board. */
	readonly behind: readonly string[];
}

async function stopsNext(read: Tx, roundId: string, visibility: Parameters<typeof stopsBefore>[0]) {
	const nothing = { isNext: false, behind: [] };
	const show = await runOfShow(read, roundId);
	const board = (await publicProjection(read, roundId))?.view;
	if (!show?.next || !board || show.state !== 'open') return nothing;
	// Whoever is on stage has performed when the next one is called.
	const coming = new Set(
		show.turns
			.filter(
				({ status, entryStatus }) => entryStatus === 'competing' && ['waiting', 'held'].includes(status)
			)
			.map(({ teamId }) => teamId)
	);
	const ranked = board.rows.filter(({ isGuest, status }) => !isGuest && status === 'competing');
	const teams = ranked.map(({ teamId }) => ({ teamId, isOver: !coming.has(teamId) }));
	if (!stopsBefore(visibility, teams, show.next.teamId)) return nothing;
	const behind = ranked.filter(({ teamId, total }) => !coming.has(teamId) && total === null);
	return { isNext: true, behind: behind.map(({ name }) => name) };
}

/** How it stands with the public board of a round, for the desk. Refuses with `not_found`. */
export async function freezeState(read: Tx, roundId: string): Promise<FreezeState> {
	const round = await read.round.findUnique({
		where: { id: roundId },
		select: {
			id: true,
			contestId: true,
			stageKey: true,
			state: true,
			rulesVersionId: true,
			freeze: { select: { isRuleDone: true } },
			_count: { select: { results: true } }
		}
	});
	if (!round) throw new Refusal('not_found');
	const { rules } = await rulesInForce(read, round);
	const { visibility } = stageOf(rules, round.stageKey);
	const isDue = stopsAtAll(visibility) && !round.freeze?.isRuleDone;
	const state = { last: isDue ? visibility.freezeLastTeams : 0, frozen: null, isNext: false, behind: [] };
	if (round._count.results > 0) return { ...state, kind: 'published' };
	if (visibility.publicBoard === 'atTheEnd') return { ...state, kind: 'silent' };
	if (round.state === 'configured') return { ...state, kind: 'before' };
	const frozen = await frozenNow(read, roundId);
	if (!frozen) {
		return { ...state, kind: 'moving', ...(isDue ? await stopsNext(read, roundId, visibility) : {}) };
	}
	const { since, startedBy, cause, reason, board } = frozen;
	const by = (await namesOf(read, [startedBy])).get(startedBy) ?? startedBy;
	return { ...state, kind: 'frozen', frozen: { since, by, cause, reason, teams: board.frozen?.teams ?? 0 } };
}

type Stored = NonNullable<Awaited<ReturnType<typeof publicProjection>>>;

export interface BothBoards {
	readonly freeze: FreezeState;
	/** Null before the round has been prepared. */
	readonly boards: { readonly public: Shown; readonly official: Shown } | null;
}

const asShown = ({ version, at, view }: Stored): Shown => ({ version, at: at.getTime(), view });

/** What everybody sees beside what is official. Callers have asked the policy for `board.read-official` before. */
export async function bothBoards(read: Tx, roundId: string): Promise<BothBoards> {
	const shown = await publicProjection(read, roundId);
	const official = await officialProjection(read, roundId);
	return {
		freeze: await freezeState(read, roundId),
		boards: shown && official ? { public: asShown(shown), official: asShown(official) } : null
	};
}
