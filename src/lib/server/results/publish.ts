import * as v from 'valibot';
import { publicCode } from '#lib/domain/results/public-code.ts';
import { resultHash, type PublishedResult } from '#lib/domain/results/published-result.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { actorId } from '#lib/domain/access/actor.ts';
import { assertNoneRunning } from '#lib/server/ceremony/none-running.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { bringPublicBoard } from '#lib/server/live/write-public-board.ts';
import { fillFinal } from './fill-final.ts';
import { obstaclesTo, type Obstacle } from './obstacles.ts';
import { chainOf, cutInput, growChain, versionEntry } from './proof/prove.ts';
import { qualificationOf } from './qualification.ts';
import { differingFromLog } from './recount.ts';
import { resultContent } from './result-content.ts';
import { assertSecondCount } from './second-count.ts';
import type { RoundStandings } from './standings.ts';

const PublishSchema = v.object({
	roundId: v.pipe(v.string(), v.minLength(1, 'field_required')),
	reason: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500, 'field_too_long')), '')
});

export interface Published {
	readonly version: number;
	readonly code: string;
	readonly hash: string;
	/** Teams that now stand in the next stage because of this publication; null while that is not decided. */
	readonly finalists: number | null;
}

function refuse(obstacle: Obstacle, names: ReadonlyMap<string, string>): never {
	const teams = (ids: readonly string[]) => ids.map((id) => names.get(id) ?? id).join(', ');
	switch (obstacle.kind) {
		case 'state':
			throw new Refusal('results_not_verified');
		case 'noTeams':
			throw new Refusal('results_no_teams');
		case 'incomplete':
			throw new Refusal('results_incomplete', { teams: teams(obstacle.rows.map(({ teamId }) => teamId)) });
		case 'tied':
			throw new Refusal('results_tied', { teams: teams(obstacle.tie.teamIds) });
		case 'tiedAtCut':
			throw new Refusal('results_tied_at_cut', { teams: teams(obstacle.tie.teamIds) });
		case 'prize':
			throw new Refusal('results_prize_open', { prize: obstacle.prize.name.vi });
	}
}

async function assertRecount(tx: Tx, { sheet, teams, round }: RoundStandings): Promise<void> {
	const differing = await differingFromLog(tx, round.id, sheet.marks);
	if (differing.length === 0) return;
	const named = teams.filter(({ id }) => differing.includes(id)).map(({ name }) => name);
	throw new Refusal('results_recount_differs', { teams: named.join(', ') });
}

async function freeCode(tx: Tx, hash: string): Promise<string> {
	for (let attempt = 0; ; attempt += 1) {
		const code = publicCode(hash, attempt);
		if (!(await tx.resultVersion.findUnique({ where: { code }, select: { id: true } }))) return code;
	}
}

/** Makes the next numbered version of a verified round's result; with the stage's last round, its finalists go on. */
export const publishResult = command({
	action: 'result.publish',
	input: PublishSchema,
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run(ctx, { roundId, reason }): Promise<Published> {
		const { tx, at } = ctx;
		await assertNoneRunning(tx, roundId);
		const found = await tx.round.findUniqueOrThrow({ where: { id: roundId } });
		const of = await qualificationOf(tx, found.contestId, found.stageKey);
		const round = of.rounds.find((one) => one.round.id === roundId)!;
		const obstacle = obstaclesTo(round, of)[0];
		if (obstacle) {
			const rounds = of.rounds.flatMap(({ teams }) => teams);
			refuse(obstacle, new Map(rounds.map(({ id, name }) => [id, name])));
		}
		await assertRecount(tx, round);
		const last = await tx.resultVersion.findFirst({ where: { roundId }, orderBy: { version: 'desc' } });
		const version = (last?.version ?? 0) + 1;
		if (version > 1 && reason === '') {
			throw new Refusal('results_reason_needed', { version }, [{ field: 'reason', code: 'field_required' }]);
		}
		const { content: told, panel } = await resultContent(tx, round, of, {
			version,
			reason: reason || null,
			at,
			before: last && { ...last, result: JSON.parse(last.json) as PublishedResult }
		});
		const cut = cutInput(round, of, told);
		assertSecondCount(told, cut);
		const before = await chainOf(tx, roundId);
		const grown = await growChain(tx, before, told, cut);
		const content = { ...told, chain: grown.head };
		const hash = resultHash(content);
		const code = await freeCode(tx, hash);
		const chain = [...before, ...grown.entries];
		const entries = [...grown.entries, versionEntry(chain, content, { hash, code }, round.rules.rules)];
		const id = ctx.newId();
		await tx.resultVersion.create({
			data: {
				id,
				contestId: found.contestId,
				roundId,
				version,
				json: canonicalJson({ ...content, panel }),
				hash,
				code,
				reason: reason || null,
				publishedBy: actorId(ctx.actor),
				publishedAt: at,
				proof: canonicalJson({ entries, cut })
			}
		});
		await tx.round.update({
			where: { id: roundId },
			data: { state: 'published', version: { increment: 1 } }
		});
		ctx.audit({
			subjectKind: 'result',
			subjectId: id,
			before: last ? { version: last.version, hash: last.hash } : undefined,
			after: { roundId, version, hash, code },
			reason: reason || undefined
		});
		await bringPublicBoard(ctx, roundId);
		ctx.publish({ kind: 'round.changed', contestId: found.contestId, roundId });
		ctx.publish({ kind: 'result.published', contestId: found.contestId, roundId });
		const isWhole = of.rounds.every((one) => one.round.id === roundId || one.round.state === 'published');
		const filled = isWhole && of.qualification.state === 'decided' ? await fillFinal(ctx, of) : null;
		return { version, code, hash, finalists: filled?.through ?? null };
	}
});
