import { mayBearEmblem, type AwardKind, type Issuer, type SubjectKind } from './award-kind.ts';
import { certificateCode } from './certificate-code.ts';
import type { ByHand, CertificateFacts } from './certificate-facts.ts';
import type { Template } from './template.ts';
import { linesOf, type Words } from './wording.ts';

interface Composed {
	readonly template: Pick<Template, 'wording' | 'wordingEn'>;
	readonly issuer: Issuer & {
		readonly name: string;
		readonly nameEn: string | null;
		readonly place: string;
	};
	readonly decision: {
		readonly kind: AwardKind;
		readonly number: string | null;
		readonly decidedOn: string;
		readonly signerTitle: string | null;
		readonly signerName: string | null;
	};
	readonly recipient: {
		readonly subject: SubjectKind;
		/** With what the decision says for all. */
		readonly words: Words;
		/** What of them is otherwise in English: the event's title. */
		readonly wordsEn?: Words;
		readonly byHand: ByHand;
	};
	/** Of the golden book. */
	readonly number: number | null;
	/** 128 random bits as 32 hexadecimal digits. */
	readonly id: string;
	/** Of the verification page, with the code. */
	addressOf(code: string): string;
	readonly isInvented: boolean;
}

const PRIZES: readonly (readonly [pattern: RegExp, english: string])[] = [
	[/^(?:giải )?đặc biệt$/iu, 'the Special Prize'],
	[/^(?:giải )?nhất$/iu, 'First Prize'],
	[/^(?:giải )?nhì$/iu, 'Second Prize'],
	[/^(?:giải )?ba$/iu, 'Third Prize'],
	[/^(?:giải )?khuyến khích$/iu, 'a Consolation Prize']
];

/** The usual prizes in English; others keep their name. */
export const prizeInEnglish = (prize: string): string =>
	PRIZES.find(([pattern]) => pattern.test(prize.normalize('NFC').trim()))?.[1] ?? prize;

/** Everything that stands on one certificate, from a decision and one of its recipients. */
export function composeFacts(from: Composed): CertificateFacts {
	const { template, issuer, decision, recipient, number, id, isInvented } = from;
	const { subject, words, wordsEn, byHand } = recipient;
	const code = certificateCode(id);
	const english: Words = { ...words, ...(words.prize && { prize: prizeInEnglish(words.prize) }), ...wordsEn };
	return {
		...{
			id,
			code,
			address: from.addressOf(code),
			kind: decision.kind,
			letterhead: issuer.letterhead,
			subject
		},
		...{ issuer: issuer.name, issuerEn: issuer.nameEn, place: issuer.place },
		lines: linesOf(template.wording[subject], subject, words),
		linesEn: template.wordingEn && linesOf(template.wordingEn[subject], subject, english),
		...{ decidedOn: decision.decidedOn, decision: decision.number, number },
		office: decision.signerTitle ?? '',
		signer: decision.signerName ?? '',
		bearsEmblem: mayBearEmblem(decision.kind, issuer),
		...{ byHand, isInvented }
	};
}
