import { battery } from '#lib/offline/battery.ts';
import type { ClockOffset } from '#lib/offline/clock.ts';

/** What the desk is told of a judge's tablet: its power, its clock, and how many marks and sheets are only on it. */
export async function tabletCondition(clock: ClockOffset | null, undelivered: number) {
	const power = await battery();
	return {
		batteryPercent: power?.percent ?? null,
		isCharging: power?.isCharging ?? null,
		clockOffsetMs: clock?.offsetMs ?? null,
		roundTripMs: clock ? Math.round(clock.roundTripMs) : null,
		undelivered
	};
}
