import { setImmediate as nextTurn } from 'node:timers/promises';
import * as v from 'valibot';
import type { Actor } from '#lib/domain/access/actor.ts';
import { may } from '#lib/domain/access/policy.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { execute, type Outcome } from '#lib/server/command/execute.ts';
import { deleteRows } from '#lib/server/db/bulk.ts';
import type { Database, Tx } from '#lib/server/db/client.ts';
import { movedRoster } from '#lib/server/conference/roster-rev.ts';
import type { PersonFacts } from '../save-person.ts';
import type { UnitFacts } from '../save-unit.ts';
import { batchScope } from './batch-scope.ts';
import type { DelegateFacts, DelegationFacts } from './delegate-facts.ts';
import type { Effect } from './effect.ts';
import { currentFacts, inUse } from './later-changes.ts';
import { progressOf } from './progress.ts';
import type { TeamFacts } from './team-facts.ts';
import { changeDelegates, restoreDelegations, settleDelegations } from './write-delegates.ts';
import { updatePeople } from './write-people.ts';
import { changeTeams } from './write-teams.ts';
import { updateUnits } from './write-units.ts';

const NAMED = 3;

/** Names of what was changed or used since the import; while there is any, nothing is undone. */
async function inTheWay(
	tx: Tx,
	effects: readonly Effect[],
	own: ReadonlySet<string> = new Set(effects.map(({ id }) => id))
): Promise<string[]> {
	const now = await currentFacts(tx, effects);
	const used = await inUse(
		tx,
		effects.filter(({ before }) => before === null),
		own
	);
	return effects
		.filter(({ id, after }) => canonicalJson(now.get(id) ?? null) !== canonicalJson(after) || used.has(id))
		.map(({ name }) => name);
}

/** Makes what was changed as it was. */
async function restore(
	context: Context,
	contestId: string | null,
	changed: readonly Effect[]
): Promise<void> {
	const { tx } = context;
	const before = <Facts>(table: Effect['table']) =>
		changed.flatMap((effect) =>
			effect.table === table ? [{ id: effect.id, facts: effect.before as Facts }] : []
		);
	const units = before<UnitFacts>('unit').map(({ id, facts }) => ({ id, ...facts }));
	await updateUnits(tx, units);
	await updatePeople(
		tx,
		before<PersonFacts>('person').map(({ id, facts }) => ({ id, ...facts }))
	);
	await restoreDelegations(tx, before<DelegationFacts>('delegation'));
	await changeDelegates(tx, before<DelegateFacts>('delegate'));
	const teams = before<TeamFacts>('team');
	if (teams.length > 0) await changeTeams(context, contestId!, teams);
}

/** Units that were made, in groups that can go one after the other: none stands below one of a later group. */
function bottomUp(units: readonly Effect[]): string[][] {
	const parents = new Map(units.map(({ id, after }) => [id, (after as UnitFacts).parentId]));
	const groups: string[][] = [];
	for (const { id } of units) {
		let depth = 0;
		for (let up = parents.get(id); up && parents.has(up); up = parents.get(up)) depth += 1;
		(groups[depth] ??= []).push(id);
	}
	return groups.reverse();
}

async function remove(tx: Tx, made: readonly Effect[]): Promise<void> {
	const of = (table: Effect['table']) => made.filter((effect) => effect.table === table);
	const ids = (table: Effect['table']) => of(table).map(({ id }) => id);
	await deleteRows(tx, 'Team', ids('team'));
	await deleteRows(tx, 'Delegate', ids('delegate'));
	await deleteRows(tx, 'Delegation', ids('delegation'));
	await deleteRows(tx, 'Person', ids('person'));
	for (const group of bottomUp(of('unit'))) await deleteRows(tx, 'Unit', group);
}

const effectsOf = ({ effects }: { readonly effects: string }) => JSON.parse(effects) as Effect[];

interface Batch {
	readonly accountId: string;
	readonly contestId: string | null;
	readonly conferenceId: string | null;
}

/** One unit's line says nothing of the others in the list: somebody else's import is for who covers everything. */
const coversAll = (actor: Actor, { accountId, contestId, conferenceId }: Batch): boolean =>
	(actor.kind === 'account' && actor.accountId === accountId) ||
	contestId !== null ||
	conferenceId !== null ||
	may(actor, 'import.undo', {});

function blocked(names: readonly string[], takenBack: number): Refusal {
	const params = { count: names.length, first: names.slice(0, NAMED).join(', ') };
	return takenBack > 0
		? new Refusal('people_undo_blocked_rest', { ...params, done: takenBack })
		: new Refusal('people_undo_blocked', params);
}

