import type { Actor } from '#lib/domain/access/actor.ts';
import { MEMBER_ROLES } from '#lib/domain/contest/check-team.ts';
import { reachOf } from '#lib/server/auth/reach.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { shownPicture } from '#lib/server/pictures/store.ts';

/** The teams of a contest for a list: by cluster, then code. */
export async function teamList(read: Tx, contestId: string) {
	const teams = await read.team.findMany({
		where: { contestId },
		orderBy: [{ code: 'asc' }],
		include: {
			cluster: { select: { id: true, name: true, position: true } },
			units: {
				orderBy: { position: 'asc' },
				include: { unit: { select: { id: true, name: true, shortName: true } } }
			},
			members: { select: { role: true } },
			entries: { select: { id: true }, take: 1 }
		}
	});
	return teams.map((team) => ({
		id: team.id,
		code: team.code,
		name: team.name,
		status: team.status,
		isGuest: team.isGuest,
		isWithdrawn: team.withdrawnAt !== null,
		isDrawn: team.entries.length > 0,
		modelTitle: team.modelTitle,
		version: team.version,
		cluster: team.cluster,
		units: team.units.map(({ unit }) => unit),
		official: team.members.filter(({ role }) => role === 'leader' || role === 'member').length,
		reserves: team.members.filter(({ role }) => role === 'reserve').length
	}));
}
export type ListedTeam = Awaited<ReturnType<typeof teamList>>[number];

/** One team whole, for its form; null where there is none in that contest. */
export async function teamWhole(read: Tx, contestId: string, teamId: string) {
	const team = await read.team.findUnique({
		where: { id: teamId },
		include: {
			units: { orderBy: { position: 'asc' } },
			members: { orderBy: { position: 'asc' }, include: { person: true } },
			cluster: { select: { name: true } },
			picture: shownPicture,
			entries: { include: { round: { select: { state: true, name: true } } } }
		}
	});
	if (!team || team.contestId !== contestId) return null;
	return {
		id: team.id,
		code: team.code,
		status: team.status,
		version: team.version,
		returnReason: team.returnReason,
		withdrawnAt: team.withdrawnAt,
		withdrawnReason: team.withdrawnReason,
		clusterName: team.cluster?.name ?? null,
		picture: team.picture,
		isInOpenedRound: team.entries.some(({ round }) => round.state !== 'configured'),
		values: {
			name: team.name,
			unitIds: team.units.map(({ unitId }) => unitId),
			members: team.members.map(({ person, role }) => ({
				personId: person.id,
				fullName: person.fullName,
				role: MEMBER_ROLES.find((known) => known === role) ?? 'member',
				birthYear: person.birthYear === null ? '' : String(person.birthYear),
				gender: person.gender ?? '',
				position: person.position ?? '',
				phone: person.phone ?? ''
			})),
			modelTitle: team.modelTitle ?? '',
			modelSummary: team.modelSummary ?? '',
			stageNeeds: team.stageNeeds ?? '',
			contactName: team.contactName ?? '',
			contactPhone: team.contactPhone ?? '',
			isGuest: team.isGuest
		}
	};
}

/**
 * Units that may send a team or host a contest on that day, for a choice, and those `chosen` already, which may have ended
 * since; sorted the Vietnamese way.
 */
export async function unitChoice(
	read: Tx,
	day: string,
	chosen: readonly string[] = []
): Promise<{ id: string; name: string }[]> {
	const units = await read.unit.findMany({
		where: { OR: [{ validTo: null }, { validTo: { gte: day } }, { id: { in: [...chosen] } }] },
		select: { id: true, name: true }
	});
	const collator = new Intl.Collator('vi', { numeric: true });
	return units.sort((a, b) => collator.compare(a.name, b.name));
}

/**
 * People whose names are offered while one is typed: those whom the actor may read, and those who already take part in
 * the contest.
 */
export async function peopleChoice(read: Tx, actor: Actor, contestId: string) {
	const reach = await reachOf(read, actor, 'person.read');
	const within = reach.everywhere
		? {}
		: {
				OR: [
					{ unitId: { in: [...reach.unitIds] } },
					{ seats: { some: { round: { contestId } } } },
					{ members: { some: { contestId } } }
				]
			};
	const people = await read.person.findMany({
		where: within,
		orderBy: { sortKey: 'asc' },
		take: 2000,
		select: {
			fullName: true,
			birthYear: true,
			position: true,
			unit: { select: { name: true, shortName: true } }
		}
	});
	return people.map(({ fullName, birthYear, position, unit }) => ({
		fullName,
		about: [birthYear, position, unit?.shortName ?? unit?.name].filter(Boolean).join(' · ')
	}));
}
