import type { Stage } from '#lib/domain/contest/rules.ts';
import type { PublishedResult } from '#lib/domain/results/published-result.ts';
import type { EntrantStatus } from '#lib/domain/scoring/entrant.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import type { Name } from '#lib/domain/shared/name.ts';
import { sortedBy } from '#lib/domain/shared/order.ts';
import { sha256Hex } from '#lib/domain/shared/sha256.ts';
import type { CLOCK_ORIGINS } from '#lib/domain/timing/stage-clock.ts';
import type { ClockRun } from './clock-run.ts';

export interface PaperTeam {
	readonly id: string;
	readonly code: string;
	readonly name: string;
	readonly units: readonly string[];
	/** Order of performance; 0 until drawn. */
	readonly position: number;
	readonly status: EntrantStatus;
}

/** On a judge's sheets: what becomes of the team later does not change them. */
export type SheetTeam = Omit<PaperTeam, 'status'>;

export interface DrawStep {
	readonly what: 'committed' | 'drawn' | 'typed';
	readonly at: string;
	readonly by: string;
	readonly seedHash: string | null;
	/** Why an order was typed, or a draw begun anew. */
	readonly reason: string | null;
}

/** How the order of performance came about. */
export interface DrawContent {
	readonly kind: 'draw';
	readonly method: 'seed' | 'table';
	readonly roundId: string;
	readonly seedHash: string | null;
	readonly seed: string | null;
	/** Oldest first; earlier draws that were given up are in it. */
	readonly steps: readonly DrawStep[];
	readonly isWhole: boolean;
	readonly orders: readonly {
		readonly key: string;
		/** Null: all parts. */
		readonly part: Name | null;
		readonly how: 'drawn' | 'same' | 'reverse';
		readonly teams: readonly Pick<PaperTeam, 'code' | 'name' | 'units'>[];
	}[];
}

export interface TimingRow {
	/** Its status where it was not timed: a team that is disqualified later was on stage all the same. */
	readonly team: PaperTeam;
	readonly attempt: number;
	readonly run: ClockRun | null;
	/** What counts; null where no time was recorded. */
	readonly durationMs: number | null;
	/** What the clock measured; kept beside a time that a person wrote. */
	readonly measuredMs: number | null;
	readonly origin: (typeof CLOCK_ORIGINS)[number] | null;
	readonly reason: string | null;
	readonly by: string | null;
	readonly proposed: {
		readonly kind: 'overtime' | 'undertime';
		readonly excessMs: number;
		readonly points: string;
	} | null;
	readonly taken: {
		readonly kind: string;
		readonly points: string;
		readonly by: string;
		readonly reason: string;
	} | null;
}

/** How long everybody was on stage. */
export interface TimingContent {
	readonly kind: 'timing';
	readonly parts: readonly {
		readonly path: string;
		readonly name: Name;
		readonly limitMs: number | null;
		readonly minMs: number | null;
		readonly rows: readonly TimingRow[];
	}[];
	readonly voided: readonly {
		readonly team: string;
		/** Null: all parts. */
		readonly part: Name | null;
		readonly attempt: number;
		readonly times: readonly { readonly part: Name; readonly durationMs: number }[];
		readonly reason: string;
		readonly by: string;
		readonly at: string;
	}[];
}

export interface PaperSeat {
	readonly id: string;
	readonly label: string;
	readonly name: string;
	readonly role: string;
	readonly speciality: string | null;
}

/** A sheet that was opened again after it was handed in. */
export interface SheetChange {
	readonly at: string;
	readonly by: string;
	/** Who agreed, where that takes two. */
	readonly second: string | null;
	readonly reason: string;
	readonly marks: readonly {
		readonly path: string;
		readonly before: string | null;
		readonly after: string | null;
	}[];
}

export interface SheetHandedIn {
	/** Null: all parts on one sheet. */
	readonly part: Name | null;
	/** Null: not in. */
	readonly finalAt: string | null;
	readonly source: string;
	/** Who keyed a paper sheet in. */
	readonly keyedBy: readonly string[];
}

/** One judge's marks for one team; nothing of a sheet that is not handed in. */
export interface SheetContent {
	readonly seatId: string;
	readonly teamId: string;
	readonly standing: 'marks' | 'conflict' | 'absent' | 'notCompeting';
	readonly marks: Readonly<Record<string, string>>;
	/** By part: the marks times their coefficients; null while one is missing. */
	readonly sums: Readonly<Record<string, string | null>>;
	readonly handedIn: readonly SheetHandedIn[];
	readonly changes: readonly SheetChange[];
}

/** The parts that judges mark, as the rules name them. */
export interface SheetPart {
	readonly path: string;
	readonly name: Name;
	readonly judgeKinds: readonly string[];
	readonly criteria: readonly {
		readonly path: string;
		readonly name: Name;
		readonly max: string;
		readonly coefficient: string;
	}[];
}

/** All sheets of one judge, team by team. */
export interface JudgeContent {
	readonly kind: 'judge';
	readonly seat: PaperSeat;
	readonly parts: readonly SheetPart[];
	readonly teams: readonly SheetTeam[];
	readonly sheets: readonly SheetContent[];
}

/** All judges' sheets of one team. */
export interface TeamContent {
	readonly kind: 'team';
	readonly team: SheetTeam;
	readonly parts: readonly SheetPart[];
	readonly seats: readonly PaperSeat[];
	readonly sheets: readonly SheetContent[];
}

/** Teams by judges, and what came of it. */
export interface SummaryContent extends Pick<PublishedResult, 'stage' | 'sheet' | 'standings' | 'teams'> {
	readonly kind: 'summary';
	readonly panel: readonly PaperSeat[];
}

export type PaperContent = DrawContent | TimingContent | JudgeContent | TeamContent | SummaryContent;

/** SHA-256 of the canonical JSON of what a paper says: printed on it, and held against what holds later. */
export function contentHash(content: PaperContent): string {
	return sha256Hex(canonicalJson(content));
}

/** What is in a published result and in the standings of this moment, brought to one form: judges by their seats. */
export function summaryContent(
	from: Pick<PublishedResult, 'sheet' | 'standings' | 'teams' | 'panel'> & { readonly stage: Stage }
): SummaryContent {
	const { stage, sheet, standings, teams, panel } = from;
	const labels = new Map(panel.map(({ id, label }) => [id, label]));
	const canonical = <T>(items: readonly T[]): T[] => sortedBy(items, canonicalJson);
	return {
		kind: 'summary',
		stage,
		standings,
		teams,
		panel: panel.map(({ id, label, name, role, speciality }) => ({ id, label, name, role, speciality })),
		sheet: {
			...sheet,
			judges: sheet.judges.map((judge) => ({ ...judge, name: labels.get(judge.id) ?? judge.name })),
			marks: canonical(sheet.marks),
			exclusions: canonical(sheet.exclusions),
			givenScores: canonical(sheet.givenScores),
			deductions: canonical(sheet.deductions),
			timings: canonical(sheet.timings)
		}
	};
}
