import type { SubjectKind } from '#lib/domain/honours/award-kind.ts';
import type { ProposedRecipient } from '#lib/domain/honours/recipient.ts';
import type { ResultContent } from '#lib/domain/results/published-result.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { certificateCandidates } from '#lib/server/conference/certificates/certificate-query.ts';
import { newestResult } from './newest-results.ts';

const honorificOf = (gender: string | null): string | undefined =>
	gender === 'female' ? 'Bà' : gender === 'male' ? 'Ông' : undefined;

/** Words that there are: what is empty is left out. */
const said = (words: Readonly<Record<string, string | null | undefined>>) =>
	Object.fromEntries(Object.entries(words).filter(([, word]) => word?.trim())) as Record<string, string>;

function teamsOf({ teams, standings, contest }: ResultContent) {
	const ranks = new Map(standings.rows.map(({ teamId, rank }) => [teamId, rank]));
	return new Map(
		teams.map(({ id, name, units }) => [
			id,
			{ id, name, unit: units.join(', '), rank: ranks.get(id) ?? null, event: contest.title.vi }
		])
	);
}

/** Whom a published result gives prizes, main prizes first and in the order of places; persons by name. */
export function prizeProposals(result: ResultContent, ref: string): ProposedRecipient[] {
	const teams = teamsOf(result);
	const ofTeam = (teamId: string, prize: string): ProposedRecipient[] => {
		const team = teams.get(teamId);
		if (!team) return [];
		const words = said({ name: team.name, locality: team.unit, team: team.name, prize, event: team.event });
		return [{ subject: 'collective', words, teamId, place: team.rank, sourceRef: ref }];
	};
	const { main = [], side = [] } = result.prizes ?? {};
	const ofSide = side.flatMap(({ name, recipients }) =>
		recipients.flatMap(({ teamId, person }): ProposedRecipient[] => {
			const team = teams.get(teamId);
			if (!person) return ofTeam(teamId, name.vi);
			const words = said({
				...{ name: person.name, unit: team?.unit || team?.name, team: team?.name },
				...{ prize: name.vi, event: team?.event }
			});
			return [{ subject: 'individual', words, personId: person.id, teamId, sourceRef: ref }];
		})
	);
	return [...main.flatMap(({ name, teamIds }) => teamIds.flatMap((id) => ofTeam(id, name.vi))), ...ofSide];
}

/** Every team of a published result, for taking part; those that withdrew are left out. */
export function participationProposals(
	result: ResultContent,
	ref: string,
	withdrawn: ReadonlySet<string>
): ProposedRecipient[] {
	return [...teamsOf(result).values()]
		.filter(({ id }) => !withdrawn.has(id))
		.sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0)
		.map(({ id, name, unit, rank, event }) => ({
			...{ subject: 'collective' as const, teamId: id, place: rank, sourceRef: ref },
			words: said({ name, locality: unit, team: name, event })
		}));
}

/** Teams of a contest that withdrew. */
export async function withdrawnTeams(read: Tx, contestId: string): Promise<Set<string>> {
	const rows = await read.team.findMany({
		where: { contestId, withdrawnAt: { not: null } },
		select: { id: true }
	});
	return new Set(rows.map(({ id }) => id));
}

/** Whom a round's newest published result honours; null where nothing is published. */
export async function resultProposals(
	read: Tx,
	contestId: string,
	{ roundId, for: what }: { readonly roundId: string; readonly for: 'prizes' | 'participation' }
): Promise<ProposedRecipient[] | null> {
	const newest = await newestResult(read, contestId, roundId);
	if (!newest) return null;
	const ref = `${roundId} v${newest.version} ${what}`;
	if (what === 'prizes') return prizeProposals(newest.result, ref);
	return participationProposals(newest.result, ref, await withdrawnTeams(read, contestId));
}

/** A conference's list of whom it honours, in the order in which they are called; of one award only where it is named. */
export async function honoureeProposals(
	read: Tx,
	conferenceId: string,
	award: string | null
): Promise<ProposedRecipient[]> {
	const rows = await read.honouree.findMany({
		where: { conferenceId, ...(award !== null && { award }) },
		orderBy: [{ stageGroup: 'asc' }, { position: 'asc' }, { id: 'asc' }],
		include: {
			delegate: { select: { personId: true, person: { select: { gender: true } } } },
			delegation: { select: { unitId: true } }
		}
	});
	return rows.map(({ id, kind, name, office, delegate, delegation }) => {
		const subject: SubjectKind = kind === 'person' ? 'individual' : 'collective';
		const words =
			subject === 'individual'
				? said({ honorific: honorificOf(delegate?.person.gender ?? null), name, position: office })
				: said({ name, locality: office });
		return {
			...{ subject, words, sourceRef: id },
			...{ personId: delegate?.personId ?? null, unitId: delegation?.unitId ?? null }
		};
	});
}

/** Delegates of a conference who met its presence rule by `now`; null where it has none. */
export async function presenceProposals(
	read: Tx,
	conferenceId: string,
	now: Date
): Promise<ProposedRecipient[] | null> {
	const candidates = await certificateCandidates(read, conferenceId, now);
	if (!candidates) return null;
	const met = candidates.people.filter(({ isMet }) => isMet);
	const delegates = await read.delegate.findMany({
		where: { conferenceId },
		select: { id: true, personId: true }
	});
	const people = new Map(delegates.map(({ id, personId }) => [id, personId]));
	return met.map(({ delegateId, name, gender, title, unit }) => ({
		...{ subject: 'individual' as const, sourceRef: delegateId, personId: people.get(delegateId) ?? null },
		words: said({ honorific: honorificOf(gender), name, position: title, unit })
	}));
}
