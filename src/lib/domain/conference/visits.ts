import type { Merged, ScanStanding } from '#lib/domain/admission/merge.ts';
import type { ScanRecord } from '#lib/domain/admission/scan.ts';
import { dayInVietnam } from '#lib/domain/shared/day.ts';

/** One person at one checkpoint on one day, as all gates together saw it. */
export interface Visit {
	readonly checkpointId: string;
	readonly personId: string;
	/** YYYY-MM-DD in Vietnam. */
	readonly day: string;
	/** The first entry that counts, ISO 8601, and its gate. */
	readonly firstAt: string;
	readonly gate: string;
	/** The last passage in either direction that people made: an exit that the end of a session wrote is nobody's leaving. */
	readonly lastAt: string;
	readonly isOut: boolean;
}

/** What is a passage once all gates are known. */
export const COUNTED_STANDINGS: readonly ScanStanding[] = ['counted', 'readmitted'];

/** Who was where on which day. A day on which somebody only went out is none. */
export function visitsOf(
	{ people }: Pick<Merged, 'people'>,
	scans: readonly Pick<ScanRecord, 'id' | 'direction' | 'gate' | 'method'>[]
): Visit[] {
	const byId = new Map(scans.map((scan) => [scan.id, scan]));
	return people.flatMap(({ checkpointId, personId, scans: merged }) => {
		const passages = merged
			.filter(({ standing }) => COUNTED_STANDINGS.includes(standing))
			.map(({ scanId, at }) => ({ at, day: dayInVietnam(new Date(at)), scan: byId.get(scanId)! }))
			.filter(({ scan }) => scan.method !== 'system');
		return [...Map.groupBy(passages, ({ day }) => day)].flatMap(([day, ofDay]) => {
			const first = ofDay.find(({ scan }) => scan.direction === 'in');
			const last = ofDay.at(-1)!;
			if (!first) return [];
			return {
				...{ checkpointId, personId, day },
				...{ firstAt: first.at, gate: first.scan.gate },
				...{ lastAt: last.at, isOut: last.scan.direction === 'out' }
			};
		});
	});
}

/** A time of the day in Vietnam as HH:MM. */
export function timeInVietnam(at: Date): string {
	return new Date(at.getTime() + 7 * 3600_000).toISOString().slice(11, 16);
}

/**
 * Whether an entry is late: after the moment from which one is at that entrance, or, on another day than that moment's, after
 * the same hour.
 */
export function isLateAt(firstAt: string, lateFrom: string | null, day: string | null): boolean {
	if (lateFrom === null) return false;
	const [came, from] = [new Date(firstAt), new Date(lateFrom)];
	if (day === null || dayInVietnam(from) === day) return came > from;
	const ofDay = (at: Date) => (at.getTime() + 7 * 3600_000) % 86_400_000;
	return ofDay(came) > ofDay(from);
}
