import type { QualificationRule } from '#lib/domain/contest/qualification-rule.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import type { Qualification, QualifiedBy, TieAtCut } from '#lib/domain/scoring/qualification.ts';
import { qualify } from '#lib/domain/scoring/qualify.ts';
import { sampleField, sampleResults, type FieldTeam } from './sample-field.ts';

export interface QualificationExample {
	readonly state: Qualification['state'];
	readonly clusters: readonly { readonly clusterId: string | null; readonly rows: readonly SampleRow[] }[];
	/** The best team withdraws: who comes in; nobody where the place stays vacant. */
	readonly withdrawal: { readonly who: string; readonly instead: readonly string[] } | null;
	/** The same field, but the last team that is through and the first that is not are level. */
	readonly tie: TieExample | null;
}

export interface SampleRow {
	readonly teamId: string;
	readonly name: string;
	readonly rank: number;
	readonly total: string;
	/** By what it goes through; null: it does not, or nobody is named yet. */
	readonly by: QualifiedBy | null;
}

interface TieExample {
	readonly teams: readonly string[];
	readonly through: readonly string[];
	/** What people have to do first; null: the rule itself has decided. */
	readonly needs: TieAtCut['needs'] | null;
}

/** A longer list is no example any more. */
const MOST_TEAMS = 24;

/**
 * Who goes through by this stage's rule from two clusters of invented teams (or one list), marked and placed by its rules;
 * who follows when the best team withdraws; and what a tie at the cut leads to. Null where there is nothing to show.
 */
export function qualificationExample(
	stage: Stage,
	called: (letter: string) => string
): QualificationExample | null {
	const rule = stage.qualification;
	const clusters = stage.layout === 'perCluster' ? 2 : 1;
	const size = Math.max(clusterSize(rule, clusters), comparedAtLeast(rule));
	if (rule.kind === 'none' || size * clusters > MOST_TEAMS) return null;
	const field = sampleField(clusters, size, called);
	const plain = decide(stage, field, []);
	if (plain.state === 'incomplete') return null;
	return {
		state: plain.state,
		clusters: rowsOf(stage, field, plain),
		withdrawal: withdrawal(stage, field, plain),
		tie: tie(stage, field, plain)
	};
}

/** As many teams in a cluster as z-scores need. */
function comparedAtLeast(rule: QualificationRule): number {
	return 'zScore' in rule && rule.differentPanels === 'zScore' ? rule.zScore.minTeams : 0;
}

/** Some teams more than go through. */
function clusterSize(rule: QualificationRule, clusters: number): number {
	switch (rule.kind) {
		case 'none':
			return 0;
		case 'topPerCluster':
			return rule.places + 2;
		case 'perClusterPlusWildcards':
			return rule.perCluster + Math.ceil((rule.wildcards + 2) / clusters);
		case 'clusterQuotas':
			return Math.max(3, ...rule.quotas.map(({ places }) => places + 2));
		case 'mixed':
			return rule.steps.reduce(
				(size, step) =>
					size + (step.take === 'ofEachCluster' ? step.places : Math.ceil(step.places / clusters)),
				2
			);
		case 'bestOverall':
		case 'committeeChoice':
			return Math.max(3, Math.ceil((rule.places + 2) / clusters));
	}
}

function decide(stage: Stage, field: readonly FieldTeam[], gone: readonly string[]): Qualification {
	return qualify(stage, sampleResults(stage, field), {
		lots: [],
		votes: [],
		choice: choice(stage.qualification, field),
		cutDecisions: [],
		withdrawals: gone.map((teamId) => ({ teamId, reason: '' }))
	});
}

/** This committee passes over the second by points: its choice is free, only its reason is not. */
function choice(rule: QualificationRule, field: readonly FieldTeam[]) {
	if (rule.kind !== 'committeeChoice') return null;
	const [first, second, ...others] = byOrder(field).map(({ id }) => id);
	return { teamIds: [first!, ...others].slice(0, rule.places), reserves: [second!], reason: '–' };
}

function rowsOf(
	stage: Stage,
	field: readonly FieldTeam[],
	{ outcomes }: Qualification
): QualificationExample['clusters'] {
	return sampleResults(stage, field).map(({ clusterId, standings }) => ({
		clusterId,
		rows: standings!.rows.map(({ teamId, rank, total }): SampleRow => {
			const verdict = outcomes.find((outcome) => outcome.teamId === teamId);
			return {
				teamId,
				name: nameOf(field, teamId),
				rank: rank ?? 0,
				total: total?.shown ?? '',
				by: verdict?.outcome === 'through' ? verdict.by : null
			};
		})
	}));
}

function withdrawal(
	stage: Stage,
	field: readonly FieldTeam[],
	{ through }: Qualification
): QualificationExample['withdrawal'] {
	const best = byOrder(field).find(({ id }) => through.includes(id));
	if (!best) return null;
	const after = decide(stage, field, [best.id]).through.filter((id) => !through.includes(id));
	return { who: best.name, instead: after.map((id) => nameOf(field, id)) };
}

function tie(
	stage: Stage,
	field: readonly FieldTeam[],
	{ state, through, outcomes }: Qualification
): TieExample | null {
	const rule = stage.qualification;
	if (state !== 'decided' || !('tieAtCut' in rule)) return null;
	const isCutInClusters = rule.kind === 'topPerCluster';
	const isWon = (id: string) =>
		outcomes.some((one) => one.teamId === id && one.outcome === 'through' && one.by === 'cluster');
	const pool = byOrder(field).filter(({ id, cluster }) =>
		isCutInClusters ? cluster === field.at(-1)!.cluster : !isWon(id)
	);
	const last = pool.findLast(({ id }) => through.includes(id));
	const next = pool.find(({ id }) => !through.includes(id));
	if (!last || !next) return null;
	const level = field.map((team) => (team === next ? { ...team, order: last.order } : team));
	const result = decide(stage, level, []);
	// Where judges may not place two alike there are no level teams to show.
	if (result.state === 'incomplete') return null;
	return {
		teams: [last.name, next.name].sort(),
		through: [last, next].filter(({ id }) => result.through.includes(id)).map(({ name }) => name),
		needs: result.tiesAtCut.find(({ teamIds }) => teamIds.includes(next.id))?.needs ?? null
	};
}

const byOrder = (field: readonly FieldTeam[]) => field.toSorted((a, b) => a.order - b.order);

function nameOf(field: readonly FieldTeam[], teamId: string): string {
	return field.find(({ id }) => id === teamId)!.name;
}
