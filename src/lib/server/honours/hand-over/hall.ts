import type { Actor } from '#lib/domain/access/actor.ts';
import { may } from '#lib/domain/access/policy.ts';
import { honoureeStanding } from '#lib/domain/conference/honouree.ts';
import { nearest, type Whereabouts } from '#lib/domain/conference/whereabouts.ts';
import { ancestors } from '#lib/domain/contest/conflict-of-interest.ts';
import type { InHall } from '#lib/domain/honours/on-stage.ts';
import { standsFor, type Attendance, type Linked } from '#lib/domain/honours/stands-for.ts';
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

/** A recipient as the hall is asked about. */
export interface Asked extends Linked {
	readonly recipientId: string;
}

/** The same as names and units, with the units above those that are asked about. */
async function attendanceAt(read: Tx, conferenceId: string): Promise<Attendance> {
	const [{ delegates, delegations }, tree] = await Promise.all([
		peopleAt(read, conferenceId),
		read.unit.findMany({ select: { id: true, parentId: true } })
	]);
	return {
		delegates: delegates.map(({ person, ...one }) => ({ ...one, name: person.fullName })),
		delegations: delegations.map(({ unit, ...one }) => ({ ...one, name: unit.name })),
		above: (unitId) => ancestors(unitId, tree)
	};
}

function inHall(of: Linked, at: Attendance, seen: ReadonlyMap<string, Whereabouts> | null): InHall | null {
	const isAt = ({ personId }: { readonly personId: string }) => seen?.get(personId) ?? 'absent';
	const found = standsFor(of, at);
	if (!found) return null;
	const { people, isKnown, receiver, suggested } = found;
	const is = isKnown ? nearest(people.map(isAt)) : null;
	const isThere = seen !== null && of.subject === 'collective';
	return {
		standing: seen ? honoureeStanding({ is, receiver: receiver && { is: isAt(receiver) } }) : null,
		here: isThere ? people.filter((one) => isAt(one) === 'here').map(({ name }) => name) : [],
		standIn: receiver?.name ?? null,
		suggested
	};
}

/**
 * Who of a decision's recipients is in the hall, by recipient; whoever is on no list of a conference is left out. Of several
 * conferences the one counts that knows somebody before the one that only has a suggestion.
 */
export async function hallOf(
	read: Tx,
	award: { readonly conferenceId: string | null },
	recipients: readonly Asked[],
	looking: Looking
): Promise<ReadonlyMap<string, InHall>> {
	const found = new Map<string, InHall>();
	for (const { id, isToday } of await conferencesFor(read, award, looking)) {
		const at = await attendanceAt(read, id);
		const seen = isToday ? await whereaboutsOf(read, id, looking.now) : null;
		for (const one of recipients) {
			const before = found.get(one.recipientId);
			if (before && !before.suggested) continue;
			const hall = inHall(one, at, seen);
			if (hall && !(before && hall.suggested)) found.set(one.recipientId, hall);
		}
	}
	return found;
}
