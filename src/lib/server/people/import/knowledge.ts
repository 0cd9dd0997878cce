import type { Actor } from '#lib/domain/access/actor.ts';
import { may } from '#lib/domain/access/policy.ts';
import { DELEGATE_ROLES } from '#lib/domain/conference/delegation.ts';
import type { DelegatesKnowledge } from '#lib/domain/people/import/plan-delegates.ts';
import type { PeopleKnowledge } from '#lib/domain/people/import/plan-people.ts';
import type { TeamKnowledge } from '#lib/domain/people/import/plan-teams.ts';
import type { KnownUnit, UnitKnowledge } from '#lib/domain/people/import/plan-units.ts';
import { dayInVietnam } from '#lib/domain/shared/day.ts';
import { withDescendants } from '#lib/server/auth/reach.ts';
import type { Tx } from '#lib/server/db/client.ts';

const UNIT = {
	id: true,
	code: true,
	name: true,
	shortName: true,
	level: true,
	kind: true,
	parentId: true,
	validFrom: true,
	validTo: true
} as const;

async function allUnits(tx: Tx): Promise<KnownUnit[]> {
	return (await tx.unit.findMany({ select: UNIT, orderBy: { code: 'asc' } })) as KnownUnit[];
}

/** The chosen unit with all below it; null, for everything, where the importer covers everything and chose no unit. */
async function coverage(
	tx: Tx,
	actor: Actor,
	underUnitId: string | null
): Promise<ReadonlySet<string> | null> {
	if (may(actor, 'import.apply', {})) return null;
	return new Set(underUnitId ? await withDescendants(tx, [underUnitId]) : []);
}

export async function unitKnowledge(
	tx: Tx,
	actor: Actor,
	topId: string | null,
	at: Date
): Promise<UnitKnowledge> {
	return {
		units: await allUnits(tx),
		within: await coverage(tx, actor, topId),
		topId,
		today: dayInVietnam(at)
	};
}

export async function peopleKnowledge(
	tx: Tx,
	actor: Actor,
	topId: string | null,
	at: Date
): Promise<PeopleKnowledge> {
	const people = await tx.person.findMany({
		select: {
			id: true,
			fullName: true,
			birthYear: true,
			gender: true,
			position: true,
			unitId: true,
			phone: true,
			email: true,
			externalCode: true
		},
		orderBy: { id: 'asc' }
	});
	const within = await coverage(tx, actor, topId);
	return { units: await allUnits(tx), people, within, topId, today: dayInVietnam(at) };
}

export async function teamKnowledge(tx: Tx, contestId: string, at: Date): Promise<TeamKnowledge> {
	const [units, clusters, teams, unitRows, members, locked, people] = await Promise.all([
		allUnits(tx),
		tx.cluster.findMany({ where: { contestId }, select: { id: true, key: true, name: true } }),
		tx.team.findMany({ where: { contestId }, orderBy: { code: 'asc' } }),
		tx.teamUnit.findMany({ where: { team: { contestId } }, orderBy: { position: 'asc' } }),
		tx.teamMember.findMany({
			where: { contestId },
			select: { teamId: true, personId: true, role: true },
			orderBy: { position: 'asc' }
		}),
		tx.entry.findMany({
			where: { team: { contestId }, round: { state: { not: 'configured' } } },
			select: { teamId: true }
		}),
		tx.person.findMany({
			select: { id: true, fullName: true, birthYear: true, unitId: true },
			orderBy: { id: 'asc' }
		})
	]);
	const unitsOf = Map.groupBy(unitRows, ({ teamId }) => teamId);
	const membersOf = Map.groupBy(members, ({ teamId }) => teamId);
	const lockedIds = new Set(locked.map(({ teamId }) => teamId));
	const personOf = new Map(people.map((person) => [person.id, person]));
	return {
		units,
		clusters,
		people,
		today: dayInVietnam(at),
		teams: teams.map((team) => ({
			id: team.id,
			code: team.code,
			name: team.name,
			clusterId: team.clusterId,
			modelTitle: team.modelTitle,
			contactName: team.contactName,
			contactPhone: team.contactPhone,
			unitIds: (unitsOf.get(team.id) ?? []).map(({ unitId }) => unitId),
			members: (membersOf.get(team.id) ?? []).map(({ personId, role }) => {
				const { fullName, birthYear } = personOf.get(personId)!;
				return { personId, role, fullName, birthYear };
			}),
			isLocked: team.withdrawnAt !== null || lockedIds.has(team.id)
		}))
	};
}

export async function delegatesKnowledge(
	tx: Tx,
	conferenceId: string,
	at: Date
): Promise<DelegatesKnowledge> {
	const [units, people, categories, delegations, delegates] = await Promise.all([
		allUnits(tx),
		tx.person.findMany({
			select: { id: true, fullName: true, birthYear: true, phone: true, unitId: true },
			orderBy: { id: 'asc' }
		}),
		tx.delegateCategory.findMany({
			where: { conferenceId },
			select: { id: true, name: true },
			orderBy: { position: 'asc' }
		}),
		tx.delegation.findMany({
			where: { conferenceId },
			select: { unitId: true, quota: true },
			orderBy: { id: 'asc' }
		}),
		tx.delegate.findMany({
			where: { conferenceId },
			include: {
				person: { select: { fullName: true, birthYear: true, phone: true } },
				delegation: { select: { unitId: true } }
			},
			orderBy: { id: 'asc' }
		})
	]);
	return {
		...{ units, people, categories, delegations },
		today: dayInVietnam(at),
		delegates: delegates.map(({ person, delegation, ...delegate }) => ({
			...{ id: delegate.id, personId: delegate.personId, unitId: delegation?.unitId ?? null },
			...{ fullName: person.fullName, birthYear: person.birthYear, phone: person.phone },
			...{ categoryId: delegate.categoryId, title: delegate.title, note: delegate.note },
			externalCode: delegate.externalCode,
			role: DELEGATE_ROLES.find((known) => known === delegate.role) ?? 'member',
			isReplaced: delegate.status === 'substituted'
		}))
	};
}
