import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalId, text, whole } from '#lib/server/contest/input.ts';
import { conferenceScope } from './scope.ts';

const optionalWhole = v.pipe(
	v.optional(v.nullable(v.union([v.string(), v.number()])), null),
	v.transform((value) => (value === '' ? null : value)),
	v.nullable(whole(1, 99_999))
);

/** Adds a hall, or changes its name and how many it seats. */
export const saveHall = command({
	action: 'conference.set-up',
	input: v.object({ conferenceId: id, hallId: optionalId, name: text(120), capacity: optionalWhole }),
	scope: (tx, input) => conferenceScope(tx, input.conferenceId),
	async run({ tx, newId, audit, publish }, { conferenceId, hallId, name, capacity }) {
		const halls = await tx.conferenceHall.findMany({ where: { conferenceId } });
		const before = halls.find(({ id: known }) => known === hallId);
		if (hallId && !before) throw new Refusal('not_found');
		const savedId = before?.id ?? newId();
		const data = { name, capacity };
		if (before) await tx.conferenceHall.update({ where: { id: savedId }, data });
		else {
			await tx.conferenceHall.create({
				data: { id: savedId, conferenceId, ...data, position: halls.length + 1 }
			});
		}
		audit({
			subjectKind: 'hall',
			subjectId: savedId,
			before: before && { name: before.name, capacity: before.capacity },
			after: data
		});
		publish({ kind: 'conference.changed', conferenceId });
		return { hallId: savedId };
	}
});

/** Adds a zone, or renames one. Its number stands in badges and stays. */
export const saveZone = command({
	action: 'conference.set-up',
	input: v.object({ conferenceId: id, zoneId: optionalId, name: text(120) }),
	scope: (tx, input) => conferenceScope(tx, input.conferenceId),
	async run({ tx, newId, audit, publish }, { conferenceId, zoneId, name }) {
		const zones = await tx.conferenceZone.findMany({ where: { conferenceId } });
		const before = zones.find(({ id: known }) => known === zoneId);
		if (zoneId && !before) throw new Refusal('not_found');
		const savedId = before?.id ?? newId();
		if (before) await tx.conferenceZone.update({ where: { id: savedId }, data: { name } });
		else {
			const code = Math.max(0, ...zones.map((zone) => zone.code)) + 1;
			if (code > 15) throw new Refusal('conference_zones_full');
			await tx.conferenceZone.create({ data: { id: savedId, conferenceId, code, name } });
		}
		audit({
			subjectKind: 'zone',
			subjectId: savedId,
			before: before && { name: before.name },
			after: { name }
		});
		publish({ kind: 'conference.changed', conferenceId });
		return { zoneId: savedId };
	}
});
