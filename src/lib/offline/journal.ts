import type { Difference, GivenMark, JudgeRefusal, MarkView } from '#lib/live/judge-protocol.ts';

/**
 * What a judge did on this tablet, in the order in which it was done; written before anything is sent and never changed.
 * `seatId` is the seat that the tablet was paired with then: nothing is ever delivered for another one.
 */
export type Entry = Readonly<
	{ seq: number; id: string; seatId: string; teamId: string; deviceTime: number } & (
		| { kind: 'mark'; criterion: string; value: string | null }
		| { kind: 'final'; partKey: string; marks: Readonly<Record<string, string>> }
	)
>;
export type MarkEntry = Extract<Entry, { kind: 'mark' }>;
export type FinalEntry = Extract<Entry, { kind: 'final' }>;

/** How an entry ended; without one it is on this tablet only. Appended beside the entries, never instead of them. */
export type Outcome = Readonly<
	{ id: string } & (
		| { kind: 'received'; serverSeq: number }
		| { kind: 'refused'; code: JudgeRefusal; differences?: readonly Difference[] }
		/** Taken back by the judge: handing in before it was sent, a refused mark after it was read. */
		| { kind: 'dropped' }
	)
>;

export interface Journal {
	readonly seatId: string;
	/** By rising `seq`. */
	readonly entries: readonly Entry[];
	readonly outcomes: ReadonlyMap<string, Outcome>;
}

export function journalOf(seatId: string, entries: readonly Entry[], outcomes: readonly Outcome[]): Journal {
	return {
		seatId,
		entries: entries.filter((entry) => entry.seatId === seatId).toSorted((a, b) => a.seq - b.seq),
		outcomes: new Map(outcomes.map((outcome) => [outcome.id, outcome]))
	};
}

export function written(journal: Journal, entry: Entry): Journal {
	return { ...journal, entries: [...journal.entries, entry] };
}

export function settled(journal: Journal, outcomes: readonly Outcome[]): Journal {
	const all = new Map(journal.outcomes);
	for (const outcome of outcomes) all.set(outcome.id, outcome);
	return { ...journal, outcomes: all };
}

/** Everything that is on this tablet only, oldest first. */
export function undelivered(journal: Journal): Entry[] {
	return journal.entries.filter((entry) => !journal.outcomes.has(entry.id));
}

export type Delivery =
	| { readonly kind: 'marks'; readonly entries: readonly MarkEntry[] }
	| { readonly kind: 'final'; readonly entry: FinalEntry };

/** What goes to the server next: the oldest marks up to `most`, but never past a handing in, which waits for its marks. */
export function nextDelivery(journal: Journal, most: number): Delivery | null {
	const waiting = undelivered(journal);
	const first = waiting[0];
	if (!first) return null;
	if (first.kind === 'final') return { kind: 'final', entry: first };
	const end = waiting.findIndex((entry) => entry.kind === 'final');
	const marks = waiting.slice(0, end < 0 ? waiting.length : end).slice(0, most);
	return { kind: 'marks', entries: marks as MarkEntry[] };
}

export function asGiven({ id, seq, teamId, criterion, value, deviceTime }: MarkEntry): GivenMark {
	return { id, seq, teamId, criterion, value, deviceTime };
}

/** One mark on the screen, and the truth about where it is. */
export interface Cell {
	readonly value: string | null;
	/** received: the server has exactly this · tablet: on this tablet only · refused: the server did not take it. */
	readonly where: 'empty' | 'tablet' | 'received' | 'refused';
	readonly code?: JudgeRefusal;
	/** What the server has, where that is something else. */
	readonly server?: string | null;
}

export const cellKey = (teamId: string, criterion: string) => `${teamId} ${criterion}`;

/**
 * Every mark as the screen shows it: the newest on this tablet, or the server's where it is newer (paper, another tablet).
 * A missing mark is not a zero and has no cell.
 */
export function cellsOf(journal: Journal, marks: readonly MarkView[]): ReadonlyMap<string, Cell> {
	const server = new Map(marks.map((mark) => [cellKey(mark.teamId, mark.criterion), mark]));
	const cells = new Map<string, Cell>();
	for (const [key, { value }] of server) {
		cells.set(key, { value, where: value === null ? 'empty' : 'received' });
	}
	for (const entry of journal.entries) {
		if (entry.kind !== 'mark') continue;
		const key = cellKey(entry.teamId, entry.criterion);
		const outcome = journal.outcomes.get(entry.id);
		const known = server.get(key);
		const { value } = entry;
		if (!outcome) {
			cells.set(key, { value, where: 'tablet', server: known?.value ?? null });
		} else if (outcome.kind === 'refused' && outcome.code !== 'judging_out_of_order') {
			cells.set(key, { value, where: 'refused', code: outcome.code, server: known?.value ?? null });
		} else if (outcome.kind === 'received' && outcome.serverSeq >= (known?.seq ?? 0)) {
			cells.set(key, { value, where: value === null ? 'empty' : 'received' });
		} else if (outcome.kind === 'received' && known) {
			cells.set(key, { value: known.value, where: known.value === null ? 'empty' : 'received' });
		}
	}
	return cells;
}

/** The newest handing in of a sheet that was not taken back, with how it stands. */
export function handingIn(
	journal: Journal,
	teamId: string,
	partKey: string
): { readonly entry: FinalEntry; readonly outcome: Outcome | null } | null {
	const entry = journal.entries.findLast(
		(known): known is FinalEntry =>
			known.kind === 'final' && known.teamId === teamId && known.partKey === partKey
	);
	if (!entry) return null;
	const outcome = journal.outcomes.get(entry.id) ?? null;
	return outcome?.kind === 'dropped' ? null : { entry, outcome };
}
