import * as v from 'valibot';
import { momentRead } from '#lib/words/moment-typed.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, whole } from './input.ts';
import { roundScope } from './scope.ts';

const MINUTE_MS = 60_000;

/** Says when each team that has yet to perform must be ready: the first turn at `first`, every later one so many minutes after. */
export const setCallTimes = command({
	action: 'performance.status',
	input: v.object({
		roundId: id,
		first: v.pipe(
			v.string('field_required'),
			v.transform(momentRead),
			v.check((at) => at !== null, 'contest_time_invalid')
		),
		minutes: whole(1, 240)
	}),
	scope: (tx, input) => roundScope(tx, input.roundId),
	async run({ tx, audit, publish }, { roundId, first, minutes }) {
		const round = await tx.round.findUniqueOrThrow({
			where: { id: roundId },
			select: { contestId: true, state: true }
		});
		if (round.state !== 'configured' && round.state !== 'open') {
			throw new Refusal(`contest_round_is_${round.state}`);
		}
		const turns = await tx.performance.findMany({
			where: { roundId, status: { in: ['waiting', 'held'] } },
			orderBy: { position: 'asc' }
		});
		if (turns.length === 0) throw new Refusal('contest_no_turns_to_call');
		for (const [index, turn] of turns.entries()) {
			const callTime = new Date(first!.getTime() + index * minutes * MINUTE_MS);
			await tx.performance.update({ where: { id: turn.id }, data: { callTime } });
		}
		await tx.round.update({ where: { id: roundId }, data: { version: { increment: 1 } } });
		audit({
			subjectKind: 'round',
			subjectId: roundId,
			after: { callTimesFrom: first, minutes, turns: turns.length }
		});
		publish({ kind: 'stage.changed', contestId: round.contestId, roundId });
		return { turns: turns.length };
	}
});
