import type { PartScore } from '#lib/domain/scoring/derivation.ts';
import type { StandingsRow, Tie } from '#lib/domain/scoring/standings.ts';
import { ballotLines, tallyLines, tallyStepLines } from './derivation-ballots.ts';
import { missingLine } from './derivation-missing.ts';
import { placeLines, tieLines, wholeTieLines } from './derivation-place.ts';
import { stepLines } from './derivation-steps.ts';
import { wordsOf, type WhySource, type Words } from './derivation-words.ts';
import type { Locale } from './figure.ts';

/** The way to one part's score, in sentences; `parts` are the sub-parts. */
export interface WhyPart {
	readonly title: string;
	readonly lines: readonly string[];
	readonly parts: readonly WhyPart[];
}

/** "Why this place?": where the team stands and beside whom, each part's way from marks to score, and the total. */
export interface Why {
	readonly place: readonly string[];
	/** What the ladder compared, where the total was tied. */
	readonly tie: readonly string[];
	readonly parts: readonly WhyPart[];
	readonly total: readonly string[];
}

function partWhy(part: PartScore, words: Words): WhyPart {
	const judged = part.kind === 'judged' ? [...ballotLines(part, words), ...tallyLines(part, words)] : [];
	return {
		title: words.rules.at(part.partKey),
		lines: [...judged, ...stepLines(part.steps, words)],
		parts: part.parts.map((sub) => partWhy(sub, words))
	};
}

/** Explains one row of the standings in plain sentences. Every number in it comes from the derivation, none is computed here. */
export function whyThisPlace(row: StandingsRow, source: WhySource, locale: Locale): Why {
	const words = wordsOf(source, locale);
	return {
		place: [...placeLines(row, words), ...row.missing.map((missing) => missingLine(missing, words))],
		tie: tieLines(row, words),
		parts: row.parts.map((part) => partWhy(part, words)),
		total: stepLines(row.steps, words)
	};
}

/** How a part's score came from its figures, for a place that shows all marks beside it. */
export function calculationLines(part: PartScore, source: WhySource, locale: Locale): string[] {
	const words = wordsOf(source, locale);
	return [...ballotLines(part, words), ...tallyStepLines(part, words), ...stepLines(part.steps, words)];
}

/** From the parts' scores to the total. */
export function totalLines(row: StandingsRow, source: WhySource, locale: Locale): string[] {
	return stepLines(row.steps, wordsOf(source, locale));
}

/** What the ladder did to teams with the same total, with every team's value. */
export function tieLinesOf(tie: Tie, source: WhySource, locale: Locale): string[] {
	return wholeTieLines(tie, wordsOf(source, locale));
}

/** The same as indented lines, for a terminal. */
export function whyLines(why: Why): string[] {
	const ofPart = (part: WhyPart, indent: string): string[] => [
		`${indent}${part.title}`,
		...part.lines.map((line) => `${indent}  ${line}`),
		...part.parts.flatMap((sub) => ofPart(sub, `${indent}  `))
	];
	return [...why.place, ...why.tie, ...why.parts.flatMap((part) => ofPart(part, '')), ...why.total];
}
