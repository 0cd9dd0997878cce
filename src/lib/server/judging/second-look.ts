import type { Context } from '#lib/server/command/command.ts';
import * as v from 'valibot';
import { actorId, nameOfActor } from '#lib/domain/access/actor.ts';
import type { RoundState } from '#lib/domain/contest/states.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText } from '#lib/server/contest/input.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { blindFor, ownSeat } from '#lib/server/desk/blindness.ts';
import { sheetStates } from '#lib/server/desk/sheet-states.ts';
import { roundIn, teamIn } from './round-in.ts';
import { needsSecondPerson, SheetPlaceSchema, type SheetPlace } from './unlock-ballot.ts';

const AtSchema = v.object({
	...SheetPlaceSchema.entries,
	/** Path in the rules; nothing: the sheet as a whole. */
	criterion: v.pipe(
		v.optional(v.nullable(v.pipe(v.string(), v.maxLength(124))), null),
		v.transform((path) => (path === '' ? null : path))
	)
});
type LookPlace = v.InferOutput<typeof AtSchema>;

/** The mark as it was handed in. Refuses a sheet that is not, the asker's own, and who may not see it yet. */
async function markAt(
	{ tx, actor }: Context,
	{ criterion, ...place }: LookPlace,
	states: readonly RoundState[]
): Promise<string | null> {
	const round = await roundIn(tx, place.roundId, states);
	teamIn(round, place.teamId);
	if (!round.facts.seats.get(place.seatId)?.isJudge) throw new Refusal('not_found');
	const own = await ownSeat(tx, actor, round.facts, place.roundId);
	if (own === place.seatId) throw new Refusal('second_look_own');
	const sheets = await sheetStates(tx, round.live, round.facts, place.teamId);
	if (blindFor(sheets, own).has(place.teamId)) throw new Refusal('second_look_blind');
	const ballot = await tx.ballot.findUnique({ where: { roundId_teamId_seatId_partKey: place } });
	if (ballot?.state !== 'final') throw new Refusal('second_look_not_in');
	if (criterion === null) return null;
	const value = (JSON.parse(ballot.marks ?? '{}') as Record<string, string>)[criterion];
	if (value === undefined) throw new Refusal('judging_unknown_criterion');
	return value;
}

const tell = ({ publish, scope }: Context, { roundId, teamId, seatId }: SheetPlace) =>
	publish({ kind: 'ballot.changed', contestId: scope.contestId!, roundId, teamId, seatId });

/** second-look.ask: the chair asks a judge to look at a mark again, or at the whole sheet. The mark stays as it is. */
export const askSecondLook = command({
	action: 'second-look.ask',
	input: v.object({ ...AtSchema.entries, note: optionalText(500) }),
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run(context, { note, ...at }) {
		const { tx, actor, newId, audit } = context;
		const { criterion, ...place } = at;
		const value = await markAt(context, at, ['open']);
		// What others relied on is opened by two people; a question would promise the judge what one tablet cannot do.
		if (await needsSecondPerson(tx, place)) throw new Refusal('approval_needed');
		if ((await tx.secondLook.count({ where: { ...place, criterion, answer: null } })) > 0) {
			throw new Refusal('second_look_open');
		}
		const lookId = newId();
		await tx.secondLook.create({
			data: {
				id: lookId,
				...place,
				criterion,
				value,
				note,
				askedBy: actorId(actor),
				askedName: nameOfActor(actor),
				askedAt: context.at
			}
		});
		audit({
			subjectKind: 'second-look',
			subjectId: lookId,
			after: { ...at, value },
			reason: note ?? undefined
		});
		tell(context, place);
		return { lookId };
	}
});

/** The chair has looked and asks nothing: the mark stands as it was handed in. */
export const letMarkStand = command({
	action: 'second-look.ask',
	input: AtSchema,
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run(context, at) {
		const { tx, actor, newId, audit } = context;
		const { criterion, ...place } = at;
		const value = await markAt(context, at, ['open', 'closed', 'verified']);
		const lookId = newId();
		const by = actorId(actor);
		await tx.secondLook.create({
			data: {
				id: lookId,
				...place,
				criterion,
				value,
				askedBy: by,
				askedName: nameOfActor(actor),
				askedAt: context.at,
				answer: 'let-stand',
				answeredBy: by,
				answeredAt: context.at
			}
		});
		audit({ subjectKind: 'second-look', subjectId: lookId, after: { ...at, value, answer: 'let-stand' } });
		tell(context, place);
		return { lookId };
	}
});

/** The chair takes a question back before the judge has answered. */
export const takeBackSecondLook = command({
	action: 'second-look.ask',
	input: v.object({ lookId: id }),
	scope: async (tx, { lookId }) => {
		const look = await tx.secondLook.findUnique({ where: { id: lookId }, select: { roundId: true } });
		if (!look) throw new Refusal('not_found');
		return roundScope(tx, look.roundId);
	},
	async run(context, { lookId }) {
		const { tx, actor, at, audit } = context;
		const look = await tx.secondLook.findUniqueOrThrow({ where: { id: lookId } });
		if (look.answer !== null) throw new Refusal('second_look_answered');
		await tx.secondLook.update({
			where: { id: lookId },
			data: { answer: 'taken-back', answeredBy: actorId(actor), answeredAt: at }
		});
		audit({ subjectKind: 'second-look', subjectId: lookId, after: { answer: 'taken-back' } });
		tell(context, look);
		return null;
	}
});
