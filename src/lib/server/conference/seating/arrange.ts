import * as v from 'valibot';
import {
	allSeats,
	autoFilled,
	freed,
	goesOnStage,
	isSeat,
	markedOnStage,
	MOST_COLUMNS,
	MOST_ROWS,
	reshaped,
	ROW_KINDS,
	seated,
	seatingProblem,
	type Guest,
	type RowKind,
	type SeatingPlan
} from '#lib/domain/conference/seating.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, ticked, version, whole } from '#lib/server/contest/input.ts';
import { cameIn } from '../came-in.ts';
import { conferenceScope } from '../scope.ts';
import { honouredDelegates } from '../honours/honoured-delegates.ts';
import { keepPlan, planOf, seatedElsewhere, type SeatingStep, type StoredPlan } from './stored-plan.ts';

/** Every change of a plan names the hall and the version that it was seen in: two editors never write over each other. */
const place = { conferenceId: id, hallId: id, version };
type Place = v.InferOutput<v.ObjectSchema<typeof place, undefined>>;

const seat = v.pipe(v.string('field_required'), v.regex(/^\d{1,2}\.\d{1,2}$/, 'field_invalid'));
const scope = (tx: Parameters<typeof conferenceScope>[0], { conferenceId }: { conferenceId: string }) =>
	conferenceScope(tx, conferenceId);

/** A hall whose capacity was lowered since keeps the seats that it has until it is mended; it gets no more. */
const mostSeats = ({ number, plan }: StoredPlan, capacity: number | null): number | null =>
	capacity === null || number === 0 ? capacity : Math.max(capacity, allSeats(plan).length);

/** Takes the plan in force through a change and keeps what comes out, unless it makes no sense. */
async function arranged(
	context: Context,
	{ conferenceId, hallId, version: seen }: Place,
	what: SeatingStep,
	change: (plan: SeatingPlan) => SeatingPlan | Promise<SeatingPlan>
) {
	const { tx } = context;
	const hall = await tx.conferenceHall.findUnique({ where: { id: hallId } });
	if (hall?.conferenceId !== conferenceId) throw new Refusal('not_found');
	const before = await planOf(tx, hallId);
	if (before.number !== (seen ?? 0)) throw new Refusal('stale');
	const after = await change(before.plan);
	const problem = seatingProblem(after, mostSeats(before, hall.capacity));
	if (problem) throw new Refusal(problem, { capacity: hall.capacity ?? 0 });
	return { number: await keepPlan(context, { conferenceId, hallId }, before, after, what) };
}

/** Says how many rows and seats a hall has, where its aisles are and whom each row is for. */
export const shapeHall = command({
	action: 'seating.arrange',
	input: v.object({
		...place,
		rows: whole(1, MOST_ROWS),
		columns: whole(1, MOST_COLUMNS),
		/** Seats after which there is an aisle: '6, 12'. */
		aisles: v.pipe(
			v.optional(v.string(), ''),
			v.regex(/^[\d\s,;]*$/, 'field_invalid'),
			v.maxLength(200, 'field_too_long'),
			v.transform((text) =>
				text
					.split(/[\s,;]+/)
					.filter(Boolean)
					.map(Number)
			)
		),
		/** Of each row from the stage on; rows that are not named are general. */
		kinds: v.pipe(
			v.optional(v.array(v.picklist(ROW_KINDS, 'field_invalid')), []),
			v.maxLength(MOST_ROWS, 'field_too_long')
		)
	}),
	scope,
	run: (context, { rows, columns, aisles, kinds, ...at }) =>
		arranged(context, at, 'shape', (plan) =>
			reshaped(plan, { rows, columns, aisles, gaps: plan.gaps, kinds: { ...kinds } })
		)
});

/** Says that no seat stands at a place, or that one does. Whoever sat there stands up. */
export const setSeatGap = command({
	action: 'seating.arrange',
	input: v.object({ ...place, seat, isGap: ticked }),
	scope,
	run: (context, { seat: key, isGap, ...at }) =>
		arranged(context, at, 'gap', (plan) => {
			const gaps = plan.gaps.filter((other) => other !== key);
			return reshaped(plan, { ...plan, gaps: isGap ? [...gaps, key] : gaps });
		})
});

async function mustBeDelegate({ tx }: Context, { conferenceId, hallId }: Place, delegateId: string) {
	const delegate = await tx.delegate.findUnique({
		where: { id: delegateId },
		include: { person: { select: { fullName: true } } }
	});
	if (delegate?.conferenceId !== conferenceId || delegate.status === 'substituted')
		throw new Refusal('not_found');
	const elsewhere = await seatedElsewhere(tx, conferenceId, hallId);
	if (elsewhere.has(delegateId)) throw new Refusal('seating_other_hall', { name: delegate.person.fullName });
}

/** Seats a delegate; who sits there changes places with them. */
export const seatDelegate = command({
	action: 'seating.arrange',
	input: v.object({ ...place, delegateId: id, seat }),
	scope,
	async run(context, { delegateId, seat: key, ...at }) {
		await mustBeDelegate(context, at, delegateId);
		return arranged(context, at, 'seat', (plan) => {
			if (!isSeat(plan, key)) throw new Refusal('seating_no_seat');
			return seated(plan, delegateId, key);
		});
	}
});

/** Lets a delegate stand up: the seat is free. */
export const unseatDelegate = command({
	action: 'seating.arrange',
	input: v.object({ ...place, delegateId: id }),
	scope,
	run: (context, { delegateId, ...at }) =>
		arranged(context, at, 'seat', (plan) => seated(plan, delegateId, null))
});

