import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal, type FieldProblem } from '#lib/server/command/refusal.ts';
import { drawnParts, roundToDraw, TURNS, writeOrder } from './draw-write.ts';
import { id, reason } from './input.ts';
import { teamsOfRound } from './round-teams.ts';
import { roundScope } from './scope.ts';

/**
 * Types in the order that was drawn by hand at the table: for the first part and for every part drawn for itself, every
 * team of the round exactly once. A seed that was committed to is given up, and the audit log says so.
 */
export const typeDraw = command({
	action: 'draw.type',
	input: v.object({
		roundId: id,
		orders: v.record(v.string(), v.array(id)),
		turns: v.optional(v.nullable(v.picklist(TURNS, 'field_invalid')), null),
		reason
	}),
	scope: (tx, input) => roundScope(tx, input.roundId),
	async run(context, { roundId, orders: typed, turns, reason }) {
		const { tx, audit, publish } = context;
		const { round, stage } = await roundToDraw(tx, roundId);
		const teams = (await teamsOfRound(tx, round, stage)).filter((team) => team.isAccepted);
		if (teams.length < 2) throw new Refusal('contest_draw_too_few_teams', { count: teams.length });
		const parts = drawnParts(stage);
		const problems = parts.flatMap(({ key }) => problemsOf(key, typed[key] ?? [], teams));
		if (problems.length > 0) throw new Refusal('contest_draw_not_a_permutation', {}, problems);
		const first = typed[parts[0]!.key]!;
		const orders = new Map(
			stage.parts.map((part): [string, readonly string[]] => {
				if (part.order === 'reverse' && part !== stage.parts[0]) return [part.key, first.toReversed()];
				const isDrawn = parts.some(({ key }) => key === part.key);
				return [part.key, isDrawn ? typed[part.key]! : first];
			})
		);
		await writeOrder(context, { roundId, stage, orders, turns });
		const drawOrder = Object.fromEntries(orders);
		await tx.round.update({
			where: { id: roundId },
			data: {
				drawState: 'typed',
				drawOrder: JSON.stringify(drawOrder),
				seed: null,
				seedHash: null,
				version: { increment: 1 }
			}
		});
		audit({
			subjectKind: 'round',
			subjectId: roundId,
			before: { drawState: round.drawState, seedHash: round.seedHash, drawOrder: round.drawOrder },
			after: { drawState: 'typed', drawOrder },
			reason
		});
		publish({ kind: 'round.changed', contestId: round.contestId, roundId });
		publish({ kind: 'stage.changed', contestId: round.contestId, roundId });
		return { order: drawOrder };
	}
});

function problemsOf(
	partKey: string,
	order: readonly string[],
	teams: readonly { id: string; name: string }[]
): FieldProblem[] {
	const field = `orders.${partKey}`;
	const missing = teams.filter((team) => !order.includes(team.id));
	const problems: FieldProblem[] = missing.map((team) => ({
		field: `${field}.${team.id}`,
		code: 'contest_draw_team_missing',
		params: { team: team.name }
	}));
	if (new Set(order).size < order.length) problems.push({ field, code: 'contest_draw_team_twice' });
	if (order.some((teamId) => !teams.some((team) => team.id === teamId))) {
		problems.push({ field, code: 'contest_draw_team_unknown' });
	}
	return problems;
}
