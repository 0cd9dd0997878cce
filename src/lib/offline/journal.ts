import type { LetterContent } from '#lib/live/hand-over/letter.ts';
import type {
	Difference,
	GivenMark,
	HeldKind,
	HeldView,
	JudgeRefusal,
	MarkView
} from '#lib/live/judge-protocol.ts';

/**
 * What a judge did on this tablet, in the order in which it was done; written before anything is sent and never changed.
 * `seatId` is the seat that the tablet was paired with then: nothing is ever delivered for another one.
 */
export type Entry = Readonly<
	{
		seq: number;
		id: string;
		seatId: string;
		teamId: string;
		deviceTime: number;
		/** The pairing under which it was written. */
		deviceId?: string;
		/** This tablet's clock minus the server's as last measured, in milliseconds. */
		clockOffsetMs?: number | null;
		/** Of the turn, as it was on the screen then; the first where it is left out. */
		attempt?: number;
	} & (
		| {
				kind: 'mark';
				criterion: string;
				value: string | null;
				/** The server's newest mark of this cell that was on the screen then. */
				base?: number;
				/** Held marks between which the judge picked with this one. */
				settles?: readonly string[];
		  }
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
		/** The server has it, but it does not count until a person decides. */
		| { kind: 'held'; held: HeldKind }
		/** Another tablet carried it, and the server's receipt was typed in here; how it ended is not known here yet. */
		| { kind: 'carried' }
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

/** What has no answer of the server yet; also what was carried there, to learn how it ended. */
function unanswered({ entries, outcomes }: Journal): Entry[] {
	return entries.filter(({ id }) => (outcomes.get(id)?.kind ?? 'carried') === 'carried');
}

/** What goes to the server next: the oldest marks up to `most`, but never past a handing in, which waits for its marks. */
export function nextDelivery(journal: Journal, most: number): Delivery | null {
	const waiting = unanswered(journal);
	const first = waiting[0];
	if (!first) return null;
	if (first.kind === 'final') return { kind: 'final', entry: first };
	const end = waiting.findIndex((entry) => entry.kind === 'final');
	const marks = waiting.slice(0, end < 0 ? waiting.length : end).slice(0, most);
	return { kind: 'marks', entries: marks as MarkEntry[] };
}

/** The number of the newest mark of a cell that the server has, as far as this tablet knows. */
export function knownSeq(
	journal: Journal,
	cell: { readonly teamId: string; readonly criterion: string },
	marks: readonly MarkView[] = [],
	before = Infinity
): number {
	let newest = 0;
	for (const mark of marks) {
		if (mark.teamId === cell.teamId && mark.criterion === cell.criterion) newest = Math.max(newest, mark.seq);
	}
	for (const entry of journal.entries) {
		if (entry.kind !== 'mark' || entry.seq >= before) continue;
		if (entry.teamId !== cell.teamId || entry.criterion !== cell.criterion) continue;
		const outcome = journal.outcomes.get(entry.id);
		if (outcome?.kind === 'received') newest = Math.max(newest, outcome.serverSeq);
	}
	return newest;
}

/** As it is sent. What this tablet wrote before for the same cell was known to the judge too, whenever it arrived. */
export function asGiven(journal: Journal, entry: MarkEntry): GivenMark {
	const { id, seq, teamId, criterion, value, deviceTime, clockOffsetMs, settles, attempt } = entry;
	return {
		id,
		seq,
		teamId,
		criterion,
		value,
		deviceTime,
		base: Math.max(entry.base ?? 0, knownSeq(journal, entry, [], entry.seq)),
		...(typeof clockOffsetMs === 'number' ? { clockOffsetMs } : {}),
		...(settles?.length ? { settles: [...settles] } : {}),
		...(attempt ? { attempt } : {})
	};
}

/** One of the marks between which a judge picks who marked the same on two tablets. */
export interface Version {
	readonly value: string | null;
	/** Null for what the server counts now. */
	readonly heldId: string | null;
	readonly deviceId: string | null;
	readonly deviceTime: number | null;
}

/** One mark on the screen, and the truth about where it is. */
export interface Cell {
	readonly value: string | null;
	/**
	 * received: the server has exactly this · carried: another tablet brought it there · tablet: on this tablet only · refused: the server did not take it · held: a mark
	 * came too late and waits for the chair · diverged: two tablets differ, the judge picks.
	 */
	readonly where: 'empty' | 'tablet' | 'carried' | 'received' | 'refused' | 'held' | 'diverged';
	readonly code?: JudgeRefusal;
	/** What the server has, where that is something else. */
	readonly server?: string | null;
	/** held: the mark that came too late. */
	readonly late?: string | null;
	/** diverged: what there is to pick from, the server's first. */
	readonly versions?: readonly Version[];
}

export const cellKey = (teamId: string, criterion: string) => `${teamId} ${criterion}`;

/**
 * Every mark as the screen shows it: the newest on this tablet, or the server's where it is newer (paper, another tablet).
 * A missing mark is not a zero and has no cell.
 */
export function cellsOf(
	journal: Journal,
	marks: readonly MarkView[],
	held: readonly HeldView[] = []
): ReadonlyMap<string, Cell> {
	const server = new Map(marks.map((mark) => [cellKey(mark.teamId, mark.criterion), mark]));
	const kept = new Map(held.map((one) => [one.id, one]));
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
		} else if (outcome.kind === 'carried') {
			cells.set(key, { value, where: 'carried', server: known?.value ?? null });
		} else if (outcome.kind === 'refused' && outcome.code !== 'judging_out_of_order') {
			cells.set(key, { value, where: 'refused', code: outcome.code, server: known?.value ?? null });
		} else if (outcome.kind === 'held' && !kept.get(entry.id)?.decision) {
			cells.set(key, { value: known?.value ?? null, where: 'held', late: value });
		} else if (outcome.kind === 'received' && outcome.serverSeq >= (known?.seq ?? 0)) {
			cells.set(key, { value, where: value === null ? 'empty' : 'received' });
		} else if (outcome.kind === 'received' && known) {
			cells.set(key, { value: known.value, where: known.value === null ? 'empty' : 'received' });
		}
	}
	const picked = pickedIn(journal);
	for (const one of held) {
		if (one.criterion === null || one.decision !== null || picked.has(one.id)) continue;
		const key = cellKey(one.teamId, one.criterion);
		const known = server.get(key)?.value ?? null;
		const before = cells.get(key);
		if (one.kind === 'diverged') cells.set(key, diverged(known, one, before));
		else if (before?.where !== 'tablet') cells.set(key, { value: known, where: 'held', late: one.value });
	}
	return cells;
}

