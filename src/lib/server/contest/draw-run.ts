import * as v from 'valibot';
import { partOrders } from '#lib/domain/contest/draw.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { roundToDraw, TURNS, writeOrder } from './draw-write.ts';
import { id } from './input.ts';
import { teamsOfRound } from './round-teams.ts';
import { roundScope } from './scope.ts';

const turns = v.optional(v.nullable(v.picklist(TURNS, 'field_invalid')), null);

/** Draws the order from the seed that was committed to, and shows the seed: from now on anyone can repeat the draw. */
export const runDraw = command({
	action: 'draw.run',
	input: v.object({ roundId: id, turns }),
	scope: (tx, input) => roundScope(tx, input.roundId),
	async run(context, { roundId, turns }) {
		const { tx, audit, publish } = context;
		const { round, stage } = await roundToDraw(tx, roundId);
		if (round.drawState !== 'committed' || !round.seed) {
			throw new Refusal(round.drawState === 'none' ? 'contest_draw_not_committed' : 'contest_draw_done');
		}
		const teams = (await teamsOfRound(tx, round, stage)).filter((team) => team.isAccepted);
		if (teams.length < 2) throw new Refusal('contest_draw_too_few_teams', { count: teams.length });
		const ids = teams.map((team) => team.id);
		const orders = partOrders(round.seed, roundId, stage.parts, ids);
		await writeOrder(context, { roundId, stage, orders, turns });
		const drawOrder = Object.fromEntries(orders);
		await tx.round.update({
			where: { id: roundId },
			data: { drawState: 'drawn', drawOrder: JSON.stringify(drawOrder), version: { increment: 1 } }
		});
		audit({
			subjectKind: 'round',
			subjectId: roundId,
			before: { drawState: 'committed', seedHash: round.seedHash },
			after: { drawState: 'drawn', seed: round.seed, drawOrder }
		});
		publish({ kind: 'round.changed', contestId: round.contestId, roundId });
		publish({ kind: 'stage.changed', contestId: round.contestId, roundId });
		return { seed: round.seed, order: drawOrder };
	}
});
