import * as v from 'valibot';
import type { Stage } from '#lib/domain/contest/rules.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { stageOf } from '#lib/server/results/rules-in-force.ts';
import { id, optionalText, text } from './input.ts';
import { newestRules } from './newest-rules.ts';
import { contestScope, roundScope } from './scope.ts';

/** When a round starts: an instant, or what a form's date and time field sends, read as the hour in Hà Nội. */
const optionalInstant = v.pipe(
	v.optional(v.nullable(v.string()), null),
	v.transform((value) => {
		if (!value?.trim()) return null;
		return new Date(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value) ? `${value}:00+07:00` : value);
	}),
	v.check((value) => value === null || !Number.isNaN(value.getTime()), 'contest_time_invalid')
);

/** Makes the rounds that a stage still lacks: one for every cluster, or the single one. */
export const makeRounds = command({
	action: 'round.save',
	input: v.object({ contestId: id, stageKey: v.string() }),
	scope: (tx, input) => contestScope(tx, input.contestId),
	async run(context, { contestId, stageKey }) {
		const { tx } = context;
		const { rules } = await newestRules(tx, contestId);
		const stage = stageOf(rules, stageKey);
		const there = await tx.round.findMany({ where: { contestId, stageKey }, select: { clusterId: true } });
		const last = await tx.round.aggregate({ where: { contestId }, _max: { position: true } });
		const clusters =
			stage.layout === 'single'
				? [null]
				: await tx.cluster.findMany({ where: { contestId, stageKey }, orderBy: { position: 'asc' } });
		if (clusters.length === 0) throw new Refusal('contest_no_clusters', { stage: stage.name.vi });
		const missing = clusters.filter(
			(cluster) => !there.some(({ clusterId }) => clusterId === (cluster?.id ?? null))
		);
		let position = last._max.position ?? 0;
		const roundIds: string[] = [];
		for (const cluster of missing) {
			position += 1;
			roundIds.push(await makeRound(context, { contestId, stage, cluster, position }));
		}
		context.publish({ kind: 'contest.changed', contestId });
		return { roundIds };
	}
});

interface RoundToMake {
	readonly contestId: string;
	readonly stage: Stage;
	readonly cluster: { readonly id: string; readonly name: string; readonly nameEn: string | null } | null;
	readonly position: number;
}

async function makeRound(
	context: Context,
	{ contestId, stage, cluster, position }: RoundToMake
): Promise<string> {
	const roundId = context.newId();
	const name = cluster ? `${stage.name.vi} · ${cluster.name}` : stage.name.vi;
	// Half in English would be read aloud wrongly: a cluster without an English name leaves the round without one.
	const nameEn = !cluster ? stage.name.en : cluster.nameEn && `${stage.name.en} · ${cluster.nameEn}`;
	await context.tx.round.create({
		data: {
			id: roundId,
			contestId,
			stageKey: stage.key,
			clusterId: cluster?.id ?? null,
			name,
			nameEn,
			position,
			state: 'configured'
		}
	});
	context.audit({
		subjectKind: 'round',
		subjectId: roundId,
		after: { stageKey: stage.key, clusterId: cluster?.id ?? null, name, nameEn }
	});
	return roundId;
}

/** Changes what a round is called, when it starts and where. */
export const saveRound = command({
	action: 'round.save',
	input: v.object({
		roundId: id,
		name: text(200),
		/** Left out: as before. */
		nameEn: v.optional(optionalText(200)),
		startsAt: optionalInstant,
		venue: optionalText(300)
	}),
	scope: (tx, input) => roundScope(tx, input.roundId),
	async run({ tx, audit, publish }, { roundId, name, nameEn, startsAt, venue }) {
		const { contestId, ...before } = await tx.round.findUniqueOrThrow({
			where: { id: roundId },
			select: { contestId: true, name: true, nameEn: true, startsAt: true, venue: true }
		});
		const after = { name, nameEn: nameEn === undefined ? before.nameEn : nameEn, startsAt, venue };
		await tx.round.update({ where: { id: roundId }, data: { ...after, version: { increment: 1 } } });
		audit({ subjectKind: 'round', subjectId: roundId, before, after });
		publish({ kind: 'round.changed', contestId, roundId });
		return { roundId };
	}
});

/** Removes a round that was made by mistake: still configured, without a draw, and with nobody on its panel. */
export const removeRound = command({
	action: 'round.save',
	input: v.object({ roundId: id, remove: v.literal('yes') }),
	scope: (tx, input) => roundScope(tx, input.roundId),
	async run({ tx, audit, publish }, { roundId }) {
		const round = await tx.round.findUniqueOrThrow({
			where: { id: roundId },
			include: { _count: { select: { panel: true, entries: true } } }
		});
		if (round.state !== 'configured' || round._count.panel > 0 || round._count.entries > 0) {
			throw new Refusal('contest_round_not_empty', { round: round.name });
		}
		await tx.round.delete({ where: { id: roundId } });
		audit({
			subjectKind: 'round',
			subjectId: roundId,
			before: { name: round.name, stageKey: round.stageKey }
		});
		publish({ kind: 'contest.changed', contestId: round.contestId });
		return {};
	}
});
