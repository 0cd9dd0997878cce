import {
	allSeats,
	goesOnStage,
	isByAisle,
	seatRanges,
	type SeatKey
} from '#lib/domain/conference/seating.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { cameIn } from '../came-in.ts';
import { honouredDelegates } from '../honours/honoured-delegates.ts';
import { planOf, seatedElsewhere, seatsOver } from './stored-plan.ts';

const VERSIONS_SHOWN = 15;

/** A hall with its plan, everybody who may sit in it, and its last versions. */
export async function seatingOfHall(read: Tx, conferenceId: string, hallId: string) {
	const halls = await read.conferenceHall.findMany({
		where: { conferenceId },
		orderBy: { position: 'asc' }
	});
	const hall = halls.find(({ id }) => id === hallId);
	if (!hall) return null;
	const { number, plan } = await planOf(read, hall.id);
	const rows = await read.delegate.findMany({
		where: { conferenceId, status: { not: 'substituted' } },
		include: {
			person: { select: { fullName: true, sortKey: true, unit: { select: { name: true } } } },
			category: { select: { id: true, name: true, isCounted: true } },
			delegation: { select: { unit: { select: { name: true } } } }
		}
	});
	const here = await cameIn(read, conferenceId);
	const honoured = await honouredDelegates(read, conferenceId);
	const elsewhere = await seatedElsewhere(read, conferenceId, hall.id);
	const seatOf = new Map(Object.entries(plan.seats).map(([key, who]) => [who, key]));
	const { compare } = new Intl.Collator('vi', { numeric: true });
	const people = rows
		.map((row) => ({
			delegateId: row.id,
			name: row.person.fullName,
			sortKey: row.person.sortKey,
			unit: row.delegation?.unit.name ?? row.person.unit?.name ?? row.category.name,
			category: row.category.name,
			status: row.status,
			seat: seatOf.get(row.id) ?? null,
			/** As it stands on the badge: also a seat in another hall, or one from an imported list. */
			seatWords: row.seat,
			isElsewhere: elsewhere.has(row.id),
			goesOnStage: goesOnStage(plan, row.id, honoured),
			isHonoured: honoured.has(row.id),
			hasCome: here.has(row.personId),
			isAway: ['excused', 'absent'].includes(row.status)
		}))
		.sort((a, b) => compare(a.unit, b.unit) || (a.sortKey < b.sortKey ? -1 : 1))
		.map(({ sortKey: _, ...person }) => person);
	const versions = await read.seatingVersion.findMany({
		where: { hallId },
		orderBy: { number: 'desc' },
		take: VERSIONS_SHOWN,
		select: { number: true, what: true, byName: true, at: true }
	});
	const seated = people.filter(({ seat }) => seat !== null);
	return {
		halls: halls.map(({ id, name }) => ({ id, name })),
		hall: { id: hall.id, name: hall.name, capacity: hall.capacity },
		number,
		plan,
		people,
		versions,
		counts: {
			seats: allSeats(plan).length,
			/** More seats than the hall holds: its capacity was lowered since. */
			tooMany: seatsOver({ number, plan }, hall.capacity),
			seated: seated.length,
			standing: people.filter(({ seat, isElsewhere, isAway }) => seat === null && !isElsewhere && !isAway)
				.length,
			missing: seated.filter(({ hasCome }) => !hasCome).length,
			/** Go on the stage and sit where they cannot leave their row. */
			penned: seated.filter(({ seat, goesOnStage }) => goesOnStage && !isByAisle(plan, seat!)).length
		}
	};
}
export type SeatingOfHall = NonNullable<Awaited<ReturnType<typeof seatingOfHall>>>;

/** Where each unit sits, in Vietnamese order: for the poster at the door, and with names for the units' lists. */
export async function seatsByUnit(read: Tx, conferenceId: string, hallId: string) {
	const whole = await seatingOfHall(read, conferenceId, hallId);
	if (!whole) return null;
	const seated = whole.people.filter(({ seat }) => seat !== null);
	const units = [...Map.groupBy(seated, ({ unit }) => unit)].map(([unit, members]) => ({
		unit,
		rows: seatRanges(members.map(({ seat }) => seat as SeatKey)),
		people: members.map(({ name, seat, category }) => ({ name, category, seat: seat as SeatKey }))
	}));
	return { hall: whole.hall, units };
}
