import type { ScreenReport } from '#lib/live/screen-protocol.ts';
import type { Database } from '#lib/server/db/client.ts';
import { announce } from '#lib/server/realtime/bus.ts';
import type { ScreenActor } from './screen-actor.ts';

/** What does not change is written only so often. */
const REMIND_MS = 10_000;

/** Notes what a screen says of itself. Nobody's act, so it leaves no line in the audit log. */
export async function noteReport(
	database: Database,
	{ screenId, contestId }: ScreenActor,
	report: ScreenReport,
	now: Date
): Promise<void> {
	const before = await database.read.screen.findUnique({ where: { id: screenId } });
	if (!before) return;
	const { width, height, appVersion, roundTripMs, isStale } = report;
	const isShown = report.seq === before.seq;
	const isNew = before.shownSeq !== report.seq;
	const hasChanged =
		isNew ||
		!before.isOnline ||
		before.isStale !== isStale ||
		before.width !== width ||
		before.height !== height ||
		before.appVersion !== appVersion;
	const quietMs = now.getTime() - (before.lastSeenAt?.getTime() ?? 0);
	if (!hasChanged && quietMs < REMIND_MS) return;
	await database.transaction((tx) =>
		tx.screen.updateMany({
			where: { id: screenId },
			data: {
				isOnline: true,
				lastSeenAt: now,
				width,
				height,
				appVersion,
				roundTripMs,
				isStale,
				shownSeq: report.seq,
				// The change that it shows is the newest: then its scene is the one that the desk asked for.
				...(isShown && isNew ? { shownScene: before.scene, shownAt: now } : {})
			}
		})
	);
	announce([{ kind: 'screen.reported', contestId, screenId }]);
}

/** The last socket of a screen is gone. */
export async function noteGone(
	database: Database,
	{ screenId, contestId }: ScreenActor,
	now: Date
): Promise<void> {
	const { count } = await database.transaction((tx) =>
		tx.screen.updateMany({
			where: { id: screenId, isOnline: true },
			data: { isOnline: false, lastSeenAt: now }
		})
	);
	if (count > 0) announce([{ kind: 'screen.reported', contestId, screenId }]);
}
