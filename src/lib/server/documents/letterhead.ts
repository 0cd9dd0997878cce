import { m } from '#lib/paraglide/messages.js';
import { mm, type Paper } from './paper.ts';

/** State bodies and bodies of the Party write their papers under different heads. */
export const LETTERHEADS = ['state', 'party'] as const;
export type Letterhead = (typeof LETTERHEADS)[number];

export function letterheadOf(hostKind: string): Letterhead {
	return hostKind === 'party-committee' ? 'party' : 'state';
}

// Both heads are fixed by law and are never translated (decree 30/2020, annex I; guidance 36-HD/VPTW, 2018).
const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
const MOTTO = 'Độc lập - Tự do - Hạnh phúc';
const PARTY = 'ĐẢNG CỘNG SẢN VIỆT NAM';

const HANOI = new Intl.DateTimeFormat('en-GB', {
	timeZone: 'Asia/Ho_Chi_Minh',
	day: '2-digit',
	month: '2-digit',
	year: 'numeric'
});

/** Days below 10 and months 1 and 2 take a zero, so that nobody adds a digit. */
export function datedParts(at: Date): { day: string; month: string; year: string } {
	const parts = Object.fromEntries(HANOI.formatToParts(at).map(({ type, value }) => [type, value]));
	const month = Number(parts.month) < 3 ? parts.month! : String(Number(parts.month));
	return { day: parts.day!, month, year: parts.year! };
}

/** 'ngày 05 tháng 02 năm 2026', '15 tháng 3'. */
function longDate(at: Date, locale: 'vi' | 'en'): string {
	return m.results_record_date(datedParts(at), { locale });
}

/** What stands at the head on the right: the nation and its motto, or the Party. */
export function headOf(family: Letterhead): readonly [head: string, motto?: string] {
	return family === 'state' ? [NATION, MOTTO] : [PARTY];
}

/** The head of an official paper: issuer on the left, nation or Party on the right, number and date below. */
export function drawLetterhead(
	paper: Paper,
	facts: {
		readonly family: Letterhead;
		readonly host: string;
		/** The committee below its host; that of contests unless it is said; null: the issuer stands alone. */
		readonly committee?: string | null;
		/** Its number's place; that of a record unless it is said; null: neither number nor day, as on an annex. */
		readonly number?: string | null;
		readonly at: Date;
		readonly locale: 'vi' | 'en';
	}
): void {
	const { locale, family } = facts;
	const gap = mm(4);
	const leftWidth = paper.width * 0.42 - gap / 2;
	const rightWidth = paper.width * 0.58 - gap / 2;
	const right = paper.left + leftWidth + gap;
	const top = paper.y;
	const column = (
		x: number,
		width: number,
		lines: readonly { text: string; face: 'regular' | 'bold' | 'italic'; size: number }[]
	) => {
		let y = top;
		for (const { text, face, size } of lines) {
			const element = paper.part('P');
			const at = y;
			element.add(() => paper.put(text, x, at, { face, size, width, align: 'center' }));
			element.end();
			y += paper.heightOf(text, { face, size, width });
		}
		return y;
	};
	const rule = (x: number, width: number, y: number, share: number) =>
		paper.artifact(() => {
			const length = width * share;
			paper.doc
				.moveTo(x + (width - length) / 2, y)
				.lineTo(x + (width + length) / 2, y)
				.lineWidth(0.7)
				.strokeColor('black')
				.stroke();
		});
	const isAlone = facts.committee === null;
	const host = {
		text: facts.host.toLocaleUpperCase('vi'),
		face: isAlone ? 'bold' : 'regular',
		size: 12
	} as const;
	const committee = {
		text: facts.committee ?? m.results_record_committee({}, { locale }),
		face: 'bold',
		size: 12
	} as const;
	const leftEnd = column(paper.left, leftWidth, isAlone ? [host] : [host, committee]);
	rule(paper.left, leftWidth, leftEnd + 2, 0.4);
	const rightEnd = column(
		right,
		rightWidth,
		family === 'state'
			? [
					{ text: NATION, face: 'bold', size: 12 },
					{ text: MOTTO, face: 'bold', size: 13 }
				]
			: [{ text: PARTY, face: 'bold', size: 14 }]
	);
	rule(right, rightWidth, rightEnd + 2, 0.62);
	paper.y = Math.max(leftEnd, rightEnd) + 8;
	if (facts.number === null) {
		paper.y += 10;
		return;
	}
	const y = paper.y;
	const number = paper.part('P');
	number.add(() =>
		paper.put(facts.number ?? m.results_record_number({}, { locale }), paper.left, y, {
			size: 12,
			width: leftWidth,
			align: 'center'
		})
	);
	number.end();
	const date = paper.part('P');
	date.add(() =>
		paper.put(longDate(facts.at, locale), right, y, {
			face: 'italic',
			size: 13,
			width: rightWidth,
			align: 'center'
		})
	);
	date.end();
	paper.y = y + 30;
}
