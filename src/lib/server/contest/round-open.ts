import * as v from 'valibot';
import { mayOpen } from '#lib/domain/contest/checklist.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from './input.ts';
import { newestRules } from './newest-rules.ts';
import { roundChecklist } from './round-checklist.ts';
import { refuseStep, takeStep } from './round-step.ts';
import { roundScope } from './scope.ts';

/**
 * Opens a round when nothing on its checklist blocks it: the newest rules become the round's own and are locked, because
 * from now on marks may be given under them. The first opened round makes the contest a running one.
 */
export const openRound = command({
	action: 'round.open',
	input: v.object({ roundId: id }),
	scope: (tx, input) => roundScope(tx, input.roundId),
	async run(context, { roundId }) {
		const { tx, at, audit, publish } = context;
		const round = await tx.round.findUniqueOrThrow({
			where: { id: roundId },
			select: { state: true, contestId: true, contest: { select: { status: true } } }
		});
		const { contestId, contest } = round;
		refuseStep(round.state, 'open');
		const items = await roundChecklist(tx, contestId, roundId);
		if (!mayOpen(items)) {
			const blocking = items.filter(({ severity }) => severity === 'blocks');
			throw new Refusal(
				'contest_round_not_ready',
				{ count: blocking.length },
				blocking.map(({ code }) => ({ field: code, code: 'contest_round_not_ready', params: { count: 1 } }))
			);
		}
		const rules = await newestRules(tx, contestId);
		await tx.rulesVersion.updateMany({ where: { id: rules.id, lockedAt: null }, data: { lockedAt: at } });
		await takeStep(context, { roundId, step: 'open', data: { rulesVersionId: rules.id, openedAt: at } });
		audit({
			subjectKind: 'rules',
			subjectId: rules.id,
			after: { version: rules.version, hash: rules.hash, lockedFor: roundId }
		});
		if (contest.status === 'draft' || contest.status === 'announced') {
			await tx.contest.update({ where: { id: contestId }, data: { status: 'running' } });
			audit({ subjectKind: 'contest', subjectId: contestId, before: contest, after: { status: 'running' } });
			publish({ kind: 'contest.changed', contestId });
		}
		return { state: 'open' as const, rulesVersion: rules.version, rulesHash: rules.hash };
	}
});
