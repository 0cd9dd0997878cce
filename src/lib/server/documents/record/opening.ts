import type { ResultSeat } from '#lib/domain/results/published-result.ts';
import { m } from '#lib/paraglide/messages.js';
import { momentWords } from '#lib/words/moment.ts';
import { nameOf } from '#lib/words/named.ts';
import { drawLetterhead, letterheadOf } from '../letterhead.ts';
import type { Paper } from '../paper.ts';
import type { RecordInput } from './record-input.ts';

/** Letterhead, title, and who sat where, when and by which rules. */
export function drawOpening(paper: Paper, { result, locale, replacedBy }: RecordInput): void {
	const options = { locale };
	const { contest, round, rules, panel, standings } = result;
	drawLetterhead(paper, {
		family: letterheadOf(contest.hostKind),
		host: contest.host,
		at: new Date(result.publishedAt),
		locale
	});
	const centred = { align: 'center' } as const;
	paper.text('H1', m.results_record_title({}, options), paper.root, {
		...centred,
		face: 'bold',
		size: 16,
		after: 2
	});
	const about = m.results_record_about({ round: nameOf(round, locale) }, options);
	paper.text('P', about, paper.root, { ...centred, face: 'bold', size: 14, after: 2 });
	paper.text('P', contest.title[locale], paper.root, { ...centred, face: 'bold', size: 14, after: 2 });
	const at = momentWords(new Date(result.publishedAt));
	const version = m.results_record_version_line({ version: result.version, at }, options);
	paper.text('P', version, paper.root, { ...centred, face: 'italic', size: 12, after: 10 });

	const line = (text: string) => paper.text('P', text, paper.root, { indent: 24 });
	if (replacedBy) {
		const { publishedAt, ...by } = replacedBy;
		line(
			m.correction_record_void_text(
				{ ...by, at: momentWords(new Date(publishedAt)), reason: by.reason ?? '–' },
				options
			)
		);
	}
	if (contest.isInvented) line(m.results_invented({}, options));
	if (result.reason) {
		line(m.results_record_correction({ before: result.version - 1, reason: result.reason }, options));
	}
	const from = round.openedAt ?? round.startsAt;
	if (from) {
		const start = momentWords(new Date(from));
		line(
			round.closedAt
				? m.results_record_time({ from: start, to: momentWords(new Date(round.closedAt)) }, options)
				: m.results_record_time_from({ from: start }, options)
		);
	}
	const venue = round.venue ?? contest.venue;
	if (venue) line(m.results_record_venue({ venue }, options));
	const named = (seat: ResultSeat) =>
		seat.role === 'chair'
			? m.results_record_chair_of({ name: seat.name, label: seat.label }, options)
			: m.results_record_member_of({ name: seat.name, label: seat.label }, options);
	const jury = panel.filter(({ role }) => role === 'chair' || role === 'judge').map(named);
	const secretaries = panel.filter(({ role }) => role === 'secretary').map(named);
	line(m.results_record_jury({ people: jury.join('; ') }, options));
	if (secretaries.length > 0) line(m.results_record_secretaries({ people: secretaries.join('; ') }, options));
	const timekeepers = panel.filter(({ role }) => role === 'timekeeper').map(({ name }) => name);
	if (timekeepers.length > 0) {
		line(m.records_result_timekeepers({ people: timekeepers.join('; ') }, options));
	}
	const ranked = standings.rows.filter(({ rank }) => rank !== null).length;
	line(m.results_record_teams_line({ teams: standings.rows.length, ranked }, options));
	line(m.results_record_rules({ version: rules.version, hash: rules.hash }, options));
}
