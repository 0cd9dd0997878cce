import type { Context } from '#lib/server/command/command.ts';
import { keepPlan, planOf } from './stored-plan.ts';

/** Whoever takes a place in a delegation sits where the one replaced would have sat. */
export async function passChair(
	context: Context,
	conferenceId: string,
	fromId: string,
	toId: string
): Promise<void> {
	const { tx } = context;
	const halls = await tx.conferenceHall.findMany({ where: { conferenceId }, select: { id: true } });
	for (const { id: hallId } of halls) {
		const before = await planOf(tx, hallId);
		const chair = Object.entries(before.plan.seats).find(([, who]) => who === fromId)?.[0];
		if (chair === undefined) continue;
		// A deputy who had a chair of their own leaves it.
		const others = Object.entries(before.plan.seats).filter(([, who]) => who !== fromId && who !== toId);
		const seats = { ...Object.fromEntries(others), [chair]: toId };
		const onStage = before.plan.onStage.map((who) => (who === fromId ? toId : who));
		await keepPlan(context, { conferenceId, hallId }, before, { ...before.plan, seats, onStage }, 'pass');
	}
}
