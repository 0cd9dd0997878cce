import { hasLeft, isLate, standing, type Arrival, type Attendee } from '#lib/domain/conference/attendance.ts';
import {
	attendanceSummary,
	type AttendanceFigures,
	type AttendanceLine,
	type AttendanceReport,
	type CheckpointCount
} from '#lib/domain/conference/attendance-report.ts';
import { hasComeByHand, type DelegateStatus } from '#lib/domain/conference/delegate-status.ts';
import { isLateAt, type Visit } from '#lib/domain/conference/visits.ts';
import { dayInVietnam, daysBetween } from '#lib/domain/shared/day.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { conferenceVisits } from './visits-query.ts';

const WITH = {
	person: {
		select: {
			...{ id: true, fullName: true, sortKey: true, gender: true, position: true },
			unit: { select: { name: true, level: true } }
		}
	},
	category: { select: { name: true, isCounted: true, position: true } },
	delegation: { select: { unit: { select: { name: true, level: true } } } }
} as const;

const readDelegates = (read: Tx, conferenceId: string) =>
	read.delegate.findMany({ where: { conferenceId }, include: WITH });
type Row = Awaited<ReturnType<typeof readDelegates>>[number];

/** Marked at the desk by hand, on that day; an entry at a gate says more. */
function arrivalByHand({ status, statusAt }: Row, day: string | null): Arrival | null {
	if (!hasComeByHand(status) || (day !== null && dayInVietnam(statusAt) !== day)) return null;
	return { at: statusAt.toISOString(), gate: '', isLate: status === 'late' };
}

/** A status of another day is none of this one: who was marked present yesterday is awaited today. */
function statusOn({ status, statusAt }: Row, day: string | null): DelegateStatus {
	const isOther = day !== null && hasComeByHand(status) && dayInVietnam(statusAt) !== day;
	return isOther ? 'confirmed' : (status as DelegateStatus);
}

function attendeeOf(
	row: Row,
	visits: readonly Visit[],
	{ day, lateFrom }: { readonly day: string | null; readonly lateFrom: ReadonlyMap<string, string | null> }
): Attendee {
	const first = visits.reduce<Visit | null>(
		(known, visit) => (known && known.firstAt <= visit.firstAt ? known : visit),
		null
	);
	const last = visits.reduce<Visit | null>(
		(known, visit) => (known && known.lastAt >= visit.lastAt ? known : visit),
		null
	);
	const unit = row.delegation?.unit ?? row.person.unit;
	return {
		delegateId: row.id,
		unit: unit?.name ?? '',
		level: unit?.level ?? '',
		category: row.category.name,
		gender: row.person.gender ?? '',
		isCounted: row.category.isCounted,
		status: statusOn(row, day),
		arrival: first
			? {
					at: first.firstAt,
					gate: first.gate,
					isLate: isLateAt(first.firstAt, lateFrom.get(first.checkpointId) ?? null, day)
				}
			: arrivalByHand(row, day),
		isOut: last?.isOut ?? false
	};
}

function lineOf(row: Row, attendee: Attendee, visits: readonly Visit[]): AttendanceLine {
	const lasts = visits.map(({ lastAt }) => lastAt).sort();
	return {
		delegateId: row.id,
		name: row.person.fullName,
		title: row.title ?? row.person.position,
		unit: attendee.unit,
		category: row.category.name,
		isCounted: attendee.isCounted,
		seat: row.seat,
		standing: standing(attendee),
		isLate: isLate(attendee),
		hasLeft: hasLeft(attendee),
		reason: row.statusReason,
		arrival: attendee.arrival,
		lastAt: lasts.at(-1) ?? null
	};
}

/** How many of those who count, and how many heads, passed each checkpoint on each day. */
function byDayAndCheckpoint(
	checkpoints: readonly { readonly id: string; readonly name: string; readonly isEntry: boolean }[],
	days: readonly string[],
	visits: readonly Visit[],
	rows: readonly Row[]
): { day: string; checkpoints: CheckpointCount[] }[] {
	const counted = new Map(
		rows
			.filter(({ status }) => status !== 'substituted')
			.map(({ personId, category }) => [personId, category.isCounted])
	);
	return days.map((day) => ({
		day,
		checkpoints: checkpoints.map(({ id, name, isEntry }) => {
			const here = visits.filter((visit) => visit.day === day && visit.checkpointId === id);
			return {
				...{ id, name, isEntry },
				came: here.filter(({ personId }) => counted.get(personId)).length,
				heads: here.length
			};
		})
	}));
}

/**
 * The roll-call of a conference, or of one of its days: every figure that a page, a screen, a paper or the command line shows
 * of attendance comes from here.
 */
export async function attendanceReport(
	read: Tx,
	conferenceId: string,
	{ day: asked = null, now }: { readonly day?: string | null; readonly now: Date }
): Promise<AttendanceReport> {
	const conference = await read.conference.findUniqueOrThrow({
		where: { id: conferenceId },
		include: { host: { select: { name: true, kind: true } }, rollCall: true }
	});
	const days = daysBetween(conference.startsOn, conference.endsOn);
	// Of one day the whole is that day; a day that is none of its own is nobody's.
	const day = days.length > 1 && asked !== null && days.includes(asked) ? asked : null;
	const checkpoints = await read.checkpoint.findMany({
		where: { conferenceId },
		orderBy: { position: 'asc' },
		select: { id: true, name: true, isEntry: true, lateFrom: true, removedAt: true }
	});
	const rows = await readDelegates(read, conferenceId);
	const visits = await conferenceVisits(read, conferenceId);
	const entries = new Set(checkpoints.filter(({ isEntry }) => isEntry).map(({ id }) => id));
	const atEntry = Map.groupBy(
		visits.filter((visit) => entries.has(visit.checkpointId) && (day === null || visit.day === day)),
		({ personId }) => personId
	);
	const lateFrom = new Map(checkpoints.map(({ id, lateFrom: from }) => [id, from?.toISOString() ?? null]));
	const sorted = rows.toSorted((a, b) =>
		a.person.sortKey === b.person.sortKey
			? a.id < b.id
				? -1
				: 1
			: a.person.sortKey < b.person.sortKey
				? -1
				: 1
	);
	const attendees = sorted.map((row) => attendeeOf(row, atEntry.get(row.personId) ?? [], { day, lateFrom }));
	const lines = sorted.map((row, index) => lineOf(row, attendees[index]!, atEntry.get(row.personId) ?? []));
	const seenDays = [...new Set([...days, ...visits.map((visit) => visit.day)])].sort();
	const { code, titleVi, titleEn, startsOn, endsOn, venue, status, isInvented, quorumPercent } = conference;
	const { compare } = new Intl.Collator('vi', { numeric: true });
	return {
		at: now.toISOString(),
		conference: {
			...{ code, titleVi, titleEn, startsOn, endsOn, venue, status, isInvented },
			...{ host: conference.host.name, hostKind: conference.host.kind },
			quorumPercent
		},
		closedAt: conference.rollCall?.closedAt?.toISOString() ?? null,
		days,
		day,
		...attendanceSummary(attendees, { day, quorumPercent, compare }),
		visits: byDayAndCheckpoint(
			checkpoints.filter(
				({ id, removedAt }) => removedAt === null || visits.some((visit) => visit.checkpointId === id)
			),
			seenDays,
			visits,
			rows
		),
		people: lines
	};
}

/** The same figures without anybody's name: for the hall. */
export function figuresOf({ people: _people, ...figures }: AttendanceReport): AttendanceFigures {
	return figures;
}
