import { m } from '#lib/paraglide/messages.js';
import { momentWords } from '#lib/words/moment.ts';
import { drawUnprintable } from '../lacking-signs.ts';
import { drawTable } from '../paper-table.ts';
import type { Layout, Paper, PaperFacts } from '../paper.ts';
import type { SeatingInput } from './seating-input.ts';

export function seatingFacts({ conference, hall, locale, at }: SeatingInput): PaperFacts {
	return {
		title: `${m.seating_poster_title({}, { locale })} · ${hall} · ${conference.title}`,
		author: conference.host,
		subject: conference.title,
		language: locale,
		at: new Date(at)
	};
}

export const seatingLayout = ({ size }: SeatingInput): Layout => ({ size });

/** The poster at the door: read from some steps away, as large as all units fit on one page, if they do. */
function drawPoster(paper: Paper, { units, locale, size }: SeatingInput): void {
	const o = { locale };
	const rows = units.map(({ unit, rows: seats }) => [
		unit,
		seats.map((each) => m.seating_poster_row(each, o)).join('\n')
	]);
	const columns = [
		{ title: m.seating_poster_unit({}, o), width: paper.width * 0.5 },
		{ title: m.seating_poster_seats({}, o), width: paper.width * 0.5 }
	];
	const heightAt = (points: number) =>
		rows.reduce(
			(sum, row) =>
				sum +
				Math.max(
					...row.map((text) =>
						paper.heightOf(text!, { face: 'bold', size: points, width: paper.width * 0.5 - 6 })
					)
				) +
				6,
			points * 2
		);
	const [largest, smallest] = size === 'A3' ? [54, 18] : [36, 13];
	let points = largest;
	while (points > smallest && heightAt(points) > paper.bottom - paper.y) points -= 1;
	drawTable(
		paper,
		{ columns, rows, size: points, strong: new Set(rows.map((_, index) => index)) },
		paper.root
	);
}

function drawLists(paper: Paper, { units, locale }: SeatingInput): void {
	const o = { locale };
	for (const { unit, people } of units) {
		paper.text('H2', `${unit} (${people.length})`, paper.root, { face: 'bold', size: 14, after: 5 });
		drawTable(
			paper,
			{
				columns: [
					{ title: m.attendance_record_number({}, o), width: paper.width * 0.08, align: 'center' },
					{ title: m.attendance_name({}, o), width: paper.width * 0.46 },
					{ title: m.attendance_category({}, o), width: paper.width * 0.26 },
					{ title: m.attendance_seat({}, o), width: paper.width * 0.2, align: 'center' }
				],
				rows: people.map(({ name, category, seat }, index) => [String(index + 1), name, category, seat]),
				size: 12
			},
			paper.root
		);
		paper.y += 10;
	}
}

/** Where units sit: a poster for the door, or the list of each unit with its names. */
export function drawSeating(paper: Paper, input: SeatingInput): void {
	const { conference, hall, locale, size, what } = input;
	const o = { locale };
	const isLarge = what === 'poster' && size === 'A3';
	paper.text('P', conference.title, paper.root, { align: 'center', size: isLarge ? 20 : 13, after: 4 });
	paper.text('H1', `${m.seating_poster_title({}, o)} – ${hall}`.toLocaleUpperCase('vi'), paper.root, {
		...{ align: 'center', face: 'bold', size: isLarge ? 34 : 20, after: isLarge ? 18 : 10 }
	});
	if (what === 'poster') drawPoster(paper, input);
	else drawLists(paper, input);
	drawUnprintable(paper, input, locale);
	paper.close((page, pages) => ({
		left: `${conference.code} · ${hall} · ${momentWords(input.at)}`,
		right: m.results_record_page({ page, pages }, o)
	}));
}
