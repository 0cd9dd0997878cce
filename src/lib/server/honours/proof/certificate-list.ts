import type { Actor } from '#lib/domain/access/actor.ts';
import { cursorPage, numberOfKey, type Cursor, type Fetch } from '#lib/domain/shared/cursor-page.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { recipientsMeant, searched, type Searched } from '../golden-book/searched.ts';
import { IN_ORDER, rowsOf, shown, withinReach } from './certificate-query.ts';

const CERTIFICATES_PER_PAGE = 100;
const RECIPIENTS_PER_PAGE = 100;

const START: Cursor = { after: null, before: null };

function meant(asked: Searched) {
	if (asked.code) return { code: asked.code };
	const byName = { recipient: recipientsMeant(asked) };
	if (asked.number === null) return byName;
	return { OR: [byName, { recipient: { numbers: { some: { number: asked.number } } } }] };
}

/** Rows on the far side of a certificate in the order of issue; a certificate that is none leaves nothing out. */
async function beyond(read: Tx, { from, isBack }: Fetch) {
	const at =
		from && (await read.awardCertificate.findUnique({ where: { id: from }, select: { issuedAt: true } }));
	if (!at) return {};
	const { issuedAt } = at;
	// The first half lets the index begin at the right place, the second parts those of the same moment.
	return isBack
		? { issuedAt: { gte: issuedAt }, OR: [{ issuedAt: { gt: issuedAt } }, { id: { gt: from } }] }
		: { issuedAt: { lte: issuedAt }, OR: [{ issuedAt: { lt: issuedAt } }, { id: { lt: from } }] };
}

/** A page of the certificates within reach, the newest first: those with a code, a number, a name, or all of them. */
export async function findCertificates(read: Tx, actor: Actor, typed: string, cursor: Cursor = START) {
	const asked = searched(typed);
	const isAsked = asked.words.length > 0;
	const within = { AND: [await withinReach(read, actor), isAsked ? meant(asked) : {}] };
	const { rows, ...neighbours } = await cursorPage(
		cursor,
		CERTIFICATES_PER_PAGE,
		async (wanted) => {
			const way = wanted.isBack ? 'asc' : 'desc';
			return rowsOf(read, {
				where: { AND: [within, await beyond(read, wanted)] },
				orderBy: [{ issuedAt: way }, { id: way }],
				take: wanted.take
			});
		},
		({ id }) => id
	);
	return { certificates: rows.map(shown), ...neighbours };
}

/** A page of a decision's certificates: so many recipients with all of theirs, and how many these are altogether. */
export async function decisionCertificates(read: Tx, decisionId: string, typed: string, cursor: Cursor) {
	const asked = searched(typed);
	const has = { certificates: { some: {} } };
	const where = {
		...{ decisionId },
		AND: [
			has,
			asked.words.length === 0
				? {}
				: {
						OR: [
							recipientsMeant(asked),
							...(asked.number === null ? [] : [{ numbers: { some: { number: asked.number } } }])
						]
					}
		]
	};
	const [{ rows, ...neighbours }, found] = await Promise.all([
		cursorPage(
			cursor,
			RECIPIENTS_PER_PAGE,
			({ from, isBack, take }) => {
				const position = numberOfKey(from);
				return read.awardRecipient.findMany({
					where: {
						AND: [where, from === null ? {} : { position: isBack ? { lt: position } : { gt: position } }]
					},
					orderBy: { position: isBack ? 'desc' : 'asc' },
					select: { id: true, position: true },
					take
				});
			},
			(row) => String(row.position)
		),
		read.awardRecipient.count({ where })
	]);
	const certificates = await rowsOf(read, {
		where: { decisionId, recipientId: { in: rows.map(({ id }) => id) } },
		orderBy: [...IN_ORDER]
	});
	return { certificates: certificates.map(shown), found, ...neighbours };
}
