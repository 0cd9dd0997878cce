import {
	delegationCount,
	leader,
	mayNameNow,
	namesUntil,
	openPoints,
	type DelegationCount,
	type DelegateRole,
	type OpenPoint
} from '#lib/domain/conference/delegation.ts';
import { statusSeen, type DelegateStatus, type GateSight } from '#lib/domain/conference/delegate-status.ts';
import { standsInFor } from '#lib/domain/conference/seat-of-delegation.ts';
import { searchWords } from '#lib/domain/people/search-key.ts';
import { reachOf, withDescendants } from '#lib/server/auth/reach.ts';
import type { Actor } from '#lib/domain/access/actor.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { peopleWithin } from '#lib/server/people/person-query.ts';
import { seenAtGates } from '../came-in.ts';
import { seatsOfDelegation } from './seats.ts';

export const LINK_STATES = ['none', 'made', 'opened', 'revoked'] as const;
export type LinkState = (typeof LINK_STATES)[number];

function linkState(
	{
		linkHash,
		linkRevokedAt,
		linkMadeAt
	}: { linkHash: string | null; linkRevokedAt: Date | null; linkMadeAt: Date | null },
	opened: Date | undefined
): LinkState {
	if (!linkHash) return 'none';
	if (linkRevokedAt) return 'revoked';
	return opened && linkMadeAt && opened >= linkMadeAt ? 'opened' : 'made';
}

export interface ListedDelegation {
	readonly id: string;
	readonly unitId: string;
	readonly unitName: string;
	readonly count: DelegationCount;
	readonly open: readonly OpenPoint[];
	readonly link: LinkState;
	readonly linkMadeAt: Date | null;
	readonly sentInAt: Date | null;
	readonly contactName: string | null;
	readonly contactPhone: string | null;
}

/** The delegations of a conference, sorted the Vietnamese way; `query` finds units without their diacritics. */
export async function delegationList(
	read: Tx,
	conferenceId: string,
	query = ''
): Promise<ListedDelegation[]> {
	const delegations = await read.delegation.findMany({
		where: {
			conferenceId,
			AND: searchWords(query).map((word) => ({ unit: { searchKey: { contains: word } } }))
		},
		include: { unit: { select: { name: true } } }
	});
	const [people, openings, seen] = await Promise.all([
		read.delegate.findMany({
			where: { conferenceId, delegationId: { not: null } },
			select: {
				...{ delegationId: true, personId: true, status: true, replacesId: true },
				category: { select: { isCounted: true } }
			}
		}),
		read.auditEntry.findMany({
			where: { conferenceId, action: 'delegation.open', subjectKind: 'delegation_link' },
			select: { subjectId: true, at: true },
			orderBy: { seq: 'asc' }
		}),
		seenAtGates(read, conferenceId)
	]);
	const of = Map.groupBy(people, ({ delegationId }) => delegationId!);
	const opened = new Map(openings.map(({ subjectId, at }) => [subjectId, at]));
	const collator = new Intl.Collator('vi', { numeric: true });
	return delegations
		.map((delegation): ListedDelegation => {
			const count = countOf(delegation.quota, of.get(delegation.id) ?? [], seen);
			return {
				id: delegation.id,
				unitId: delegation.unitId,
				unitName: delegation.unit.name,
				count,
				open: openPoints(count, delegation.sentInAt !== null),
				link: linkState(delegation, opened.get(delegation.id)),
				linkMadeAt: delegation.linkMadeAt,
				sentInAt: delegation.sentInAt,
				contactName: delegation.contactName,
				contactPhone: delegation.contactPhone
			};
		})
		.sort((a, b) => collator.compare(a.unitName, b.unitName));
}

function countOf(
	quota: number,
	people: readonly {
		personId: string;
		status: string;
		replacesId: string | null;
		category: { isCounted: boolean };
	}[],
	seen: ReadonlyMap<string, GateSight>
) {
	return delegationCount(
		quota,
		people.map(({ personId, status, replacesId, category }) => ({
			status: statusSeen(status as DelegateStatus, seen.get(personId) ?? null),
			standsIn: replacesId !== null,
			isCounted: category.isCounted
		}))
	);
}

