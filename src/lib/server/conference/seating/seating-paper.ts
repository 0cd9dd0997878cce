import { seatName } from '#lib/domain/conference/seating.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { PrintJob } from '#lib/server/documents/job.ts';
import type { SeatingInput } from '#lib/server/documents/seating/seating-input.ts';
import { seatsByUnit } from './seating-query.ts';

interface Asked extends Pick<SeatingInput, 'locale' | 'what' | 'size'> {
	readonly conference: {
		readonly id: string;
		readonly code: string;
		readonly titleVi: string;
		readonly titleEn: string;
		readonly host: { readonly name: string };
	};
	readonly hallId: string;
	readonly at: Date;
}

/** Where units sit in a hall, ready for the printing thread: null where nobody sits there, undefined where there is no such hall. */
export async function seatingPaper(
	read: Tx,
	{ conference, hallId, at: moment, ...asked }: Asked
): Promise<PrintJob | null | undefined> {
	const seats = await seatsByUnit(read, conference.id, hallId);
	if (!seats) return undefined;
	if (seats.units.length === 0) return null;
	const title = asked.locale === 'en' ? conference.titleEn : conference.titleVi;
	const at = moment.toISOString();
	return {
		...{ form: 'pdf', title, at },
		papers: [
			{
				kind: 'seating',
				fileName: 'seating',
				input: {
					...{ ...asked, at, hall: seats.hall.name },
					conference: { code: conference.code, title, host: conference.host.name },
					units: seats.units.map(({ unit, rows, people }) => ({
						unit,
						rows,
						people: people.map(({ name, category, seat }) => ({ name, category, seat: seatName(seat) }))
					}))
				}
			}
		]
	};
}
