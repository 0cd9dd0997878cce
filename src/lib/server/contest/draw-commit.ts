import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { commitmentTo } from '#lib/domain/contest/draw.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { roundToDraw } from './draw-write.ts';
import { id, optionalText } from './input.ts';
import { roundScope } from './scope.ts';

/**
 * Makes a 256-bit seed on the server and shows only its hash. Nobody, not even an organizer, sees the seed before the
 * draw. Starting over, after a seed was committed to or the order drawn, needs a reason and undoes the order.
 */
export const commitDraw = command({
	action: 'draw.commit',
	input: v.object({ roundId: id, reason: optionalText(1000) }),
	scope: (tx, input) => roundScope(tx, input.roundId),
	async run({ tx, audit, publish }, { roundId, reason }) {
		const { round, stage } = await roundToDraw(tx, roundId);
		if (stage.order === 'hand') throw new Refusal('contest_draw_by_hand');
		if (round.drawState !== 'none' && (reason ?? '').length < 5) {
			throw new Refusal('contest_draw_restart_reason', {}, [
				{ field: 'reason', code: 'contest_draw_restart_reason' }
			]);
		}
		const seed = randomBytes(32).toString('hex');
		const seedHash = commitmentTo(seed);
		await tx.performance.deleteMany({ where: { roundId } });
		await tx.entry.updateMany({ where: { roundId }, data: { position: 0 } });
		await tx.round.update({
			where: { id: roundId },
			data: { seed, seedHash, drawState: 'committed', drawOrder: null, version: { increment: 1 } }
		});
		audit({
			subjectKind: 'round',
			subjectId: roundId,
			before: { drawState: round.drawState, seedHash: round.seedHash, drawOrder: round.drawOrder },
			after: { drawState: 'committed', seedHash },
			reason: reason ?? undefined
		});
		publish({ kind: 'round.changed', contestId: round.contestId, roundId });
		return { seedHash };
	}
});
