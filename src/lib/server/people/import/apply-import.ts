import { actorId } from '#lib/domain/access/actor.ts';
import * as v from 'valibot';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Effect } from './effect.ts';
import { ImportInput } from './input.ts';
import { importScope, planHash, planImport, type Planned } from './plan.ts';
import { writePeople } from './write-people.ts';
import { writeTeams } from './write-teams.ts';
import { writeUnits } from './write-units.ts';

function write(context: Context, planned: Planned): Promise<Effect[]> {
	switch (planned.kind) {
		case 'units':
			return writeUnits(context, planned.plan);
		case 'people':
			return writePeople(context, planned.plan);
		case 'teams':
			return writeTeams(context, planned.contestId, planned.plan);
	}
}

/** Writes a previewed list, all of it or nothing. `consent` is the hash of the plan that the person saw. */
export const applyImport = command({
	action: 'import.apply',
	input: v.object({ ...ImportInput.entries, consent: v.string() }),
	scope: (tx, input) => importScope(tx, input),
	async run(context, { consent, ...request }) {
		const { tx, actor, at, newId, audit, publish } = context;
		const planned = await planImport(tx, actor, request, at);
		const errors = planned.plan.problems.filter(({ severity }) => severity === 'error').length;
		if (errors > 0) throw new Refusal('people_import_errors', { count: errors });
		if (planHash(planned) !== consent) throw new Refusal('people_import_moved');
		const effects = await write(context, planned);
		const changed = effects.filter(({ before }) => before !== null).length;
		const created = effects.length - changed;
		const { kind, contestId, fileName } = request;
		const batchId = newId();
		await tx.importBatch.create({
			data: {
				id: batchId,
				kind,
				contestId,
				fileName,
				accountId: actorId(actor),
				createdAt: at,
				effects: JSON.stringify(effects),
				created,
				changed
			}
		});
		audit({ subjectKind: 'import', subjectId: batchId, after: { kind, fileName, created, changed } });
		for (const { table, id, before, after } of effects) {
			audit({ subjectKind: table, subjectId: id, before: before ?? undefined, after });
		}
		if (contestId) publish({ kind: 'contest.changed', contestId });
		return { batchId, created, changed };
	}
});
