import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import type { Locale } from '#lib/words/figure.ts';
import { honouredEvent, type EventNamed } from './public-event.ts';
import { publicRoll, ROLL_SORTS } from './public-roll.ts';

interface Asking {
	readonly url: URL;
	readonly locals: { readonly locale: Locale };
	setHeaders(headers: Record<string, string>): void;
}

/** For the page of an event's honours: answers 404 where nothing is published. What is taken down stays in no cache and in no search engine. */
export async function honoursPage({ url, locals, setHeaders }: Asking, named: EventNamed) {
	setHeaders({ 'X-Robots-Tag': 'noindex', 'Cache-Control': 'private, no-cache' });
	const { searchParams: search } = url;
	const asked = {
		query: search.get('q') ?? '',
		sort: ROLL_SORTS.find((one) => one === search.get('sort')) ?? ('decision' as const),
		page: Math.trunc(Number(search.get('page'))) || 1
	};
	return app().database.snapshot(async (read) => {
		const event = found(await honouredEvent(read, named, locals.locale));
		const roll = found(await publicRoll(read, named, asked));
		return { event, roll, isOnScreen: search.get('view') === 'screen' };
	});
}
export type HonoursPage = Awaited<ReturnType<typeof honoursPage>>;
