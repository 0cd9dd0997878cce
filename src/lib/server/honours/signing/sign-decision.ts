import { may } from '#lib/domain/access/policy.ts';
import { breakable } from '#lib/domain/honours/fit-text.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Database, Tx } from '#lib/server/db/client.ts';
import { log } from '#lib/server/log.ts';
import { awardScope } from '../award-scope.ts';
import { factsOf } from '../proof/proven-fields.ts';
import type { SentP12 } from './p12/p12-in.ts';
import { signingKey } from './p12/signing-key.ts';
import { factsOfSignature } from './signature-facts.ts';
import { signByKey, type By } from './sign-own.ts';
import { isSignedBy } from './store-signed.ts';

export interface SignedDecision {
	readonly signed: number;
	/** Certificates that could not be signed, and why: a refusal. */
	readonly failed: readonly {
		readonly certificate: string;
		readonly recipient: string;
		readonly why: Refusal;
	}[];
	/** It was ended before all were signed; those that were stay signed. */
	readonly isCut: boolean;
}

interface Asked extends By {
	readonly awardId: string;
	readonly p12: SentP12;
	progress?(done: number, total: number): void;
	readonly signal?: AbortSignal;
}

/** Certificates of a decision that still stand, in the recipients' order. */
const standing = (read: Tx, decisionId: string) =>
	read.awardCertificate.findMany({
		where: { decisionId, revokedAt: null, replacedBy: null },
		orderBy: [{ recipient: { position: 'asc' } }, { id: 'asc' }],
		select: { id: true, facts: true }
	});

/** How many of a decision's standing certificates have a file that was signed, here or elsewhere, and how many have none. */
export async function signedState(read: Tx, decisionId: string) {
	const stands = { decisionId, revokedAt: null, replacedBy: null };
	const all = await read.awardCertificate.count({ where: stands });
	const unsigned = await read.awardCertificate.count({ where: { ...stands, signedFiles: { none: {} } } });
	return { signed: all - unsigned, unsigned };
}

/**
 * Signs every standing certificate of a decision that this key has not signed yet. One that cannot be signed stops nobody else;
 * asked again, only what is missing is signed. Throws a `Refusal` where none can be.
 */
export async function signDecision(database: Database, asked: Asked): Promise<SignedDecision> {
	const { awardId, p12, progress, signal, ...by } = asked;
	const { read } = database;
	const scope = await awardScope(read, awardId, 'award-certificate.sign');
	if (!may(by.actor, 'award-certificate.sign', scope)) throw new Refusal('forbidden');
	const { kind } = await read.awardDecision.findUniqueOrThrow({ where: { id: awardId } });
	if (kind !== 'certificate') throw new Refusal('sign_state_kind');
	const key = await signingKey(p12, by.at ?? new Date());
	const { serial } = factsOfSignature(key.certificate, null);
	const open: { id: string; facts: string }[] = [];
	for (const one of await standing(read, awardId))
		if (!(await isSignedBy(read, one.id, serial))) open.push(one);
	const failed: SignedDecision['failed'][number][] = [];
	progress?.(0, open.length);
	for (const [at, { id, facts }] of open.entries()) {
		if (signal?.aborted) return { signed: at - failed.length, failed, isCut: true };
		try {
			await signByKey(database, id, key, by);
		} catch (error) {
			if (!(error instanceof Refusal))
				log.error({ err: error, certificate: id }, 'a certificate could not be signed');
			const why = error instanceof Refusal ? error : new Refusal('sign_failed');
			failed.push({ certificate: id, recipient: breakable(factsOf({ facts }).lines.recipient), why });
		}
		progress?.(at + 1, open.length);
	}
	return { signed: open.length - failed.length, failed, isCut: false };
}
