import type { Tx } from '#lib/server/db/client.ts';
import { drawColumns, publicDraw } from './draw-query.ts';
import { newestRules } from './newest-rules.ts';

/** Contests that the public may see, running ones first, then by day. A draft is nobody's business yet. */
export async function homeContests(read: Tx) {
	const contests = await read.contest.findMany({
		where: { status: { not: 'draft' } },
		orderBy: [{ startsOn: 'desc' }, { code: 'asc' }],
		take: 100,
		select: {
			code: true,
			titleVi: true,
			titleEn: true,
			status: true,
			startsOn: true,
			isInvented: true,
			host: { select: { name: true } },
			rounds: {
				where: { state: { in: ['open', 'closed', 'verified'] } },
				orderBy: { position: 'asc' },
				select: { id: true, name: true }
			}
		}
	});
	return contests;
}

/** Everything that the public page of a contest shows; null for a draft or where there is none. */
export async function publicContest(read: Tx, code: string) {
	const contest = await read.contest.findUnique({
		where: { code },
		include: {
			host: { select: { name: true } },
			clusters: {
				orderBy: [{ stageKey: 'asc' }, { position: 'asc' }],
				include: { leadUnit: { select: { name: true } } }
			},
			teams: {
				where: { status: 'accepted' },
				orderBy: { code: 'asc' },
				select: {
					id: true,
					code: true,
					name: true,
					clusterId: true,
					isGuest: true,
					withdrawnAt: true,
					modelTitle: true,
					units: { orderBy: { position: 'asc' }, select: { unit: { select: { name: true } } } }
				}
			},
			rounds: {
				orderBy: { position: 'asc' },
				select: {
					...drawColumns,
					name: true,
					stageKey: true,
					clusterId: true,
					state: true,
					startsAt: true,
					venue: true,
					rules: { select: { version: true, hash: true } },
					results: { orderBy: { version: 'desc' }, take: 1, select: { version: true, publishedAt: true } },
					entries: { select: { teamId: true, position: true }, orderBy: { position: 'asc' } }
				}
			}
		}
	});
	if (!contest || contest.status === 'draft') return null;
	const { rules, version, hash } = await newestRules(read, contest.id);
	return {
		code: contest.code,
		titleVi: contest.titleVi,
		titleEn: contest.titleEn,
		status: contest.status,
		plan: contest.plan,
		occasion: contest.occasion,
		venue: contest.venue,
		startsOn: contest.startsOn,
		endsOn: contest.endsOn,
		isInvented: contest.isInvented,
		host: contest.host.name,
		rules: {
			version,
			hash,
			name: rules.name,
			stages: rules.stages.map(({ key, name, layout, parts }) => ({
				key,
				name,
				layout,
				parts: parts.map((part) => ({
					key: part.key,
					name: part.name,
					scale: part.scale,
					coefficient: part.coefficient
				}))
			}))
		},
		clusters: contest.clusters.map(({ id, stageKey, name, leadUnit }) => ({
			id,
			stageKey,
			name,
			leadUnit: leadUnit?.name ?? null
		})),
		teams: contest.teams.map(({ units, withdrawnAt, ...team }) => ({
			...team,
			isWithdrawn: withdrawnAt !== null,
			units: units.map(({ unit }) => unit.name)
		})),
		rounds: contest.rounds.map((round) => ({
			id: round.id,
			name: round.name,
			stageKey: round.stageKey,
			clusterId: round.clusterId,
			state: round.state,
			startsAt: round.startsAt,
			venue: round.venue,
			rules: round.rules,
			result: round.results[0] ?? null,
			entries: round.entries.map(({ teamId }) => teamId),
			draw: publicDraw(round)
		}))
	};
}
export type PublicContest = NonNullable<Awaited<ReturnType<typeof publicContest>>>;
