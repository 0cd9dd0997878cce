import { percentOf, type AttendanceCount, type AttendanceGroup } from '#lib/domain/conference/attendance.ts';
import type { AttendanceReport } from '#lib/domain/conference/attendance-report.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Cell, Table } from '#lib/server/results/export/tables.ts';
import { attendanceSentence, standingWords } from '#lib/words/attendance.ts';
import { dayWords, momentWords } from '#lib/words/moment.ts';
import { levelName } from '#lib/words/people.ts';
import type { Locale } from '#lib/words/points.ts';

const whole = (value: number): Cell => ({ number: String(value) });

function countCells(count: AttendanceCount): Cell[] {
	const percent = percentOf(count.came, count.expected);
	return [
		whole(count.expected),
		whole(count.came),
		percent === null ? null : { number: percent },
		...[count.late, count.left, count.excused, count.absent, count.awaited].map(whole)
	];
}

/** The one line of everybody, and each of the groups. */
function groupTable(
	{ name, head, groups }: { name: string; head: string; groups: readonly AttendanceGroup[] },
	nameOf: (of: string) => string,
	locale: Locale
): Table {
	const o = { locale };
	return {
		name,
		head: [
			head,
			m.attendance_expected({}, o),
			m.attendance_came({}, o),
			`${m.attendance_share({}, o)} (%)`,
			m.attendance_late({}, o),
			m.attendance_left({}, o),
			m.attendance_excused({}, o),
			m.attendance_absent({}, o),
			m.attendance_awaited({}, o)
		],
		rows: groups.map(({ of, count, heads }) => {
			const isCounted = count.expected > 0;
			const label = isCounted ? nameOf(of) : `${nameOf(of)} (${m.attendance_uncounted({}, o)})`;
			return [label, ...countCells(isCounted ? count : heads)];
		})
	};
}

function factsTable(report: AttendanceReport, locale: Locale): Table {
	const o = { locale };
	const { conference, count, quorum } = report;
	const facts: Cell[][] = [
		[m.contest_host({}, o), conference.host],
		[m.attendance_day({}, o), report.day ? dayWords(report.day) : m.attendance_whole({}, o)],
		[m.attendance_hall_read({ time: '' }, o).trim(), momentWords(report.at)],
		[m.attendance_sentence({}, o), attendanceSentence(report.sentence, locale)],
		[m.attendance_expected({}, o), whole(count.expected)],
		[m.attendance_came({}, o), whole(count.came)],
		[m.attendance_late({}, o), whole(count.late)],
		[m.attendance_left({}, o), whole(count.left)],
		[m.attendance_excused({}, o), whole(count.excused)],
		[m.attendance_absent({}, o), whole(count.absent)],
		[m.attendance_awaited({}, o), whole(count.awaited)],
		[m.attendance_heads({}, o), whole(report.heads.came)]
	];
	if (quorum) {
		const words = quorum.isMet
			? m.attendance_quorum_met({ needed: quorum.needed, came: count.came }, o)
			: m.attendance_quorum_missing({ needed: quorum.needed, missing: quorum.missing }, o);
		facts.push([m.attendance_quorum({}, o), words]);
	}
	if (conference.isInvented) facts.push([m.results_note({}, o), m.app_invented({}, o)]);
	return {
		name: m.attendance_title({}, o),
		head: [m.attendance_title({}, o), locale === 'en' ? conference.titleEn : conference.titleVi],
		rows: facts
	};
}

function peopleTable(report: AttendanceReport, locale: Locale): Table {
	const o = { locale };
	return {
		name: m.attendance_lists({}, o),
		head: [
			m.attendance_name({}, o),
			m.attendance_office({}, o),
			m.attendance_unit({}, o),
			m.attendance_category({}, o),
			m.attendance_seat({}, o),
			m.attendance_state({}, o),
			m.attendance_arrived_at({}, o),
			m.attendance_gate({}, o),
			m.attendance_last_at({}, o),
			m.attendance_reason({}, o)
		],
		rows: report.people
			.filter(({ standing }) => standing !== 'substituted')
			.map((line) => [
				line.name,
				line.title,
				line.unit || null,
				line.isCounted ? line.category : `${line.category} (${m.attendance_uncounted({}, o)})`,
				line.seat,
				standingWords(line, locale),
				line.arrival && momentWords(line.arrival.at),
				line.arrival && (line.arrival.gate || m.attendance_by_hand({}, o)),
				line.lastAt && momentWords(line.lastAt),
				line.reason
			])
	};
}

function curveTable({ curve }: AttendanceReport, locale: Locale): Table[] {
	if (!curve) return [];
	const o = { locale };
	return [
		{
			name: m.attendance_curve({}, o),
			head: [
				m.attendance_curve_from({}, o),
				m.attendance_curve_arrived({}, o),
				m.attendance_curve_total({}, o)
			],
			rows: curve.buckets.map(({ startsAt, arrived, total }) => [
				momentWords(startsAt),
				whole(arrived),
				whole(total)
			])
		}
	];
}

function visitsTable({ visits }: AttendanceReport, locale: Locale): Table {
	const o = { locale };
	return {
		name: m.attendance_by_day({}, o),
		head: [
			m.attendance_day({}, o),
			m.attendance_checkpoint({}, o),
			m.attendance_counted_came({}, o),
			m.attendance_heads({}, o)
		],
		rows: visits.flatMap(({ day, checkpoints }) =>
			checkpoints.map(({ name, came, heads }) => [dayWords(day), name, whole(came), whole(heads)])
		)
	};
}

const GENDERS: Readonly<Record<string, typeof m.people_gender_female>> = {
	female: m.people_gender_female,
	male: m.people_gender_male
};

/** A roll-call as tables of a workbook: the sentence first, then each cut, then everybody by name. */
export function attendanceTables(report: AttendanceReport, locale: Locale): Table[] {
	const o = { locale };
	const { by } = report;
	const noUnit = m.attendance_no_unit({}, o);
	const group = (
		name: string,
		head: string,
		groups: readonly AttendanceGroup[],
		nameOf: (of: string) => string
	) => groupTable({ name, head, groups }, nameOf, locale);
	return [
		factsTable(report, locale),
		group(m.attendance_by_unit({}, o), m.attendance_unit({}, o), by.unit, (of) => of || noUnit),
		group(m.attendance_by_level({}, o), m.attendance_level({}, o), by.level, (of) =>
			of ? levelName(of) : noUnit
		),
		group(m.attendance_by_category({}, o), m.attendance_category({}, o), by.category, (of) => of),
		...(by.gender.some(({ of }) => of !== '')
			? [
					group(
						m.attendance_by_gender({}, o),
						m.attendance_gender({}, o),
						by.gender,
						(of) => GENDERS[of]?.({}, o) ?? m.attendance_gender_unknown({}, o)
					)
				]
			: []),
		{
			name: m.attendance_by_gate({}, o),
			head: [m.attendance_gate({}, o), m.attendance_came({}, o)],
			rows: by.gate.map(({ gate, came }) => [gate || m.attendance_by_hand({}, o), whole(came)])
		},
		visitsTable(report, locale),
		...curveTable(report, locale),
		peopleTable(report, locale)
	];
}
