import type { ClockOffset } from '#lib/domain/timing/clock-offset.ts';

/** What a scan says of its time. All instants in ISO 8601. */
export interface ScanClock {
	/** By the device's own clock. */
	readonly tDevice: string;
	/** The device's clock against the server's at the scan or, where it was never online, at the sending. */
	readonly offset: ClockOffset | null;
	/** The server's clock when it made the device's bundle, and when it received the scan: the scan lies between. */
	readonly bundleIssuedAt: string;
	readonly receivedAt: string;
}

export interface CorrectedTime {
	/** By the server's clock, in milliseconds: what people are told, and which day it was. */
	readonly atMs: number;
	/** What scans are put in order by. */
	readonly orderMs: number;
	readonly isCertain: boolean;
}

// Beyond what a slow answer explains, a time outside its bounds proves that the device's clock was changed meanwhile.
const TOLERANCE_MS = 2000;

/**
 * The time of a scan by the server's clock, within the bounds that the server vouches for. An uncertain scan is put in order
 * by its latest possible time: a guess never displaces a scan whose time is known.
 */
export function correctedTime({ tDevice, offset, bundleIssuedAt, receivedAt }: ScanClock): CorrectedTime {
	const latest = Date.parse(receivedAt);
	const earliest = Math.min(Date.parse(bundleIssuedAt), latest);
	const claimed = Date.parse(tDevice) - (offset?.offsetMs ?? 0);
	const atMs = Math.min(Math.max(claimed, earliest), latest);
	const slack = TOLERANCE_MS + (offset?.roundTripMs ?? 0) / 2;
	const isCertain = offset !== null && Math.abs(claimed - atMs) <= slack;
	return { atMs, orderMs: isCertain ? atMs : latest, isCertain };
}
