import { namesUntil } from '#lib/domain/conference/delegation.ts';
import { qrPicture } from '#lib/server/registration/qr.ts';
import type { FreshLink } from './delegation-links.ts';

/** The address of a unit's page. */
export const delegationAddress = (origin: string, token: string): string => `${origin}/delegations/${token}`;

/** Fresh links with their QR codes, as the desk is shown them this once. */
export async function shownLinks(
	links: readonly FreshLink[],
	origin: string,
	conference: { readonly namesUntil: Date | null; readonly startsOn: string }
) {
	const shown = await Promise.all(
		links.map(async ({ delegationId, unitName, quota, token }) => {
			const address = delegationAddress(origin, token);
			return { delegationId, unitName, quota, address, qr: await qrPicture(address) };
		})
	);
	return { links: shown, until: namesUntil(conference) };
}
