import * as v from 'valibot';
import { publicCode } from '#lib/domain/results/public-code.ts';
import { resultHash } from '#lib/domain/results/published-result.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { actorId } from '#lib/domain/access/actor.ts';
import { assertNoneRunning } from '#lib/server/ceremony/none-running.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { doubtCertificates } from '#lib/server/honours/revocation/doubt-certificates.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { bringPublicBoard } from '#lib/server/live/write-public-board.ts';
import { fillFinal } from './fill-final.ts';
import { chainOf, cutInput, growChain, versionEntry } from './proof/prove.ts';
import { readyToPublish } from './ready-to-publish.ts';
import { assertSecondCount } from './second-count.ts';

export const PublishSchema = v.object({
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

async function freeCode(tx: Tx, hash: string): Promise<string> {
	for (let attempt = 0; ; attempt += 1) {
		const code = publicCode(hash, attempt);
		if (!(await tx.resultVersion.findUnique({ where: { code }, select: { id: true } }))) return code;
	}
}

/** Makes the next numbered version of a verified round's result; with the stage's last round, its finalists go on. */
export async function publishVersion(ctx: Context, roundId: string, reason: string): Promise<Published> {
	const { tx, at } = ctx;
	await assertNoneRunning(tx, roundId);
	const { found, of, round, last, version, told, panel } = await readyToPublish(tx, roundId, reason, at);
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
	await doubtCertificates(ctx, { contestId: found.contestId, roundId, content });
	await bringPublicBoard(ctx, roundId);
	ctx.publish({ kind: 'round.changed', contestId: found.contestId, roundId });
	ctx.publish({ kind: 'result.published', contestId: found.contestId, roundId });
	const isWhole = of.rounds.every((one) => one.round.id === roundId || one.round.state === 'published');
	const filled = isWhole && of.qualification.state === 'decided' ? await fillFinal(ctx, of) : null;
	return { version, code, hash, finalists: filled?.through ?? null };
}

/** Publishes by one person's word, in a contest that does not ask for two. */
export const publishResult = command({
	action: 'result.publish',
	input: PublishSchema,
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run(ctx, { roundId, reason }): Promise<Published> {
		const { contest } = await ctx.tx.round.findUniqueOrThrow({
			where: { id: roundId },
			select: { contest: { select: { publishNeedsTwo: true } } }
		});
		if (contest.publishNeedsTwo) throw new Refusal('results_publish_needs_two');
		return publishVersion(ctx, roundId, reason);
	}
});
