import type { AwardKind, SubjectKind } from '#lib/domain/honours/award-kind.ts';
import type { ByHand, CertificateFacts } from '#lib/domain/honours/certificate-facts.ts';
import { composeFacts } from '#lib/domain/honours/compose-facts.ts';
import { wordsFor } from '#lib/domain/honours/recipient.ts';
import type { Template } from '#lib/domain/honours/template.ts';
import type { Words } from '#lib/domain/honours/wording.ts';
import { dayInVietnam } from '#lib/domain/shared/day.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { powersOf } from '../issuers/issuer-query.ts';
import { templateOf } from '../templates/stored-template.ts';
import { decisionTemplate } from '../templates/decision-template.ts';

/** What a proof is numbered with: no certificate has it. */
const PROOF_ID = '0'.repeat(32);

const EVENT = { select: { titleVi: true, titleEn: true, isInvented: true } } as const;

/** The newest certificate of each recipient that still holds. */
const STANDING = {
	where: { revokedAt: null, replacedBy: null },
	orderBy: { issuedAt: 'desc' },
	take: 1,
	include: { template: true }
} as const;

export interface Printed {
	readonly id: string;
	/** Counted from one, in the decision's order. */
	readonly place: number;
	readonly subject: SubjectKind;
	/** With what the decision says for all. */
	readonly words: Words;
	readonly searchKey: string;
	readonly byHand: ByHand;
	readonly version: number;
	readonly number: number | null;
	/** As issued, or a proof of it: that says across the sheet that it is none. */
	readonly facts: CertificateFacts;
	readonly isIssued: boolean;
	/** Of an issued one: its own version. */
	readonly template: Template;
	readonly pack: string;
}

export interface ToPrint {
	readonly award: { readonly id: string; readonly title: string; readonly state: string };
	readonly template: Template;
	readonly recipients: readonly Printed[];
}

interface Asked {
	/** Where anybody looks a certificate up. */
	readonly origin: string;
	readonly now: Date;
	/** Ids of certificates that are to be issued, by recipient: what they say is no proof any more. */
	readonly ids?: ReadonlyMap<string, string>;
}

/** Everybody whom a decision honours, with what is printed for each; null where its template is none. */
export async function toPrint(
	read: Tx,
	awardId: string,
	{ origin, now, ids }: Asked
): Promise<ToPrint | null> {
	const award = await read.awardDecision.findUniqueOrThrow({
		where: { id: awardId },
		include: {
			...{ issuer: true, contest: EVENT, conference: EVENT },
			recipients: {
				where: { removedAt: null },
				orderBy: [{ position: 'asc' }, { id: 'asc' }],
				include: {
					numbers: { where: { voidedAt: null }, orderBy: { givenAt: 'desc' }, take: 1 },
					certificates: STANDING,
					unit: { select: { name: true } }
				}
			}
		}
	});
	const day = award.decidedOn ?? dayInVietnam(now);
	const template = await decisionTemplate(read, award, now);
	if (!template) return null;
	const event = award.contest ?? award.conference;
	const { achievement, period, issuer } = award;
	const recipients = award.recipients.map((row, index): Printed => {
		const own = JSON.parse(row.words) as Words;
		const words = wordsFor(own, { achievement, period, event: event?.titleVi ?? null });
		const byHand = JSON.parse(row.byHand) as ByHand;
		const number = row.numbers[0]?.number ?? null;
		const subject = row.subject as SubjectKind;
		const [issued] = row.certificates;
		const { name, nameEn, place } = issuer;
		const id = ids?.get(row.id);
		const facts = issued
			? (JSON.parse(issued.facts) as CertificateFacts)
			: composeFacts({
					template,
					issuer: { ...{ name, nameEn, place }, ...powersOf(issuer) },
					decision: { ...award, kind: award.kind as AwardKind, decidedOn: day },
					recipient: {
						...{ subject, words, byHand },
						...(event && !own.event && { wordsEn: { event: event.titleEn } })
					},
					...{ number, id: id ?? PROOF_ID, isInvented: id === undefined || (event?.isInvented ?? false) },
					addressOf: (code) => `${origin}/v/${code}`
				});
		return {
			...{ id: row.id, place: index + 1, subject, words, byHand, number, facts },
			...{ searchKey: row.searchKey, version: row.version, isIssued: issued !== undefined },
			template: issued ? templateOf(issued.template) : template,
			pack: row.unit?.name ?? words.unit ?? words.locality ?? words.name ?? ''
		};
	});
	return { award: { id: award.id, title: award.title, state: award.state }, template, recipients };
}
