import * as v from 'valibot';
import type { Scope } from '#lib/domain/access/actor.ts';
import { may } from '#lib/domain/access/policy.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { contestScope, lineage } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { pieces } from '#lib/server/db/pieces.ts';
import { personKeys, type PersonFacts } from '../save-person.ts';
import { unitSearchKey, type UnitFacts } from '../save-unit.ts';
import type { Effect } from './effect.ts';
import { currentFacts, inUse } from './later-changes.ts';
import { writeComposition, type TeamFacts } from './write-teams.ts';

const NAMED = 3;

/** Names of what was changed or used since the import; while there is any, nothing is undone. */
async function inTheWay(tx: Tx, effects: readonly Effect[]): Promise<string[]> {
	const now = await currentFacts(tx, effects);
	const used = await inUse(
		tx,
		effects.filter(({ before }) => before === null)
	);
	return effects
		.filter(({ id, after }) => canonicalJson(now.get(id) ?? null) !== canonicalJson(after) || used.has(id))
		.map(({ name }) => name);
}

async function restore(
	context: Context,
	contestId: string | null,
	{ table, id, before }: Effect
): Promise<void> {
	const { tx } = context;
	if (table === 'unit') {
		const facts = before as UnitFacts;
		await tx.unit.update({ where: { id }, data: { ...facts, searchKey: unitSearchKey(facts) } });
	} else if (table === 'person') {
		const facts = before as PersonFacts;
		await tx.person.update({ where: { id }, data: { ...facts, ...personKeys(facts) } });
	} else {
		const { unitIds, members, ...columns } = before as TeamFacts;
		await tx.team.update({ where: { id }, data: { ...columns, version: { increment: 1 } } });
		await writeComposition(context, contestId!, id, { unitIds, members });
	}
}

async function remove(tx: Tx, effects: readonly Effect[]): Promise<void> {
	const ids = (table: Effect['table']) =>
		effects.flatMap((effect) => (effect.table === table ? [effect.id] : []));
	for (const piece of pieces(ids('team'))) await tx.team.deleteMany({ where: { id: { in: [...piece] } } });
	for (const piece of pieces(ids('person')))
		await tx.person.deleteMany({ where: { id: { in: [...piece] } } });
	// Units were made from the top down; they go from the bottom up.
	for (const id of ids('unit').reverse()) await tx.unit.delete({ where: { id } });
}

/** Takes an import back in one step, or refuses and names what has changed since. */
export const undoImport = command({
	action: 'import.undo',
	input: v.object({ batchId: v.string() }),
	async scope(tx, { batchId }): Promise<Scope> {
		const batch = await tx.importBatch.findUnique({ where: { id: batchId } });
		if (!batch) throw new Refusal('not_found');
		if (batch.contestId) return contestScope(tx, batch.contestId);
		const effects = JSON.parse(batch.effects) as Effect[];
		// What it made may be new: that stands where its first parent does, what it changed where it is.
		const [first] = effects;
		const after = first?.after as { unitId?: string | null; parentId?: string | null } | undefined;
		const unitId = first?.table === 'unit' && first.before ? first.id : (after?.unitId ?? after?.parentId);
		return unitId ? { unitIds: await lineage(tx, unitId) } : {};
	},
	async run(context, { batchId }) {
		const { tx, actor, at, audit, publish } = context;
		const batch = await tx.importBatch.findUniqueOrThrow({ where: { id: batchId } });
		if (batch.undoneAt) throw new Refusal('people_undo_done');
		const own = actor.kind === 'account' && actor.accountId === batch.accountId;
		// One unit's line says nothing of the others in the list: somebody else's import is for who covers everything.
		if (!own && !batch.contestId && !may(actor, 'import.undo', {})) throw new Refusal('forbidden');
		const effects = JSON.parse(batch.effects) as Effect[];
		const names = await inTheWay(tx, effects);
		if (names.length > 0) {
			const first = names.slice(0, NAMED).join(', ');
			throw new Refusal('people_undo_blocked', { count: names.length, first });
		}
		const changed = effects.filter(({ before }) => before !== null);
		// Everyone leaves the changed teams first: a person may have passed from one to the other.
		const teamIds = changed.flatMap(({ table, id }) => (table === 'team' ? [id] : []));
		for (const piece of pieces(teamIds))
			await tx.teamMember.deleteMany({ where: { teamId: { in: [...piece] } } });
		const made = effects.filter(({ before }) => before === null);
		await remove(
			tx,
			made.filter(({ table }) => table === 'team')
		);
		for (const effect of changed.toReversed()) await restore(context, batch.contestId, effect);
		await remove(
			tx,
			made.filter(({ table }) => table !== 'team')
		);
		await tx.importBatch.update({ where: { id: batchId }, data: { undoneAt: at } });
		audit({
			subjectKind: 'import',
			subjectId: batchId,
			before: { fileName: batch.fileName, created: batch.created, changed: batch.changed },
			after: { undone: true }
		});
		for (const { table, id, before, after } of effects) {
			audit({ subjectKind: table, subjectId: id, before: after, after: before ?? undefined });
		}
		if (batch.contestId) publish({ kind: 'contest.changed', contestId: batch.contestId });
		return { batchId };
	}
});