/** Corrects whether a delegate goes on the stage, and so gets a seat by an aisle: who is honoured does by themselves. */
export const markOnStage = command({
	action: 'seating.arrange',
	input: v.object({ ...place, delegateId: id, isOnStage: ticked }),
	scope,
	async run(context, { delegateId, isOnStage, ...at }) {
		await mustBeDelegate(context, at, delegateId);
		const honoured = await honouredDelegates(context.tx, at.conferenceId);
		return arranged(context, at, 'stage', (plan) => markedOnStage(plan, delegateId, isOnStage, honoured));
	}
});

const STAYS_AWAY = ['substituted', 'excused', 'absent'];

/** Everybody who may be seated by themselves, unit after unit in Vietnamese order, the head of each first. */
async function guestsOf(
	context: Context,
	{ conferenceId, hallId }: Place,
	plan: SeatingPlan,
	kinds: ReadonlyMap<string, RowKind>
): Promise<Guest[]> {
	const { tx } = context;
	const rows = await tx.delegate.findMany({
		where: { conferenceId, status: { notIn: STAYS_AWAY } },
		include: {
			person: { select: { sortKey: true, unit: { select: { name: true } } } },
			category: { select: { name: true, isCounted: true } },
			delegation: { select: { unit: { select: { name: true } } } }
		}
	});
	const elsewhere = await seatedElsewhere(tx, conferenceId, hallId);
	const honoured = await honouredDelegates(tx, conferenceId);
	const { compare } = new Intl.Collator('vi', { numeric: true });
	const rank = (role: string) => ['head', 'deputy', 'member'].indexOf(role);
	return rows
		.filter(({ id: who }) => !elsewhere.has(who))
		.map((row) => ({
			...{ delegateId: row.id, goesOnStage: goesOnStage(plan, row.id, honoured) },
			unit: row.delegation?.unit.name ?? row.person.unit?.name ?? row.category.name,
			kind: kinds.get(row.categoryId) ?? (row.category.isCounted ? ('general' as const) : ('guest' as const)),
			...{ role: rank(row.role), sortKey: row.person.sortKey }
		}))
		.sort((a, b) => compare(a.unit, b.unit) || a.role - b.role || (a.sortKey < b.sortKey ? -1 : 1));
}

/** Seats everybody who has no seat yet, each unit together. Who sits stays where they are. */
export const fillHall = command({
	action: 'seating.arrange',
	input: v.object({
		...place,
		/** In which rows a category sits; left out: the counted in general rows, others in those of guests. */
		kinds: v.optional(v.array(v.object({ categoryId: id, kind: v.picklist(ROW_KINDS, 'field_invalid') })), [])
	}),
	scope,
	async run(context, { kinds, ...at }) {
		const chosen = new Map(kinds.map(({ categoryId, kind }) => [categoryId, kind]));
		let standing = 0;
		const { number } = await arranged(context, at, 'fill', async (plan) => {
			const filled = autoFilled(plan, await guestsOf(context, at, plan, chosen));
			standing = filled.standing.length;
			return filled.plan;
		});
		return { number, standing };
	}
});

/** Lets everybody stand up. The hall keeps its shape. */
export const clearHall = command({
	action: 'seating.arrange',
	input: v.object(place),
	scope,
	run: (context, at) => arranged(context, at, 'clear', (plan) => ({ ...plan, seats: {} }))
});

/** Frees the seats of those who have not come, for others who stand. */
export const freeNoShows = command({
	action: 'seating.arrange',
	input: v.object(place),
	scope,
	async run(context, at) {
		const { tx } = context;
		const conference = await tx.conference.findUniqueOrThrow({ where: { id: at.conferenceId } });
		if (!['running', 'finished'].includes(conference.status)) throw new Refusal('delegate_not_begun');
		const here = await cameIn(tx, at.conferenceId);
		const called = await tx.delegate.findMany({
			where: { conferenceId: at.conferenceId },
			select: { id: true, personId: true }
		});
		const away = new Set(called.filter(({ personId }) => !here.has(personId)).map(({ id: who }) => who));
		let count = 0;
		const { number } = await arranged(context, at, 'free', (plan) => {
			count = Object.values(plan.seats).filter((who) => away.has(who)).length;
			if (count === 0) throw new Refusal('seating_nobody_missing');
			return freed(plan, away);
		});
		return { number, freed: count };
	}
});

/**
 * Puts an earlier version in force again, as a new one: nothing that was is lost. Who was replaced since, or sits in another hall
 * by now, does not sit down again.
 */
export const restoreSeating = command({
	action: 'seating.arrange',
	input: v.object({ ...place, number: whole(1, 999_999) }),
	scope,
	run: (context, { number, ...at }) =>
		arranged(context, at, 'restore', async () => {
			const earlier = await context.tx.seatingVersion.findUnique({
				where: { hallId_number: { hallId: at.hallId, number } }
			});
			if (!earlier) throw new Refusal('not_found');
			const replaced = await context.tx.delegate.findMany({
				where: { conferenceId: at.conferenceId, status: 'substituted' },
				select: { id: true }
			});
			const elsewhere = await seatedElsewhere(context.tx, at.conferenceId, at.hallId);
			const plan = JSON.parse(earlier.plan) as SeatingPlan;
			return freed(plan, new Set([...elsewhere, ...replaced.map(({ id: who }) => who)]));
		})
});
