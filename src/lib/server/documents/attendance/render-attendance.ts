import { percentOf, type AttendanceGroup } from '#lib/domain/conference/attendance.ts';
import type { AttendanceLine } from '#lib/domain/conference/attendance-report.ts';
import { timeInVietnam } from '#lib/domain/conference/visits.ts';
import { m } from '#lib/paraglide/messages.js';
import { attendanceSentence, percentWords, standingWords } from '#lib/words/attendance.ts';
import { dayWords, momentWords } from '#lib/words/moment.ts';
import { drawUnprintable } from '../lacking-signs.ts';
import { drawLetterhead, letterheadOf } from '../letterhead.ts';
import { drawTable, type Column } from '../paper-table.ts';
import { mm, type Paper, type PaperFacts } from '../paper.ts';
import { drawSignatures } from '../signatures.ts';
import type { AttendanceInput } from './attendance-input.ts';

const titleOf = ({ report, locale }: AttendanceInput) =>
	locale === 'en' ? report.conference.titleEn : report.conference.titleVi;

export function attendanceFacts(input: AttendanceInput): PaperFacts {
	const { report, locale } = input;
	return {
		title: `${m.attendance_record_title({}, { locale })} · ${titleOf(input)}`,
		author: report.conference.host,
		subject: titleOf(input),
		language: locale,
		at: new Date(report.at)
	};
}

/** Columns by shares of the page's width. */
function columnsOf(
	paper: Paper,
	columns: readonly (readonly [title: string, share: number, align?: Column['align']])[]
): Column[] {
	const sum = columns.reduce((all, [, share]) => all + share, 0);
	return columns.map(([title, share, align = 'left']) => ({
		title,
		width: (paper.width * share) / sum,
		align
	}));
}

function drawUnits(paper: Paper, { report, locale }: AttendanceInput): void {
	const o = { locale };
	paper.text('H2', m.attendance_record_units({}, o), paper.root, { face: 'bold', after: 6 });
	const row = (label: string, index: string, { count }: Pick<AttendanceGroup, 'count'>) => {
		const percent = percentOf(count.came, count.expected);
		return [
			index,
			label,
			String(count.expected),
			String(count.came),
			percent === null ? '–' : `${percentWords(percent, locale)} %`,
			String(count.excused),
			String(count.absent),
			String(count.awaited)
		];
	};
	const units = report.by.unit.filter(({ count }) => count.expected > 0);
	drawTable(
		paper,
		{
			columns: columnsOf(paper, [
				[m.attendance_record_number({}, o), 7, 'center'],
				[m.attendance_unit({}, o), 38],
				[m.attendance_expected({}, o), 12, 'center'],
				[m.attendance_came({}, o), 11, 'center'],
				[m.attendance_share({}, o), 13, 'center'],
				[m.attendance_excused({}, o), 13, 'center'],
				[m.attendance_absent({}, o), 14, 'center'],
				[m.attendance_awaited({}, o), 12, 'center']
			]),
			rows: [
				...units.map((group, index) =>
					row(group.of || m.attendance_no_unit({}, o), String(index + 1), group)
				),
				row(m.attendance_record_total({}, o), '', report)
			],
			strong: new Set([units.length]),
			size: 10.5
		},
		paper.root
	);
}

