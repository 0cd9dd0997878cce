import type { ClockMark, ClockOrigin, ClockPress } from '#lib/domain/timing/stage-clock.ts';
import { readClock, clockState } from '#lib/domain/timing/stage-clock.ts';
import type { SpeechClock } from '#lib/live/programme-protocol.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** The newest press of a speech's clock; null where it was never pressed. */
export async function lastPress(read: Tx, speechId: string): Promise<(ClockMark & { seq: number }) | null> {
	const row = await read.speechPress.findFirst({ where: { speechId }, orderBy: { seq: 'desc' } });
	return row && markOf(row);
}

interface PressRow {
	readonly seq: number;
	readonly kind: string;
	readonly elapsedMs: number;
	readonly wallMs: number;
	readonly origin: string;
	readonly run: string;
	readonly monotonicMs: bigint;
	readonly at: Date;
}

function markOf(row: PressRow): ClockMark & { seq: number } {
	return {
		seq: row.seq,
		kind: row.kind as ClockPress,
		elapsedMs: row.elapsedMs,
		wallElapsedMs: row.wallMs,
		origin: row.origin as ClockOrigin,
		at: { run: row.run, monotonicMs: Number(row.monotonicMs), wallMs: row.at.getTime() }
	};
}

/** How long speeches were spoken, in milliseconds, as far as their clocks were pressed. */
export async function spokenMs(read: Tx, conferenceId: string): Promise<Map<string, number>> {
	const clocks = await speechClocks(read, conferenceId);
	return new Map(
		clocks.filter(({ state }) => state !== 'waiting').map((clock) => [clock.speechId, clock.elapsedMs])
	);
}

/** The clocks of a conference's speeches as their last presses left them. */
export async function speechClocks(read: Tx, conferenceId: string): Promise<SpeechClock[]> {
	const rows = await read.speechPress.findMany({
		where: { speech: { conferenceId } },
		orderBy: { seq: 'asc' }
	});
	const last = new Map(rows.map((row) => [row.speechId, row]));
	return [...last.values()].map((row): SpeechClock => {
		const mark = markOf(row);
		return {
			speechId: row.speechId,
			seq: row.seq,
			state: clockState(mark),
			elapsedMs: readClock(mark, mark.at).elapsedMs,
			at: row.at.getTime()
		};
	});
}