/** Takes back what one batch wrote; `after` are the pieces that were taken back before it. */
async function takeBack(context: Context, batchId: string, effects: readonly Effect[], takenBack: number) {
	const { tx, audit } = context;
	const names = await inTheWay(tx, effects);
	if (names.length > 0) throw blocked(names, takenBack);
	const changed = effects.filter(({ before }) => before !== null);
	const made = effects.filter(({ before }) => before === null);
	// A person may have passed from a changed team to a made one: everyone is back before the made people go.
	const isTeam = ({ table }: Effect) => table === 'team';
	const batch = await tx.importBatch.findUniqueOrThrow({ where: { id: batchId }, omit: { effects: true } });
	await remove(tx, made.filter(isTeam));
	await restore(context, batch.contestId, changed);
	await remove(
		tx,
		made.filter((effect) => !isTeam(effect))
	);
	if (batch.conferenceId) {
		await settleDelegations(context, effects);
		await movedRoster(context, batch.conferenceId);
	}
	const { fileName, created, changed: differing } = batch;
	const after = { undone: true, lines: effects.length };
	audit({
		subjectKind: 'import',
		subjectId: batchId,
		before: { fileName, created, changed: differing },
		after
	});
	for (const { table, id, before, after: is } of effects) {
		audit({ subjectKind: table, subjectId: id, before: is, after: before ?? undefined });
	}
}

/** Takes an import back, or one piece of it, newest first; or refuses and names what has changed since. */
const undoing = (pieceId: string | null, takenBack: number) =>
	command({
		action: 'import.undo',
		input: v.object({ batchId: v.string() }),
		scope: (tx, { batchId }) => batchScope(tx, batchId),
		async run(context, { batchId }) {
			const { tx, actor, at, publish } = context;
			const batch = await tx.importBatch.findUniqueOrThrow({ where: { id: batchId } });
			if (batch.undoneAt) throw new Refusal('people_undo_done');
			if (!coversAll(actor, batch)) throw new Refusal('forbidden');
			if (batch.partOf) throw new Refusal('not_found');
			if (progressOf(batch, 0, at).state === 'writing') throw new Refusal('people_import_running');
			const piece = pieceId === null ? batch : await tx.importBatch.findUnique({ where: { id: pieceId } });
			if (piece?.id !== batchId && piece?.partOf !== batchId) throw new Refusal('not_found');
			if (piece.undoneAt) return { batchId };
			const rest = { partOf: batchId, undoneAt: null };
			if (piece.id === batchId && (await tx.importBatch.count({ where: rest })) > 0)
				throw new Refusal('people_undo_pieces');
			await takeBack(context, batchId, effectsOf(piece), takenBack);
			await tx.importBatch.update({ where: { id: piece.id }, data: { undoneAt: at } });
			// Nobody writes on where taking back has begun.
			const began = { wroteAt: at, endedAt: batch.endedAt ?? at };
			if (piece.id !== batchId) await tx.importBatch.update({ where: { id: batchId }, data: began });
			if (batch.contestId) publish({ kind: 'contest.changed', contestId: batch.contestId });
			const { conferenceId } = batch;
			if (conferenceId) publish({ kind: 'conference.changed', conferenceId });
			return { batchId };
		}
	});

/** Takes an import back that was written in one transaction. */
export const undoImport = undoing(null, 0);

/** All that stands in the way of taking an import back, looked for piece by piece before anything is taken back. */
async function allInTheWay(read: Tx, pieceIds: readonly string[]): Promise<string[]> {
	const own = new Set<string>();
	const piece = (id: string) =>
		read.importBatch.findUniqueOrThrow({ where: { id }, select: { effects: true } });
	for (const id of pieceIds) for (const effect of effectsOf(await piece(id))) own.add(effect.id);
	const names: string[] = [];
	for (const id of pieceIds) {
		names.push(...(await inTheWay(read, effectsOf(await piece(id)), own)));
		await nextTurn();
	}
	return names;
}

interface UndoAsked {
	readonly actor: Actor;
	readonly batchId: string;
	readonly requestId: string;
}

/**
 * Takes an import back: what was written in pieces in pieces, the newest first, with a turn for everybody else between two.
 * Nothing is taken back where anything is in the way; interrupted, it goes on where it was when it is asked again.
 */
export async function undoList(database: Database, asked: UndoAsked): Promise<Outcome<{ batchId: string }>> {
	const { actor, batchId, requestId } = asked;
	const { read } = database;
	const input = { batchId };
	const parts = await read.importBatch.findMany({
		where: { partOf: batchId },
		orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
		select: { id: true, undoneAt: true, created: true, changed: true }
	});
	const batch = await read.importBatch.findUnique({ where: { id: batchId }, omit: { effects: true } });
	const left = parts.filter(({ undoneAt }) => undoneAt === null).map(({ id }) => id);
	const isSound = batch && !batch.undoneAt && coversAll(actor, batch);
	// What refuses anyway refuses in the right order of questions.
	const mayAsk = isSound && may(actor, 'import.undo', await batchScope(read, batchId));
	if (parts.length > 0 && mayAsk && progressOf(batch, 0, new Date()).state !== 'writing') {
		const gone = parts.filter(({ undoneAt }) => undoneAt !== null);
		let takenBack = gone.reduce((sum, { created, changed }) => sum + created + changed, 0);
		const names = await allInTheWay(read, [...left, batchId]);
		if (names.length > 0) return { ok: false, refusal: blocked(names, takenBack) };
		for (const { id, created, changed } of parts.filter(({ undoneAt }) => undoneAt === null)) {
			const outcome = await execute(database, undoing(id, takenBack), { actor, input, requestId });
			if (!outcome.ok) return outcome;
			takenBack += created + changed;
			await nextTurn();
		}
		return execute(database, undoing(null, takenBack), { actor, input, requestId });
	}
	return execute(database, undoImport, { actor, input, requestId });
}
