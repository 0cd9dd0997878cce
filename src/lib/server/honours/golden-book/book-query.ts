import type { Actor } from '#lib/domain/access/actor.ts';
import type { AwardKind, SubjectKind } from '#lib/domain/honours/award-kind.ts';
import { faultsOf, type BookFault } from '#lib/domain/honours/golden-book.ts';
import type { Words } from '#lib/domain/honours/wording.ts';
import { searchWords } from '#lib/domain/people/search-key.ts';
import { reachOf } from '#lib/server/auth/reach.ts';
import type { Tx } from '#lib/server/db/client.ts';

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

export interface BookLine {
	readonly id: string;
	readonly recipientId: string;
	readonly number: number;
	readonly subject: SubjectKind;
	readonly words: Words;
	readonly decisionId: string;
	readonly decision: string | null;
	readonly decidedOn: string | null;
	readonly title: string;
	readonly voidedAt: Date | null;
	readonly voidedWhy: string | null;
}

interface Asked {
	readonly issuerId: string;
	readonly year: number;
	readonly kind: string;
	readonly query?: string;
	/** good: only what stands · void: only what is void. */
	readonly only?: 'good' | 'void' | null;
}

/** The lines of a book in the order of their numbers, and what is wrong with the book as a whole. */
export async function bookLines(read: Tx, { issuerId, year, kind, query = '', only = null }: Asked) {
	const rows = await read.awardNumber.findMany({
		where: { issuerId, year, kind },
		orderBy: { number: 'asc' },
		include: {
			recipient: {
				select: {
					...{ subject: true, words: true, searchKey: true },
					decision: { select: { id: true, number: true, decidedOn: true, title: true } }
				}
			}
		}
	});
	const words = searchWords(query);
	const lines = rows
		.filter(({ voidedAt, recipient }) => {
			if (only !== null && (voidedAt === null) !== (only === 'good')) return false;
			return words.every((word) => recipient.searchKey.includes(word));
		})
		.map(({ id, recipientId, number, voidedAt, voidedWhy, recipient }): BookLine => ({
			...{ id, recipientId, number, voidedAt, voidedWhy },
			subject: recipient.subject as SubjectKind,
			words: JSON.parse(recipient.words) as Words,
			decisionId: recipient.decision.id,
			decision: recipient.decision.number,
			decidedOn: recipient.decision.decidedOn,
			title: recipient.decision.title
		}));
	const faults: BookFault[] = faultsOf(rows);
	return { lines, faults, last: rows.at(-1)?.number ?? 0 };
}
