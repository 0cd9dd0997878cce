import type { ResultSeat } from '#lib/domain/results/published-result.ts';
import { m } from '#lib/paraglide/messages.js';
import { missingSigns } from '../fonts.ts';
import { mm, type Paper } from '../paper.ts';
import { drawSignatures } from '../signatures.ts';
import { drawVerification } from '../verification.ts';
import type { RecordInput } from './record-input.ts';

/** Who signs, and how anybody checks the paper. */
export function drawClosing(paper: Paper, input: RecordInput): void {
	const { result, locale } = input;
	const options = { locale };
	const role = (wanted: string) => result.panel.filter((seat) => seat.role === wanted);
	const [chair] = role('chair');
	const secretaries = role('secretary');
	paper.room(mm(62));
	paper.y += 6;
	paper.text('P', m.results_record_close({}, options), paper.root, { indent: 24, after: 10 });
	drawSignatures(paper, locale, [
		{ title: m.results_record_sign_secretary({}, options), name: secretaries[0]?.name ?? '' },
		{ title: m.results_record_sign_chair({}, options), name: chair?.name ?? '' }
	]);
	const judges = role('judge');
	if (judges.length > 0) judgeSignatures(paper, judges, locale);
	const missing = missingSigns(namesIn(input));
	if (missing.length > 0) {
		paper.text('P', m.results_record_missing_signs({ signs: missing.join(' ') }, options), paper.root, {
			size: 11
		});
	}
	paper.room(mm(46));
	drawSignatures(paper, locale, [null, { title: m.results_record_sign_committee({}, options), name: '' }]);
	drawVerification(paper, input);
}

/** Everything in the record that people have named themselves. */
function namesIn({ result }: RecordInput): string {
	const { contest, round, teams, panel, sheet } = result;
	const reasons = [result.reason ?? '', ...sheet.deductions.map(({ reason }) => reason)];
	const named = [...teams, ...panel].map(({ name }) => name);
	return [contest.title.vi, contest.host, round.name, ...named, ...reasons].join('');
}

function judgeSignatures(paper: Paper, judges: readonly ResultSeat[], locale: 'vi' | 'en'): void {
	const columns = 3;
	const width = paper.width / columns;
	paper.room(mm(34));
	paper.text('P', m.results_record_sign_judges({}, { locale }), paper.root, {
		face: 'bold',
		size: 12,
		align: 'center',
		after: 0
	});
	paper.text('P', m.results_record_sign_here({}, { locale }), paper.root, {
		face: 'italic',
		size: 11,
		align: 'center',
		after: 0
	});
	for (let start = 0; start < judges.length; start += columns) {
		paper.room(mm(24));
		const y = paper.y + mm(17);
		judges.slice(start, start + columns).forEach(({ name, label }, index) => {
			const element = paper.part('P');
			element.add(() =>
				paper.put(`${name} (${label})`, paper.left + index * width, y, { size: 12, width, align: 'center' })
			);
			element.end();
		});
		paper.y = y + mm(7);
	}
	paper.y += mm(4);
}