/** Units below the host, for new delegations: with their level, and whether they have one already. */
export async function unitsToInvite(read: Tx, conferenceId: string, hostUnitId: string, day: string) {
	const below = new Set(await withDescendants(read, [hostUnitId]));
	below.delete(hostUnitId);
	const [units, before] = await Promise.all([
		read.unit.findMany({
			where: { OR: [{ validTo: null }, { validTo: { gte: day } }] },
			select: { id: true, name: true, level: true, parentId: true }
		}),
		read.delegation.findMany({ where: { conferenceId }, select: { unitId: true } })
	]);
	const taken = new Set(before.map(({ unitId }) => unitId));
	const collator = new Intl.Collator('vi', { numeric: true });
	return units
		.filter(({ id }) => below.has(id))
		.map(({ id, name, level }) => ({ id, name, level, isTaken: taken.has(id) }))
		.sort((a, b) => collator.compare(a.name, b.name));
}

const WHOLE = {
	person: { select: { id: true, fullName: true, birthYear: true, phone: true, sortKey: true } },
	category: { select: { id: true, name: true, nameEn: true, ribbon: true, isCounted: true } }
} as const;

/** A delegation whole: its people with their seats' history, first the head, then deputies in order, then by name. */
export async function delegationWhole(read: Tx, delegationId: string) {
	const delegation = await read.delegation.findUnique({
		where: { id: delegationId },
		include: { unit: { select: { id: true, name: true } } }
	});
	if (!delegation) return null;
	const rows = await read.delegate.findMany({ where: { delegationId }, include: WHOLE });
	const personIds = rows.map(({ personId }) => personId);
	const [seen, seats, opening] = await Promise.all([
		seenAtGates(read, delegation.conferenceId, personIds),
		seatsOfDelegation(read, delegationId),
		read.auditEntry.findFirst({
			where: { subjectKind: 'delegation_link', subjectId: delegationId, action: 'delegation.open' },
			orderBy: { seq: 'desc' },
			select: { at: true }
		})
	]);
	const rank = (role: string) => ['head', 'deputy', 'member'].indexOf(role);
	const people = rows
		.map(({ person, category, ...delegate }) => {
			const held = seats.find((seat) => !seat.isVacant && seat.holdings.at(-1)?.delegateId === delegate.id);
			const lost = seats.findLast((seat) =>
				seat.holdings.slice(0, -1).some((holding) => holding.delegateId === delegate.id)
			);
			return {
				...{
					id: delegate.id,
					// What the roll-call or the unit says, which steps go by; and what is shown: gates count too.
					told: delegate.status as DelegateStatus,
					status: statusSeen(delegate.status as DelegateStatus, seen.get(delegate.personId) ?? null),
					statusReason: delegate.statusReason
				},
				...{ role: delegate.role as DelegateRole, deputyOrder: delegate.deputyOrder, title: delegate.title },
				...{ note: delegate.note, version: delegate.version, replacesId: delegate.replacesId },
				...{ statusAt: delegate.statusAt, seat: delegate.seat },
				person,
				category,
				seen: seen.get(delegate.personId) ?? null,
				standsInFor:
					held && delegate.status !== 'substituted' ? standsInFor(held).map(({ name }) => ({ name })) : [],
				followedBy:
					delegate.status === 'substituted' && lost
						? {
								name: lost.holdings.at(-1)!.name,
								authorisedBy: lost.holdings.at(-1)!.authorisedBy,
								since: new Date(lost.holdings.at(-1)!.since)
							}
						: null
			};
		})
		.sort(
			(a, b) =>
				rank(a.role) - rank(b.role) ||
				(a.deputyOrder ?? 0) - (b.deputyOrder ?? 0) ||
				(a.person.sortKey < b.person.sortKey ? -1 : 1)
		);
	const seated = people.filter(({ status }) => status !== 'substituted');
	const count = countOf(delegation.quota, rows, seen);
	const { linkHash: _hash, unit, ...rest } = delegation;
	return {
		...rest,
		unit,
		link: linkState(delegation, opening?.at),
		count,
		open: openPoints(count, delegation.sentInAt !== null),
		leaderId: leader(seated)?.id ?? null,
		people: seated,
		gone: people.filter(({ status }) => status === 'substituted')
	};
}
export type DelegationWhole = NonNullable<Awaited<ReturnType<typeof delegationWhole>>>;
export type DelegatePerson = DelegationWhole['people'][number];

