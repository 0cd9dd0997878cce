import { m } from '#lib/paraglide/messages.js';
import { drawQr } from '../paper-qr.ts';
import { mm, type Paper, type PaperFacts } from '../paper.ts';
import type { TicketsInput } from './tickets-input.ts';

/** Twelve to a sheet of A4: two columns of six, with the width of a hand and a QR that a phone reads in a dim hall. */
const COLUMNS = 2;
const ROWS = 6;
const WIDTH = mm(95);
const HEIGHT = mm(46);
const LEFT = mm(10);
const TOP = mm(10.5);
const MARK = mm(3);
const QR_MM = 34;

function cutMarks(paper: Paper): void {
	const { doc } = paper;
	paper.artifact(() => {
		for (let row = 0; row <= ROWS; row += 1) {
			for (let column = 0; column <= COLUMNS; column += 1) {
				const [x, y] = [LEFT + column * WIDTH, TOP + row * HEIGHT];
				doc
					.moveTo(x - MARK, y)
					.lineTo(x + MARK, y)
					.moveTo(x, y - MARK)
					.lineTo(x, y + MARK);
			}
		}
		doc.lineWidth(0.4).strokeColor('#666666').stroke();
	});
}

/** What does not fit into so many lines ends with an ellipsis: names of contests are long. */
function clipped(paper: Paper, text: string, width: number, height: number, size: number): string {
	const style = { size, width, face: 'bold' } as const;
	if (paper.heightOf(text, style) <= height) return text;
	const words = text.split(' ');
	while (words.length > 1) {
		words.pop();
		if (paper.heightOf(`${words.join(' ')}…`, style) <= height) break;
	}
	return `${words.join(' ')}…`;
}

function drawTicket(paper: Paper, input: TicketsInput, index: number): void {
	const o = { locale: input.locale };
	const ticket = input.tickets[index]!;
	const place = index % (COLUMNS * ROWS);
	const x = LEFT + (place % COLUMNS) * WIDTH + mm(3);
	const y = TOP + Math.floor(place / COLUMNS) * HEIGHT + mm(3);
	const text = x + mm(QR_MM + 1);
	const width = WIDTH - mm(QR_MM + 7);
	const part = paper.part('Sect');
	const line = (words: string, at: number, style: { size: number; face?: 'regular' | 'bold' }) => {
		const element = paper.part('P', part);
		element.add(() => paper.put(words, text, at, { ...style, width }));
		element.end();
	};
	const figure = paper.part('Figure', part, { alt: m.vote_ticket_qr_alt({}, o) });
	figure.add(() => drawQr(paper, `${input.address}/${ticket.token}`, x - mm(1), y, QR_MM));
	figure.end();
	line(clipped(paper, input.prize, width, mm(12), 11), y, { size: 11, face: 'bold' });
	line(clipped(paper, input.contest, width, mm(8.5), 8), y + mm(12), { size: 8 });
	line(m.vote_ticket_how({}, o), y + mm(20.5), { size: 8 });
	line(input.shortAddress, y + mm(28.5), { size: 8.5 });
	line(ticket.code, y + mm(32), { size: 13, face: 'bold' });
	const label = [m.vote_ticket_number({ number: ticket.number }, o), ticket.label]
		.filter(Boolean)
		.join(' · ');
	const foot = paper.part('P', part);
	foot.add(() => paper.put(label, x, y + mm(36), { size: 8, width: mm(QR_MM + 3) }));
	foot.end();
	part.end();
}

/** What the window's title and the document's own data say of a sheet. */
export function ticketsFacts({ prize, contest, locale, at }: TicketsInput): PaperFacts {
	return {
		title: m.vote_ticket_sheet({ prize }, { locale }),
		author: contest,
		subject: prize,
		language: locale,
		at
	};
}

/** Sheets of tickets to cut apart, without heads and feet. */
export function drawTickets(paper: Paper, input: TicketsInput): void {
	const { doc } = paper;
	for (let index = 0; index < input.tickets.length; index += 1) {
		if (index % (COLUMNS * ROWS) === 0) {
			if (index > 0) doc.addPage();
			// Tickets stand in what other papers keep as margins.
			Object.assign(doc.page.margins, { top: 0, bottom: 0, left: 0, right: 0 });
			cutMarks(paper);
		}
		drawTicket(paper, input, index);
	}
}
