import type { GateOperatorView, GateStanding } from '#lib/live/gate-protocol.ts';
import type { GateStore } from '#lib/offline/gate-store.ts';
import { isPin, LOCAL_PIN_TRIES, pinCheckFor } from '#lib/offline/pin-check.ts';
import { m } from '#lib/paraglide/messages.js';
import { GateRefused, type GateLine } from './gate-line.ts';

/** Who works at this tablet, also begun without network. */
export class Shift {
	operator = $state.raw<GateOperatorView | null>(null);
	/** A shift that began here and that the server does not know of yet: only in this page's memory. */
	#pinForServer: { readonly operatorId: string; readonly pin: string } | null = null;
	#failures = 0;

	readonly store: GateStore;
	readonly line: GateLine;

	constructor(store: GateStore, line: GateLine) {
		this.store = store;
		this.line = line;
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
		if (check) await this.store.keepPin(check);
		this.#failures = 0;
		await this.#set(signedIn);
		return null;
	}

	/** Without network only who has given the PIN here before is known. */
	async #beginHere(operator: GateOperatorView, pin: string): Promise<string | null> {
		const check = await this.store.pin(operator.id);
		if (!check || this.#failures >= LOCAL_PIN_TRIES) return m.gate_shift_offline();
		if (!(await isPin(check, pin))) {
			this.#failures += 1;
			return m.gate_shift_pin_wrong();
		}
		this.#failures = 0;
		this.#pinForServer = { operatorId: operator.id, pin };
		await this.#set(operator);
		return null;
	}

	/** The network is back: the server learns who works here. A PIN that is no longer good ends the shift. */
	async tellServer(): Promise<void> {
		const waiting = this.#pinForServer;
		if (!waiting || this.operator?.id !== waiting.operatorId) return;
		try {
			await this.line.signIn(waiting.operatorId, waiting.pin);
			this.#pinForServer = null;
		} catch (error) {
			if (error instanceof GateRefused) await this.#set(null);
		}
	}

	/** Taken away at the desk, or with another role: the shift here ends with it. */
	async checkWith({ operators }: GateStanding): Promise<void> {
		const known = operators.find(({ id }) => id === this.operator?.id);
		if (this.operator && known?.role !== this.operator.role) await this.#set(null);
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
