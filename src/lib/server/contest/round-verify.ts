import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { loadSheet } from '#lib/server/results/sheet.ts';
import { tabulate } from '#lib/domain/scoring/tabulate.ts';
import { id } from './input.ts';
import { refuseStep, takeStep } from './round-step.ts';
import { roundScope } from './scope.ts';

/** Chair or secretary state that the sheet is whole: refused while a competing team lacks a mark or score. */
export const verifyRound = command({
	action: 'round.verify',
	input: v.object({ roundId: id }),
	scope: (tx, input) => roundScope(tx, input.roundId),
	async run(context, { roundId }) {
		const { state } = await context.tx.round.findUniqueOrThrow({
			where: { id: roundId },
			select: { state: true }
		});
		refuseStep(state, 'verify');
		const { stage, sheet } = await loadSheet(context.tx, roundId);
		const { rows } = tabulate(stage, sheet);
		const names = new Map(sheet.entrants.map((entrant) => [entrant.id, entrant.name]));
		const incomplete = rows.filter((row) => row.status === 'competing' && !row.isComplete);
		if (incomplete.length > 0) {
			const teams = incomplete.map(({ teamId }) => names.get(teamId)!).join(', ');
			throw new Refusal('contest_round_incomplete', { count: incomplete.length, teams });
		}
		await takeStep(context, { roundId, step: 'verify', data: { verifiedAt: context.at } });
		await context.tx.ballot.updateMany({
			where: { roundId, state: 'final' },
			data: { verifiedAt: context.at }
		});
		return { state: 'verified' as const };
	}
});
