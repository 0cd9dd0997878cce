import type { Actor } from '#lib/domain/access/actor.ts';
import type { AwardKind, SubjectKind } from '#lib/domain/honours/award-kind.ts';
import { faultsOf, type BookFault } from '#lib/domain/honours/golden-book.ts';
import type { Words } from '#lib/domain/honours/wording.ts';
import { cursorPage, numberOfKey, type Cursor } from '#lib/domain/shared/cursor-page.ts';
import { reachOf } from '#lib/server/auth/reach.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { recipientsMeant, searched } from './searched.ts';

/** One book: an issuer's, of a year, for one kind. */
export interface ListedBook {
	readonly issuerId: string;
	readonly issuer: string;
	readonly year: number;
	readonly kind: AwardKind;
	/** How many numbers were given, void ones too. */
	readonly count: number;
}

/** The books within an actor's reach, the newest year first. A book is read as a whole: a role in one event does not open it. */
export async function booksFor(read: Tx, actor: Actor): Promise<ListedBook[]> {
	const reach = await reachOf(read, actor, 'award.read');
	const groups = await read.awardNumber.groupBy({
		by: ['issuerId', 'year', 'kind'],
		where: reach.everywhere ? {} : { issuer: { unitId: { in: [...reach.unitIds] } } },
		_count: true
	});
	const issuers = await read.issuer.findMany({
		where: { id: { in: [...new Set(groups.map(({ issuerId }) => issuerId))] } },
		select: { id: true, name: true }
	});
	const names = new Map(issuers.map(({ id, name }) => [id, name]));
	return groups
		.map(({ issuerId, year, kind, _count }) => ({
			...{ issuerId, issuer: names.get(issuerId)!, year, count: _count },
			kind: kind as AwardKind
		}))
		.sort((a, b) => b.year - a.year || (a.issuer + a.kind < b.issuer + b.kind ? -1 : 1));
}

type Book = Pick<ListedBook, 'issuerId' | 'year'> & { readonly kind: string };

export interface BookAsked extends Book {
	readonly query?: string;
	/** good: only what stands · void: only what is void. */
	readonly only?: 'good' | 'void' | null;
}

function meant({ issuerId, year, kind, query = '', only = null }: BookAsked) {
	const asked = searched(query);
	const standing = { good: { voidedAt: null }, void: { voidedAt: { not: null } } };
	return {
		...{ issuerId, year, kind },
		...(only && standing[only]),
		...(asked.words.length > 0 && {
			OR: [
				{ recipient: recipientsMeant(asked) },
				...(asked.number === null ? [] : [{ number: asked.number }])
			]
		})
	};
}

const LINE = {
	...{ id: true, recipientId: true, number: true, voidedAt: true, voidedWhy: true },
	recipient: {
		select: {
			...{ subject: true, words: true },
			decision: { select: { id: true, number: true, decidedOn: true, title: true } }
		}
	}
} as const;

const rowsOf = (read: Tx, where: Parameters<Tx['awardNumber']['findMany']>[0]) =>
	read.awardNumber.findMany({ ...where, select: LINE });
type Row = Awaited<ReturnType<typeof rowsOf>>[number];

const lineOf = ({ recipient: { subject, words, decision }, ...row }: Row) => ({
	...row,
	subject: subject as SubjectKind,
	words: JSON.parse(words) as Words,
	decisionId: decision.id,
	decision: decision.number,
	decidedOn: decision.decidedOn,
	title: decision.title
});
export type BookLine = ReturnType<typeof lineOf>;

/** Every line of a book that is meant, in the order of the numbers: what is printed and exported. */
export async function bookLines(read: Tx, asked: BookAsked): Promise<BookLine[]> {
	const rows = await rowsOf(read, { where: meant(asked), orderBy: { number: 'asc' } });
	return rows.map(lineOf);
}

/** The words of everybody who has a number in a book. */
export async function bookWords(read: Tx, { issuerId, year, kind }: Book): Promise<Words[]> {
	// By its numbers: asked whether each recipient has one, SQLite reads the whole book for every one of them.
	const rows = await read.awardNumber.findMany({
		where: { issuerId, year, kind },
		select: { recipient: { select: { words: true } } }
	});
	return rows.map(({ recipient: { words } }) => JSON.parse(words) as Words);
}

const LINES_PER_PAGE = 100;

/** A page of the lines that are meant, and how many these are. */
export async function bookPage(read: Tx, asked: BookAsked, cursor: Cursor) {
	const where = meant(asked);
	const [page, found] = await Promise.all([
		cursorPage(
			cursor,
			LINES_PER_PAGE,
			({ from, isBack, take }) => {
				const number = numberOfKey(from);
				const beyond = from !== null && { number: isBack ? { lt: number } : { gt: number } };
				return rowsOf(read, {
					where: { AND: [where, { ...beyond }] },
					orderBy: { number: isBack ? 'desc' : 'asc' },
					take
				});
			},
			({ number }) => String(number)
		),
		read.awardNumber.count({ where })
	]);
	const { rows, ...neighbours } = page;
	return { lines: rows.map(lineOf), found, ...neighbours };
}

/** What is wrong with a book as a whole, and its last number; 0 where it has none. */
export async function bookState(read: Tx, { issuerId, year, kind }: Book) {
	const where = { issuerId, year, kind };
	const { _count, _min, _max } = await read.awardNumber.aggregate({
		where,
		_count: true,
		_min: { number: true },
		_max: { number: true }
	});
	const last = _max.number ?? 0;
	// No number stands twice in the table, so that as many as the last one from one on are all of them.
	if (_count === last && (last === 0 || _min.number === 1)) return { faults: [] as BookFault[], last };
	const numbers = await read.awardNumber.findMany({
		where,
		select: { number: true, recipientId: true, voidedAt: true }
	});
	return { faults: faultsOf(numbers), last };
}