const FOUND = 20;

/** People on the lists whose name, office or number has all the words, for naming one: with unit and birth year, to tell homonyms apart. */
export async function peopleToName(
	read: Tx,
	actor: Actor,
	{ conferenceId, unitId, query }: { conferenceId: string; unitId: string; query: string }
) {
	const words = searchWords(query);
	if (words.length === 0) return [];
	const reach = await reachOf(read, actor, 'person.read');
	const own = await withDescendants(read, [unitId]);
	const people = await read.person.findMany({
		where: {
			AND: [
				{ OR: [peopleWithin(reach), { unitId: { in: own } }] },
				...words.map((word) => ({ searchKey: { contains: word } }))
			]
		},
		select: {
			...{ id: true, fullName: true, birthYear: true, position: true, unitId: true },
			unit: { select: { name: true } },
			delegates: {
				where: { conferenceId },
				select: { delegation: { select: { unit: { select: { name: true } } } } }
			}
		},
		orderBy: [{ sortKey: 'asc' }, { birthYear: 'asc' }, { id: 'asc' }],
		take: FOUND
	});
	// The unit's own people first.
	return people
		.map(({ delegates, unit, ...person }) => ({
			...person,
			unitName: unit?.name ?? null,
			isOwn: person.unitId !== null && own.includes(person.unitId),
			isNamed: delegates.length > 0,
			namedBy: delegates[0]?.delegation?.unit.name ?? null
		}))
		.sort((a, b) => Number(b.isOwn) - Number(a.isOwn));
}

/** All that a unit sees behind its link. */
export async function unitDelegation(read: Tx, delegationId: string, at: Date) {
	const whole = (await delegationWhole(read, delegationId))!;
	const conference = await read.conference.findUniqueOrThrow({
		where: { id: whole.conferenceId },
		include: { host: { select: { name: true } }, categories: { orderBy: { position: 'asc' } } }
	});
	const { code, titleVi, titleEn, kind, status, startsOn, endsOn, venue, isInvented } = conference;
	return {
		conference: {
			...{ code, titleVi, titleEn, kind, status, startsOn, endsOn, venue, isInvented },
			hostName: conference.host.name
		},
		delegation: whole,
		until: namesUntil(conference),
		mayWrite: mayNameNow(conference, at)
	};
}
export type UnitDelegation = Awaited<ReturnType<typeof unitDelegation>>;

/** The whole conference for its overview: sums, and delegations with something open. */
export async function delegationsAtAGlance(read: Tx, conferenceId: string) {
	const list = await delegationList(read, conferenceId);
	const sum = (of: (count: DelegationCount) => number) =>
		list.reduce((total, { count }) => total + of(count), 0);
	return {
		delegations: list.length,
		quota: sum(({ quota }) => quota),
		named: sum(({ named }) => named),
		confirmed: sum(({ confirmed }) => confirmed),
		unconfirmed: sum(({ unconfirmed }) => unconfirmed),
		substituted: sum(({ substituted }) => substituted),
		excused: sum(({ excused }) => excused),
		came: sum(({ came }) => came),
		absent: sum(({ absent }) => absent),
		vacant: sum(({ vacant }) => vacant),
		over: sum(({ over }) => over),
		nobody: list.filter(({ count }) => count.named === 0).length,
		notSent: list.filter(({ sentInAt }) => sentInAt === null).length,
		noLink: list.filter(({ link }) => link === 'none' || link === 'revoked').length
	};
}
