import type { AwardKind, SubjectKind } from '#lib/domain/honours/award-kind.ts';
import {
	inRollOrder,
	isNamed,
	ROLL_ORDER,
	saidOfAll,
	type Publicity
} from '#lib/domain/honours/publicity.ts';
import { inOrder } from '#lib/domain/honours/recipient-order.ts';
import type { Words } from '#lib/domain/honours/wording.ts';
import { searchWords } from '#lib/domain/people/search-key.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { RollEntry } from '#lib/server/documents/honours/roll-input.ts';
import { publishedOf, type EventNamed } from './public-event.ts';
import { entriesOf, HONOURED, ROLL_ROW } from './roll-entries.ts';

/** Names on a page: all of most events, and light where there are two thousand. */
export const ON_PAGE = 300;
const LONGEST_QUERY = 200;

export const ROLL_SORTS = ['decision', 'name'] as const;
export type RollSort = (typeof ROLL_SORTS)[number];

export interface AskedRoll {
	readonly query: string;
	readonly sort: RollSort;
	/** Counted from one. */
	readonly page: number;
}

const EVENT = { select: { titleVi: true } } as const;

const decisionsOf = (read: Tx, event: EventNamed) =>
	read.awardDecision.findMany({
		where: publishedOf(event),
		orderBy: [{ decidedOn: 'asc' }, { number: 'asc' }, { id: 'asc' }],
		include: { issuer: { select: { name: true } }, contest: EVENT, conference: EVENT }
	});
type Published = Awaited<ReturnType<typeof decisionsOf>>[number];

const listed = (read: Tx, ids: readonly string[]) =>
	read.awardRecipient.findMany({
		where: { decisionId: { in: [...ids] }, ...HONOURED },
		orderBy: [{ position: 'asc' }, { id: 'asc' }],
		select: { id: true, decisionId: true, subject: true, searchKey: true, words: true }
	});

/** Everybody who stands by name, decision by decision, in the order asked for. */
function named(decisions: readonly Published[], rows: Awaited<ReturnType<typeof listed>>, sort: RollSort) {
	return decisions.flatMap((decision) => {
		const own = rows
			.filter(({ decisionId }) => decisionId === decision.id)
			.map((row) => ({ ...row, subject: row.subject as SubjectKind }))
			.filter(({ subject }) => isNamed(decision.publishedAs as Publicity, subject));
		if (sort === 'decision') return inRollOrder(own);
		const byId = new Map(own.map((row) => [row.id, row]));
		const ordered = own.map(({ id, subject, words }) => {
			const { name = '' } = JSON.parse(words) as Words;
			return { id, subject, name, unit: '', place: null };
		});
		return inRollOrder(inOrder(ordered, 'name').map((id) => byId.get(id)!));
	});
}

/** How many of a decision's recipients there are of each kind, those without a name too. */
function countsOf(rows: Awaited<ReturnType<typeof listed>>) {
	const counts = new Map<string, number>();
	for (const { decisionId, subject } of rows) {
		const key = `${decisionId} ${subject}`;
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	return (decisionId: string, subject: SubjectKind) => counts.get(`${decisionId} ${subject}`) ?? 0;
}

export interface PublicGroup {
	readonly subject: SubjectKind;
	readonly count: number;
	/** Null: how many they are is said, and no name. */
	readonly entries: readonly RollEntry[] | null;
	/** Of all on this page, where they are more than one. */
	readonly common: string | null;
}

function groupsOf(
	decision: Published,
	entries: readonly RollEntry[],
	{ count, isCounted }: { count: (subject: SubjectKind) => number; isCounted: boolean }
): PublicGroup[] {
	return ROLL_ORDER.flatMap((subject): PublicGroup[] => {
		if (!isNamed(decision.publishedAs as Publicity, subject)) {
			const hidden = { subject, count: count(subject), entries: null, common: null };
			return isCounted && hidden.count > 0 ? [hidden] : [];
		}
		const own = entries.filter((entry) => entry.subject === subject);
		const common = saidOfAll(own.map(({ achievement }) => achievement));
		return own.length > 0 ? [{ subject, count: count(subject), entries: own, common }] : [];
	});
}

/**
 * Whom an event's published decisions honour, as everybody may read it: one page of it. Null where nothing is published.
 * The database is asked the same few questions however many there are.
 */
export async function publicRoll(read: Tx, event: EventNamed, { query, sort, page: asked }: AskedRoll) {
	const decisions = await decisionsOf(read, event);
	if (decisions.length === 0) return null;
	const rows = await listed(
		read,
		decisions.map(({ id }) => id)
	);
	const all = named(decisions, rows, sort);
	const words = searchWords(query.slice(0, LONGEST_QUERY));
	const found = all.filter(({ searchKey }) => words.every((word) => searchKey.includes(word)));
	const pages = Math.max(Math.ceil(found.length / ON_PAGE), 1);
	const page = Math.min(Math.max(asked, 1), pages);
	const slice = found.slice((page - 1) * ON_PAGE, page * ON_PAGE);
	const details = await read.awardRecipient.findMany({
		where: { id: { in: slice.map(({ id }) => id) } },
		select: ROLL_ROW
	});
	const byId = new Map(details.map((row) => [row.id, row]));
	const countOf = countsOf(rows);
	const shown = [];
	for (const decision of decisions) {
		const own = slice.filter(({ decisionId }) => decisionId === decision.id);
		const entries = await entriesOf(
			read,
			decision,
			own.map(({ id }) => byId.get(id)!)
		);
		// Who stands without a name is counted once, where the decision ends.
		const last = found.findLast(({ decisionId }) => decisionId === decision.id);
		const isCounted = words.length === 0 && (last ? own.some(({ id }) => id === last.id) : page === pages);
		const groups = groupsOf(decision, entries, {
			count: (subject) => countOf(decision.id, subject),
			isCounted
		});
		if (groups.length === 0) continue;
		const first = found.find(({ decisionId }) => decisionId === decision.id);
		shown.push({
			...{ id: decision.id, kind: decision.kind as AwardKind, issuer: decision.issuer.name, groups },
			...{ number: decision.number, decidedOn: decision.decidedOn },
			isContinued: first !== undefined && own.length > 0 && !own.some(({ id }) => id === first.id)
		});
	}
	return {
		decisions: shown,
		/** Every published decision, for its paper. */
		papers: decisions.map(({ id, number, decidedOn }) => ({ id, number, decidedOn })),
		...{ total: all.length, found: found.length, page, pages, sort, query: words.length > 0 ? query : '' }
	};
}
export type PublicRoll = NonNullable<Awaited<ReturnType<typeof publicRoll>>>;
export type PublicDecision = PublicRoll['decisions'][number];
