import * as v from 'valibot';
import { SEAT_ROLES, type SeatRole } from '#lib/domain/access/roles.ts';
import { optionalId, optionalText, text } from './input.ts';

/** One chair at the table: a known person, or one typed anew with the unit that the conflict of interest is read from. */
export const seatFields = v.object({
	seatId: optionalId,
	personId: optionalId,
	fullName: text(120),
	unitId: optionalId,
	role: v.picklist(SEAT_ROLES, 'field_invalid'),
	label: optionalText(20),
	speciality: optionalText(40)
});
export type SeatFields = v.InferOutput<typeof seatFields>;

const LABELS: Readonly<Record<SeatRole, string>> = {
	chair: 'GK',
	judge: 'GK',
	secretary: 'TK',
	timekeeper: 'BG'
};

/** The labels of a panel as typed, with GK1, GK2, TK1, BG1 ... where none was. */
export function labelsOf(
	seats: readonly { readonly role: SeatRole; readonly label: string | null }[]
): string[] {
	const taken = new Set(seats.flatMap(({ label }) => label ?? []));
	return seats.map(({ role, label }) => {
		if (label) return label;
		let number = 1;
		while (taken.has(`${LABELS[role]}${number}`)) number++;
		taken.add(`${LABELS[role]}${number}`);
		return `${LABELS[role]}${number}`;
	});
}
