import type { PublishedResult } from '#lib/domain/results/published-result.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { named, nameOf } from '#lib/words/named.ts';

/** A round as everybody may know it; null where the contest is still a draft. */
export async function publicRoundFacts(read: Tx, contestCode: string, roundId: string, locale: 'vi' | 'en') {
	const round = await read.round.findFirst({
		where: { id: roundId, contest: { code: contestCode, status: { not: 'draft' } } },
		select: {
			id: true,
			name: true,
			nameEn: true,
			cluster: { select: { name: true, nameEn: true } },
			contest: { select: { code: true, titleVi: true, titleEn: true, isInvented: true } }
		}
	});
	if (!round) return null;
	const { contest, cluster } = round;
	return {
		round: { id: round.id, ...named(round, locale), cluster: cluster && nameOf(cluster, locale) },
		contest: {
			code: contest.code,
			title: locale === 'vi' ? contest.titleVi : contest.titleEn,
			isInvented: contest.isInvented
		}
	};
}

/** All rounds of a contest with what was last published of each: version, and the teams on the first places. */
export async function publishedRounds(read: Tx, contestCode: string, locale: 'vi' | 'en') {
	const contest = await read.contest.findFirst({
		where: { code: contestCode, status: { not: 'draft' } },
		select: {
			code: true,
			titleVi: true,
			titleEn: true,
			isInvented: true,
			rounds: { orderBy: { position: 'asc' }, select: { id: true, name: true, nameEn: true } },
			id: true
		}
	});
	if (!contest) return null;
	const versions = await read.resultVersion.findMany({
		where: { contestId: contest.id },
		orderBy: { version: 'asc' },
		select: { roundId: true, version: true, publishedAt: true }
	});
	const newest = new Map(versions.map((one) => [one.roundId, one]));
	const rounds = [];
	for (const { id, ...round } of contest.rounds) {
		const found = newest.get(id);
		rounds.push({
			id,
			...named(round, locale),
			version: found?.version ?? null,
			publishedAt: found?.publishedAt.toISOString() ?? null,
			first: found ? await firstTeams(read, id, found.version) : []
		});
	}
	const title = locale === 'vi' ? contest.titleVi : contest.titleEn;
	return { contest: { code: contest.code, title, isInvented: contest.isInvented }, rounds };
}

async function firstTeams(read: Tx, roundId: string, version: number): Promise<string[]> {
	const row = await read.resultVersion.findUniqueOrThrow({
		where: { roundId_version: { roundId, version } },
		select: { json: true }
	});
	const { standings, teams } = JSON.parse(row.json) as PublishedResult;
	const names = new Map(teams.map((team) => [team.id, team.name]));
	return standings.rows.filter(({ rank }) => rank === 1).map(({ teamId }) => names.get(teamId) ?? teamId);
}
