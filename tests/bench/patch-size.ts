import { hall } from '#lib/live/board.fixture.ts';
import { officialBoard } from '#lib/live/board-view.ts';
import { diff } from '#lib/live/patch.ts';
import { eventFrame } from '#lib/server/realtime/frame.ts';
import { GOALS, judge } from './goal.ts';

/** A small generator with a seed, so that every run measures the same boards. */
function generator(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

/** P5: bytes on the wire for each of 34 teams that get their score, against the whole board as it then is. */
export function patchSize(seed: number) {
	const random = generator(seed);
	const luck = new Map<string, number>();
	const give = (...at: number[]) => {
		const key = at.join(' ');
		if (!luck.has(key)) luck.set(key, random());
		return luck.get(key)!;
	};
	const shares: number[] = [];
	const bytes: { patch: number; board: number }[] = [];
	let before = officialBoard(hall({ teams: 35, performed: 1, publicBoard: 'afterEachTeam', luck: give }));
	for (let performed = 2; performed <= 35; performed++) {
		const after = officialBoard(hall({ teams: 35, performed, publicBoard: 'afterEachTeam', luck: give }));
		const head = { roundId: after.round.id, v: performed, at: 1_700_000_000_000, now: 1_700_000_000_000 };
		const patch = eventFrame('/board', 'patch', {
			...head,
			from: performed - 1,
			patch: diff(before, after)
		}).length;
		const board = eventFrame('/board', 'snapshot', { ...head, view: after }).length;
		bytes.push({ patch, board });
		shares.push(patch / board);
		before = after;
	}
	return { verdicts: [judge(GOALS.patchSize, shares)], raw: { bytes } };
}
