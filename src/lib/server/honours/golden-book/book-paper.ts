import type { CertificateFacts } from '#lib/domain/honours/certificate-facts.ts';
import { breakable } from '#lib/domain/honours/fit-text.ts';
import { printedNumber, type BookFault } from '#lib/domain/honours/golden-book.ts';
import { printedCheckCode } from '#lib/domain/shared/check-code.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Tx } from '#lib/server/db/client.ts';
import type { PrintJob } from '#lib/server/documents/job.ts';
import type { Locale } from '#lib/words/figure.ts';
import { momentWords } from '#lib/words/moment.ts';
import { powersOf } from '../issuers/issuer-query.ts';
import { factsOf } from '../proof/proven-fields.ts';
import { bookLines, bookState, type BookLine, type ListedBook } from './book-query.ts';

interface Asked {
	readonly book: ListedBook;
	readonly locale: Locale;
	readonly now: Date;
	/** Why a number is void, in words. */
	readonly why: (why: string) => string;
}

/** Recipients asked for at once: databases bind only so many values. */
const ASKED = 400;

/** The newest certificate of each of these recipients, whether it stands or not. */
async function certificatesOf(read: Tx, recipientIds: readonly string[]) {
	const found = new Map<string, { code: string; lines: CertificateFacts['lines'] }>();
	for (let at = 0; at < recipientIds.length; at += ASKED) {
		const rows = await read.awardCertificate.findMany({
			where: { replacedBy: null, recipientId: { in: recipientIds.slice(at, at + ASKED) } },
			orderBy: { issuedAt: 'asc' },
			select: { recipientId: true, code: true, facts: true }
		});
		for (const { recipientId, code, ...row } of rows)
			found.set(recipientId, { code, lines: factsOf(row).lines });
	}
	return found;
}

const faultWords = ({ kind, number: given }: BookFault, locale: Locale): string => {
	const number = printedNumber(given);
	return kind === 'missing'
		? m.book_fault_missing({ number }, { locale })
		: m.book_fault_twice({ number }, { locale });
};

/** A whole book as a paper to be bound: no filter leaves a number out. */
export async function bookPaper(read: Tx, { book, locale, now, why }: Asked): Promise<PrintJob> {
	const { issuerId, issuer, year, kind } = book;
	const asked = { issuerId, year, kind };
	const [lines, { faults }] = await Promise.all([bookLines(read, asked), bookState(read, asked)]);
	const certificates = await certificatesOf(
		read,
		lines.map(({ recipientId }) => recipientId)
	);
	const office = await read.issuer.findUniqueOrThrow({ where: { id: issuerId } });
	const at = now.toISOString();
	const lineOf = (line: BookLine) => {
		const { honorific, name, position, unit, locality } = line.words;
		const certificate = certificates.get(line.recipientId);
		return {
			number: line.number,
			name: breakable(certificate?.lines.recipient ?? [honorific, name].filter(Boolean).join(' ')),
			place: breakable(certificate?.lines.place ?? [position, unit, locality].filter(Boolean).join(', ')),
			...{ decision: line.decision, decidedOn: line.decidedOn },
			code: certificate ? printedCheckCode(certificate.code) : null,
			voided: line.voidedAt && {
				day: momentWords(line.voidedAt).split(' ')[0]!,
				why: why(line.voidedWhy ?? '')
			}
		};
	};
	return {
		papers: [
			{
				kind: 'golden-book',
				fileName: `so-vang-${kind}-${year}`,
				input: {
					...{ locale, issuer, letterhead: powersOf(office).letterhead, year, kind, at },
					lines: lines.map(lineOf),
					faults: faults.map((fault) => faultWords(fault, locale))
				}
			}
		],
		...{ form: 'pdf', title: '', at }
	};
}
