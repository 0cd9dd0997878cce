import { timeInVietnam } from '#lib/domain/conference/visits.ts';
import { dayInVietnam } from '#lib/domain/shared/day.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { PrintJob } from '#lib/server/documents/job.ts';
import { letterheadOf } from '#lib/server/documents/letterhead.ts';
import { newestReleases } from './items.ts';

const timeOf = (at: string) => timeInVietnam(new Date(at));

/** The newest released programme, ready for the printing thread: the same release gives the same bytes. Null before the first. */
export async function programmePaper(
	read: Tx,
	conferenceId: string,
	locale: 'vi' | 'en'
): Promise<PrintJob | null> {
	const [newest] = await newestReleases(read, conferenceId, 1);
	if (!newest) return null;
	const conference = await read.conference.findUniqueOrThrow({
		where: { id: conferenceId },
		include: { host: { select: { name: true, kind: true } } }
	});
	const { titleVi, titleEn, venue, isInvented, host } = conference;
	const title = locale === 'en' ? titleEn : titleVi;
	const hasHalls = new Set(newest.items.map(({ hallId }) => hallId)).size > 1;
	const days = Map.groupBy(newest.items, ({ plannedStart }) => dayInVietnam(new Date(plannedStart)));
	const at = newest.at.toISOString();
	return {
		...{ form: 'pdf', title, at },
		papers: [
			{
				kind: 'programme',
				fileName: 'programme',
				input: {
					...{ locale, family: letterheadOf(host.kind), number: newest.number, at },
					conference: { title, host: host.name, venue, isInvented },
					days: [...days].map(([day, items]) => ({
						day,
						items: items.map((item) => ({
							time: `${timeOf(item.plannedStart)} – ${timeOf(item.plannedEnd)}`,
							title: (locale === 'en' && item.titleEn) || item.title,
							owner: item.owner || null,
							room: hasHalls ? item.room : null,
							speeches: item.speeches.map(({ unit, speaker, title: topic }) =>
								[[speaker, unit].filter(Boolean).join(', '), topic].filter(Boolean).join(': ')
							)
						}))
					}))
				}
			}
		]
	};
}
