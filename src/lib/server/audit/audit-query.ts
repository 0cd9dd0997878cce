import { instantOfDay } from '#lib/domain/shared/day.ts';
import { conferencesWithin, contestsWithin, type Reach } from '#lib/server/auth/reach.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { difference, type FieldDifference } from './difference.ts';
import { withNames } from './named-values.ts';

export const ENTRIES_PER_PAGE = 50;

export interface AuditFilter {
	readonly contestId?: string;
	readonly conferenceId?: string;
	/** Account, seat or invitation. */
	readonly actorId?: string;
	readonly action?: string;
	readonly subjectKind?: string;
	readonly subjectId?: string;
	/** First and last day in Vietnam, YYYY-MM-DD. */
	readonly from?: string;
	readonly to?: string;
	/** Entries older than this one: the next page. */
	readonly before?: number;
}

export interface AuditLine {
	readonly seq: number;
	readonly at: Date;
	readonly actorKind: string;
	readonly actorName: string;
	readonly device: string | null;
	readonly action: string;
	/** The code of the contest or the conference. */
	readonly event: string | null;
	readonly subjectKind: string;
	readonly subjectId: string;
	readonly reason: string | null;
	readonly differences: readonly FieldDifference[];
}

/** Entries within reach. What belongs to no contest and no unit, such as accounts, is for those who reach everywhere. */
function entriesWithin(reach: Reach) {
	if (reach.everywhere) return {};
	return {
		OR: [
			{ contestId: { in: [...reach.contestIds] } },
			{ conferenceId: { in: [...reach.conferenceIds] } },
			{ unitId: { in: [...reach.unitIds] } }
		]
	};
}

function matching(filter: AuditFilter) {
	const { contestId, conferenceId, actorId, action, subjectKind, subjectId, from, to, before } = filter;
	return {
		...(contestId && { contestId }),
		...(conferenceId && { conferenceId }),
		...(actorId && { actorId }),
		...(action && { action }),
		...(subjectKind && { subjectKind }),
		...(subjectId && { subjectId }),
		...((from || to) && {
			at: { ...(from && { gte: instantOfDay(from, 0) }), ...(to && { lt: instantOfDay(to, 1) }) }
		}),
		...(before && { seq: { lt: before } })
	};
}

/** A page of the audit log within reach, newest first; `next` is the `before` of the following page. */
export async function auditPage(
	read: Tx,
	reach: Reach,
	filter: AuditFilter
): Promise<{ lines: AuditLine[]; next: number | null }> {
	const rows = await read.auditEntry.findMany({
		where: { AND: [entriesWithin(reach), matching(filter)] },
		orderBy: { seq: 'desc' },
		take: ENTRIES_PER_PAGE + 1
	});
	const shown = rows.slice(0, ENTRIES_PER_PAGE);
	const named = async (kind: 'contestId' | 'conferenceId' | 'deviceId') => [
		...new Set(shown.flatMap((row) => row[kind] ?? []))
	];
	const [contests, conferences, devices] = await Promise.all([
		read.contest.findMany({
			where: { id: { in: await named('contestId') } },
			select: { id: true, code: true }
		}),
		read.conference.findMany({
			where: { id: { in: await named('conferenceId') } },
			select: { id: true, code: true }
		}),
		read.device.findMany({
			where: { id: { in: await named('deviceId') } },
			select: { id: true, label: true }
		})
	]);
	const changes = await withNames(
		read,
		shown.map((row) => difference(row.before, row.after))
	);
	const codes = new Map([...contests, ...conferences].map(({ id, code }) => [id, code]));
	const codeOf = (id: string | null) => id && (codes.get(id) ?? id.slice(-8));
	const lines = shown.map((row, index) => ({
		seq: row.seq,
		at: row.at,
		actorKind: row.actorKind,
		actorName: row.actorName,
		device: row.deviceId && (devices.find(({ id }) => id === row.deviceId)?.label ?? row.deviceId.slice(-8)),
		action: row.action,
		event: codeOf(row.contestId ?? row.conferenceId),
		subjectKind: row.subjectKind,
		subjectId: row.subjectId,
		reason: row.reason,
		differences: changes[index]!
	}));
	return { lines, next: rows.length > ENTRIES_PER_PAGE ? shown.at(-1)!.seq : null };
}

/** What the filters can be set to: contests, people who changed something, and kinds of subjects, within reach. */
export async function auditChoices(read: Tx, reach: Reach) {
	const where = entriesWithin(reach);
	const [actors, subjects, actions, contests, conferences] = await Promise.all([
		read.auditEntry.groupBy({
			by: ['actorId', 'actorName'],
			where,
			orderBy: { actorName: 'asc' },
			take: 500
		}),
		read.auditEntry.groupBy({ by: ['subjectKind'], where, orderBy: { subjectKind: 'asc' } }),
		read.auditEntry.groupBy({ by: ['action'], where, orderBy: { action: 'asc' } }),
		read.contest.findMany({
			where: contestsWithin(reach),
			select: { id: true, code: true, titleVi: true, titleEn: true },
			orderBy: { createdAt: 'desc' }
		}),
		read.conference.findMany({
			where: conferencesWithin(reach),
			select: { id: true, code: true, titleVi: true, titleEn: true },
			orderBy: { createdAt: 'desc' }
		})
	]);
	return {
		actors: actors.map(({ actorId, actorName }) => ({ id: actorId ?? '', name: actorName })),
		subjects: subjects.map(({ subjectKind }) => subjectKind),
		actions: actions.map(({ action }) => action),
		contests,
		conferences
	};
}
