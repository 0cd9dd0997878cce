import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { beginFreeze, endFreeze } from '#lib/server/live/freeze.ts';
import { frozenNow } from '#lib/server/live/frozen-now.ts';
import { rulesInForce, stageOf } from '#lib/server/results/rules-in-force.ts';
import { id, reason } from './input.ts';
import { roundScope } from './scope.ts';

const FreezeSchema = v.object({ roundId: id, reason });

/**
 * Stops the public board now, whatever the rules say of the last teams. Refused before the round is open, once its result
 * is published, and where the board shows no points before the end anyway.
 */
export const freezeRound = command({
	action: 'round.freeze',
	input: FreezeSchema,
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run(context, { roundId, reason }) {
		const { tx, publish } = context;
		const round = await tx.round.findUniqueOrThrow({ where: { id: roundId } });
		if (round.state === 'configured' || round.state === 'published') {
			throw new Refusal(`contest_round_is_${round.state}`);
		}
		if ((await tx.resultVersion.count({ where: { roundId } })) > 0)
			throw new Refusal('contest_freeze_after_result');
		const { rules } = await rulesInForce(tx, round);
		if (stageOf(rules, round.stageKey).visibility.publicBoard === 'atTheEnd') {
			throw new Refusal('contest_freeze_shows_nothing');
		}
		if (await frozenNow(tx, roundId)) throw new Refusal('contest_freeze_is_on');
		await beginFreeze(context, roundId, { cause: 'desk', reason });
		publish({ kind: 'round.changed', contestId: round.contestId, roundId });
		return { isFrozen: true as const };
	}
});

/** Lets the public board follow the round again before its result is published: what was kept shows at once. */
export const thawRound = command({
	action: 'round.thaw',
	input: FreezeSchema,
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run(context, { roundId, reason }) {
		const { tx, publish } = context;
		const { contestId } = await tx.round.findUniqueOrThrow({ where: { id: roundId } });
		if (!(await frozenNow(tx, roundId))) throw new Refusal('contest_freeze_is_off');
		await endFreeze(context, roundId, reason);
		publish({ kind: 'round.changed', contestId, roundId });
		return { isFrozen: false as const };
	}
});
