import { redirect, type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { ANONYMOUS } from '#lib/domain/access/actor.ts';
import { newId } from '#lib/live/id.ts';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { app } from '#lib/server/app.ts';
import { accountActor } from '#lib/server/auth/account-actor.ts';
import { DEVICE_COOKIE } from '#lib/server/auth/device-actor.ts';
import { setLocaleCookie } from '#lib/server/auth/locale-cookie.ts';
import { AWAKE_COOKIE, setAwake, tabletOf } from '#lib/server/auth/tablet.ts';
import { pinFirst } from '#lib/server/desk/at-desk.ts';
import { log } from '#lib/server/log.ts';
import { startPostOffice } from '#lib/server/mail/start-post-office.ts';
import { metrics } from '#lib/server/metrics/metrics.ts';
import { TEAM_COOKIE, teamActor } from '#lib/server/quiz/team-actor.ts';
import { exposeSockets } from '#lib/server/realtime/attach.ts';
import { startPublisher } from '#lib/server/realtime/publisher.ts';
import { smallPage } from '#lib/server/small-page.ts';

export const init: ServerInit = async () => {
	exposeSockets();
	startPublisher();
	startPostOffice();
};

const identify: Handle = async ({ event, resolve }) => {
	const { locals, cookies } = event;
	locals.requestId = newId();
	locals.actor = ANONYMOUS;
	locals.tablet = ANONYMOUS;
	locals.team = ANONYMOUS;
	locals.isAwake = false;
	locals.sessionId = null;
	const { database, sessions } = app();
	const sessionId = cookies.get(sessions.sessionCookieName);
	if (sessionId) {
		const { session, user } = await sessions.validateSession(sessionId);
		if (session && user) {
			locals.actor = await accountActor(database.read, user.id);
			locals.sessionId = session.id;
		}
		if (!session || session.fresh) {
			const cookie = session ? sessions.createSessionCookie(session.id) : sessions.createBlankSessionCookie();
			cookies.set(cookie.name, cookie.value, { path: '/', ...cookie.attributes });
		}
	}
	const token = cookies.get(DEVICE_COOKIE);
	if (token) {
		const tablet = await tabletOf(
			database.read,
			{ token, awake: cookies.get(AWAKE_COOKIE) ?? null },
			new Date()
		);
		locals.tablet = tablet.actor;
		locals.isAwake = tablet.isAwake;
		// A page that reads its data again because of news is nobody's touch.
		if (tablet.touched && !event.isDataRequest) setAwake(event, tablet.touched);
	}
	const answering = cookies.get(TEAM_COOKIE);
	if (answering) locals.team = await teamActor(database.read, answering, new Date());
	return resolve(event);
};

/** Before anything at the desk is read or done: a tablet that sleeps is asked for its PIN, and goes on from there. */
const askPin: Handle = ({ event, resolve }) => {
	const pin = pinFirst(event.locals, event.url, event.request.method);
	if (pin) redirect(303, pin);
	return resolve(event);
};

/** `?lang=en` in a link that somebody passes on: remembered, then the clean address. */
const choose: Handle = ({ event, resolve }) => {
	const locale = event.request.method === 'GET' ? event.url.searchParams.get('lang') : null;
	if (locale === null) return resolve(event);
	setLocaleCookie(event.cookies, locale);
	const clean = new URL(event.url);
	clean.searchParams.delete('lang');
	// Two slashes in front would be another site's address.
	redirect(303, clean.pathname.replace(/^\/+/, '/') + clean.search);
};

const speak: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, ({ locale }) => {
		event.locals.locale = locale;
		return resolve(event, {
			transformPageChunk: ({ html }) =>
				html
					.replace('%kheo.lang%', locale)
					.replace('%kheo.theme%', event.url.pathname.startsWith('/stage') ? 'hall' : 'paper')
		});
	});

/** Pages for everybody, without a word of the visitor's own; the registration's and a ticket's are not among them. */
const AUDIENCE = /^\/\((public|stage)\)(?!\/(register|vote|delegations|ask))/;

const harden: Handle = async ({ event, resolve }) => {
	const began = performance.now();
	const response = await resolve(event);
	const { requestId } = event.locals;
	log.info(
		{
			requestId,
			method: event.request.method,
			route: event.route.id,
			status: response.status,
			ms: Math.round(performance.now() - began)
		},
		'request'
	);
	metrics.requests.add(1, { status: `${Math.floor(response.status / 100)}xx` });
	const { headers } = response;
	if (requestId) headers.set('X-Request-Id', requestId);
	headers.set('X-Content-Type-Options', 'nosniff');
	headers.set('Referrer-Policy', 'same-origin');
	headers.set('Permissions-Policy', 'camera=(self), microphone=(), geolocation=(), payment=()');
	headers.set('Cross-Origin-Opener-Policy', 'same-origin');
	headers.set('Cross-Origin-Resource-Policy', 'same-origin');
	if (event.url.protocol === 'https:') headers.set('Strict-Transport-Security', 'max-age=31536000');
	const { actor, tablet, team } = event.locals;
	if (actor?.kind === 'account' || tablet?.kind === 'device' || team?.kind === 'team') {
		if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store');
		return response;
	}
	return AUDIENCE.test(event.route.id ?? '') ? smallPage(event.request, response) : response;
};

export const handle = sequence(harden, identify, askPin, choose, speak);

export const handleError: HandleServerError = ({ error, event, status, message }) => {
	// An address that nobody has made or written right, or a form that is none: whoever asked is mistaken, and nothing failed.
	if (status < 500) return { message };
	const reference = event.locals.requestId?.slice(-12) ?? newId().slice(-12);
	// The route, not the path: addresses of registration and pairing hold secrets.
	log.error({ reference, route: event.route.id, err: error }, 'request failed');
	// The plain page that is left when no other can be made shows the message only.
	return { message: `${message} (${reference})`, reference };
};
