import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalId, optionalText, text, whole } from './input.ts';
import { contestScope } from './scope.ts';
import { stageOf } from '#lib/server/results/rules-in-force.ts';
import { newestRules } from './newest-rules.ts';

/** Makes a contest cluster, or changes the name, lead unit and order of one. Clusters may be of uneven size. */
export const saveCluster = command({
	action: 'cluster.save',
	input: v.object({
		contestId: id,
		clusterId: optionalId,
		stageKey: v.string(),
		name: text(200),
		/** Left out: as before. */
		nameEn: v.optional(optionalText(200)),
		leadUnitId: optionalId,
		position: v.optional(v.nullable(whole(1, 999)), null)
	}),
	scope: (tx, input) => contestScope(tx, input.contestId),
	async run(
		{ tx, newId, audit, publish },
		{ contestId, clusterId, stageKey, name, nameEn, leadUnitId, position }
	) {
		const stage = stageOf((await newestRules(tx, contestId)).rules, stageKey);
		if (stage.layout !== 'perCluster') throw new Refusal('contest_stage_not_clustered');
		if (leadUnitId && !(await tx.unit.findUnique({ where: { id: leadUnitId }, select: { id: true } }))) {
			throw new Refusal('invalid', {}, [{ field: 'leadUnitId', code: 'not_found' }]);
		}
		const siblings = await tx.cluster.findMany({
			where: { contestId, stageKey },
			orderBy: { position: 'asc' }
		});
		const twin = siblings.find((cluster) => cluster.name === name && cluster.id !== clusterId);
		if (twin)
			throw new Refusal('contest_cluster_name_taken', { name }, [
				{ field: 'name', code: 'contest_cluster_name_taken', params: { name } }
			]);
		const before = siblings.find((cluster) => cluster.id === clusterId);
		if (clusterId && !before) throw new Refusal('not_found');
		const savedId = before?.id ?? newId();
		const place = position ?? before?.position ?? siblings.length + 1;
		if (before) {
			await tx.cluster.update({ where: { id: savedId }, data: { name, nameEn, leadUnitId } });
		} else {
			const key = freeKey(siblings.map((cluster) => cluster.key));
			await tx.cluster.create({
				data: { id: savedId, contestId, stageKey, key, name, nameEn, leadUnitId, position: place }
			});
		}
		const order = siblings.map((cluster) => cluster.id).filter((other) => other !== savedId);
		order.splice(place - 1, 0, savedId);
		for (const [index, clusterInOrder] of order.entries()) {
			await tx.cluster.update({ where: { id: clusterInOrder }, data: { position: index + 1 } });
		}
		audit({
			subjectKind: 'cluster',
			subjectId: savedId,
			before: before && {
				name: before.name,
				nameEn: before.nameEn,
				leadUnitId: before.leadUnitId,
				position: before.position
			},
			after: { name, nameEn: nameEn === undefined ? before?.nameEn : nameEn, leadUnitId, position: place }
		});
		publish({ kind: 'contest.changed', contestId });
		return { clusterId: savedId };
	}
});

/** Makes the clusters that are still missing up to `count`, called `name` 1, 2, 3 ... */
export const makeClusters = command({
	action: 'cluster.save',
	input: v.object({
		contestId: id,
		stageKey: v.string(),
		name: text(100),
		nameEn: v.optional(optionalText(100)),
		count: whole(1, 60)
	}),
	scope: (tx, input) => contestScope(tx, input.contestId),
	async run({ tx, newId, audit, publish }, { contestId, stageKey, name, nameEn, count }) {
		const stage = stageOf((await newestRules(tx, contestId)).rules, stageKey);
		if (stage.layout !== 'perCluster') throw new Refusal('contest_stage_not_clustered');
		const siblings = await tx.cluster.findMany({ where: { contestId, stageKey } });
		const made: string[] = [];
		const keys = siblings.map((cluster) => cluster.key);
		const names = new Set(siblings.map((cluster) => cluster.name));
		for (let number = 1; siblings.length + made.length < count; number++) {
			if (names.has(`${name} ${number}`)) continue;
			const key = freeKey(keys);
			keys.push(key);
			const data = {
				id: newId(),
				contestId,
				stageKey,
				key,
				name: `${name} ${number}`,
				nameEn: nameEn ? `${nameEn} ${number}` : null,
				position: siblings.length + made.length + 1
			};
			await tx.cluster.create({ data });
			audit({
				subjectKind: 'cluster',
				subjectId: data.id,
				after: { name: data.name, position: data.position }
			});
			made.push(data.id);
		}
		publish({ kind: 'contest.changed', contestId });
		return { clusterIds: made };
	}
});

/** Removes a cluster in which nothing is yet: no team and no round. */
export const removeCluster = command({
	action: 'cluster.save',
	input: v.object({ contestId: id, clusterId: id }),
	scope: (tx, input) => contestScope(tx, input.contestId),
	async run({ tx, audit, publish }, { contestId, clusterId }) {
		const cluster = await tx.cluster.findUnique({
			where: { id: clusterId },
			include: { _count: { select: { teams: true, rounds: true } } }
		});
		if (!cluster || cluster.contestId !== contestId) throw new Refusal('not_found');
		if (cluster._count.teams > 0 || cluster._count.rounds > 0) {
			throw new Refusal('contest_cluster_not_empty', { name: cluster.name });
		}
		await tx.cluster.delete({ where: { id: clusterId } });
		audit({ subjectKind: 'cluster', subjectId: clusterId, before: { name: cluster.name } });
		publish({ kind: 'contest.changed', contestId });
		return {};
	}
});

function freeKey(taken: readonly string[]): string {
	let number = 1;
	while (taken.includes(`C${number}`)) number++;
	return `C${number}`;
}
