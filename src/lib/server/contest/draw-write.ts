import type { Stage } from '#lib/domain/contest/rules.ts';
import { ROUND_TRANSITIONS } from '#lib/domain/contest/states.ts';
import type { Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { stageOf } from '#lib/server/results/rules-in-force.ts';
import { newestRules } from './newest-rules.ts';

/** A team shows all its parts in one turn, or comes on again for every part. */
export const TURNS = ['whole', 'perPart'] as const;
export type Turns = (typeof TURNS)[number];

/** A team may show everything in one turn only where no part has an order of its own. */
export function mayBeWhole(stage: Stage): boolean {
	return stage.parts.every((part, index) => index === 0 || part.order === 'same');
}

export function usualTurns(stage: Stage): Turns {
	return stage.parts.length > 1 && mayBeWhole(stage) ? 'whole' : 'perPart';
}

/** The round with the stage by which it will be held; refuses once it is open, when the order must not change any more. */
export async function roundToDraw(tx: Tx, roundId: string) {
	const round = await tx.round.findUniqueOrThrow({ where: { id: roundId } });
	if (!ROUND_TRANSITIONS.some(({ from, step }) => from === round.state && step === 'open')) {
		throw new Refusal('contest_draw_round_opened');
	}
	const { rules } = await newestRules(tx, round.contestId);
	return { round, stage: stageOf(rules, round.stageKey) };
}

/** Parts whose order people draw: the first, and every part that the rules draw for itself. */
export function drawnParts(stage: Stage): { key: string; name: { vi: string; en: string } }[] {
	return stage.parts.filter((part, index) => index === 0 || part.order === 'draw');
}

interface Drawn {
	readonly roundId: string;
	readonly stage: Stage;
	readonly orders: ReadonlyMap<string, readonly string[]>;
	readonly turns: Turns | null;
}

/**
 * Writes an order: the place of every team in the round, and its turns on stage, part after part, or `*` for a team that
 * shows all its parts at once. What an earlier draw wrote is replaced.
 */
export async function writeOrder(context: Context, { roundId, stage, orders, turns }: Drawn): Promise<void> {
	const { tx } = context;
	const wanted = turns ?? usualTurns(stage);
	if (wanted === 'whole' && !mayBeWhole(stage)) throw new Refusal('contest_turns_need_same_order');
	const [first = []] = orders.values();
	const entries = await tx.entry.findMany({ where: { roundId } });
	await tx.entry.deleteMany({ where: { roundId, teamId: { notIn: [...first] } } });
	for (const [index, teamId] of first.entries()) {
		const entry = entries.find((known) => known.teamId === teamId);
		const position = index + 1;
		if (entry) await tx.entry.update({ where: { id: entry.id }, data: { position } });
		else await tx.entry.create({ data: { id: context.newId(), roundId, teamId, position } });
	}
	const sequence = wanted === 'whole' ? [['*', first] as const] : [...orders];
	await tx.performance.deleteMany({ where: { roundId } });
	await tx.performance.createMany({
		data: sequence.flatMap(([partKey, teamIds], part) =>
			teamIds.map((teamId, index) => ({
				id: context.newId(),
				roundId,
				teamId,
				partKey,
				position: part * first.length + index + 1,
				status: 'waiting'
			}))
		)
	});
}
