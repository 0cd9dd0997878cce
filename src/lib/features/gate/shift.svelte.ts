import type { GateOperatorView, GateStanding } from '#lib/live/gate-protocol.ts';
import type { GateStore } from '#lib/offline/gate-store.ts';
import { isPin, LOCAL_PIN_TRIES, pinCheckFor } from '#lib/offline/pin-check.ts';
import { m } from '#lib/paraglide/messages.js';
import { GateRefused, type GateLine } from './gate-line.ts';

/** Who works at this tablet, also begun without network. */
export class Shift {
	operator = $state.raw<GateOperatorView | null>(null);
	/** A shift that began here and that the server does not know of yet: only in this page's memory. */
	#pinForServer: { readonly operatorId: string; readonly pin: string; readonly since: number } | null = null;

	readonly store: GateStore;
	readonly line: GateLine;
	/** The server's clock, as far as the tablet knows it. */
	readonly serverNow: () => number;

	constructor(store: GateStore, line: GateLine, serverNow: () => number) {
		this.store = store;
		this.line = line;
		this.serverNow = serverNow;
	}

	async load(): Promise<void> {
		this.operator = await this.store.shift();
	}

	/** Begins a shift; answers what is wrong, or null. */
	async begin(operator: GateOperatorView, pin: string): Promise<string | null> {
		let signedIn: GateOperatorView;
		try {
			signedIn = await this.line.signIn(operator.id, pin);
		} catch (error) {
			if (error instanceof GateRefused) return error.message;
			return this.#beginHere(operator, pin);
		}
		const check = await pinCheckFor(operator.id, pin);
		if (check) await this.store.keepPin({ ...check, mark: signedIn.mark });
		await this.#set(signedIn);
		return null;
	}

	/** Without network only who has given the PIN here before is known. */
	async #beginHere(operator: GateOperatorView, pin: string): Promise<string | null> {
		const check = await this.store.pin(operator.id);
		const isOutdated = check?.mark !== undefined && check.mark !== operator.mark;
		if (!check || isOutdated || check.failures >= LOCAL_PIN_TRIES) return m.gate_shift_offline();
		if (!(await isPin(check, pin))) {
			// On the disk: loading the page anew gives no new tries.
			await this.store.keepPin({ ...check, failures: check.failures + 1 });
			return m.gate_shift_pin_wrong();
		}
		await this.store.keepPin({ ...check, failures: 0 });
		this.#pinForServer = { operatorId: operator.id, pin, since: this.serverNow() };
		await this.#set(operator);
		return null;
	}

	/** The network is back: the server learns who works here. A PIN that is no longer good ends the shift. */
	async tellServer(): Promise<void> {
		const waiting = this.#pinForServer;
		if (!waiting || this.operator?.id !== waiting.operatorId) return;
		try {
			await this.line.signIn(waiting.operatorId, waiting.pin, waiting.since);
			this.#pinForServer = null;
		} catch (error) {
			if (error instanceof GateRefused) await this.#set(null);
		}
	}

	/** Taken away at the desk, or with another role or PIN: the shift here ends with it. */
	async checkWith({ operators }: GateStanding): Promise<void> {
		const known = operators.find(({ id }) => id === this.operator?.id);
		if (!this.operator) return;
		const { role, mark } = this.operator;
		// A shift that an earlier version of the page kept has no mark.
		const hasNewPin = mark !== undefined && known?.mark !== mark;
		if (known?.role !== role || hasNewPin) await this.#set(null);
	}

	async end(): Promise<void> {
		await this.#set(null);
		await this.line.signOut().catch(() => {});
	}

	forget(): void {
		this.operator = null;
		this.#pinForServer = null;
	}

	async #set(operator: GateOperatorView | null): Promise<void> {
		this.operator = operator;
		if (!operator) this.#pinForServer = null;
		await this.store.keepShift(operator);
	}
}
