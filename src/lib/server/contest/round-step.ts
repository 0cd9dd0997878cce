import { roundTransition, type RoundState, type RoundStep } from '#lib/domain/contest/states.ts';
import type { Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';

interface Step {
	readonly roundId: string;
	readonly step: RoundStep;
	/** What is written with the new state. */
	readonly data?: Readonly<Record<string, unknown>>;
	readonly reason?: string;
}

/** Refuses a step that the round's state does not allow, in the words of the state. */
export function refuseStep(state: string, step: RoundStep) {
	const transition = roundTransition(state as RoundState, step);
	if (!transition) throw new Refusal(`contest_round_is_${state}`);
	return transition;
}

/** Takes a round one step through its states, audits it and tells the others. */
export async function takeStep(context: Context, { roundId, step, data = {}, reason }: Step): Promise<void> {
	const { tx, audit, publish } = context;
	const round = await tx.round.findUniqueOrThrow({ where: { id: roundId } });
	const transition = refuseStep(round.state, step);
	await tx.round.update({
		where: { id: roundId },
		data: { ...data, state: transition.to, version: { increment: 1 } }
	});
	audit({
		subjectKind: 'round',
		subjectId: roundId,
		before: { state: round.state },
		after: { state: transition.to, ...data },
		...(reason ? { reason } : {})
	});
	publish({ kind: 'round.changed', contestId: round.contestId, roundId });
}
