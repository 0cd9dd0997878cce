import {
	inOrder,
	type Course,
	type ListedSpeech,
	type ProgrammeItem,
	type ProgrammeKind
} from '#lib/domain/conference/programme.ts';
import type { Tx } from '#lib/server/db/client.ts';

interface ItemRow {
	readonly id: string;
	readonly kind: string;
	readonly title: string;
	readonly titleEn: string | null;
	readonly owner: string | null;
	readonly hallId: string;
	readonly hall: { readonly name: string };
	readonly startsAt: Date;
	readonly minutes: number;
}

/** A row of the draft as a point of the programme. */
export function itemOf(row: ItemRow, speeches: readonly ListedSpeech[] = []): ProgrammeItem {
	return {
		id: row.id,
		kind: row.kind as ProgrammeKind,
		title: row.title,
		titleEn: row.titleEn,
		hallId: row.hallId,
		room: row.hall.name,
		owner: row.owner,
		plannedStart: row.startsAt.toISOString(),
		plannedEnd: new Date(row.startsAt.getTime() + row.minutes * 60_000).toISOString(),
		speeches
	};
}

export const ITEM = { hall: { select: { name: true } } } as const;

/** The draft's rows, in their order. */
export async function draftRows(read: Tx, conferenceId: string) {
	return read.programmeItem.findMany({
		where: { conferenceId, removedAt: null },
		include: ITEM,
		orderBy: [{ startsAt: 'asc' }, { id: 'asc' }]
	});
}

/** The speeches at the points of the draft, by point, in their order. */
async function listedSpeeches(read: Tx, conferenceId: string): Promise<Map<string, ListedSpeech[]>> {
	const rows = await read.speech.findMany({
		where: { conferenceId, itemId: { not: null }, state: { in: ['on-programme', 'given'] } },
		orderBy: [{ position: 'asc' }, { id: 'asc' }],
		include: {
			delegation: { select: { unit: { select: { name: true } } } },
			speaker: { select: { person: { select: { fullName: true } } } }
		}
	});
	const listed = Map.groupBy(rows, ({ itemId }) => itemId!);
	return new Map(
		[...listed].map(([itemId, speeches]) => [
			itemId,
			speeches.map(({ id, title, topic, minutes, delegation, speaker }) => ({
				...{ id, title: title ?? topic, minutes },
				unit: delegation.unit.name,
				speaker: speaker?.person.fullName ?? null
			}))
		])
	);
}

/** The programme as the desk has it before it is released. */
export async function draftItems(read: Tx, conferenceId: string): Promise<ProgrammeItem[]> {
	const [rows, speeches] = await Promise.all([
		draftRows(read, conferenceId),
		listedSpeeches(read, conferenceId)
	]);
	return inOrder(rows.map((row) => itemOf(row, speeches.get(row.id))));
}

export interface Release {
	readonly number: number;
	readonly items: readonly ProgrammeItem[];
	readonly note: string | null;
	readonly byName: string;
	readonly at: Date;
}

/** The newest versions that were released, the newest first. */
export async function newestReleases(read: Tx, conferenceId: string, take: number): Promise<Release[]> {
	const rows = await read.programmeRelease.findMany({
		where: { conferenceId },
		orderBy: { number: 'desc' },
		take
	});
	return rows.map(({ number, items, note, byName, at }) => ({
		number,
		items: JSON.parse(items) as ProgrammeItem[],
		note,
		byName,
		at
	}));
}

/** When items really began and ended; who has not begun has no entry. */
export async function coursesOf(read: Tx, conferenceId: string): Promise<Map<string, Course>> {
	const runs = await read.programmeRun.findMany({ where: { conferenceId, validOf: { not: null } } });
	return new Map(
		runs.map(({ itemId, startedAt, endedAt }) => [
			itemId,
			{ actualStart: startedAt.toISOString(), actualEnd: endedAt?.toISOString() ?? null }
		])
	);
}
