import type { TimingContent, TimingRow } from '#lib/domain/records/contents.ts';
import { m } from '#lib/paraglide/messages.js';
import { momentWords } from '#lib/words/moment.ts';
import { pointsWords } from '#lib/words/points.ts';
import { statusName } from '#lib/words/result.ts';
import { timeWords } from '#lib/words/time-words.ts';
import type { Paper } from '../paper.ts';
import { drawTable, type Column } from '../paper-table.ts';
import { ended } from './draw.ts';
import type { PaperInput } from './paper-input.ts';

const VIETNAM_MS = 7 * 3600_000;
/** 08:05:09 in Vietnam. */
const clockOf = (at: string) => new Date(new Date(at).getTime() + VIETNAM_MS).toISOString().slice(11, 19);
const dayOf = (at: string) => momentWords(at).slice(0, 10);

/** When everybody began, stood still and stopped, what that came to, and what was taken off for it. */
export function drawTiming(paper: Paper, timing: TimingContent, { locale }: PaperInput): void {
	const options = { locale };
	const line = (text: string, size = 11) => paper.text('P', text, paper.root, { size, after: 2 });
	line(m.records_timing_note({}, options));
	paper.y += 4;
	for (const part of timing.parts) {
		paper.text('H2', part.name[locale], paper.root, { face: 'bold', size: 13, after: 2 });
		line(limitLine(part, locale));
		const days = [...new Set(part.rows.flatMap(({ run }) => (run ? [dayOf(run.startedAt)] : [])))];
		if (days.length > 0) line(m.records_timing_days({ days: days.join(', ') }, options));
		// A row with its notes would be higher than its page: they stand below the table, numbered.
		const notes: string[] = [];
		const noted = (texts: readonly string[]) => {
			if (texts.length === 0) return '';
			notes.push(texts.join(' '));
			return `(${notes.length})`;
		};
		drawTable(
			paper,
			{
				columns: columnsOf(paper.width, locale),
				rows: part.rows.map((row) => cells(row, days.length > 1, locale, noted)),
				size: 10
			},
			paper.root
		);
		notes.forEach((note, index) => line(`(${index + 1}) ${note}`, 10));
		paper.y += 8;
	}
	paper.text('H2', m.records_timing_h_voided({}, options), paper.root, { face: 'bold', size: 13, after: 3 });
	if (timing.voided.length === 0) line(m.results_record_none({}, options), 12);
	for (const { team, part, attempt, times, reason, by, at } of timing.voided) {
		const facts = { team, part: part?.[locale] ?? m.records_all_parts({}, options), attempt, by };
		const told = m.records_timing_voided({ ...facts, at: momentWords(at), reason: ended(reason) }, options);
		const took = times.map((time) =>
			m.records_timing_voided_time(
				{ part: time.part[locale], time: timeWords(time.durationMs, locale) },
				options
			)
		);
		line([told, ...took].join(' '), 12);
	}
	paper.y += 4;
}

function limitLine({ limitMs, minMs }: TimingContent['parts'][number], locale: 'vi' | 'en'): string {
	const options = { locale };
	if (limitMs === null) return m.records_timing_no_limit({}, options);
	const limit = timeWords(limitMs, locale);
	return minMs === null
		? m.records_timing_limit({ limit }, options)
		: m.records_timing_limits({ limit, least: timeWords(minMs, locale) }, options);
}

function columnsOf(width: number, locale: 'vi' | 'en'): Column[] {
	const options = { locale };
	const fixed = [28, 58, 112, 58, 62, 62, 62, 62, 40];
	const team = width - fixed.reduce((sum, one) => sum + one, 0);
	const [number, start, pauses, stop, clock, net, proposed, taken, note] = fixed as [
		number,
		number,
		number,
		number,
		number,
		number,
		number,
		number,
		number
	];
	return [
		{ title: m.records_col_number({}, options), width: number, align: 'center' },
		{ title: m.results_col_team({}, options), width: team },
		{ title: m.records_col_start({}, options), width: start, align: 'center' },
		{ title: m.records_col_pauses({}, options), width: pauses, align: 'center' },
		{ title: m.records_col_stop({}, options), width: stop, align: 'center' },
		{ title: m.records_col_clock({}, options), width: clock, align: 'right' },
		{ title: m.records_col_net({}, options), width: net, align: 'right' },
		{ title: m.records_col_proposed({}, options), width: proposed, align: 'right' },
		{ title: m.records_col_taken({}, options), width: taken, align: 'right' },
		{ title: m.records_col_notes({}, options), width: note, align: 'center' }
	];
}

function cells(
	row: TimingRow,
	hasDays: boolean,
	locale: 'vi' | 'en',
	noted: (texts: readonly string[]) => string
): string[] {
	const { team, run, durationMs, measuredMs, proposed, taken } = row;
	const moment = (at: string) => (hasDays ? `${dayOf(at).slice(0, 5)} ${clockOf(at)}` : clockOf(at));
	const pauses = run?.pauses.map(({ from, to }) => `${moment(from)} – ${to ? moment(to) : '…'}`) ?? [];
	const name = team.status === 'competing' ? team.name : `${team.name} (${statusName(team.status, locale)})`;
	return [
		team.position > 0 ? String(team.position) : '–',
		name,
		run ? moment(run.startedAt) : '–',
		pauses.join('\n') || '–',
		run?.stoppedAt ? moment(run.stoppedAt) : '–',
		measuredMs === null ? '–' : timeWords(measuredMs, locale),
		durationMs === null ? '–' : timeWords(durationMs, locale),
		proposed ? pointsWords(proposed.points, locale) : '–',
		taken ? pointsWords(taken.points, locale) : '–',
		noted(notesOf(row, locale, moment))
	];
}

function notesOf(row: TimingRow, locale: 'vi' | 'en', moment: (at: string) => string): string[] {
	const options = { locale };
	const { run, durationMs, measuredMs, origin, reason, by, proposed, taken, attempt } = row;
	const notes: string[] = [];
	const time = (ms: number) => timeWords(ms, locale);
	if (attempt > 1) notes.push(m.records_timing_attempt({ attempt }, options));
	for (const at of run?.resets ?? []) notes.push(m.records_timing_reset({ at: moment(at) }, options));
	if (reason !== null && durationMs !== null && measuredMs !== null) {
		notes.push(
			m.records_timing_manual(
				{
					by: by ?? '–',
					written: time(durationMs),
					measured: time(measuredMs),
					reason: ended(reason)
				},
				options
			)
		);
	} else if (durationMs !== null && measuredMs === null) {
		notes.push(m.records_timing_written({ by: by ?? '–' }, options));
	}
	if (origin === 'bridged') notes.push(m.timing_origin_bridged({}, options));
	if (origin === 'device') notes.push(m.timing_origin_device({}, options));
	if (proposed && proposed.excessMs > 0) {
		const excess = time(proposed.excessMs);
		notes.push(
			proposed.kind === 'overtime'
				? m.records_timing_over({ excess }, options)
				: m.records_timing_under({ excess }, options)
		);
	}
	if (taken) {
		const confirmed = m.records_timing_confirmed({ by: taken.by }, options);
		notes.push(
			taken.reason ? `${confirmed} ${m.records_reason({ reason: ended(taken.reason) }, options)}` : confirmed
		);
	} else if (proposed && proposed.points !== '0') {
		notes.push(m.records_timing_unconfirmed({}, options));
	}
	return notes;
}
