import { allot, type BookEntry } from '#lib/domain/honours/golden-book.ts';
import type { Context } from '#lib/server/command/command.ts';

interface Numbered {
	readonly id: string;
	readonly issuerId: string;
	readonly kind: string;
	readonly decidedOn: string;
}

/**
 * Gives a decision's recipients their numbers, in its order, in the book of the year of the decision. Commands run one after
 * another, so that two decisions never read the same last number.
 */
export async function giveNumbers(context: Context, { id: decisionId, issuerId, kind, decidedOn }: Numbered) {
	const { tx, at, newId, audit } = context;
	const year = Number(decidedOn.slice(0, 4));
	const recipients = await tx.awardRecipient.findMany({
		where: { decisionId, removedAt: null },
		orderBy: [{ position: 'asc' }, { id: 'asc' }],
		select: { id: true }
	});
	const book: BookEntry[] = await tx.awardNumber.findMany({
		where: { issuerId, year, kind },
		select: { number: true, recipientId: true, voidedAt: true }
	});
	const given = allot(
		book,
		recipients.map(({ id }) => id)
	);
	await tx.awardNumber.createMany({
		data: given.map(({ number, recipientId }) => ({
			...{ id: newId(), issuerId, year, kind, number, recipientId, givenAt: at }
		}))
	});
	const [first, last] = [given[0]?.number ?? null, given.at(-1)?.number ?? null];
	audit({ subjectKind: 'golden-book', subjectId: issuerId, after: { year, kind, first, last } });
	return { year, first, last };
}

/** Marks the numbers of these recipients as void. They stay in the book, and are never given again. */
export async function voidNumbers(
	{ tx, at, audit }: Context,
	recipientIds: readonly string[],
	why: string
): Promise<number> {
	const open = await tx.awardNumber.findMany({
		where: { recipientId: { in: [...recipientIds] }, voidedAt: null },
		orderBy: { number: 'asc' }
	});
	await tx.awardNumber.updateMany({
		where: { id: { in: open.map(({ id }) => id) } },
		data: { voidedAt: at, voidedWhy: why }
	});
	for (const { issuerId, year, kind } of open.slice(0, 1)) {
		const numbers = open.map(({ number }) => number);
		audit({
			subjectKind: 'golden-book',
			subjectId: issuerId,
			after: { year, kind, numbers, voidedAt: at },
			reason: why
		});
	}
	return open.length;
}
