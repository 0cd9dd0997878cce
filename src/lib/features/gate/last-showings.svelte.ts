import type { GateRecordKept } from '#lib/offline/gate-store.ts';
import { lastScans, type LastScan } from './last-scans.ts';

/** The list of the last showings, as the journal has it. */
export class LastShowings {
	list = $state.raw<readonly LastScan[]>([]);
	/** Names as the cards said them: in this page's memory only, because a private conference lets no tablet keep them. */
	#said: readonly { readonly scanId: string; readonly name: string }[] = [];

	readonly records: () => readonly GateRecordKept[];
	/** The name that the roster on this tablet has; empty where it has none. */
	readonly nameOf: (delegateId: string) => string;

	constructor(records: () => readonly GateRecordKept[], nameOf: (delegateId: string) => string) {
		this.records = records;
		this.nameOf = nameOf;
	}

	/** A showing has its answer: whose it was, as the card says. */
	shown(scanId: string, name: string): void {
		this.#said = [...this.#said, { scanId, name }];
		this.renew();
	}

	/** Reads the journal anew: something was shown, taken back or not taken back, or the roster has other names. */
	renew(): void {
		this.list = lastScans(this.records(), (scanId, delegateId) => {
			const said = this.#said.find((one) => one.scanId === scanId)?.name;
			return said || (delegateId ? this.nameOf(delegateId) : '');
		});
		this.#said = this.#said.filter(({ scanId }) => this.list.some((line) => line.scanId === scanId));
	}

	forget(): void {
		this.list = [];
		this.#said = [];
	}
}
