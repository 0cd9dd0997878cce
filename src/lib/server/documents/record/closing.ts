import type { ResultSeat } from '#lib/domain/results/published-result.ts';
import { m } from '#lib/paraglide/messages.js';
import { missingSigns } from '../fonts.ts';
import { mm, type Paper } from '../paper.ts';
import { drawQr } from '../paper-qr.ts';
import type { RecordInput } from './record-input.ts';

const QR_MM = 28;

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
	signatures(paper, locale, [
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
	signatures(paper, locale, [null, { title: m.results_record_sign_committee({}, options), name: '' }]);
	verification(paper, input);
}

/** Everything in the record that people have named themselves. */
function namesIn({ result }: RecordInput): string {
	const { contest, round, teams, panel, sheet } = result;
	const reasons = [result.reason ?? '', ...sheet.deductions.map(({ reason }) => reason)];
	const named = [...teams, ...panel].map(({ name }) => name);
	return [contest.title.vi, contest.host, round.name, ...named, ...reasons].join('');
}

interface Signature {
	readonly title: string;
	readonly name: string;
}

function signatures(paper: Paper, locale: 'vi' | 'en', pair: readonly (Signature | null)[]): void {
	paper.room(mm(44));
	const width = paper.width / pair.length;
	const y = paper.y;
	pair.forEach((signature, index) => {
		if (!signature) return;
		const x = paper.left + index * width;
		const line = (text: string, at: number, face: 'regular' | 'bold' | 'italic', size: number) => {
			const element = paper.part('P');
			element.add(() => paper.put(text, x, at, { face, size, width, align: 'center' }));
			element.end();
		};
		line(signature.title, y, 'bold', 12);
		line(m.results_record_sign_here({}, { locale }), y + 16, 'italic', 11);
		if (signature.name) line(signature.name, y + mm(32), 'bold', 12);
	});
	paper.y = y + mm(40);
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

function verification(paper: Paper, { code, hash, verifyAddress, locale }: RecordInput): void {
	const options = { locale };
	const height = mm(QR_MM);
	paper.room(height + 4);
	const y = paper.y;
	paper.artifact(() => {
		paper.doc.rect(paper.left, y, paper.width, height).lineWidth(0.5).strokeColor('#666666').stroke();
	});
	const alt = m.results_record_qr_alt({ address: verifyAddress }, options);
	const qr = paper.part('Figure', paper.root, {
		alt,
		bbox: [paper.left, y, paper.left + height, y + height]
	} as object);
	qr.add(() => drawQr(paper, verifyAddress, paper.left, y, QR_MM));
	qr.end();
	const x = paper.left + height + 6;
	const width = paper.width - height - 12;
	paper.y = y + 6;
	const line = (text: string, face: 'regular' | 'bold') =>
		paper.text('P', text, paper.root, { face, size: 10, x, width, after: 2 });
	line(m.results_record_verify({ address: verifyAddress }, options), 'regular');
	line(m.results_record_verify_code({ code }, options), 'bold');
	line(m.results_record_verify_hash({ hash }, options), 'regular');
	paper.y = y + height + 4;
}
