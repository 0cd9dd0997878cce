import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import type { PersonDraft } from '#lib/domain/people/import/plan-people.ts';
import type { UnitDraft } from '#lib/domain/people/import/plan-units.ts';
import type { PlannedRow } from '#lib/domain/people/import/table.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { APART } from './apply-import.ts';
import type { Effect } from './effect.ts';
import { importScope } from './plan.ts';
import type { WritableRow } from './planner/plans.ts';
import { progressOf, SILENT_MS } from './progress.ts';
import { writePeople } from './write-people.ts';
import { writeUnits } from './write-units.ts';

export interface LongList {
	readonly kind: 'units' | 'people';
	readonly fileName: string;
	readonly underUnitId: string | null;
	readonly listId: string | null;
	readonly leftOut: number;
	readonly requestId: string;
	readonly headId: string;
	/** It goes on with an import that was interrupted or stopped. */
	readonly continues: boolean;
}

export interface Piece {
	readonly rows: readonly WritableRow[];
	/** All up to this entry of the log was looked at. */
	readonly seq: number;
	readonly isFirst: boolean;
	readonly isLast: boolean;
	/** Of the first piece: how many lines are to be written by all. */
	readonly planned: number;
}

/** Anything that a plan rests on and that was not written by this import itself. */
async function hasMoved(tx: Tx, seq: number, requestId: string): Promise<boolean> {
	const other = await tx.auditEntry.findFirst({
		where: {
			seq: { gt: seq },
			action: { notIn: [...APART] },
			OR: [{ requestId: null }, { requestId: { not: requestId } }]
		},
		select: { seq: true }
	});
	return other !== null;
}

/** Refuses where another request writes the same list at this moment. */
async function assertAlone(tx: Tx, { listId }: LongList, at: Date): Promise<void> {
	if (!listId) return;
	const wroteAt = { gt: new Date(at.getTime() - SILENT_MS) };
	const others = await tx.importBatch.findMany({
		where: { listId, partOf: null, endedAt: null, undoneAt: null, wroteAt },
		omit: { effects: true }
	});
	if (others.some((head) => progressOf(head, 0, at).state === 'writing'))
		throw new Refusal('people_import_running');
}

async function headOf(tx: Tx, { headId }: LongList) {
	const head = await tx.importBatch.findUnique({ where: { id: headId }, omit: { effects: true } });
	const takenBack = await tx.importBatch.count({ where: { partOf: headId, undoneAt: { not: null } } });
	if (!head || head.undoneAt || takenBack > 0) throw new Refusal('people_undo_done');
	return head;
}

const write = (context: Context, kind: LongList['kind'], rows: readonly WritableRow[]): Promise<Effect[]> =>
	kind === 'units'
		? writeUnits(context, { rows: rows as readonly PlannedRow<UnitDraft>[], problems: [] })
		: writePeople(context, { rows: rows as readonly PlannedRow<PersonDraft>[], problems: [] });

/** Writes some lines of a long list in one transaction, and how far it is with them. */
export const importPiece = (list: LongList, { rows, seq, isFirst, isLast, planned }: Piece) =>
	command({
		action: 'import.apply',
		input: v.object({ underUnitId: v.nullable(v.string()) }),
		scope: (tx, { underUnitId }) => importScope(tx, { kind: list.kind, contestId: null, underUnitId }),
		async run(context): Promise<{ created: number; changed: number; isStopped: boolean }> {
			const { tx, actor, at, audit, newId } = context;
			const { headId, kind, fileName, listId } = list;
			if (isFirst) await assertAlone(tx, list, at);
			const isHead = isFirst && !list.continues;
			const head = isHead ? null : await headOf(tx, list);
			if (!isFirst && head?.stopAskedAt) {
				await tx.importBatch.update({ where: { id: headId }, data: { endedAt: at } });
				return { created: 0, changed: 0, isStopped: true };
			}
			if (await hasMoved(tx, seq, list.requestId)) throw new Refusal('people_import_moved');
			const effects = await write(context, kind, rows);
			const changed = effects.filter(({ before }) => before !== null).length;
			const created = effects.length - changed;
			const endedAt = isLast ? at : null;
			const own = { kind, fileName, accountId: actorId(actor), createdAt: at, created, changed };
			await tx.importBatch.create({
				data: {
					...own,
					id: isHead ? headId : newId(),
					effects: JSON.stringify(effects),
					...(isHead ? { planned, listId, wroteAt: at, endedAt } : { partOf: headId })
				}
			});
			if (head) {
				const begun = isFirst ? { planned: head.created + head.changed + planned, stopAskedAt: null } : {};
				const counts = { created: { increment: created }, changed: { increment: changed } };
				const data = { ...counts, ...begun, wroteAt: at, endedAt };
				await tx.importBatch.update({ where: { id: headId }, data });
			}
			const left = list.leftOut > 0 && isFirst ? { leftOut: list.leftOut } : {};
			const after = { kind, fileName, created, changed, planned, ...left };
			audit({ subjectKind: 'import', subjectId: headId, after });
			for (const { table, id, before, after: is } of effects) {
				audit({ subjectKind: table, subjectId: id, before: before ?? undefined, after: is });
			}
			return { created, changed, isStopped: false };
		}
	});

/** Says that no more of a list is written, where it did not come to its end. */
export const endPieces = ({ kind, headId }: LongList) =>
	command({
		action: 'import.apply',
		input: v.object({ underUnitId: v.nullable(v.string()) }),
		scope: (tx, { underUnitId }) => importScope(tx, { kind, contestId: null, underUnitId }),
		async run({ tx, at }) {
			await tx.importBatch.updateMany({ where: { id: headId }, data: { endedAt: at } });
		}
	});
