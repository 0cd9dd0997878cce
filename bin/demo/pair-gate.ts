import type { GateBundle } from '#lib/domain/admission/bundle.ts';
import type { BundleAnswer, GateStanding } from '#lib/live/gate-protocol.ts';
import { GATE_COOKIE } from '#lib/server/gate/gate-session.ts';

export interface GateToPair {
	/** Where the server listens. */
	readonly url: string;
	/** What the server is called by browsers: forms are taken from there only. */
	readonly origin: string;
	/** Path of the one-time link. */
	readonly link: string;
	readonly operator: { readonly id: string; readonly pin: string };
}

export interface PairedGate {
	/** As it goes into a request's header. */
	readonly cookie: string;
	readonly bundle: GateBundle;
	readonly standing: GateStanding;
}

/** What somebody does with a new tablet: opens the link, presses the button, gives the PIN; the roster comes by itself. */
export async function pairGate({ url, origin, link, operator }: GateToPair): Promise<PairedGate> {
	const paired = await fetch(url + link, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
		body: ''
	});
	const own = paired.headers.getSetCookie().find((cookie) => cookie.startsWith(`${GATE_COOKIE}=`));
	if (!own) throw new Error(`a gate’s tablet could not be paired: HTTP ${paired.status}`);
	const cookie = own.split(';')[0]!;
	const shift = await fetch(`${url}/api/gate/shift`, {
		method: 'POST',
		headers: { cookie, 'content-type': 'application/json' },
		body: JSON.stringify({ operatorId: operator.id, pin: operator.pin })
	});
	if (!shift.ok) throw new Error(`a shift did not begin: HTTP ${shift.status}`);
	const answer = await fetch(`${url}/api/gate/bundle`, { headers: { cookie } });
	const whole = (await answer.json()) as BundleAnswer;
	if (whole.kind !== 'whole') throw new Error('a new tablet got no whole roster');
	return { cookie, bundle: whole.bundle, standing: whole.standing };
}
