import type { Merged } from '#lib/domain/admission/merge.ts';
import type { ScanRecord } from '#lib/domain/admission/scan.ts';
import { dayInVietnam, instantOfDay } from '#lib/domain/shared/day.ts';
import type { Stay } from './programme-sessions.ts';
import { COUNTED_STANDINGS } from './visits.ts';

/** An entrance, as far as it says how long somebody was inside. */
export interface StayEntrance {
	readonly id: string;
	readonly hallId: string | null;
	/** A badge is read there once for the whole conference: whoever came in is inside until seen going out. */
	readonly isOnce: boolean;
	/** ISO 8601; who is inside then is so no longer. Null where nothing is said. */
	readonly closesAt: string | null;
}

/** Inside for ever, as far as a conference is concerned. */
const NEVER = '9999-12-31T00:00:00.000Z';

/** Until when somebody counts as inside who came in and was not seen going out: the entrance's closing, or the day's end. */
export function stayEnds(from: string, { isOnce, closesAt }: StayEntrance): string {
	if (isOnce) return NEVER;
	const endOfDay = instantOfDay(dayInVietnam(new Date(from)), 1)!.toISOString();
	return closesAt !== null && closesAt > from && closesAt < endOfDay ? closesAt : endOfDay;
}

/** Who was inside from when until when. What the end of a session wrote ends a stay, too. */
export function staysOf(
	{ people }: Pick<Merged, 'people'>,
	scans: readonly Pick<ScanRecord, 'id' | 'direction'>[],
	entrances: readonly StayEntrance[]
): Stay[] {
	const directions = new Map(scans.map(({ id, direction }) => [id, direction]));
	const known = new Map(entrances.map((entrance) => [entrance.id, entrance]));
	return people.flatMap(({ checkpointId, personId, scans: merged }) => {
		const entrance = known.get(checkpointId);
		if (!entrance) return [];
		const stays: Stay[] = [];
		for (const { scanId, at, standing } of merged) {
			if (!COUNTED_STANDINGS.includes(standing)) continue;
			const last = stays.at(-1);
			const isInside = last !== undefined && at < last.until;
			if (directions.get(scanId) === 'in') {
				const until = stayEnds(at, entrance);
				if (!isInside) stays.push({ personId, hallId: entrance.hallId, from: at, until });
			} else if (isInside) stays[stays.length - 1] = { ...last, until: at };
		}
		return stays;
	});
}
