import * as v from 'valibot';
import { dayInVietnam } from '#lib/domain/shared/day.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, version, whole } from '#lib/server/contest/input.ts';
import { conferenceScope } from '../scope.ts';
import { MOST_MINUTES } from './programme-fields.ts';
import { draftItem } from './save-item.ts';

/** Moves a point of the draft and all that follow it in its hall on its day, later or earlier by some minutes. */
export const shiftProgrammeItems = command({
	action: 'programme.save',
	input: v.object({
		conferenceId: id,
		itemId: id,
		version,
		minutes: whole(1, MOST_MINUTES),
		direction: v.picklist(['later', 'earlier'], 'field_required')
	}),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run({ tx, audit, publish }, { conferenceId, minutes, direction, ...named }) {
		const first = await draftItem(tx, conferenceId, named);
		const day = dayInVietnam(first.startsAt);
		const byMs = (direction === 'later' ? minutes : -minutes) * 60_000;
		const rows = await tx.programmeItem.findMany({
			where: { conferenceId, hallId: first.hallId, removedAt: null, startsAt: { gte: first.startsAt } }
		});
		const moved = rows.filter(({ startsAt }) => dayInVietnam(startsAt) === day);
		const to = (startsAt: Date) => new Date(startsAt.getTime() + byMs);
		if (moved.some(({ startsAt }) => dayInVietnam(to(startsAt)) !== day)) {
			throw new Refusal('programme_over_midnight');
		}
		for (const { id: itemId, startsAt } of moved) {
			await tx.programmeItem.update({
				where: { id: itemId },
				data: { startsAt: to(startsAt), version: { increment: 1 } }
			});
			audit({
				subjectKind: 'programme_item',
				subjectId: itemId,
				before: { startsAt },
				after: { startsAt: to(startsAt) }
			});
		}
		publish({ kind: 'programme.changed', conferenceId });
		return { moved: moved.length };
	}
});
