import { missingFields } from '#lib/domain/people/import/columns.ts';
import type { Actor } from '#lib/domain/access/actor.ts';
import { may } from '#lib/domain/access/policy.ts';
import type { PersonDraft } from '#lib/domain/people/import/plan-people.ts';
import type { UnitDraft } from '#lib/domain/people/import/plan-units.ts';
import type { PlannedRow } from '#lib/domain/people/import/table.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { newId } from '#lib/live/id.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Database, Tx } from '#lib/server/db/client.ts';
import { prepare, type Prepared } from '../apply-import.ts';
import type { ImportRequest } from '../input.ts';
import { importScope, planHash, type Planned } from '../plan.ts';
import { restOf, soundPart } from '../sound-part.ts';
import { stage } from '../staging.ts';
import { settledUnits } from '../write-units.ts';
import { requestOf, type List } from './list.ts';

/** A row that a piece of a list writes. */
export type WritableRow = PlannedRow<PersonDraft> | PlannedRow<UnitDraft>;

interface Held {
	readonly actor: Actor;
	readonly request: ImportRequest;
	readonly prepared: Prepared;
	readonly rows: readonly WritableRow[];
	/** Ids of new units by line: the same in every plan of this list. */
	readonly ids: Map<number, string>;
	/** What is left of the list when a part of it is written. */
	readonly rest: ImportRequest | null;
}

/** What the thread works with: its own way to the data, and the plans that are being written. */
export interface Desk {
	readonly database: Database;
	readonly plans: Map<string, Held>;
}

function writable(planned: Planned, ids: Map<number, string>): readonly WritableRow[] {
	if (planned.kind === 'units') return settledUnits(planned.plan, ids, newId);
	if (planned.kind === 'teams' || planned.kind === 'delegates') return [];
	return planned.plan.rows.filter(({ fate }) => fate === 'new' || fate === 'changed');
}

async function partOf(read: Tx, actor: Actor, whole: ImportRequest, before: Prepared) {
	const part = await soundPart(read, actor, whole, before.planned, new Date());
	// Corrected meanwhile, or no longer to be divided: what was agreed to is not what would be done.
	if (!part) throw new Refusal('people_import_moved');
	const prepared = { ...before, planned: part.planned, hash: planHash(part.planned) };
	return { prepared, request: part.request, rest: restOf(whole, part), leftOut: part.leftOut.length };
}

/** Plans a list, or the part of it that has no errors, and keeps the plan until it is dropped. */
export async function plan(
	{ database, plans }: Desk,
	{ actor, list, part }: { actor: Actor; list: List; part: boolean }
) {
	const whole = await requestOf(list);
	if (!whole) throw new Refusal('people_import_gone');
	if (!may(actor, 'import.apply', await importScope(database.read, whole))) throw new Refusal('forbidden');
	if (missingFields(whole.kind, whole.mapping).length > 0) throw new Refusal('people_columns_missing');
	const planned = await database.snapshot(async (read) => {
		const prepared = await prepare(read, actor, whole, new Date());
		return part ? partOf(read, actor, whole, prepared) : { prepared, request: whole, rest: null, leftOut: 0 };
	});
	const { prepared, request, rest, leftOut } = planned;
	const ids = new Map<number, string>();
	const rows = writable(prepared.planned, ids);
	const id = newId();
	plans.set(id, { actor, request, prepared, rows, ids, rest });
	const { kind, fileName, underUnitId } = request;
	const errors = prepared.planned.plan.problems.filter(({ severity }) => severity === 'error').length;
	const { hash, seq } = prepared;
	return { id, kind, fileName, underUnitId, errors, hash, seq, leftOut, count: rows.length };
}

function held({ plans }: Desk, id: string): Held {
	const found = plans.get(id);
	if (!found) throw new Error(`no plan ${id}: the thread was started anew`);
	return found;
}

export const rows = (desk: Desk, { id, from, count }: { id: string; from: number; count: number }) =>
	Promise.resolve(held(desk, id).rows.slice(from, from + count));

/** The whole plan with its list: what is written in one transaction. */
export function whole(desk: Desk, { id }: { id: string }) {
	const { request, prepared } = held(desk, id);
	return Promise.resolve({ request, prepared });
}

const said = ({ row, fate, id, facts, changes }: WritableRow) =>
	canonicalJson({ row, fate, id, facts, changes } as never);

/** Plans again what is still to be written; null where it is not what was agreed to. */
export async function again(desk: Desk, { id, from }: { id: string; from: number }): Promise<number | null> {
	const { actor, request, ids, rows } = held(desk, id);
	const now = await desk.database.snapshot((read) => prepare(read, actor, request, new Date()));
	const byLine = new Map(writable(now.planned, ids).map((row) => [row.row, said(row)]));
	return rows.slice(from).every((row) => byLine.get(row.row) === said(row)) ? now.seq : null;
}

/** Of a list that was written in part, what is left takes its place. */
export async function keepRest(desk: Desk, { id, list }: { id: string; list: List }): Promise<void> {
	const { rest } = held(desk, id);
	if (rest && 'dataFolder' in list) await stage(list, list.accountId, rest, list.id);
}

export function drop({ plans }: Desk, { id }: { id: string }): Promise<void> {
	plans.delete(id);
	return Promise.resolve();
}
