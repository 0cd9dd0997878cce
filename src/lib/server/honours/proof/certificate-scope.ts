import * as v from 'valibot';
import type { Scope } from '#lib/domain/access/actor.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { lineage } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** A certificate's 128 bits. */
export const certificateId = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/, 'field_invalid'));

/** A certificate stands in the books of whoever awarded it: where its issuer's unit stands. Refuses with `not_found`. */
export async function certificateScope(
	tx: Tx,
	{ certificate: id }: { readonly certificate: string }
): Promise<Scope> {
	const certificate = await tx.awardCertificate.findUnique({
		where: { id },
		select: { decision: { select: { issuer: { select: { unitId: true } } } } }
	});
	if (!certificate) throw new Refusal('not_found');
	return { unitIds: await lineage(tx, certificate.decision.issuer.unitId) };
}
