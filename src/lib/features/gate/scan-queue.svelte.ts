import type { OwnPassage } from '#lib/domain/admission/gate-view.ts';
import { SCANS_AT_ONCE, type GateCondition, type ScanItem } from '#lib/live/gate-protocol.ts';
import type { GateRecordKept, GateStore, NewItem } from '#lib/offline/gate-store.ts';
import type { GateLine } from './gate-line.ts';
import { exportedScans, stateAfter, withRecords } from './scan-facts.ts';

const LONGEST_BACK_OFF_MS = 30_000;

/** What this tablet wrote down, and how it gets to the server. Nothing is ever dropped. */
export class ScanQueue {
	records = $state.raw<readonly GateRecordKept[]>([]);
	readonly unsent = $derived(this.records.filter(({ state }) => state === 'unsent').length);
	/** The server takes them for no records: a person has to look. */
	readonly stuck = $derived(this.records.filter(({ state }) => state === 'stuck').length);
	/** The record that the server is being asked about: not sent a second time meanwhile. */
	#asking: readonly string[] = [];
	#isSending = false;
	#backOffMs = 0;
	#sendAfter = 0;

	readonly store: GateStore;
	readonly line: GateLine;
	readonly condition: () => Promise<GateCondition>;
	readonly heard: () => void;

	constructor(store: GateStore, line: GateLine, condition: () => Promise<GateCondition>, heard: () => void) {
		this.store = store;
		this.line = line;
		this.condition = condition;
		this.heard = heard;
	}

	async load(): Promise<void> {
		this.records = await this.store.records();
	}

	get lastSeq(): number {
		return Math.max(0, ...this.records.map(({ seq }) => seq));
	}

	scan(id: string): ScanItem | null {
		const item = this.records.find((record) => record.item.id === id)?.item;
		return item?.kind === 'scan' ? item : null;
	}

	/** Resolves once it is on the disk. */
	async write(item: NewItem, passage: OwnPassage | null): Promise<GateRecordKept> {
		const record = await this.store.write(item, passage);
		this.records = [...this.records, record];
		return record;
	}

	/** Resolves once it is on the disk. */
	async keep(changed: readonly GateRecordKept[]): Promise<void> {
		await this.store.update(changed);
		this.records = withRecords(this.records, changed);
	}

	/** While `work` asks the server about a record, it is sent by no other way. */
	async whileAsking<T>(id: string, work: Promise<T>): Promise<T> {
		this.#asking = [...this.#asking, id];
		try {
			return await work;
		} finally {
			this.#asking = this.#asking.filter((one) => one !== id);
		}
	}

	/** A line that came back is tried at once. */
	hurry(): void {
		this.#backOffMs = 0;
		this.#sendAfter = 0;
		void this.send();
	}

	/** Sends what the server has not acknowledged, oldest first. */
	async send(): Promise<void> {
		if (this.#isSending || Date.now() < this.#sendAfter) return;
		const waiting = this.records
			.filter(({ state, item }) => state === 'unsent' && !this.#asking.includes(item.id))
			.slice(0, SCANS_AT_ONCE);
		if (waiting.length === 0) return;
		this.#isSending = true;
		try {
			const items = waiting.map(({ item }) => item);
			const { results } = await this.line.sync(items, await this.condition());
			const sentAt = Date.now();
			await this.keep(
				waiting.map((record, index) => ({ ...record, state: stateAfter(results[index]), sentAt }))
			);
			this.heard();
			this.#backOffMs = 0;
		} catch {
			this.#backOffMs = Math.min(LONGEST_BACK_OFF_MS, Math.max(1_000, this.#backOffMs * 2));
			this.#sendAfter = Date.now() + this.#backOffMs * (0.5 + Math.random() / 2);
		} finally {
			this.#isSending = false;
		}
		if (this.#backOffMs === 0 && waiting.length === SCANS_AT_ONCE) void this.send();
	}

	exported(): string {
		return exportedScans(this.records);
	}
}
