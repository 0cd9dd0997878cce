/** How far a tablet's clock is from the server's, and how sure that is. */
export interface ClockOffset {
	/** Tablet minus server, in milliseconds; right to within half of `roundTripMs`. */
	readonly offsetMs: number;
	readonly roundTripMs: number;
}

/** One question for the time: sent and answered by the tablet's clock, received and sent back by the server's. */
export interface ClockExchange {
	readonly askedMs: number;
	readonly receivedMs: number;
	readonly repliedMs: number;
	readonly answeredMs: number;
}

/** From here on a person must look: times of what happens on this device are wrong by minutes. */
export const CLOCK_WARNING_MS = 120_000;

/** The offset from the four times of an exchange; time that the server took to answer is no part of the trip. */
export function clockOffset({ askedMs, receivedMs, repliedMs, answeredMs }: ClockExchange): ClockOffset {
	return {
		offsetMs: Math.round((askedMs + answeredMs) / 2 - (receivedMs + repliedMs) / 2),
		roundTripMs: answeredMs - askedMs - (repliedMs - receivedMs)
	};
}

/** Of several measurements the quickest is believed, the first of equals; null of none. */
export function quickest(measured: readonly ClockOffset[]): ClockOffset | null {
	return measured.reduce<ClockOffset | null>(
		(best, one) => (best && best.roundTripMs <= one.roundTripMs ? best : one),
		null
	);
}

/** Whether the clock is off by more than two minutes even when the answer's way is believed the other way round. */
export function isClockWrong({ offsetMs, roundTripMs }: ClockOffset): boolean {
	return Math.abs(offsetMs) - roundTripMs / 2 > CLOCK_WARNING_MS;
}
