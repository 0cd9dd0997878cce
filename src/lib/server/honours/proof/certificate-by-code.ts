import type { OfflineProof } from '#lib/domain/honours/offline-proof.ts';
import {
	standingOf,
	takesAway,
	type Certificate,
	type RevocationReason
} from '#lib/domain/honours/standing.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { signaturesOf } from '../signing/signature-facts.ts';
import { factsOf, textToSign } from './proven-fields.ts';

/** How a certificate stands, in terms that anybody may read. */
export type PublicStanding =
	| { readonly state: 'genuine' }
	| {
			readonly state: 'revoked';
			readonly reason: RevocationReason;
			readonly at: Date;
			/** The decision that took it away, where the law asks for one. */
			readonly decision: string | null;
			readonly on: string | null;
	  }
	| {
			readonly state: 'replaced';
			readonly by: string;
			readonly reason: RevocationReason | null;
			readonly at: Date | null;
	  };

/** The certificates of one recipient that follow from each other, with what their standing is told by. */
export const CHAIN = {
	select: {
		id: true,
		code: true,
		replacesId: true,
		revokedAt: true,
		revokedFor: true,
		revokedNumber: true,
		revokedOn: true
	}
} as const;

type Link = Certificate & {
	readonly code: string;
	readonly revokedAt: Date | null;
	readonly revokedNumber: string | null;
	readonly revokedOn: string | null;
};

/** The rows of a chain; a reason is one of the list, because commands alone write it. */
export const linksOf = (
	rows: readonly (Omit<Link, 'revokedFor'> & { readonly revokedFor: string | null })[]
) => rows as readonly Link[];

export function publicStanding(chain: readonly Link[], id: string): PublicStanding {
	const standing = standingOf(chain, id);
	const own = chain.find((one) => one.id === id);
	if (!standing || !own || standing.state === 'genuine') return { state: 'genuine' };
	if (standing.state === 'replaced') {
		const by = chain.find((one) => one.id === standing.by)!.code;
		return { state: 'replaced', by, reason: own.revokedFor, at: own.revokedAt };
	}
	const { reason } = standing;
	return {
		state: 'revoked',
		reason,
		at: own.revokedAt!,
		decision: takesAway(reason) ? own.revokedNumber : null,
		on: takesAway(reason) ? own.revokedOn : null
	};
}

/** What everybody may know of the certificate with this code: what is printed on it, and how it stands. Null where there is none. */
export async function certificateByCode(read: Tx, code: string) {
	const row = await read.awardCertificate.findUnique({
		where: { code },
		include: {
			template: { select: { name: true, version: true } },
			decision: {
				select: {
					contest: { select: { titleVi: true, titleEn: true } },
					conference: { select: { titleVi: true, titleEn: true } }
				}
			},
			recipient: { select: { certificates: CHAIN } },
			signedFiles: {
				select: { hash: true, how: true, signer: true, signatures: true, at: true },
				orderBy: { at: 'asc' }
			}
		}
	});
	if (!row) return null;
	const { kind, issuer, lines, decision, decidedOn, number, isInvented } = factsOf(row);
	return {
		...{ id: row.id, code, kind, issuer, lines, decision, decidedOn, number, isInvented },
		event: row.decision.contest ?? row.decision.conference,
		template: row.template,
		issuedAt: row.issuedAt,
		fileHash: row.fileHash,
		signedFiles: row.signedFiles.map((file) => ({ ...file, signatures: signaturesOf(file) })),
		standing: publicStanding(linksOf(row.recipient.certificates), row.id)
	};
}

/** What proves the certificate with this code without network; null where there is none. */
export async function proofByCode(read: Tx, code: string, origin: string): Promise<OfflineProof | null> {
	const row = await read.awardCertificate.findUnique({
		where: { code },
		select: { facts: true, fileHash: true, signature: true, keyId: true }
	});
	if (!row) return null;
	return {
		format: 'kheo-certificate-proof',
		formatVersion: 1,
		code,
		text: textToSign(factsOf(row), row.fileHash),
		signature: row.signature,
		keyId: row.keyId,
		keys: new URL('/.well-known/jwks.json', origin).href
	};
}
