import { nameSortKey } from '#lib/domain/people/collation.ts';
import { inVietnameseOrder } from '#lib/domain/people/vietnamese-order.ts';
import { byCodeUnit } from '#lib/domain/shared/order.ts';
import type { SubjectKind } from './award-kind.ts';

/** place: as a result placed them · name: the Vietnamese way · unit: unit by unit, by name in each. */
export const RECIPIENT_ORDERS = ['place', 'name', 'unit'] as const;
export type RecipientOrder = (typeof RECIPIENT_ORDERS)[number];

interface Ordered {
	readonly id: string;
	readonly subject: SubjectKind;
	readonly name: string;
	readonly unit: string;
	readonly place: number | null;
}

/** People by given name, then family name; collectives and households as their names are read. */
function byName(a: Ordered, b: Ordered): number {
	if (a.subject !== 'individual' || b.subject !== 'individual') return inVietnameseOrder(a.name, b.name);
	return byCodeUnit(nameSortKey(a.name), nameSortKey(b.name));
}

const RULES: Readonly<Record<RecipientOrder, (a: Ordered, b: Ordered) => number>> = {
	// Who has no place comes behind; equals stay as they stand.
	place: (a, b) => (a.place ?? Infinity) - (b.place ?? Infinity) || 0,
	name: byName,
	unit: (a, b) => inVietnameseOrder(a.unit, b.unit) || byName(a, b)
};

/** The recipients' ids by a rule. Collectives stand before individuals, households last, as decisions list them. */
export function inOrder(recipients: readonly Ordered[], rule: RecipientOrder): string[] {
	const group = { collective: 0, individual: 1, household: 2 };
	return recipients
		.toSorted((a, b) => (rule === 'place' ? 0 : group[a.subject] - group[b.subject]) || RULES[rule](a, b))
		.map(({ id }) => id);
}

/** The ids with the one at `from` put at `to`, both counted from one; null where there is none. */
export function movedTo(ids: readonly string[], id: string, to: number): string[] | null {
	if (!ids.includes(id)) return null;
	const rest = ids.filter((one) => one !== id);
	const at = Math.min(Math.max(to, 1), ids.length) - 1;
	return [...rest.slice(0, at), id, ...rest.slice(at)];
}
