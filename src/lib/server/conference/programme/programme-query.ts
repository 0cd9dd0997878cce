import { programmeDifference } from '#lib/domain/conference/programme-difference.ts';
import { programmeProblems } from '#lib/domain/conference/programme-problems.ts';
import { NOT_BEGUN } from '#lib/domain/conference/programme.ts';
import { dayInVietnam, daysBetween } from '#lib/domain/shared/day.ts';
import type { RunItem } from '#lib/live/programme-protocol.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { momentTyped } from '#lib/words/moment-typed.ts';
import { speechClocks } from '../speeches/speech-clock.ts';
import { coursesOf, draftItems, draftRows, newestReleases } from './items.ts';

const SHOWN_RELEASES = 20;

interface Days {
	readonly id: string;
	readonly startsOn: string;
	readonly endsOn: string;
}

/** The draft for the desk, what it changes against the newest release, and what should be looked at first. */
export async function programmeDesk(read: Tx, conference: Days) {
	const [rows, items, releases, halls] = await Promise.all([
		draftRows(read, conference.id),
		draftItems(read, conference.id),
		newestReleases(read, conference.id, SHOWN_RELEASES),
		read.conferenceHall.findMany({
			where: { conferenceId: conference.id },
			orderBy: { position: 'asc' },
			select: { id: true, name: true }
		})
	]);
	const byId = new Map(items.map((item) => [item.id, item]));
	return {
		halls,
		days: daysBetween(conference.startsOn, conference.endsOn),
		items: rows.map((row) => ({
			...byId.get(row.id)!,
			minutes: row.minutes,
			noteMc: row.noteMc,
			noteTechnician: row.noteTechnician,
			isSession: row.isSession,
			version: row.version,
			day: dayInVietnam(row.startsAt),
			time: momentTyped(row.startsAt).slice(11)
		})),
		released: releases.map(({ number, note, byName, at }) => ({ number, note, byName, at })),
		difference: programmeDifference(releases[0]?.items ?? [], items),
		problems: programmeProblems(items, conference)
	};
}
export type DeskItem = Awaited<ReturnType<typeof programmeDesk>>['items'][number];

/** The newest release with its course so far; null before the first. */
export async function releasedProgramme(read: Tx, conferenceId: string) {
	const [[newest], courses, clocks] = await Promise.all([
		newestReleases(read, conferenceId, 1),
		coursesOf(read, conferenceId),
		speechClocks(read, conferenceId)
	]);
	if (!newest) return null;
	const listed = new Set(newest.items.flatMap(({ speeches }) => speeches.map(({ id }) => id)));
	const items = newest.items.map((item): RunItem => ({ ...item, ...(courses.get(item.id) ?? NOT_BEGUN) }));
	const { number, at, note } = newest;
	return { number, at, note, items, clocks: clocks.filter(({ speechId }) => listed.has(speechId)) };
}

/** What everybody may see of a programme: the newest release, its course, and what each version changed. Never the draft. */
export async function publicProgramme(read: Tx, conferenceId: string) {
	const programme = await releasedProgramme(read, conferenceId);
	if (!programme) return null;
	const releases = await newestReleases(read, conferenceId, SHOWN_RELEASES + 1);
	const versions = releases
		.map((release, index) => ({ release, before: releases[index + 1] }))
		.filter(({ before }) => before !== undefined)
		.map(({ release: { number, at, note, items }, before }) => ({
			...{ number, at, note },
			difference: programmeDifference(before!.items, items)
		}));
	return { ...programme, versions };
}
