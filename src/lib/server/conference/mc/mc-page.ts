import type { Tx } from '#lib/server/db/client.ts';
import { honourees } from '../honours/honouree-query.ts';
import { followedProgramme, notesOf } from '../programme/stage-page.ts';
import { speakersHere } from '../speeches/speech-query.ts';

/** What the MC reads: the released programme with its scripts, who of the speakers is here, and who is called on stage. */
export async function mcPage(
	read: Tx,
	conference: { readonly id: string; readonly titleVi: string; readonly titleEn: string },
	{ url, now, locale }: { readonly url: URL; readonly now: Date; readonly locale: 'vi' | 'en' }
) {
	const { id, titleVi, titleEn } = conference;
	return {
		conference: { id, title: locale === 'en' ? titleEn : titleVi },
		...(await followedProgramme(read, id, url, now)),
		notes: await notesOf(read, id),
		here: await speakersHere(read, id),
		honourees: await honourees(read, id)
	};
}
