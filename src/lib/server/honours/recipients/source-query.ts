import { may } from '#lib/domain/access/policy.ts';
import type { Actor } from '#lib/domain/access/actor.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import { contestScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { presenceProposals, prizeProposals } from './event-proposals.ts';
import { newestResults } from './newest-results.ts';

interface Event {
	readonly contestId: string | null;
	readonly conferenceId: string | null;
}

interface Asking {
	readonly actor: Actor;
	readonly now: Date;
}

/** What of a decision's event could be put on its list, as far as the actor may see it. */
export async function sourcesOf(read: Tx, { contestId, conferenceId }: Event, { actor, now }: Asking) {
	const contest = contestId && may(actor, 'contest.read', await contestScope(read, contestId)) && contestId;
	const scope = conferenceId ? await conferenceScope(read, conferenceId) : null;
	const results = contest ? await newestResults(read, contest) : [];
	const honourees =
		conferenceId && scope && may(actor, 'programme.read', scope)
			? await read.honouree.groupBy({
					by: ['award'],
					where: { conferenceId },
					_count: true,
					orderBy: { award: 'asc' }
				})
			: [];
	const presence =
		conferenceId && scope && may(actor, 'certificate.read', scope)
			? await presenceProposals(read, conferenceId, now)
			: null;
	return {
		rounds: results.map(({ roundId, version, result }) => ({
			...{ roundId, version, name: result.round.name },
			...{ prizes: prizeProposals(result, '').length, teams: result.teams.length }
		})),
		honourees: honourees.map(({ award, _count }) => ({ award, count: _count })),
		presence: presence && presence.length
	};
}
export type Sources = Awaited<ReturnType<typeof sourcesOf>>;
