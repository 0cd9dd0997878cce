import type { RequestEvent } from '@sveltejs/kit';
import { ANONYMOUS, type Actor } from '#lib/domain/access/actor.ts';

type Locals = Pick<App.Locals, 'actor' | 'tablet' | 'isAwake'>;

/** Who works here: the account that is signed in, else the tablet of a seat at the panel's table while it is awake. */
export function atDesk({ actor, tablet, isAwake }: Locals): Actor {
	if (actor.kind === 'account') return actor;
	return isAwake ? tablet : ANONYMOUS;
}

/** The same request, asked by whoever is at the desk: a tablet's seat acts where nobody is signed in. */
export function asked<Event extends RequestEvent>(event: Event): Event {
	return { ...event, locals: { ...event.locals, actor: atDesk(event.locals) } };
}

/** Where a sleeping tablet that wants to the desk of its round gives its PIN first; null for everybody else. */
export function pinFirst(
	{ actor, tablet, isAwake }: Locals,
	{ pathname, search }: Pick<URL, 'pathname' | 'search'>,
	method: string
): string | null {
	if (actor.kind === 'account' || tablet.kind !== 'device' || isAwake) return null;
	const desk = `/desk/rounds/${tablet.roundId}`;
	if (pathname !== desk && !pathname.startsWith(`${desk}/`)) return null;
	// What was asked is not done, so its `?/action` is no place to come back to.
	const to = method === 'GET' ? pathname + search : pathname;
	return `/judge/wake?to=${encodeURIComponent(to)}`;
}