function drawPeople(paper: Paper, { report, locale }: AttendanceInput): void {
	const o = { locale };
	const { compare } = new Intl.Collator('vi', { numeric: true });
	const lines = report.people
		.filter(({ standing }) => standing !== 'substituted')
		// Names are sorted already; a stable order by unit keeps them so within each.
		.toSorted(
			(one, other) => Number(other.isCounted) - Number(one.isCounted) || compare(one.unit, other.unit)
		);
	paper.text('H2', m.attendance_record_people({}, o), paper.root, { face: 'bold', after: 6 });
	const state = (line: AttendanceLine) =>
		line.standing === 'excused' && line.reason
			? `${standingWords(line, locale)}: ${line.reason}`
			: standingWords(line, locale);
	// Of one day its hours are enough.
	const isOneDay = report.day !== null || report.days.length === 1;
	const at = (moment: string) => (isOneDay ? timeInVietnam(new Date(moment)) : momentWords(moment));
	const share = isOneDay ? 11 : 17;
	drawTable(
		paper,
		{
			columns: columnsOf(paper, [
				[m.attendance_record_number({}, o), 7, 'center'],
				[m.attendance_name({}, o), 38],
				[m.attendance_unit({}, o), 30],
				[m.attendance_state({}, o), 26],
				[m.attendance_arrived_at({}, o), share, 'center'],
				[m.attendance_last_at({}, o), share, 'center']
			]),
			rows: lines.map((line, index) => [
				String(index + 1),
				line.title ? `${line.name}\n${line.title}` : line.name,
				line.isCounted ? line.unit : [line.unit, line.category].filter(Boolean).join('\n'),
				state(line),
				line.arrival ? at(line.arrival.at) : '',
				line.lastAt ? at(line.lastAt) : ''
			]),
			size: 10
		},
		paper.root
	);
}

/** The record of a roll-call: the sentence, the units, everybody by name, and who signs. */
export function drawAttendance(paper: Paper, input: AttendanceInput): void {
	const { report, locale } = input;
	const { conference, count, quorum } = report;
	const o = { locale };
	drawLetterhead(paper, {
		family: letterheadOf(conference.hostKind),
		host: conference.host,
		committee: m.delegation_letter_committee({}, o),
		at: new Date(report.at),
		locale
	});
	paper.text('H1', m.attendance_record_title({}, o), paper.root, {
		...{ align: 'center', face: 'bold', size: 16, after: 2 }
	});
	paper.text('P', titleOf(input), paper.root, { align: 'center', face: 'bold', size: 14, after: 10 });
	if (conference.isInvented) paper.text('P', m.app_invented({}, o), paper.root, { size: 12 });
	const line = (text: string, face: 'regular' | 'bold' = 'regular') =>
		paper.text('P', text, paper.root, { size: 13, face, indent: mm(10), align: 'justify', after: 6 });
	const { startsOn, endsOn, venue } = conference;
	const day = report.day ?? (startsOn === endsOn ? startsOn : null);
	line(
		day
			? m.attendance_record_day({ day: dayWords(day) }, o)
			: m.attendance_record_days({ from: dayWords(startsOn), to: dayWords(endsOn) }, o)
	);
	if (venue) line(m.attendance_record_venue({ venue }, o));
	line(`${attendanceSentence(report.sentence, locale)}.`, 'bold');
	if (count.late > 0 || count.left > 0)
		line(m.attendance_record_late({ late: count.late, left: count.left }, o));
	line(m.attendance_record_heads({ count: report.heads.came }, o));
	if (quorum)
		line(
			quorum.isMet
				? `${m.attendance_quorum_met({ needed: quorum.needed, came: count.came }, o)}.`
				: `${m.attendance_quorum_missing({ needed: quorum.needed, missing: quorum.missing }, o)}.`
		);
	line(
		report.closedAt
			? m.attendance_record_closed({ at: momentWords(report.closedAt) }, o)
			: m.attendance_record_open({ at: momentWords(report.at) }, o)
	);
	paper.y += 4;
	drawUnits(paper, input);
	paper.y += 6;
	drawPeople(paper, input);
	drawUnprintable(paper, input, locale);
	paper.y += 10;
	drawSignatures(paper, locale, [
		{ title: m.attendance_record_sign_secretary({}, o), name: '' },
		{ title: m.attendance_record_sign_committee({}, o), name: '' }
	]);
	paper.close((page, pages) => ({
		left: `${conference.code} · ${m.attendance_record_title({}, o)} · ${momentWords(report.at)}`,
		right: m.results_record_page({ page, pages }, o)
	}));
}
