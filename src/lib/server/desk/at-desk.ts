import type { RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#lib/domain/access/actor.ts';

type Locals = Pick<App.Locals, 'actor' | 'tablet'>;

/** Who works here: the account that is signed in, else the tablet of a seat at the panel's table. */
export function atDesk({ actor, tablet }: Locals): Actor {
	return actor.kind === 'account' ? actor : tablet;
}

/** The same request, asked by whoever is at the desk: a tablet's seat acts where nobody is signed in. */
export function asked<Event extends RequestEvent>(event: Event): Event {
	return { ...event, locals: { ...event.locals, actor: atDesk(event.locals) } };
}
