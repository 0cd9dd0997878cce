import type { Actor } from '#lib/domain/access/actor.ts';
import { may } from '#lib/domain/access/policy.ts';
import { contentOf } from '#lib/domain/results/published-result.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { sha256Hex } from '#lib/domain/shared/sha256.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { publicProjection } from '#lib/server/live/public-projection.ts';
import { publishedResult } from './published-query.ts';
import { standingsOf } from './standings.ts';

export interface StandingsAsked {
	readonly code: string;
	readonly roundId: string;
	readonly actor: Actor;
	/** What the desk sees now, instead of what everybody may see. */
	readonly official: boolean;
	readonly known: string | null;
}

const problem = (status: number, code: string) =>
	new Response(JSON.stringify({ type: 'about:blank', status, code }), {
		status,
		headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' }
	});

function answer(body: unknown, known: string | null, isPublic: boolean): Response {
	const text = canonicalJson(body);
	const etag = `"${sha256Hex(text).slice(0, 32)}"`;
	const headers = {
		ETag: etag,
		'Content-Type': 'application/json; charset=utf-8',
		'Cache-Control': isPublic ? 'no-cache' : 'private, no-cache'
	};
	return known === etag ? new Response(null, { status: 304, headers }) : new Response(text, { headers });
}

async function official(read: Tx, asked: StandingsAsked): Promise<Response> {
	const scope = await roundScope(read, asked.roundId);
	if (!may(asked.actor, 'board.read-official', scope)) return problem(403, 'forbidden');
	const { standings, rules, round, teams } = await standingsOf(read, asked.roundId);
	const body = {
		projection: 'official',
		state: round.state,
		rules: { version: rules.version, hash: rules.hash },
		teams: teams.map(({ id, code, name }) => ({ id, code, name })),
		standings
	};
	return answer(body, asked.known, false);
}

/**
 * The standings of a round for programs. Everybody gets the newest published version, before that what the public board
 * shows; the desk may ask for the official standings as they are now.
 */
export async function answerStandings(read: Tx, asked: StandingsAsked): Promise<Response> {
	const round = await read.round.findFirst({
		where: { id: asked.roundId, contest: { code: asked.code } },
		select: { contest: { select: { status: true } } }
	});
	if (!round) return problem(404, 'not_found');
	if (asked.official) return official(read, asked);
	if (round.contest.status === 'draft') return problem(404, 'not_found');
	const published = await publishedResult(read, asked.code, asked.roundId);
	if (published) {
		const { standings, teams, rules, sheet, prizes } = contentOf(published.result);
		const judges = sheet.judges.map(({ id, name }) => ({ id, name }));
		const { version, hash, code } = published;
		const body = {
			projection: 'published',
			version,
			hash,
			code,
			rules,
			teams,
			judges,
			standings,
			prizes
		};
		return answer(body, asked.known, true);
	}
	const board = await publicProjection(read, asked.roundId);
	if (!board) return problem(404, 'not_found');
	return answer({ projection: 'public', version: board.version, board: board.view }, asked.known, true);
}
