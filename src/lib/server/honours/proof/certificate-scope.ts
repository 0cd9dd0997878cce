import * as v from 'valibot';
import type { Scope } from '#lib/domain/access/actor.ts';
import type { Action } from '#lib/domain/access/policy.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { awardScope } from '../award-scope.ts';

/** A certificate's 128 bits. */
export const certificateId = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/, 'field_invalid'));

/** Where a certificate stands for an action: where its decision does. Refuses with `not_found`. */
export async function certificateScope(
	tx: Tx,
	{ certificate: id }: { readonly certificate: string },
	action: Action
): Promise<Scope> {
	const certificate = await tx.awardCertificate.findUnique({ where: { id }, select: { decisionId: true } });
	if (!certificate) throw new Refusal('not_found');
	return awardScope(tx, certificate.decisionId, action);
}

/** The same for commands that decide about a certificate. */
export const decidingScope = (tx: Tx, input: { readonly certificate: string }): Promise<Scope> =>
	certificateScope(tx, input, 'award-certificate.revoke');
