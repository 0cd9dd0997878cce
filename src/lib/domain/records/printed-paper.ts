import { namesVersion, type PaperKind } from './paper-name.ts';

/** A paper that left the desk. */
export interface PrintedPaper {
	readonly kind: PaperKind;
	/** Of the result that it names; 0 for none. */
	readonly version: number;
	/** It says of itself that it is not final. */
	readonly isDraft: boolean;
	/** SHA-256 over what it says. */
	readonly hash: string;
	readonly isWithdrawn: boolean;
}

/** The same paper as it would be printed now. */
export interface PaperNow {
	readonly isDraft: boolean;
	readonly hash: string;
}

export interface RoundNow {
	/** Null: there is no such paper any more. */
	readonly paper: PaperNow | null;
	/** Of the newest published result; 0 before there is one. */
	readonly version: number;
	/** A withdrawal has changed the teams that go on since that version was published. */
	readonly isListChanged: boolean;
}

/**
 * What a printed paper is worth now. holds: it says what holds · draft: it says so too, but as a draft, and there is a final
 * one · replaced: another version of the result was published · list: the teams that go on are others now · differs: it says
 * something else than what holds · changing: what it says is being corrected · withdrawn: the desk has it back.
 */
export const PRINT_STANDINGS = [
	'holds',
	'draft',
	'replaced',
	'list',
	'differs',
	'changing',
	'withdrawn'
] as const;
export type PrintStanding = (typeof PRINT_STANDINGS)[number];

export function printStanding(print: PrintedPaper, now: RoundNow): PrintStanding {
	if (print.isWithdrawn) return 'withdrawn';
	if (namesVersion(print.kind) && !print.isDraft) {
		if (print.version < now.version) return 'replaced';
		return print.kind === 'record' && now.isListChanged ? 'list' : 'holds';
	}
	if (now.paper === null) return 'differs';
	if (print.hash === now.paper.hash) return print.isDraft && !now.paper.isDraft ? 'draft' : 'holds';
	return !print.isDraft && now.paper.isDraft ? 'changing' : 'differs';
}

/** Whether a paper must be fetched back: somebody may hold it who believes what it says. */
export function mustComeBack(standing: PrintStanding): boolean {
	return standing !== 'holds' && standing !== 'draft' && standing !== 'withdrawn';
}
