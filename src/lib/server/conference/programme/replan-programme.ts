import * as v from 'valibot';
import { retimed, type CatchUp } from '#lib/domain/conference/catch-up.ts';
import { isUnchanged, programmeDifference } from '#lib/domain/conference/programme-difference.ts';
import { NOT_BEGUN, plannedMinutes } from '#lib/domain/conference/programme.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText, whole } from '#lib/server/contest/input.ts';
import { conferenceScope } from '../scope.ts';
import { inHallOn, speechesToCome } from './catch-up-query.ts';
import { coursesOf, draftItems, newestReleases } from './items.ts';
import { day } from './programme-fields.ts';
import { releasedDraft } from './release-programme.ts';

const choice = v.pipe(
	v.string(),
	v.regex(/^((break|shorten):[\w-]{1,64}:\d{1,3}|text-only:[\w-]{1,64})$/, 'field_invalid')
);

/**
 * The desk's choice of how to catch up becomes the next version at once: chosen breaks and speeches are shortened, chosen
 * papers are handed in as text, and what is to come in this hall moves to when it can begin. It starts from the released
 * version: a draft with other changes is released, or thrown away, first.
 */
export const replanProgramme = command({
	action: 'programme.release',
	input: v.object({
		conferenceId: id,
		hallId: id,
		day,
		seen: whole(0, 9999),
		choices: v.optional(v.pipe(v.array(choice), v.maxLength(300, 'field_too_long')), []),
		note: optionalText(500)
	}),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run(context, { conferenceId, hallId, day: onDay, seen, choices: names, note }) {
		const { tx, at, audit } = context;
		const [newest] = await newestReleases(tx, conferenceId, 1);
		if (!newest) throw new Refusal('programme_never_released');
		if (newest.number !== seen) throw new Refusal('stale');
		const draft = await draftItems(tx, conferenceId);
		if (!isUnchanged(programmeDifference(newest.items, draft))) throw new Refusal('programme_draft_open');
		const courses = await coursesOf(tx, conferenceId);
		const items = inHallOn(newest.items, hallId, onDay).map((item) => ({
			...item,
			...(courses.get(item.id) ?? NOT_BEGUN)
		}));
		const choices = await chosen(tx, conferenceId, items, names);
		const times = retimed(items, choices, at);
		for (const { itemId, start, minutes } of times) {
			const before = items.find(({ id: known }) => known === itemId)!;
			if (before.plannedStart === start && plannedMinutes(before) === minutes) continue;
			await tx.programmeItem.update({
				where: { id: itemId },
				data: { startsAt: new Date(start), minutes, version: { increment: 1 } }
			});
			audit({
				subjectKind: 'programme_item',
				subjectId: itemId,
				before: { startsAt: before.plannedStart, minutes: plannedMinutes(before) },
				after: { startsAt: start, minutes }
			});
		}
		for (const each of choices) {
			if (each.kind === 'break') continue;
			const data = each.kind === 'shorten' ? { minutes: each.to } : { state: 'text-only', itemId: null };
			await tx.speech.update({
				where: { id: each.speechId },
				data: { ...data, version: { increment: 1 } }
			});
			audit({
				subjectKind: 'speech',
				subjectId: each.speechId,
				before: { minutes: each.from },
				after: data
			});
		}
		return releasedDraft(context, conferenceId, { seen, note });
	}
});

/** The choices by their names, each checked against what is there now: nothing is lengthened, nobody below their least. */
async function chosen(
	tx: Context['tx'],
	conferenceId: string,
	items: readonly Parameters<typeof retimed>[0][number][],
	names: readonly string[]
): Promise<CatchUp[]> {
	const speeches = await speechesToCome(tx, conferenceId);
	const waiting = items.flatMap((item) =>
		speeches
			.of(item.id)
			.filter(({ status }) => status === 'waiting')
			.map((speech) => ({ itemId: item.id, ...speech }))
	);
	return [...new Set(names)].map((name): CatchUp => {
		const [kind, target, minutes] = name.split(':');
		const to = Number(minutes);
		if (kind === 'break') {
			const item = items.find(({ id: known }) => known === target);
			if (item?.kind !== 'break' || item.actualStart !== null) throw new Refusal('stale');
			const from = plannedMinutes(item);
			if (to < 1 || to > from) throw new Refusal('stale');
			return { kind: 'break', itemId: item.id, from, to };
		}
		const speech = waiting.find(({ id: known }) => known === target);
		if (!speech) throw new Refusal('stale');
		const { itemId, id: speechId, minutes: from } = speech;
		if (kind === 'text-only') {
			if (speech.mustBeSpoken) throw new Refusal('stale');
			return { kind: 'text-only', itemId, speechId, from };
		}
		if (to < speech.leastMinutes || to > from) throw new Refusal('stale');
		return { kind: 'shorten', itemId, speechId, from, to };
	});
}
