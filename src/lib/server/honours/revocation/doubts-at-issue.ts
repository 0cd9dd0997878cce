import { doubtsOf, type Doubt } from '#lib/domain/honours/doubt.ts';
import type { Words } from '#lib/domain/honours/wording.ts';
import { contentOf, type PublishedResult, type ResultContent } from '#lib/domain/results/published-result.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { prizeProposals } from '../recipients/event-proposals.ts';

/** Round and version that a recipient was taken from, as `resultProposals` writes them. */
const FROM_RESULT = /^(\S+) v(\d+) /;

async function versionsOf(tx: Tx, roundId: string): Promise<ResultContent[]> {
	const rows = await tx.resultVersion.findMany({
		where: { roundId },
		orderBy: { version: 'asc' },
		select: { json: true }
	});
	return rows.map(({ json }) => contentOf(JSON.parse(json) as PublishedResult));
}

/** The last that versions after `known` say otherwise of a team; null where they say nothing. */
function lastDoubt(versions: readonly ResultContent[], known: number, teamId: string): Doubt | null {
	const newer = versions.filter(({ version }) => version > known);
	return (
		newer
			.flatMap(({ version, changes }) => (changes && doubtsOf(changes, version).get(teamId)) ?? [])
			.at(-1) ?? null
	);
}

/**
 * Doubts that there are already when certificates are issued, by recipient: a result got another version after they were put on
 * the list. Whose prize is what the newest version gives is not doubted.
 */
export async function doubtsAtIssue(tx: Tx, decisionId: string): Promise<ReadonlyMap<string, Doubt>> {
	const recipients = await tx.awardRecipient.findMany({
		where: { decisionId, removedAt: null, source: 'result', teamId: { not: null } },
		select: { id: true, teamId: true, sourceRef: true, words: true }
	});
	const known = new Map<string, ResultContent[]>();
	const doubts = new Map<string, Doubt>();
	for (const { id, teamId, sourceRef, words } of recipients) {
		const [, roundId, version] = FROM_RESULT.exec(sourceRef ?? '') ?? [];
		if (!roundId) continue;
		const versions = known.get(roundId) ?? (await versionsOf(tx, roundId));
		known.set(roundId, versions);
		const doubt = lastDoubt(versions, Number(version), teamId!);
		const { prize } = JSON.parse(words) as Words;
		const given = versions.slice(-1).flatMap((newest) => prizeProposals(newest, ''));
		const isStill =
			prize !== undefined && given.some((one) => one.teamId === teamId && one.words.prize === prize);
		if (doubt && !isStill) doubts.set(id, doubt);
	}
	return doubts;
}
