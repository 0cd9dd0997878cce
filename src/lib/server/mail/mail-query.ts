import { HAD_STATES, LETTER_STATES, type LetterState } from '#lib/domain/mail/letter-state.ts';
import { isMailAddress } from '#lib/domain/mail/mail-address.ts';
import { inVietnameseOrder } from '#lib/domain/people/vietnamese-order.ts';
import type { Tx } from '#lib/server/db/client.ts';

export type LetterCount = Readonly<Record<LetterState, number>>;

const none = (): Record<LetterState, number> =>
	Object.fromEntries(LETTER_STATES.map((state) => [state, 0])) as Record<LetterState, number>;

/** All mailings of a conference with how far they are, the newest first. */
export async function mailingsOf(read: Tx, conferenceId: string) {
	const [mailings, counts] = await Promise.all([
		read.mailing.findMany({
			where: { conferenceId },
			omit: { body: true, origin: true },
			orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
			take: 200
		}),
		read.mailedLetter.groupBy({
			by: ['mailingId', 'status'],
			where: { mailing: { conferenceId } },
			_count: { _all: true }
		})
	]);
	return mailings.map((mailing) => {
		const count = none();
		for (const { mailingId, status, _count } of counts) {
			if (mailingId === mailing.id) count[status as LetterState] += _count._all;
		}
		return { ...mailing, count };
	});
}

/** One mailing with all its letters, sorted by unit; null where there is none in this conference. */
export async function mailingWhole(read: Tx, conferenceId: string, mailingId: string) {
	const mailing = await read.mailing.findUnique({
		where: { id: mailingId },
		include: { letters: { omit: { sealedToken: true, leaseBy: true } } }
	});
	if (mailing?.conferenceId !== conferenceId) return null;
	const count = none();
	for (const { status } of mailing.letters) count[status as LetterState]++;
	const letters = mailing.letters
		.map((letter) => ({ ...letter, status: letter.status as LetterState }))
		.sort((a, b) => inVietnameseOrder(a.unitName, b.unitName));
	return { ...mailing, letters, count };
}
export type MailingWhole = NonNullable<Awaited<ReturnType<typeof mailingWhole>>>;

/** The units of a conference with their addresses, what they still owe, and which kinds of letter each has had. */
export async function unitsToWriteTo(read: Tx, conferenceId: string) {
	const delegations = await read.delegation.findMany({
		where: { conferenceId },
		select: {
			...{ id: true, quota: true, contactName: true, contactEmail: true, sentInAt: true },
			unit: { select: { name: true } },
			_count: { select: { delegates: { where: { status: { not: 'substituted' } } } } },
			letters: {
				where: { status: { in: HAD_STATES } },
				select: { status: true, endedAt: true, mailing: { select: { kind: true } } }
			}
		}
	});
	return delegations
		.map(({ unit, _count, letters, contactEmail, ...rest }) => ({
			...rest,
			unitName: unit.name,
			named: _count.delegates,
			address: contactEmail && isMailAddress(contactEmail) ? contactEmail : null,
			had: [...new Set(letters.map(({ mailing }) => mailing.kind))]
		}))
		.sort((a, b) => inVietnameseOrder(a.unitName, b.unitName));
}
export type UnitToWriteTo = Awaited<ReturnType<typeof unitsToWriteTo>>[number];
