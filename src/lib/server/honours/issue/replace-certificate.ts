import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { recipientKey, wordsFor } from '#lib/domain/honours/recipient.ts';
import { signedText } from '#lib/domain/honours/offline-proof.ts';
import { missingFields, WORDING_FIELDS, type WordingField, type Words } from '#lib/domain/honours/wording.ts';
import { command } from '#lib/server/command/command.ts';
import { fieldRefusal, Refusal } from '#lib/server/command/refusal.ts';
import { optionalId, optionalText, reason } from '#lib/server/contest/input.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { currentKey, secretOf } from '../keys/honours-key.ts';
import { OPTIONAL } from '../preflight/preflight-query.ts';
import { certificateId, decidingScope } from '../proof/certificate-scope.ts';
import { factsOf, textToSign } from '../proof/proven-fields.ts';
import { answerCorrection } from '../revocation/decline-correction.ts';
import { goodCertificate } from '../revocation/standing-certificate.ts';
import { templateOf } from '../templates/stored-template.ts';
import { copiedFacts, correctedFacts } from './replacement-facts.ts';
import { fileHash, origin } from './store-certificates.ts';

/** A field that is not sent stays as it was; one that is sent empty becomes empty. */
const word = v.optional(optionalText(500));
const words = Object.fromEntries(WORDING_FIELDS.map((field) => [field, word])) as Record<
	WordingField,
	typeof word
>;

export const replacementFields = {
	certificate: certificateId,
	/** clerical: with other words · lost: a copy of the same. */
	why: v.picklist(['clerical', 'lost'], 'field_required'),
	words: v.optional(v.object(words), {}),
	reason,
	/** The report that it answers. */
	correctionId: optionalId
} as const;

export interface Replacement {
	readonly certificate: string;
	readonly why: 'clerical' | 'lost';
	readonly words: Readonly<Partial<Record<WordingField, string | null>>>;
}

const EVENT = { select: { titleVi: true, titleEn: true } } as const;

/** The words of a certificate's recipient, with what its decision says for all. */
export async function wordsOfCertificate(read: Tx, id: string) {
	const row = await read.awardCertificate.findUniqueOrThrow({
		where: { id },
		select: {
			recipient: { select: { words: true } },
			decision: { select: { achievement: true, period: true, contest: EVENT, conference: EVENT } }
		}
	});
	const { achievement, period, contest, conference } = row.decision;
	const own = JSON.parse(row.recipient.words) as Words;
	const event = contest ?? conference;
	return {
		all: wordsFor(own, { achievement, period, event: event?.titleVi ?? null }),
		eventEn: event && !own.event ? event.titleEn : null
	};
}

/** What the certificate in place of another will say, by which template. Refuses where it is not good, or says the same. */
export async function replacementOf(tx: Tx, asked: Replacement, id: string, at: string) {
	const row = await goodCertificate(tx, asked.certificate);
	const facts = factsOf(row);
	const stored = await tx.certificateTemplate.findUniqueOrThrow({ where: { id: row.templateId } });
	const template = templateOf(stored);
	if (asked.why === 'lost') return { row, template, facts: copiedFacts(facts, id, at), words: null };
	const { all, eventEn } = await wordsOfCertificate(tx, asked.certificate);
	const given = Object.entries(asked.words).filter(([, value]) => value !== undefined);
	const corrected = Object.fromEntries(
		Object.entries({ ...all, ...Object.fromEntries(given) }).filter(([, value]) => value)
	) as Words;
	const [lacking] = missingFields(template.wording[facts.subject], corrected, OPTIONAL);
	if (lacking) throw fieldRefusal(`words.${lacking}`, 'field_required');
	const next = correctedFacts(facts, template, { words: corrected, eventEn }, id, at);
	if (JSON.stringify([next.lines, next.linesEn]) === JSON.stringify([facts.lines, facts.linesEn])) {
		throw new Refusal('proof_same_words');
	}
	return { row, template, facts: next, words: corrected };
}

/** Puts a certificate in place of another: with the right words, or as a copy of a lost one. The old one is void at once. */
export const replaceCertificate = command({
	action: 'award-certificate.replace',
	input: v.object({
		...replacementFields,
		/** Of the certificate to come. */
		nextCertificate: certificateId,
		fileHash,
		origin
	}),
	scope: decidingScope,
	async run(
		context,
		{ nextCertificate: id, fileHash: file, origin: where, reason: why, correctionId, ...asked }
	) {
		const { tx, at, actor, audit, publish } = context;
		const { row, facts, words: corrected } = await replacementOf(tx, asked, id, where);
		const key = await currentKey(context);
		await tx.awardCertificate.create({
			data: {
				...{ id, decisionId: row.decisionId, recipientId: row.recipientId, code: facts.code },
				...{ facts: JSON.stringify(facts), templateId: row.templateId, fileHash: file, keyId: key.id },
				...{ issuedAt: at, issuedBy: actorId(actor), replacesId: row.id },
				signature: signedText(textToSign(facts, file), secretOf(key)),
				// A new paper answers no doubt: whether its result still holds somebody has to say, as of the old one.
				...{ doubtedAt: row.doubtedAt, doubtedWhy: row.doubtedWhy }
			}
		});
		await tx.awardCertificate.update({
			where: { id: row.id },
			data: { revokedAt: at, revokedBy: actorId(actor), revokedFor: asked.why, revokedNote: why }
		});
		if (corrected) {
			await tx.awardRecipient.update({
				where: { id: row.recipientId },
				data: {
					...{ words: JSON.stringify(corrected), searchKey: recipientKey(corrected) },
					version: { increment: 1 }
				}
			});
		}
		audit({
			subjectKind: 'award-certificate',
			subjectId: row.id,
			before: { lines: factsOf(row).lines },
			after: { replacedBy: id, why: asked.why, lines: facts.lines },
			reason: why
		});
		if (correctionId) {
			await answerCorrection(context, correctionId, { answer: 'accepted', note: why, of: row.id });
		}
		publish({ kind: 'hand-over.changed', awardId: row.decisionId, recipientIds: [row.recipientId] });
		return { certificate: id, code: facts.code };
	}
});
