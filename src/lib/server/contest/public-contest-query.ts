import type { FrozenStage } from '#lib/live/frozen-board.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { shownPicture } from '#lib/server/pictures/store.ts';
import { drawColumns, publicDraw } from './draw-query.ts';
import { newestRules } from './newest-rules.ts';
import type { Locale } from '#lib/words/figure.ts';
import { named } from '#lib/words/named.ts';

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
				select: { id: true, name: true, nameEn: true }
			}
		}
	});
	return contests;
}

/** Everything that the public page of a contest shows; null for a draft or where there is none. */
export async function publicContest(read: Tx, code: string, locale: Locale) {
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
					picture: shownPicture,
					units: { orderBy: { position: 'asc' }, select: { unit: { select: { name: true } } } }
				}
			},
			rounds: {
				orderBy: { position: 'asc' },
				select: {
					...drawColumns,
					name: true,
					nameEn: true,
					stageKey: true,
					clusterId: true,
					state: true,
					openedAt: true,
					startsAt: true,
					venue: true,
					rules: { select: { version: true, hash: true } },
					freeze: { select: { stage: true, startedAt: true, thawedAt: true } },
					results: { orderBy: { version: 'desc' }, take: 1, select: { version: true, publishedAt: true } },
					entries: { select: { teamId: true, position: true }, orderBy: { position: 'asc' } }
				}
			}
		}
	});
	if (!contest || contest.status === 'draft') return null;
	const { rules, version, hash } = await newestRules(read, contest.id);
	// While a round's board stands still, or tells no points before the end, this page tells of the round what the board tells, and of nobody who left since.
	const frozen = new Map(
		contest.rounds.flatMap(({ id, freeze, results }) =>
			freeze && !freeze.thawedAt && results.length === 0 ? [[id, freeze] as const] : []
		)
	);
	const silent = new Set(
		rules.stages.flatMap(({ key, visibility }) => (visibility.publicBoard === 'atTheEnd' ? [key] : []))
	);
	const stoppedAt = new Map(
		contest.rounds.flatMap(({ id, stageKey, openedAt, results, entries }) => {
			const isSilent = silent.has(stageKey) && results.length === 0;
			const since = frozen.get(id)?.startedAt ?? (isSilent ? openedAt : null);
			return since ? entries.map(({ teamId }) => [teamId, since] as const) : [];
		})
	);
	const hasLeft = (team: { readonly id: string; readonly withdrawnAt: Date | null }) => {
		const stopped = stoppedAt.get(team.id);
		return team.withdrawnAt !== null && (stopped === undefined || team.withdrawnAt < stopped);
	};
	const stateOf = ({ id, state }: { readonly id: string; readonly state: string }) => {
		const known = frozen.get(id);
		return known ? (JSON.parse(known.stage) as FrozenStage).state : state;
	};
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
		clusters: contest.clusters.map(({ id, stageKey, leadUnit, ...cluster }) => ({
			id,
			stageKey,
			...named(cluster, locale),
			leadUnit: leadUnit?.name ?? null
		})),
		teams: contest.teams.map(({ withdrawnAt, ...team }) => ({
			...team,
			isWithdrawn: hasLeft({ id: team.id, withdrawnAt }),
			units: team.units.map(({ unit }) => unit.name)
		})),
		rounds: contest.rounds.map((round) => ({
			id: round.id,
			...named(round, locale),
			stageKey: round.stageKey,
			clusterId: round.clusterId,
			state: stateOf(round),
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
