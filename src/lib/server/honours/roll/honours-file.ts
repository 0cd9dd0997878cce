import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { answerPaper } from './kept-papers.ts';
import type { EventNamed } from './public-event.ts';
import { publicRollPaper, rollPaperAsked } from './roll-papers.ts';

type Asking = Parameters<typeof answerPaper>[0] & { readonly url: URL };

/** A paper of an event's published honours: `?as=list&decision=…`, or `?as=poster&size=A3|A4`. */
export async function honoursFile(event: Asking, named: EventNamed): Promise<Response> {
	const { searchParams: search } = event.url;
	const paper = found(rollPaperAsked(search));
	const asked = { paper, awardId: search.get('decision'), locale: event.locals.locale };
	const job = await app().database.snapshot((read) => publicRollPaper(read, named, asked));
	return answerPaper(event, found(job));
}
