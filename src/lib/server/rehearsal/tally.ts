import type { GivenMark, MarkAnswer } from '#lib/live/judge-protocol.ts';

/** A mark that a robot made, whether or not the server ever heard of it. */
export interface MadeMark extends GivenMark {
	readonly seatId: string;
}

/** A sheet as a robot handed it in and the server said it was taken. */
export interface HandedIn {
	readonly seatId: string;
	readonly teamId: string;
	readonly partKey: string;
	readonly marks: Readonly<Record<string, string>>;
}

/** What the robots know of their own work: the other side of what the server says it has. */
export class Tally {
	readonly made = new Map<string, MadeMark>();
	/** The last answer for each mark. */
	readonly answers = new Map<string, MarkAnswer>();
	/** Marks that the server answered in two ways that exclude each other. */
	readonly contradicted = new Set<string>();
	readonly handedIn: HandedIn[] = [];
	/** From sending to the acknowledgement, in milliseconds. */
	readonly ackMs: number[] = [];
	/** Marks in frames, each counted as often as it was sent. */
	sent = 0;
	readonly happened: Record<'drops' | 'doubleTaps' | 'switches' | 'lateSheets' | 'absences', number> = {
		drops: 0,
		doubleTaps: 0,
		switches: 0,
		lateSheets: 0,
		absences: 0
	};

	make(mark: MadeMark): void {
		this.made.set(mark.id, mark);
	}

	hear(answer: MarkAnswer): void {
		const before = this.answers.get(answer.id);
		const seq = (one: MarkAnswer | undefined) => (one && 'serverSeq' in one ? one.serverSeq : null);
		if (before && seq(before) !== null && seq(before) !== seq(answer)) this.contradicted.add(answer.id);
		// A refusal after it was stored would be one too; a mark refused first may be taken later.
		else this.answers.set(answer.id, answer);
	}
}

/** The value below which `share` (0 to 1) of the numbers lie; null of none. */
export function percentile(numbers: readonly number[], share: number): number | null {
	if (numbers.length === 0) return null;
	const sorted = numbers.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]!;
}
