import { nameOfActor } from '#lib/domain/access/actor.ts';
import { allSeats, EMPTY_PLAN, seatName, type SeatingPlan } from '#lib/domain/conference/seating.ts';
import type { Context } from '#lib/server/command/command.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { movedRoster } from '../roster-rev.ts';

/** What was done to a plan. */
export const SEATING_STEPS = [
	'shape',
	'gap',
	'seat',
	'fill',
	'clear',
	'free',
	'restore',
	'pass',
	'stage'
] as const;
export type SeatingStep = (typeof SEATING_STEPS)[number];

export interface StoredPlan {
	/** 0 where nobody has arranged the hall yet. */
	readonly number: number;
	readonly plan: SeatingPlan;
}

/** The plan of a hall that is in force. */
export async function planOf(read: Tx, hallId: string): Promise<StoredPlan> {
	const newest = await read.seatingVersion.findFirst({ where: { hallId }, orderBy: { number: 'desc' } });
	return newest
		? { number: newest.number, plan: JSON.parse(newest.plan) as SeatingPlan }
		: { number: 0, plan: EMPTY_PLAN };
}

/** How many seats more a hall's plan has than the hall holds; one that nobody has arranged has none too many. */
export const seatsOver = ({ number, plan }: StoredPlan, capacity: number | null): number =>
	capacity === null || number === 0 ? 0 : Math.max(0, allSeats(plan).length - capacity);

/** Who sits in another hall of the conference. */
export async function seatedElsewhere(read: Tx, conferenceId: string, hallId: string): Promise<Set<string>> {
	const halls = await read.conferenceHall.findMany({
		where: { conferenceId, id: { not: hallId } },
		select: { id: true }
	});
	const seated = new Set<string>();
	for (const { id } of halls)
		for (const who of Object.values((await planOf(read, id)).plan.seats)) seated.add(who);
	return seated;
}

/** Where somebody sits in words; with the hall's name where the conference has several. */
export async function wordsOfHall(read: Tx, conferenceId: string, hallId: string) {
	const halls = await read.conferenceHall.findMany({
		where: { conferenceId },
		select: { id: true, name: true }
	});
	const hall = halls.find(({ id }) => id === hallId);
	return (key: string) => (halls.length > 1 ? `${hall!.name}: ${seatName(key)}` : seatName(key));
}

/** Writes the next version of a plan, and onto every delegate whose seat changed where they sit: badge, gate and link show it. */
export async function keepPlan(
	context: Context,
	place: { readonly conferenceId: string; readonly hallId: string },
	before: StoredPlan,
	after: SeatingPlan,
	what: SeatingStep
): Promise<number> {
	const { tx, actor, at, newId, audit, publish } = context;
	const { conferenceId, hallId } = place;
	const known = await tx.delegate.findMany({ where: { conferenceId }, select: { id: true, seat: true } });
	const seatOf = new Map(known.map(({ id, seat }) => [id, seat]));
	// Whoever was taken off the list meanwhile sits nowhere.
	const seats = Object.fromEntries(Object.entries(after.seats).filter(([, who]) => seatOf.has(who)));
	const onStage = after.onStage.filter((who) => seatOf.has(who));
	const offStage = (after.offStage ?? []).filter((who) => seatOf.has(who));
	const plan: SeatingPlan = { ...after, seats, onStage, offStage };
	const number = before.number + 1;
	await tx.seatingVersion.create({
		data: {
			...{ id: newId(), conferenceId, hallId, number, what, at },
			...{ plan: JSON.stringify(plan), byName: nameOfActor(actor) }
		}
	});
	const words = await wordsOfHall(tx, conferenceId, hallId);
	const sits = new Map(Object.entries(seats).map(([key, who]) => [who, words(key)]));
	const concerned = new Set([...Object.values(before.plan.seats), ...sits.keys()]);
	const moved: { readonly delegateId: string; readonly from: string | null; readonly to: string | null }[] =
		[];
	for (const delegateId of concerned) {
		const from = seatOf.get(delegateId);
		const to = sits.get(delegateId) ?? null;
		if (from === undefined || from === to) continue;
		await tx.delegate.update({ where: { id: delegateId }, data: { seat: to } });
		moved.push({ delegateId, from, to });
	}
	audit({
		subjectKind: 'seating-plan',
		subjectId: hallId,
		before: { version: before.number },
		after: { version: number, what, moved }
	});
	if (moved.length > 0) await movedRoster(context, conferenceId);
	publish({ kind: 'conference.changed', conferenceId });
	return number;
}
