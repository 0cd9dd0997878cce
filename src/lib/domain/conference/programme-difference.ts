import type { ListedSpeech, ProgrammeItem } from './programme.ts';

/** What a new version of the programme changes against the one that people hold in their hands. */
export interface ProgrammeDifference {
	readonly added: readonly ProgrammeItem[];
	readonly removed: readonly ProgrammeItem[];
	/** To another room. */
	readonly moved: readonly ProgrammeChange[];
	readonly retimed: readonly ProgrammeChange[];
	readonly renamed: readonly ProgrammeChange[];
	/** Given by somebody else. */
	readonly handedOver: readonly ProgrammeChange[];
	/** Other speeches, or in another order, or of other lengths. */
	readonly respoken: readonly ProgrammeChange[];
}

export interface ProgrammeChange {
	readonly before: ProgrammeItem;
	readonly after: ProgrammeItem;
}

/** An item that moved and was retimed is in both lists. Actual times are no change of the programme. */
export function programmeDifference(
	released: readonly ProgrammeItem[],
	draft: readonly ProgrammeItem[]
): ProgrammeDifference {
	const before = new Map(released.map((item) => [item.id, item]));
	const after = new Set(draft.map(({ id }) => id));
	const kept = draft
		.filter(({ id }) => before.has(id))
		.map((item) => ({ before: before.get(item.id)!, after: item }));
	return {
		added: draft.filter(({ id }) => !before.has(id)),
		removed: released.filter(({ id }) => !after.has(id)),
		moved: kept.filter((change) => change.before.room !== change.after.room),
		retimed: kept.filter(
			(change) =>
				!isSameTime(change.before.plannedStart, change.after.plannedStart) ||
				!isSameTime(change.before.plannedEnd, change.after.plannedEnd)
		),
		renamed: kept.filter(
			(change) =>
				!isSameText(change.before.title, change.after.title) ||
				!isSameText(change.before.titleEn, change.after.titleEn) ||
				change.before.kind !== change.after.kind
		),
		handedOver: kept.filter((change) => !isSameText(change.before.owner, change.after.owner)),
		respoken: kept.filter((change) => spoken(change.before.speeches) !== spoken(change.after.speeches))
	};
}

export function isUnchanged(difference: ProgrammeDifference): boolean {
	return Object.values(difference).every((changes) => changes.length === 0);
}

/** 08:00+07:00 and 01:00Z are one time. */
function isSameTime(one: string, other: string): boolean {
	return Date.parse(one) === Date.parse(other);
}

const isSameText = (one: string | null, other: string | null): boolean =>
	(one ?? '').normalize('NFC') === (other ?? '').normalize('NFC');

const spoken = (speeches: readonly ListedSpeech[]): string =>
	JSON.stringify(
		speeches.map(({ id, title, unit, speaker, minutes }) => [id, title, unit, speaker, minutes])
	).normalize('NFC');
