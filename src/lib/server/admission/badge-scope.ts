import { Refusal } from '#lib/server/command/refusal.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** The badge with this number; refuses where there is none, or one of another conference than is asked for. */
export async function foundBadge(tx: Tx, conferenceId: string, number: string) {
	const badge = await tx.credential.findUnique({
		where: { number },
		include: { delegate: { include: { admittedAs: true } } }
	});
	if (badge?.conferenceId !== conferenceId) throw new Refusal('not_found');
	return badge;
}

export const badgeScope = (tx: Tx, { conferenceId }: { readonly conferenceId: string }) =>
	conferenceScope(tx, conferenceId);
