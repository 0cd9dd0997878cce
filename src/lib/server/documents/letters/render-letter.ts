import { m } from '#lib/paraglide/messages.js';
import { dayWords, momentWords } from '#lib/words/moment.ts';
import { drawLetterhead, letterheadOf } from '../letterhead.ts';
import { drawQr } from '../paper-qr.ts';
import { mm, type Paper, type PaperFacts } from '../paper.ts';
import { drawSignatures } from '../signatures.ts';
import type { LetterInput } from './letter-input.ts';

const QR_MM = 42;

export function letterFacts({ conference, unit, locale, at }: LetterInput): PaperFacts {
	return {
		title: `${m.delegation_letter_title({}, { locale })} · ${unit} · ${conference.title}`,
		author: conference.host,
		subject: conference.title,
		language: locale,
		at: new Date(at)
	};
}

/** The QR with what it is for beside it; it stands on one page with that. */
function drawLink(paper: Paper, { address, isOwnLink, locale, unit }: LetterInput): void {
	const o = { locale };
	paper.room(mm(QR_MM + 4));
	const top = paper.y;
	const part = paper.part('Sect');
	const figure = paper.part('Figure', part, { alt: m.delegation_qr_of({ unit }, o) });
	figure.add(() => drawQr(paper, address, paper.left, top, QR_MM));
	figure.end();
	const x = paper.left + mm(QR_MM + 4);
	const width = paper.width - mm(QR_MM + 4);
	const lines = isOwnLink
		? [
				{ text: m.delegation_letter_own({}, o), face: 'bold' as const, size: 13 },
				{ text: m.delegation_letter_own_how({}, o), size: 12 },
				{ text: m.delegation_card_secret({}, o), size: 11, face: 'italic' as const },
				{ text: address, size: 10 }
			]
		: [
				{ text: m.delegation_letter_public({}, o), face: 'bold' as const, size: 13 },
				{ text: m.delegation_letter_public_how({}, o), size: 12 },
				{ text: address, size: 10 }
			];
	let y = top + mm(3);
	for (const { text, ...style } of lines) {
		const at = y;
		const line = paper.part('P', part);
		line.add(() => paper.put(text, x, at, { ...style, width }));
		line.end();
		y += paper.heightOf(text, { ...style, width }) + 4;
	}
	part.end();
	paper.y = Math.max(top + mm(QR_MM), y) + 8;
}

const SLIP_QR_MM = 32;
const SLIPS_ACROSS = 2;

/** A page of codes to be cut apart, two in a row: each delegate shows theirs at the registration desk. */
function drawSlips(paper: Paper, { slips, locale }: LetterInput): void {
	if (slips.length === 0) return;
	const o = { locale };
	paper.room(paper.bottom);
	paper.text('H2', m.reception_slips_title({}, o), paper.root, {
		...{ align: 'center', face: 'bold', size: 15, after: 4 }
	});
	paper.text('P', m.reception_slips_how({}, o), paper.root, { align: 'center', size: 12, after: 10 });
	const width = paper.width / SLIPS_ACROSS;
	const height = mm(SLIP_QR_MM + 10);
	for (const [index, slip] of slips.entries()) {
		const column = index % SLIPS_ACROSS;
		if (column === 0) paper.room(height);
		const [x, top] = [paper.left + column * width, paper.y];
		const part = paper.part('Sect');
		const alt = m.reception_slip_alt({ name: slip.name }, o);
		const figure = paper.part('Figure', part, { alt });
		figure.add(() => drawQr(paper, slip.token, x, top, SLIP_QR_MM));
		figure.end();
		const words = { x: x + mm(SLIP_QR_MM + 2), width: width - mm(SLIP_QR_MM + 4) };
		let y = top + mm(3);
		const lines = [
			{ text: slip.name, face: 'bold' as const, size: 13 },
			...(slip.title ? [{ text: slip.title, size: 11 }] : []),
			{ text: slip.code, size: 10 }
		];
		for (const { text, ...style } of lines) {
			const at = y;
			const line = paper.part('P', part);
			line.add(() => paper.put(text, words.x, at, { ...style, width: words.width }));
			line.end();
			y += paper.heightOf(text, { ...style, width: words.width }) + 3;
		}
		part.end();
		if (column === SLIPS_ACROSS - 1 || index === slips.length - 1) paper.y = top + height;
	}
}

/** The invitation of one delegation, from its letterhead to the place for the signature. */
export function drawLetter(paper: Paper, input: LetterInput): void {
	const { conference, unit, quota, locale, at } = input;
	const o = { locale };
	drawLetterhead(paper, {
		family: letterheadOf(conference.hostKind),
		host: conference.host,
		committee: m.delegation_letter_committee({}, o),
		number: m.delegation_letter_number({}, o),
		at: new Date(at),
		locale
	});
	paper.text('H1', m.delegation_letter_title({}, o), paper.root, {
		...{ align: 'center', face: 'bold', size: 16, after: 2 }
	});
	paper.text('P', conference.title, paper.root, { align: 'center', face: 'bold', size: 14, after: 10 });
	const line = (text: string, face: 'regular' | 'bold' = 'regular') =>
		paper.text('P', text, paper.root, { size: 13, face, indent: mm(10), align: 'justify', after: 6 });
	if (conference.isInvented) paper.text('P', m.results_invented({}, o), paper.root, { size: 12 });
	line(m.delegation_letter_to({ unit }, o), 'bold');
	line(m.delegation_letter_invites({ host: conference.host, unit, title: conference.title }, o));
	const { startsOn, endsOn, receivesAt, venue, until } = conference;
	line(
		startsOn === endsOn
			? m.delegation_letter_day({ day: dayWords(startsOn) }, o)
			: m.delegation_letter_days({ from: dayWords(startsOn), to: dayWords(endsOn) }, o)
	);
	if (receivesAt) line(m.delegation_letter_receives({ at: momentWords(receivesAt) }, o));
	if (venue) line(m.delegation_letter_venue({ venue }, o));
	line(m.delegation_letter_quota({ quota }, o));
	line(m.delegation_letter_until({ at: momentWords(until) }, o));
	line(m.delegation_letter_closing({}, o));
	paper.y += 6;
	drawLink(paper, input);
	drawSignatures(paper, locale, [null, { title: m.results_record_sign_committee({}, o), name: '' }]);
	drawSlips(paper, input);
	paper.close((page, pages) => ({
		left: `${conference.code} · ${unit}`,
		right: m.results_record_page({ page, pages }, o)
	}));
}
