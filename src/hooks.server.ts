import type { Handle } from '@sveltejs/kit';
import { paraglideMiddleware } from '#lib/paraglide/server.js';

export const handle: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, ({ locale }) => {
		event.locals.locale = locale;
		return resolve(event, {
			transformPageChunk: ({ html }) =>
				html
					.replace('%kheo.lang%', locale)
					.replace('%kheo.theme%', event.url.pathname.startsWith('/stage') ? 'hall' : 'paper')
		});
	});
