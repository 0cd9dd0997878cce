import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { CeremonyOptionsSchema } from '#lib/domain/ceremony/ceremony-options.ts';
import { numbered, scriptHash } from '#lib/domain/ceremony/ceremony-script.ts';
import { ceremonySteps } from '#lib/domain/ceremony/ceremony-steps.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { newSecret } from '#lib/server/auth/secret.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { currentCeremony } from './ceremony.ts';
import { roundId } from './input.ts';
import { sheetNow } from './sheet-now.ts';

/** Makes the script of a verified round's announcement; an earlier script of the round is replaced, its screens stay. */
export const buildCeremony = command({
	action: 'ceremony.build',
	input: v.object({
		roundId,
		options: CeremonyOptionsSchema,
		reason: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500, 'field_too_long')), ''),
		/** Whether the screens' address is to be a new one, so that the old opens nothing. */
		newKey: v.optional(v.boolean(), false)
	}),
	scope: (tx, input) => roundScope(tx, input.roundId),
	async run(ctx, { roundId, options, reason, newKey }): Promise<{ hash: string; steps: number }> {
		const { tx, at } = ctx;
		const before = await currentCeremony(tx, roundId);
		const now = await sheetNow(tx, roundId, at);
		// A running one may be built anew only once it can go no further.
		if (before?.state === 'live' && before.sheetHash === now.hash && now.obstacles.length === 0) {
			throw new Refusal('ceremony_running');
		}
		const plan = ceremonySteps(now.facts, options);
		if (now.obstacles.some(({ kind }) => kind === 'state')) throw new Refusal('ceremony_not_verified');
		if (now.obstacles.length > 0 || plan.kind === 'blocked') throw new Refusal('ceremony_blocked');
		if (now.nextVersion > 1 && reason === '') {
			throw new Refusal('results_reason_needed', { version: now.nextVersion }, [
				{ field: 'reason', code: 'field_required' }
			]);
		}
		const steps = numbered(plan.steps);
		const hash = scriptHash({ sheetHash: now.hash, options, steps });
		const { contestId } = await tx.round.findUniqueOrThrow({ where: { id: roundId } });
		if (before) await tx.ceremony.update({ where: { id: before.id }, data: { state: 'replaced' } });
		const id = ctx.newId();
		await tx.ceremony.create({
			data: {
				id,
				contestId,
				roundId,
				state: 'built',
				options: canonicalJson(options),
				script: canonicalJson(steps),
				hash,
				sheetHash: now.hash,
				reason: reason || null,
				screenKey: newKey || !before ? newSecret() : before.screenKey,
				seq: (before?.seq ?? 0) + 1,
				builtBy: actorId(ctx.actor),
				builtAt: at
			}
		});
		ctx.audit({
			subjectKind: 'ceremony',
			subjectId: id,
			before: before ? { hash: before.hash, state: before.state } : undefined,
			after: { roundId, hash, sheetHash: now.hash, steps: steps.length, options },
			reason: reason || undefined
		});
		ctx.publish({ kind: 'ceremony.changed', contestId, roundId });
		return { hash, steps: steps.length };
	}
});
