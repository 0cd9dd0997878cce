import { dayShown } from '#lib/domain/conference/programme.ts';
import { dayInVietnam } from '#lib/domain/shared/day.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { releasedProgramme } from './programme-query.ts';

/** What pages that follow the released programme in one hall are rendered with: which hall, which day, and what stands there. */
export async function followedProgramme(read: Tx, conferenceId: string, url: URL, now: Date) {
	const released = await releasedProgramme(read, conferenceId);
	const items = released?.items ?? [];
	const halls = [...new Map(items.map(({ hallId, room }) => [hallId, { id: hallId, name: room }])).values()];
	const asked = url.searchParams.get('hall');
	const hall = halls.find(({ id }) => id === asked) ?? halls[0] ?? null;
	const days = items
		.filter(({ hallId }) => hallId === hall?.id)
		.map(({ plannedStart }) => dayInVietnam(new Date(plannedStart)));
	const day = days.find((each) => each === url.searchParams.get('day'));
	return {
		now: now.getTime(),
		halls,
		hall,
		day: day ?? dayShown(days, dayInVietnam(now)),
		shown: released && {
			number: released.number,
			at: released.at.toISOString(),
			items,
			clocks: released.clocks
		}
	};
}

/** Scripts and notes of points by their ids: for MC and desk only. */
export async function notesOf(read: Tx, conferenceId: string) {
	const rows = await read.programmeItem.findMany({
		where: { conferenceId, OR: [{ noteMc: { not: null } }, { noteTechnician: { not: null } }] },
		select: { id: true, noteMc: true, noteTechnician: true }
	});
	return Object.fromEntries(
		rows.map(({ id, noteMc, noteTechnician }) => [id, { mc: noteMc, technician: noteTechnician }])
	);
}
