import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Actor } from '#lib/domain/access/actor.ts';
import { newId } from '#lib/live/id.ts';
import { execute, type Outcome } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Database } from '#lib/server/db/client.ts';
import { preparedImport } from './apply-import.ts';
import { endPieces, importPiece, type LongList } from './import-piece.ts';
import type { Answer } from './planner/answers.ts';
import { ask } from './planner/ask.ts';
import type { List } from './planner/list.ts';
import { importOf } from './progress.ts';

/** Lines written in one transaction: a judge's mark that comes meanwhile waits for so many and no more. */
export const ONE_PIECE = 250;

export interface Written {
	readonly created: number;
	readonly changed: number;
	/** Of so many that were to be written; less are where it was stopped. */
	readonly planned: number;
}

interface ImportAsked {
	readonly actor: Actor;
	readonly list: List;
	/** Only the lines without errors. */
	readonly part?: boolean;
	readonly consent: string;
	readonly key: string;
	readonly requestId: string;
}

type Plan = Answer<'plan'>;

/** Somebody changed something meanwhile: it goes on only where nothing of it concerns what is still to be written. */
async function againFrom(database: Database, { id }: Plan, from: number): Promise<number> {
	const seq = await ask(database, 'again', { id, from });
	if (seq !== null) return seq;
	if (from === 0) throw new Refusal('people_import_moved');
	throw new Refusal('people_import_moved_rest', { count: from });
}

async function inPieces(
	database: Database,
	{ actor, requestId }: Pick<ImportAsked, 'actor' | 'requestId'>,
	plan: Plan,
	list: LongList
): Promise<Written> {
	const input = { underUnitId: list.underUnitId };
	let { seq } = plan;
	let [created, changed] = [0, 0];
	for (let from = 0; from < plan.count;) {
		const rows = await ask(database, 'rows', { id: plan.id, from, count: ONE_PIECE });
		const next = from + rows.length;
		const ends = { isFirst: from === 0, isLast: next === plan.count };
		const piece = importPiece(list, { rows, seq, planned: plan.count, ...ends });
		const outcome = await execute(database, piece, { actor, input, requestId });
		if (!outcome.ok) {
			if (outcome.refusal.code !== 'people_import_moved') throw outcome.refusal;
			seq = await againFrom(database, plan, from);
			continue;
		}
		if (outcome.value.isStopped) break;
		created += outcome.value.created;
		changed += outcome.value.changed;
		// All up to here was either looked at by this piece or written by it.
		const own = await database.read.auditEntry.findFirst({
			where: { requestId },
			orderBy: { seq: 'desc' },
			select: { seq: true }
		});
		seq = own?.seq ?? seq;
		from = next;
		await nextTurn();
	}
	return { created, changed, planned: plan.count };
}

/** The import of this staged list that was interrupted or stopped: with it the rest is one import. */
async function begun(database: Database, { list, actor }: ImportAsked): Promise<string | null> {
	if ('table' in list || actor.kind !== 'account') return null;
	const head = await importOf(database.read, list.id, actor.accountId);
	const goesOn = head && (head.progress.state === 'interrupted' || head.progress.state === 'stopped');
	return goesOn ? head.id : null;
}

async function longList(database: Database, asked: ImportAsked, plan: Plan): Promise<LongList | null> {
	const { kind, fileName, underUnitId, leftOut } = plan;
	if (kind === 'teams' || kind === 'delegates') return null;
	const headId = await begun(database, asked);
	if (headId === null && plan.count <= ONE_PIECE) return null;
	const listId = 'table' in asked.list ? null : asked.list.id;
	const { requestId } = asked;
	const about = { kind, fileName, underUnitId, leftOut, listId, requestId };
	return { ...about, headId: headId ?? newId(), continues: headId !== null };
}

async function writePlanned(database: Database, asked: ImportAsked, plan: Plan): Promise<Outcome<Written>> {
	const { actor, consent, key, requestId } = asked;
	if (plan.errors > 0) throw new Refusal('people_import_errors', { count: plan.errors });
	const list = await longList(database, asked, plan);
	if (!list) {
		const { request, prepared } = await ask(database, 'whole', { id: plan.id });
		const input = { ...request, consent, leftOut: plan.leftOut };
		const whole = await preparedImport(database, actor, request, prepared);
		const outcome = await execute(database, whole, { actor, input, key: key || undefined, requestId });
		if (!outcome.ok) return outcome;
		const { created, changed } = outcome.value;
		return { ...outcome, value: { created, changed, planned: created + changed } };
	}
	if (plan.hash !== consent) throw new Refusal('people_import_moved');
	try {
		return { ok: true, value: await inPieces(database, asked, plan, list), replayed: false };
	} catch (error) {
		// Whatever it was: what is written is said to be all, and can go on. Another's writing is not ended by it.
		if (!(error instanceof Refusal && error.code === 'people_import_running')) {
			const input = { underUnitId: list.underUnitId };
			await execute(database, endPieces(list), { actor, input, requestId });
		}
		throw error;
	}
}

/**
 * Writes a previewed list, planned in a thread of its own. A long list of people or units goes in piece by piece, each with
 * its entries in the log, and all of them are one import; between two pieces everybody else gets a turn, and it can be
 * stopped. Anything else is written whole or not at all.
 */
export async function writeList(database: Database, asked: ImportAsked): Promise<Outcome<Written>> {
	try {
		const { actor, list, part = false } = asked;
		const plan = await ask(database, 'plan', { actor, list, part });
		try {
			const outcome = await writePlanned(database, asked, plan);
			const isAll = outcome.ok && outcome.value.created + outcome.value.changed >= outcome.value.planned;
			if (part && isAll) await ask(database, 'keepRest', { id: plan.id, list });
			return outcome;
		} finally {
			await ask(database, 'drop', { id: plan.id });
		}
	} catch (error) {
		if (error instanceof Refusal) return { ok: false, refusal: error };
		throw error;
	}
}
