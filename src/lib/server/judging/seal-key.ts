import { createHmac } from 'node:crypto';

/**
 * The key with which a tablet seals what another one is to deliver for it. Follows from what is stored of its pairing, so
 * that nothing more has to be kept; of no use for anything else.
 */
export function sealKeyOf(device: { readonly id: string; readonly tokenHash: string }): string {
	return createHmac('sha256', device.tokenHash).update(`hand-over.${device.id}`).digest('base64url');
}