/** Held marks that this judge has dealt with on this tablet, whether or not the server knows it yet. */
function pickedIn(journal: Journal): ReadonlySet<string> {
	const settles = journal.entries.flatMap((entry) => {
		const outcome = journal.outcomes.get(entry.id)?.kind ?? 'received';
		return entry.kind === 'mark' && entry.settles && (outcome === 'received' || outcome === 'held')
			? entry.settles
			: [];
	});
	return new Set(settles);
}

/** No value: as long as the judge has not picked, the cell counts as not marked and the sheet cannot be handed in. */
function diverged(server: string | null, one: HeldView, before: Cell | undefined): Cell {
	const first: Version = { value: server, heldId: null, deviceId: null, deviceTime: null };
	const others = before?.where === 'diverged' ? before.versions!.slice(1) : [];
	const { value, id: heldId, deviceId, deviceTime } = one;
	// What a tablet wrote later takes the place of what it wrote before.
	const kept = others.filter((version) => version.deviceId !== deviceId);
	return {
		value: null,
		where: 'diverged',
		server,
		versions: [first, ...kept, { value, heldId, deviceId, deviceTime }]
	};
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

/** What one tablet hands over to another, in order: everything that no server has acknowledged. */
export function handedOver(journal: Journal): LetterContent {
	return undelivered(journal).map((entry) =>
		entry.kind === 'mark'
			? { kind: 'mark', ...asGiven(journal, entry) }
			: {
					kind: 'final',
					key: entry.id,
					teamId: entry.teamId,
					partKey: entry.partKey,
					marks: { ...entry.marks },
					...(entry.attempt ? { attempt: entry.attempt } : {})
				}
	);
}
