import * as v from 'valibot';
import { CHECKPOINT_POLICIES } from '#lib/domain/admission/checkpoint.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalId, reason, text, ticked, whole } from '#lib/server/contest/input.ts';
import { optionalMoment } from './conference-fields.ts';
import { movedRoster } from './roster-rev.ts';
import { conferenceScope } from './scope.ts';

const optionalTimes = v.pipe(
	v.optional(v.nullable(v.union([v.string(), v.number()])), null),
	v.transform((value) => (value === '' ? null : value)),
	v.nullable(whole(1, 20))
);

/** Adds a checkpoint, or changes what it lets through, when, and where it stands. */
export const saveCheckpoint = command({
	action: 'conference.set-up',
	input: v.pipe(
		v.object({
			conferenceId: id,
			checkpointId: optionalId,
			name: text(120),
			policy: v.picklist(CHECKPOINT_POLICIES, 'field_required'),
			times: optionalTimes,
			hallId: optionalId,
			zoneId: optionalId,
			opensAt: optionalMoment,
			closesAt: optionalMoment,
			isEntry: ticked,
			lateFrom: optionalMoment
		}),
		v.forward(
			v.check(({ policy, times }) => policy !== 'count' || times !== null, 'conference_times_required'),
			['times']
		),
		v.forward(
			v.check(
				({ opensAt, closesAt }) => !opensAt || !closesAt || opensAt < closesAt,
				'conference_closes_first'
			),
			['closesAt']
		)
	),
	scope: (tx, input) => conferenceScope(tx, input.conferenceId),
	async run(context, { conferenceId, checkpointId, ...fields }) {
		const { tx, newId, audit, publish } = context;
		const checkpoints = await tx.checkpoint.findMany({ where: { conferenceId } });
		const before = checkpoints.find(({ id: known }) => known === checkpointId);
		if (checkpointId && !before) throw new Refusal('not_found');
		const places = [
			['hallId', fields.hallId, await tx.conferenceHall.findMany({ where: { conferenceId } })],
			['zoneId', fields.zoneId, await tx.conferenceZone.findMany({ where: { conferenceId } })]
		] as const;
		for (const [field, chosen, known] of places) {
			if (chosen && !known.some((place) => place.id === chosen)) {
				throw new Refusal('invalid', {}, [{ field, code: 'not_found' }]);
			}
		}
		const savedId = before?.id ?? newId();
		const data = {
			...fields,
			times: fields.policy === 'count' ? fields.times : null,
			// Only an entrance makes anybody late.
			lateFrom: fields.isEntry ? fields.lateFrom : null
		};
		if (before) await tx.checkpoint.update({ where: { id: savedId }, data });
		else {
			await tx.checkpoint.create({
				data: { id: savedId, conferenceId, ...data, position: checkpoints.length + 1 }
			});
		}
		const was =
			before && Object.fromEntries(Object.keys(data).map((key) => [key, before[key as keyof typeof before]]));
		audit({ subjectKind: 'checkpoint', subjectId: savedId, before: was, after: data });
		await movedRoster(context, conferenceId);
		publish({ kind: 'conference.changed', conferenceId });
		return { checkpointId: savedId };
	}
});

/** Takes a checkpoint away from gates. What was read there stays. */
export const removeCheckpoint = command({
	action: 'conference.set-up',
	input: v.object({ conferenceId: id, checkpointId: id, reason }),
	scope: (tx, input) => conferenceScope(tx, input.conferenceId),
	async run(context, { conferenceId, checkpointId, reason: why }) {
		const { tx, at, audit, publish } = context;
		const checkpoint = await tx.checkpoint.findUnique({ where: { id: checkpointId } });
		if (checkpoint?.conferenceId !== conferenceId) throw new Refusal('not_found');
		if (checkpoint.removedAt) return {};
		await tx.checkpoint.update({ where: { id: checkpointId }, data: { removedAt: at } });
		audit({
			subjectKind: 'checkpoint',
			subjectId: checkpointId,
			before: { name: checkpoint.name },
			after: { removed: true },
			reason: why
		});
		await movedRoster(context, conferenceId);
		publish({ kind: 'conference.changed', conferenceId });
		return {};
	}
});
