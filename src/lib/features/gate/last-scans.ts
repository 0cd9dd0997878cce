import { type VerdictCode } from '#lib/domain/admission/verdict.ts';
import type { GateRecordKept, ShownKept } from '#lib/offline/gate-store.ts';
import { titleOf } from './card.ts';
import type { Answered } from './scan-facts.ts';

/** A showing as the list of the last ones has it. */
export interface LastScan {
	readonly scanId: string;
	/** By the server's clock, in milliseconds since 1970. */
	readonly atMs: number;
	/** Empty where this tablet knows of none. */
	readonly name: string;
	readonly title: string;
	readonly code: VerdictCode;
	readonly isOffline: boolean;
	readonly isUndone: boolean;
}

const LISTED = 5;

/** What people are about to see of a showing, for the journal: who it is by number only, because records are not sealed. */
export function shownOf({ code, facts, overridden }: Answered, at: Date, isOffline: boolean): ShownKept {
	return {
		...{ at: at.getTime(), code, overridden, isOffline, delegateId: facts.delegate?.delegateId ?? null },
		...(code === 'ALREADY' && facts.since ? { since: facts.since } : {}),
		...(facts.isLogged ? { isLogged: true } : {}),
		...(facts.isHandOver ? { isHandOver: true } : {})
	};
}

/**
 * The last showings whose answer people saw, the newest first, read from the journal: the same before and after a reload.
 *
 * @param nameOf the name that this tablet may hold of a delegate, or of who was named with a showing; empty where none
 */
export function lastScans(
	records: readonly GateRecordKept[],
	nameOf: (scanId: string, delegateId: string | null) => string
): readonly LastScan[] {
	const listed: LastScan[] = [];
	const undone = new Set<string>();
	// From the newest: a taking back comes after its showing.
	for (let at = records.length - 1; at >= 0 && listed.length < LISTED; at--) {
		const { item, shown, refused } = records[at]!;
		if (item.kind === 'void' && refused === undefined) undone.add(item.scanId);
		if (item.kind !== 'scan' || !shown) continue;
		const { code, delegateId, isOffline, overridden } = shown;
		listed.push({
			...{ scanId: item.id, atMs: shown.at, name: nameOf(item.id, delegateId) },
			...{ title: titleOf(code, shown, overridden), code, isOffline, isUndone: undone.has(item.id) }
		});
	}
	return listed;
}
