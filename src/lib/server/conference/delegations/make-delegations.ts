import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import { conferenceScope } from '../scope.ts';
import { quota } from './delegate-fields.ts';

const MOST_AT_ONCE = 2000;

/** Makes the delegations of units that have none yet, each with its quota; those that have one stay as they are. */
export const makeDelegations = command({
	action: 'delegation.save',
	input: v.object({
		conferenceId: id,
		units: v.pipe(
			v.array(v.object({ unitId: id, quota })),
			v.minLength(1, 'delegation_choose_units'),
			v.maxLength(MOST_AT_ONCE, 'field_too_long')
		)
	}),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run({ tx, at, newId, audit, publish }, { conferenceId, units }) {
		const wanted = new Map(units.map((each) => [each.unitId, each.quota]));
		const unitIds = [...wanted.keys()];
		const [found, before] = await Promise.all([
			tx.unit.count({ where: { id: { in: unitIds } } }),
			tx.delegation.findMany({ where: { conferenceId, unitId: { in: unitIds } }, select: { unitId: true } })
		]);
		if (found !== unitIds.length) throw new Refusal('invalid', {}, [{ field: 'units', code: 'not_found' }]);
		const made = [];
		for (const [unitId, places] of wanted) {
			if (before.some((known) => known.unitId === unitId)) continue;
			const delegationId = newId();
			await tx.delegation.create({
				data: { id: delegationId, conferenceId, unitId, quota: places, createdAt: at }
			});
			audit({ subjectKind: 'delegation', subjectId: delegationId, after: { unitId, quota: places } });
			made.push(delegationId);
		}
		publish({ kind: 'conference.changed', conferenceId });
		return { made: made.length, kept: before.length };
	}
});
