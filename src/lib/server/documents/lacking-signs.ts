import { lackingSigns, type LackingSigns } from '#lib/domain/shared/lacking-signs.ts';
import { m } from '#lib/paraglide/messages.js';
import { paperHas } from './fonts.ts';
import type { Paper } from './paper.ts';

/** The texts in what a paper is to say that its font cannot print as a whole: so that somebody hears of it before it is printed. */
export const unprintable = (said: unknown): LackingSigns[] => lackingSigns(said, paperHas);

const SHOWN = 12;
const LONGEST = 80;

/** The paper cannot show the sign itself: its number tells it. */
const named = (sign: string): string =>
	`U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;

/** Says on a list where a sign stands as an empty box, to be written in by hand; nothing where there is none. */
export function drawUnprintable(paper: Paper, said: unknown, locale: 'vi' | 'en'): void {
	const lacking = unprintable(said);
	if (lacking.length === 0) return;
	const where = lacking.slice(0, SHOWN).map(({ text, signs }) => {
		const whole = [...text];
		const part = whole.length > LONGEST ? `${whole.slice(0, LONGEST).join('')}…` : text;
		return `“${part}” (${signs.map(named).join(', ')})`;
	});
	const more = lacking.length > SHOWN ? '; …' : '.';
	const words = m.records_unprintable_on_paper({ where: where.join('; ') + more }, { locale });
	paper.text('P', words, paper.root, { face: 'italic', size: 11, after: 8 });
}
