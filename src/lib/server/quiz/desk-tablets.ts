import type { Tx } from '#lib/server/db/client.ts';
import { factsOf, liveRound } from '#lib/server/judging/round-facts.ts';
import { quizParts } from './quiz-part.ts';

/** A team with the tablet that answers for it in this round. */
export interface TeamTablet {
	readonly teamId: string;
	readonly name: string;
	readonly position: number;
	readonly tablet: {
		readonly claimedAt: Date;
		readonly lastSeenAt: Date;
		/** Heard of a moment ago. */
		readonly isNear: boolean;
	} | null;
	/** The QR that is shown somewhere and has not been used. */
	readonly pending: { readonly id: string; readonly expiresAt: Date } | null;
}

/** A tablet asks every few seconds; twice as long as that is noted without a word, it is away. */
const NEAR_MS = 25_000;

/** The teams of a round with their tablets; null where the rules have no quiz that is answered on tablets. */
export async function teamTablets(read: Tx, roundId: string, now: Date): Promise<TeamTablet[] | null> {
	const live = await read.round.findUnique({ where: { id: roundId }, select: liveRound });
	if (!live?.rulesVersionId) return null;
	const facts = await factsOf(read, live);
	if (!quizParts(facts.stage).some(({ quiz }) => quiz?.input === 'tablet')) return null;
	const rows = await read.quizTablet.findMany({
		where: {
			roundId,
			revokedAt: null,
			OR: [{ endsAt: { gt: now } }, { tokenHash: null, expiresAt: { gt: now } }]
		},
		orderBy: { createdAt: 'desc' }
	});
	return [...facts.teams.values()]
		.filter(({ isCompeting }) => isCompeting)
		.sort((a, b) => a.position - b.position)
		.map(({ id: teamId, name, position }) => {
			const own = rows.filter((row) => row.teamId === teamId);
			const paired = own.find(({ tokenHash }) => tokenHash !== null);
			const pending = own.find(({ tokenHash }) => tokenHash === null);
			const claimedAt = paired?.claimedAt;
			const lastSeenAt = paired?.lastSeenAt ?? claimedAt;
			return {
				teamId,
				name,
				position,
				tablet:
					claimedAt && lastSeenAt
						? { claimedAt, lastSeenAt, isNear: now.getTime() - lastSeenAt.getTime() < NEAR_MS }
						: null,
				pending: pending ? { id: pending.id, expiresAt: pending.expiresAt } : null
			};
		});
}
