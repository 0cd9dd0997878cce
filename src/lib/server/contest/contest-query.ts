import type { Actor } from '#lib/domain/access/actor.ts';
import { reachOf, contestsWithin } from '#lib/server/auth/reach.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { contestChecklists } from './round-checklist.ts';
import { newestRules } from './newest-rules.ts';
import type { Locale } from '#lib/words/figure.ts';
import { named } from '#lib/words/named.ts';

/** Contests that an actor may begin a new one from, newest first. */
export async function contestsToCopy(read: Tx, actor: Actor) {
	const reach = await reachOf(read, actor, 'contest.read');
	return read.contest.findMany({
		where: contestsWithin(reach),
		orderBy: { createdAt: 'desc' },
		take: 200,
		select: { id: true, code: true, titleVi: true, titleEn: true }
	});
}

/** A contest's set-up at a glance: its stages with clusters and rounds, and what each round still lacks. */
export async function contestOverview(read: Tx, contestId: string, locale: Locale) {
	const [{ rules, version, hash }, clusters, rounds, checklists, teams, locked] = await Promise.all([
		newestRules(read, contestId),
		read.cluster.findMany({
			where: { contestId },
			orderBy: { position: 'asc' },
			include: { _count: { select: { teams: { where: { withdrawnAt: null } } } } }
		}),
		read.round.findMany({
			where: { contestId },
			orderBy: { position: 'asc' },
			include: {
				rules: { select: { version: true } },
				_count: { select: { panel: { where: { role: { in: ['chair', 'judge'] } } }, entries: true } }
			}
		}),
		contestChecklists(read, contestId),
		read.team.groupBy({ by: ['status'], where: { contestId, withdrawnAt: null }, _count: true }),
		read.rulesVersion.findFirst({
			where: { contestId, lockedAt: { not: null } },
			orderBy: { version: 'desc' },
			select: { version: true }
		})
	]);
	const itemsOf = new Map(checklists.map(({ roundId, items }) => [roundId, items]));
	const teamsWith = (...statuses: string[]) =>
		teams.filter(({ status }) => statuses.includes(status)).reduce((sum, { _count }) => sum + _count, 0);
	return {
		rules: { version, hash, name: rules.name, lockedVersion: locked?.version ?? null },
		teams: { all: teamsWith('draft', 'submitted', 'returned', 'accepted'), accepted: teamsWith('accepted') },
		stages: rules.stages.map((stage) => ({
			key: stage.key,
			name: stage.name,
			isClustered: stage.layout === 'perCluster',
			clusters: clusters
				.filter(({ stageKey }) => stageKey === stage.key)
				.map(({ id, _count, ...cluster }) => ({ id, ...named(cluster, locale), teams: _count.teams })),
			rounds: rounds
				.filter(({ stageKey }) => stageKey === stage.key)
				.map((round) => ({
					id: round.id,
					...named(round, locale),
					state: round.state,
					startsAt: round.startsAt,
					venue: round.venue,
					drawState: round.drawState,
					judges: round._count.panel,
					entries: round._count.entries,
					rulesVersion: round.rules?.version ?? null,
					items: itemsOf.get(round.id) ?? []
				}))
		}))
	};
}
export type ContestOverview = Awaited<ReturnType<typeof contestOverview>>;
export type OverviewStage = ContestOverview['stages'][number];
export type OverviewRound = OverviewStage['rounds'][number];

/** The clusters of a contest by stage, each with its lead unit. */
export function clustersOf(read: Tx, contestId: string) {
	return read.cluster.findMany({
		where: { contestId },
		orderBy: [{ stageKey: 'asc' }, { position: 'asc' }],
		select: {
			id: true,
			stageKey: true,
			name: true,
			nameEn: true,
			position: true,
			leadUnitId: true,
			_count: { select: { teams: true } }
		}
	});
}
