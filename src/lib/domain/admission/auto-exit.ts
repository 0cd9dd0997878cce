import { sha256Hex } from '#lib/domain/shared/sha256.ts';
import type { Merged } from './merge.ts';
import { isInside } from './presence.ts';
import type { ScanRecord } from './scan.ts';

export interface SessionEnd {
	readonly checkpointId: string;
	readonly endsAt: string;
}

/**
 * Exits that nobody showed, written by the system when a session ends. The id is made of what the record says, so that
 * writing them twice, or on two servers, is writing them once.
 */
export function autoExits(
	merged: Pick<Merged, 'people'>,
	{ checkpointId, endsAt }: SessionEnd
): ScanRecord[] {
	const at = new Date(endsAt);
	return merged.people
		.filter((person) => person.checkpointId === checkpointId && isInside(person.presence, at))
		.filter(({ presence }) => Date.parse(presence!.last.at) < at.getTime())
		.map(({ personId, presence }) => ({
			kind: 'scan',
			id: idOf(`auto-exit ${checkpointId} ${personId} ${endsAt}`),
			deviceId: 'system',
			seq: 0,
			checkpointId,
			gate: presence!.last.gate,
			gateGroup: 'system',
			operatorId: 'system',
			direction: 'out',
			credential: null,
			personId,
			method: 'system',
			bundleRev: 0,
			offline: false,
			localCode: 'EXIT_OK',
			shown: 'EXIT_OK',
			override: null,
			tDevice: endsAt,
			offset: { offsetMs: 0, roundTripMs: 0 },
			bundleIssuedAt: endsAt,
			receivedAt: endsAt
		}));
}

/** An id like any other record's, made of what it says. */
function idOf(said: string): string {
	const digits = sha256Hex(said);
	const parts = [
		digits.slice(0, 8),
		digits.slice(8, 12),
		`8${digits.slice(13, 16)}`,
		`8${digits.slice(17, 20)}`
	];
	return [...parts, digits.slice(20, 32)].join('-');
}
