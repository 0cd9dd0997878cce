import type { SubjectKind } from '#lib/domain/honours/award-kind.ts';
import {
	recipientWarnings,
	type EventResult,
	type Identity
} from '#lib/domain/honours/recipient-warnings.ts';
import type { Words } from '#lib/domain/honours/wording.ts';
import { searchKey } from '#lib/domain/people/search-key.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { prizeProposals, withdrawnTeams } from './event-proposals.ts';
import { newestResults } from './newest-results.ts';

interface Row {
	readonly subject: string;
	readonly searchKey: string;
	readonly personId: string | null;
	readonly unitId: string | null;
	readonly teamId: string | null;
}

const identityOf = ({ subject, searchKey, personId, unitId, teamId }: Row): Identity => ({
	...{ subject: subject as SubjectKind, key: searchKey, personId, unitId, teamId }
});

/** Recipients of other decisions that award the same kind for the same event or period. */
async function othersOf(
	read: Tx,
	award: {
		id: string;
		kind: string;
		contestId: string | null;
		conferenceId: string | null;
		period: string | null;
	}
) {
	const { id, kind, contestId, conferenceId, period } = award;
	const same = [
		...(contestId ? [{ contestId }] : []),
		...(conferenceId ? [{ conferenceId }] : []),
		...(period ? [{ period }] : [])
	];
	if (same.length === 0) return [];
	const rows = await read.awardRecipient.findMany({
		where: { removedAt: null, decision: { id: { not: id }, kind, state: { not: 'annulled' }, OR: same } },
		select: { decisionId: true, subject: true, searchKey: true, personId: true, unitId: true, teamId: true }
	});
	return rows.map((row) => ({ ...identityOf(row), decisionId: row.decisionId }));
}

const saidOf = ({ name = '', prize }: Words) => ({ prize: prize ?? null, nameKey: searchKey(name) });

/** What the newest published results of a contest say of teams and people; null where none is published. */
async function resultOf(read: Tx, contestId: string): Promise<EventResult | null> {
	const results = await newestResults(read, contestId);
	if (results.length === 0) return null;
	const teams = new Map<string, string[]>();
	const people = new Set<string>();
	for (const { result } of results) {
		for (const { id } of result.teams) teams.set(id, teams.get(id) ?? []);
		for (const { subject, teamId, words } of prizeProposals(result, '')) {
			if (teamId && words.prize) teams.get(teamId)?.push(words.prize);
			if (subject === 'individual') people.add(searchKey(words.name ?? ''));
		}
	}
	return { teams, people, withdrawn: await withdrawnTeams(read, contestId) };
}

/** What deserves a look in a decision's list, by recipient. */
export async function warningsOf(read: Tx, decisionId: string) {
	const award = await read.awardDecision.findUniqueOrThrow({ where: { id: decisionId } });
	const rows = await read.awardRecipient.findMany({ where: { decisionId, removedAt: null } });
	const checked = rows.map((row) => ({
		...{ id: row.id, ...identityOf(row) },
		...saidOf(JSON.parse(row.words) as Words)
	}));
	const result = award.contestId ? await resultOf(read, award.contestId) : null;
	return recipientWarnings(checked, await othersOf(read, award), result);
}
