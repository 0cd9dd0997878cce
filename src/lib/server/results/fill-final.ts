import * as v from 'valibot';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { contestScope } from '#lib/server/contest/scope.ts';
import { qualificationOf, type StageQualification } from './qualification.ts';

export interface Filled {
	readonly roundId: string;
	readonly through: number;
	readonly added: readonly string[];
	readonly removed: readonly string[];
}

/** The round that the qualified teams go to; it is made where the organizer has not yet. */
async function roundOfNextStage(ctx: Context, of: StageQualification) {
	const stage = of.nextStage!;
	const { contestId } = of.rounds[0]!.round;
	const found = await ctx.tx.round.findFirst({
		where: { contestId, stageKey: stage.key },
		orderBy: { position: 'asc' }
	});
	if (found) return found;
	const last = await ctx.tx.round.findFirst({ where: { contestId }, orderBy: { position: 'desc' } });
	return ctx.tx.round.create({
		data: {
			id: ctx.newId(),
			contestId,
			stageKey: stage.key,
			name: stage.name.vi,
			nameEn: stage.name.en,
			position: (last?.position ?? 0) + 1,
			state: 'configured'
		}
	});
}

/**
 * Makes the next stage's round hold exactly the teams that are through. Their order stays open until the draw; a draw
 * already made no longer fits another list of teams and is taken back. Null where the next stage has begun already.
 */
export async function fillFinal(ctx: Context, of: StageQualification): Promise<Filled | null> {
	if (!of.nextStage) return null;
	const round = await roundOfNextStage(ctx, of);
	if (round.state !== 'configured') return null;
	const through = of.qualification.through;
	const entries = await ctx.tx.entry.findMany({ where: { roundId: round.id } });
	const leaving = entries.filter(({ teamId, status }) => status !== 'withdrawn' && !through.includes(teamId));
	const added = through.filter((teamId) => !entries.some((entry) => entry.teamId === teamId));
	const roundId = round.id;
	if (leaving.length === 0 && added.length === 0) {
		return { roundId, through: through.length, added: [], removed: [] };
	}
	const gone = new Map(of.decisions.withdrawals.map(({ teamId, reason }) => [teamId, reason]));
	for (const entry of leaving) {
		const reason = gone.get(entry.teamId);
		if (reason === undefined) await ctx.tx.entry.delete({ where: { id: entry.id } });
		else
			await ctx.tx.entry.update({
				where: { id: entry.id },
				data: { status: 'withdrawn', reason, position: 0 }
			});
	}
	await ctx.tx.entry.createMany({
		data: added.map((teamId) => ({ id: ctx.newId(), roundId, teamId, position: 0 }))
	});
	const wasDrawn = round.drawState === 'drawn' || round.drawState === 'typed';
	await ctx.tx.round.update({
		where: { id: roundId },
		data: {
			version: { increment: 1 },
			...(wasDrawn ? { drawState: 'none', drawOrder: null, seed: null, seedHash: null } : {})
		}
	});
	if (wasDrawn) {
		await ctx.tx.entry.updateMany({ where: { roundId }, data: { position: 0 } });
		await ctx.tx.performance.deleteMany({ where: { roundId } });
	}
	const removed = leaving.map(({ teamId }) => teamId);
	ctx.audit({
		subjectKind: 'round',
		subjectId: roundId,
		before: { teams: entries.map(({ teamId }) => teamId), drawOrder: round.drawOrder },
		after: { teams: through, reserves: of.qualification.reserves, added, removed }
	});
	ctx.publish({ kind: 'round.changed', contestId: round.contestId, roundId });
	return { roundId, through: through.length, added, removed };
}

const FillSchema = v.object({
	contestId: v.pipe(v.string(), v.minLength(1, 'field_required')),
	stageKey: v.pipe(v.string(), v.minLength(1, 'field_required'))
});

/** Brings the next stage's list of teams up to date, once every round of the stage is published and the places are decided. */
export const fillNextStage = command({
	action: 'final.fill',
	input: FillSchema,
	scope: (tx, { contestId }) => contestScope(tx, contestId),
	async run(ctx, { contestId, stageKey }): Promise<Filled> {
		const of = await qualificationOf(ctx.tx, contestId, stageKey);
		if (!of.nextStage) throw new Refusal('results_no_next_stage');
		if (of.rounds.some(({ round }) => round.state !== 'published')) throw new Refusal('results_stage_open');
		if (of.qualification.state !== 'decided') throw new Refusal('results_not_decided');
		const filled = await fillFinal(ctx, of);
		if (!filled) throw new Refusal('results_final_begun');
		return filled;
	}
});
