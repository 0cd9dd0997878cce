import { pathOf } from '#lib/domain/shared/shape.ts';
import { commitmentTo, partOrders } from '../draw.ts';
import type { Stage } from '../rules.ts';
import type { AddProblem } from './check-package.ts';
import type { RoundView } from './package-view.ts';

/** Says where a draw does not hold: not everybody in it, another seed than promised, another order than the seed gives. */
export function checkDraw(stage: Stage, round: RoundView, teamIds: readonly string[], add: AddProblem): void {
	const { draw, head } = round;
	if (!draw) return;
	const at = pathOf(round.at, 'draw');
	if (draw.method === 'seed' && draw.seed !== null && commitmentTo(draw.seed) !== draw.commitment) {
		add(pathOf(at, 'seed'), 'package_problem_draw_commitment');
	}
	const isComplete = new Set(teamIds).size === teamIds.length;
	draw.orders.forEach((order, index) => {
		const here = pathOf(at, 'orders', index);
		const { partKey } = order;
		if (!stage.parts.some((part) => part.key === partKey)) {
			return add(pathOf(here, 'partKey'), 'package_problem_draw_unknown_part', { partKey });
		}
		const isWhole = order.teamIds.length === teamIds.length && new Set(order.teamIds).size === teamIds.length;
		if (!isWhole || !order.teamIds.every((teamId) => teamIds.includes(teamId))) {
			return add(pathOf(here, 'teamIds'), 'package_problem_draw_not_everybody', { partKey });
		}
		if (draw.method !== 'seed' || draw.seed === null || !isComplete) return;
		const drawn = partOrders(draw.seed, head.id, stage.parts, teamIds).get(partKey);
		if (drawn?.join('\u0000') !== order.teamIds.join('\u0000')) {
			add(pathOf(here, 'teamIds'), 'package_problem_draw_order', { partKey });
		}
	});
}
