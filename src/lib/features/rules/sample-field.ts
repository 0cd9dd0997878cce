import type { Stage } from '#lib/domain/contest/rules.ts';
import type { ClusterResult } from '#lib/domain/scoring/qualification.ts';
import { tabulate } from '#lib/domain/scoring/tabulate.ts';
import {
	gauges,
	letter,
	ordinary,
	sampleJudges,
	sampleSheet,
	type Gauge,
	type SampleTeam
} from './sample-round.ts';

/** A team of an invented field. */
export interface FieldTeam {
	readonly id: string;
	readonly name: string;
	/** Contest cluster, from 0. */
	readonly cluster: number;
	/** How good it is among all, 0 the best: letters and names say nothing about it. */
	readonly order: number;
}

/** `clusters` lists of `size` teams each, so mixed that one cluster's second is better than the other's first. */
export function sampleField(clusters: number, size: number, called: (letter: string) => string): FieldTeam[] {
	return Array.from({ length: clusters * size }, (_, at): FieldTeam => {
		const [cluster, index] = [Math.floor(at / size), at % size];
		const id = letter(cluster * size + ((index + 1) % size));
		const order = Math.floor(index / 2) * 2 * clusters + cluster * 2 + (index % 2);
		return { id, name: called(id), cluster, order };
	});
}

/** The field's rounds as these rules place it, every cluster with a panel of its own, as in a real contest. */
export function sampleResults(stage: Stage, field: readonly FieldTeam[]): ClusterResult[] {
	const clusters = [...new Set(field.map(({ cluster }) => cluster))];
	return clusters.map((cluster) => {
		const clusterId = clusters.length === 1 ? null : String(cluster + 1);
		const teams = field
			.filter((team) => team.cluster === cluster)
			.map((team) => ({ ...team, ...placed(stage, team.order, field.length) }));
		const judges = sampleJudges(stage, `${cluster + 1}-`);
		return { clusterId, standings: tabulate(stage, sampleSheet(stage, teams, { judges, clusterId })) };
	});
}

/** Scores of a team with `order` better ones: fewer steps, one gauge after the other, some three tenths less over the field. */
export function placed(stage: Stage, order: number, teams: number): Pick<SampleTeam, 'steps'> {
	const all = gauges(stage);
	const room = all.map((gauge) => stepsBelow(gauge));
	const most = room.reduce((sum, one) => sum + one, 0);
	const span = Math.max(teams, Math.floor(most * 0.3));
	const down = new Map(all.map(({ path }) => [path, 0]));
	let left = Math.min(most, Math.floor((order * span) / teams));
	for (let at = 0; left > 0; at = (at + 1) % all.length) {
		const { path } = all[at]!;
		if (down.get(path)! === room[at]) continue;
		down.set(path, down.get(path)! + 1);
		left--;
	}
	return { steps: ({ path }) => -(down.get(path) ?? 0) };
}

function stepsBelow(gauge: Gauge): number {
	return ordinary(gauge).sub(gauge.min).div(gauge.step).valueOf();
}
