import * as v from 'valibot';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalId, version } from '#lib/server/contest/input.ts';
import { conferenceScope } from '../scope.ts';
import { itemEntries, momentOf, MOST_ITEMS } from './programme-fields.ts';

/** An item of this conference's draft; refuses one of another, one that was taken out, and one that somebody changed meanwhile. */
export async function draftItem(
	tx: Context['tx'],
	conferenceId: string,
	{ itemId, version: seen }: { readonly itemId: string; readonly version: number | null }
) {
	const item = await tx.programmeItem.findUnique({ where: { id: itemId } });
	if (item?.conferenceId !== conferenceId || item.removedAt) throw new Refusal('not_found');
	if (seen !== null && item.version !== seen) throw new Refusal('stale');
	return item;
}

/** Adds a point to the draft of the programme, or changes one. Nobody outside the desk sees it before the next release. */
export const saveProgrammeItem = command({
	action: 'programme.save',
	input: v.object({ conferenceId: id, itemId: optionalId, version, ...itemEntries }),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run({ tx, at, newId, audit, publish }, asked) {
		const { conferenceId, itemId, version: seen, day, time, ...fields } = asked;
		const hall = await tx.conferenceHall.findUnique({ where: { id: fields.hallId } });
		if (hall?.conferenceId !== conferenceId) {
			throw new Refusal('invalid', {}, [{ field: 'hallId', code: 'not_found' }]);
		}
		const conference = await tx.conference.findUniqueOrThrow({ where: { id: conferenceId } });
		if (day < conference.startsOn || day > conference.endsOn) {
			throw new Refusal('invalid', {}, [{ field: 'day', code: 'programme_other_day' }]);
		}
		const data = { ...fields, startsAt: momentOf(day, time) };
		if (itemId === null) {
			const count = await tx.programmeItem.count({ where: { conferenceId, removedAt: null } });
			if (count >= MOST_ITEMS) throw new Refusal('programme_full', { count: MOST_ITEMS });
		}
		const before = itemId === null ? null : await draftItem(tx, conferenceId, { itemId, version: seen });
		const savedId = before?.id ?? newId();
		if (before) {
			await tx.programmeItem.update({
				where: { id: savedId },
				data: { ...data, version: { increment: 1 } }
			});
		} else {
			await tx.programmeItem.create({ data: { id: savedId, conferenceId, ...data, createdAt: at } });
		}
		const was =
			before && Object.fromEntries(Object.keys(data).map((key) => [key, before[key as keyof typeof before]]));
		audit({
			subjectKind: 'programme_item',
			subjectId: savedId,
			...(was ? { before: was } : {}),
			after: data
		});
		publish({ kind: 'programme.changed', conferenceId });
		return { itemId: savedId };
	}
});

/** Takes a point out of the draft. Released versions keep it. */
export const removeProgrammeItem = command({
	action: 'programme.save',
	input: v.object({ conferenceId: id, itemId: id, version }),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run({ tx, at, audit, publish }, { conferenceId, ...named }) {
		const before = await draftItem(tx, conferenceId, named);
		const placed = await tx.speech.count({ where: { itemId: before.id, state: 'on-programme' } });
		if (placed > 0) throw new Refusal('programme_item_has_speeches', { count: placed });
		await tx.programmeItem.update({
			where: { id: before.id },
			data: { removedAt: at, version: { increment: 1 } }
		});
		audit({
			subjectKind: 'programme_item',
			subjectId: before.id,
			before: { title: before.title, startsAt: before.startsAt, minutes: before.minutes },
			after: { removed: true }
		});
		publish({ kind: 'programme.changed', conferenceId });
		return {};
	}
});
