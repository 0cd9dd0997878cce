import type { Actor } from '#lib/domain/access/actor.ts';
import { may } from '#lib/domain/access/policy.ts';
import { honoureeStanding } from '#lib/domain/conference/honouree.ts';
import { nearest, type Whereabouts } from '#lib/domain/conference/whereabouts.ts';
import type { InHall } from '#lib/domain/honours/on-stage.ts';
import { searchKey } from '#lib/domain/people/search-key.ts';
import { dayInVietnam } from '#lib/domain/shared/day.ts';
import { whereaboutsOf } from '#lib/server/conference/came-in.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';

export interface Looking {
	readonly actor: Actor;
	readonly now: Date;
}

/** The conference that a decision is for, else those of today; only where the actor may see who is on the stage there. */
export async function conferencesFor(
	read: Tx,
	{ conferenceId }: { readonly conferenceId: string | null },
	{ actor, now }: Looking
) {
	const today = dayInVietnam(now);
	const rows = await read.conference.findMany({
		where: conferenceId ? { id: conferenceId } : { startsOn: { lte: today }, endsOn: { gte: today } },
		orderBy: [{ startsOn: 'desc' }, { id: 'asc' }],
		select: { id: true, titleVi: true, titleEn: true, startsOn: true, endsOn: true }
	});
	const seen = await Promise.all(
		rows.map(async (row) => may(actor, 'programme.read', await conferenceScope(read, row.id)))
	);
	return rows
		.filter((_, at) => seen[at])
		.map((row) => ({ ...row, isToday: row.startsOn <= today && today <= row.endsOn }));
}

/** Whoever can go up at a conference: its delegates and delegations. */
export async function peopleAt(read: Tx, conferenceId: string) {
	const [delegates, delegations] = await Promise.all([
		read.delegate.findMany({
			where: { conferenceId, status: { not: 'substituted' } },
			orderBy: { person: { sortKey: 'asc' } },
			select: {
				...{ id: true, personId: true, delegationId: true, title: true },
				person: { select: { fullName: true } }
			}
		}),
		read.delegation.findMany({
			where: { conferenceId },
			select: { id: true, unitId: true, unit: { select: { name: true } } }
		})
	]);
	return { delegates, delegations };
}

export interface Linked {
	readonly recipientId: string;
	readonly subject: string;
	readonly name: string;
	readonly personId: string | null;
	readonly unitId: string | null;
	/** As chosen by hand. */
	readonly delegateId: string | null;
	readonly delegationId: string | null;
}

type People = Awaited<ReturnType<typeof peopleAt>>;

function inHall(
	of: Linked,
	{ delegates, delegations }: People,
	seen: ReadonlyMap<string, Whereabouts> | null
) {
	const isAt = (personId: string) => seen?.get(personId) ?? 'absent';
	const chosen = delegates.find(({ id }) => id === of.delegateId) ?? null;
	const unit =
		delegations.find(({ id }) => id === of.delegationId) ??
		delegations.find(({ unitId }) => of.subject === 'collective' && unitId === of.unitId) ??
		null;
	const isOwn =
		chosen !== null &&
		(of.subject === 'collective'
			? chosen.delegationId !== null && chosen.delegationId === unit?.id
			: chosen.personId === of.personId || searchKey(chosen.person.fullName) === searchKey(of.name));
	const people = isOwn
		? [chosen]
		: of.subject === 'collective' || of.delegationId
			? delegates.filter(({ delegationId }) => unit !== null && delegationId === unit.id)
			: delegates.filter(({ personId }) => personId === of.personId);
	if (!chosen && people.length === 0 && unit === null) return null;
	const receiver = chosen && !isOwn ? { is: isAt(chosen.personId) } : null;
	const isKnown = people.length > 0 || unit !== null;
	const is = isKnown ? nearest(people.map(({ personId }) => isAt(personId))) : null;
	return {
		standing: seen ? honoureeStanding({ is, receiver }) : null,
		here:
			seen && of.subject === 'collective'
				? people.filter(({ personId }) => isAt(personId) === 'here').map(({ person }) => person.fullName)
				: [],
		standIn: receiver ? chosen!.person.fullName : null
	};
}

/** Who of a decision's recipients is in the hall, by recipient; whoever is on no list of a conference is left out. */
export async function hallOf(
	read: Tx,
	award: { readonly conferenceId: string | null },
	recipients: readonly Linked[],
	looking: Looking
): Promise<ReadonlyMap<string, InHall>> {
	const found = new Map<string, InHall>();
	for (const { id, isToday } of await conferencesFor(read, award, looking)) {
		const people = await peopleAt(read, id);
		const seen = isToday ? await whereaboutsOf(read, id, looking.now) : null;
		for (const one of recipients) {
			const hall = found.has(one.recipientId) ? null : inHall(one, people, seen);
			if (hall) found.set(one.recipientId, hall);
		}
	}
	return found;
}
