import type { Actor } from '#lib/domain/access/actor.ts';
import { breakable } from '#lib/domain/honours/fit-text.ts';
import { askedFields } from '#lib/domain/honours/wording.ts';
import type { Doubt } from '#lib/domain/honours/doubt.ts';
import { reachOf } from '#lib/server/auth/reach.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { CHAIN, linksOf, publicStanding } from './certificate-by-code.ts';
import { templateOf } from '../templates/stored-template.ts';
import { signaturesOf } from '../signing/signature-facts.ts';
import { factsOf } from './proven-fields.ts';

const SHOWN = 100;

const ROW = {
	id: true,
	code: true,
	facts: true,
	issuedAt: true,
	doubtedWhy: true,
	recipient: { select: { certificates: CHAIN } },
	decision: { select: { id: true, title: true } }
} as const;

/** Why somebody has to decide about it; null where nobody has to. */
const doubtOf = ({ doubtedWhy }: { readonly doubtedWhy: string | null }) =>
	doubtedWhy === null ? null : (JSON.parse(doubtedWhy) as Doubt);

type Row = Awaited<ReturnType<typeof rowsOf>>[number];

/** Certificates as lists show them, not made ready yet: see `shown`. */
export const rowsOf = (read: Tx, where: Parameters<Tx['awardCertificate']['findMany']>[0]) =>
	read.awardCertificate.findMany({ ...where, select: ROW });

/** A certificate as lists show it. */
export function shown({ facts, recipient, ...row }: Row) {
	const { lines, kind, number, decision } = factsOf({ facts });
	return {
		...{ id: row.id, code: row.code, issuedAt: row.issuedAt },
		...{
			recipient: breakable(lines.recipient),
			place: breakable(lines.place),
			kind,
			number,
			decisionNumber: decision
		},
		decision: row.decision,
		doubt: doubtOf(row),
		standing: publicStanding(linksOf(recipient.certificates), row.id)
	};
}
export type CertificateRow = ReturnType<typeof shown>;

/** Certificates whose issuer's books `actor` may look into. */
export async function withinReach(read: Tx, actor: Actor) {
	const reach = await reachOf(read, actor, 'award-certificate.read');
	return reach.everywhere ? {} : { decision: { issuer: { unitId: { in: [...reach.unitIds] } } } };
}

/** What somebody has to decide about: certificates whose result changed, and corrections that were asked for. */
export async function certificatesToSettle(read: Tx, actor: Actor) {
	const within = await withinReach(read, actor);
	const doubted = await rowsOf(read, {
		where: { ...within, doubtedAt: { not: null }, revokedAt: null },
		orderBy: { doubtedAt: 'asc' }
	});
	const corrections = await read.correctionRequest.findMany({
		where: { answer: null, certificate: within },
		include: { certificate: { select: { id: true, code: true, facts: true } } },
		orderBy: { askedAt: 'asc' },
		take: SHOWN
	});
	return {
		doubted: doubted.map(shown),
		corrections: corrections.map(({ certificate, ...asked }) => ({
			...{ id: asked.id, what: asked.what, askedBy: asked.askedBy, askedAt: asked.askedAt },
			certificateId: certificate.id,
			recipient: breakable(factsOf(certificate).lines.recipient)
		}))
	};
}

/** As a decision has its recipients, the newest certificate of each first. */
export const IN_ORDER = [{ recipient: { position: 'asc' } }, { issuedAt: 'desc' }] as const;

/** Every certificate of a decision, in the recipients' order, the newest of each first. */
export async function certificatesOfDecision(read: Tx, decisionId: string) {
	const rows = await rowsOf(read, { where: { decisionId }, orderBy: [...IN_ORDER] });
	return rows.map(shown);
}

/** How many of a decision's certificates still stand. */
export const standingOfDecision = (read: Tx, decisionId: string): Promise<number> =>
	read.awardCertificate.count({ where: { decisionId, revokedAt: null, replacedBy: null } });

/** One certificate with everything that the desk decides about; null where there is none. */
export async function certificateAtDesk(read: Tx, id: string) {
	const row = await read.awardCertificate.findUnique({
		where: { id },
		include: {
			template: true,
			decision: { select: { id: true, title: true, state: true } },
			recipient: { select: { id: true, subject: true, words: true, version: true, certificates: CHAIN } },
			replaces: { select: { id: true, code: true } },
			replacedBy: { select: { id: true, code: true } },
			corrections: { orderBy: { askedAt: 'asc' } },
			signedFiles: { orderBy: { at: 'asc' } }
		}
	});
	if (!row) return null;
	const { facts: _, template, signedFiles, ...rest } = row;
	const { wording } = templateOf(template);
	return {
		...rest,
		facts: factsOf(row),
		signedFiles: signedFiles.map((file) => ({ ...file, signatures: signaturesOf(file) })),
		template: { name: template.name, version: template.version },
		/** What its template asks of a recipient. */
		fields: askedFields(wording[factsOf(row).subject]),
		doubt: doubtOf(row),
		standing: publicStanding(linksOf(row.recipient.certificates), row.id)
	};
}
