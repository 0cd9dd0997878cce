import type { OwnPassage } from '#lib/domain/admission/gate-view.ts';
import { SCANS_AT_ONCE, type GateCondition, type ScanItem } from '#lib/live/gate-protocol.ts';
import type { GateRecordKept, GateStore, NewItem, ShownKept } from '#lib/offline/gate-store.ts';
import type { GateLine } from './gate-line.ts';
import type { Stamps } from './stamps.ts';
import { brokenOff, exportedScans, toSend, withAnswer, withRecords } from './scan-facts.ts';

const LONGEST_BACK_OFF_MS = 30_000;

/** What this tablet wrote down, and how it gets to the server. Nothing is ever dropped. */
export class ScanQueue {
	records = $state.raw<readonly GateRecordKept[]>([]);
	readonly unsent = $derived(this.records.filter(({ state }) => state === 'unsent').length);
	/** The server takes them for no records: a person has to look. */
	readonly stuck = $derived(this.records.filter(({ state }) => state === 'stuck').length);
	/** Showings that are being answered, and those that the server is being asked about: not sent a second time meanwhile. */
	#held: readonly string[] = [];
	#asking: readonly string[] = [];
	#isSending = false;
	#backOffMs = 0;
	#sendAfter = 0;
	/** One writing after another: each is decided over what the one before left. */
	#writing: Promise<unknown> = Promise.resolve();

	readonly store: GateStore;
	readonly line: GateLine;
	readonly condition: () => Promise<GateCondition>;
	readonly heard: () => void;

	/** The server stored a record of this tablet and does not do what it asks. */
	readonly refused: (record: GateRecordKept, code: string) => void;
	readonly stamps: Stamps;

	constructor(
		store: GateStore,
		line: GateLine,
		condition: () => Promise<GateCondition>,
		heard: () => void,
		refused: (record: GateRecordKept, code: string) => void,
		stamps: Stamps
	) {
		this.store = store;
		this.line = line;
		this.condition = condition;
		this.heard = heard;
		this.refused = refused;
		this.stamps = stamps;
	}

	/** What is on the disk. Of a showing that broke off before its colour nobody saw an answer, the server's either: it says so. */
	async load(): Promise<void> {
		this.records = await this.store.records();
		for (const { sentAt, writtenAt } of this.records) this.stamps.seen(sentAt ?? writtenAt);
		const broken = brokenOff(this.records);
		if (broken.length > 0) await this.keep(broken);
	}

	get lastSeq(): number {
		return Math.max(0, ...this.records.map(({ seq }) => seq));
	}

	scan(id: string): ScanItem | null {
		const item = this.records.find((record) => record.item.id === id)?.item;
		return item?.kind === 'scan' ? item : null;
	}

	/**
	 * Resolves once it is on the disk; null where another page of this tablet wrote meanwhile. Then nothing was written, what that
	 * page wrote is here now, and whoever decided without it decides anew.
	 */
	async write(
		item: NewItem,
		passage: OwnPassage | null,
		shown: ShownKept | null = null
	): Promise<GateRecordKept | null> {
		// A showing goes out by no batch until it is known what people saw.
		if (item.kind === 'scan') this.#held = [...this.#held, item.id];
		return this.#inTurn(async () => {
			const record = await this.store.write(item, passage, this.lastSeq, shown);
			if (record) this.records = [...this.records, record];
			else {
				this.release(item.id);
				const { lastSeq } = this;
				const all = await this.store.records();
				// Whatever that page was about to show, it shows no more.
				const broken = brokenOff(all.filter(({ seq }) => seq > lastSeq));
				await this.store.update(broken);
				this.records = withRecords(all, broken);
			}
			return record;
		});
	}

	#inTurn<T>(work: () => Promise<T>): Promise<T> {
		const done = this.#writing.then(work, work);
		this.#writing = done.catch(() => {});
		return done;
	}

	/** The same for what no other record changes. */
	async add(item: NewItem): Promise<void> {
		for (;;) if (await this.write(item, null)) return;
	}

	/** What people saw of a showing is on the disk now. */
	release(id: string): void {
		this.#held = this.#held.filter((one) => one !== id);
	}

	/** Resolves once it is on the disk. */
	async keep(changed: readonly GateRecordKept[]): Promise<void> {
		await this.#inTurn(async () => {
			await this.store.update(changed);
			this.records = withRecords(this.records, changed);
		});
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
		const waiting = toSend(this.records, [...this.#held, ...this.#asking]).slice(0, SCANS_AT_ONCE);
		if (waiting.length === 0) return;
		this.#isSending = true;
		try {
			const items = waiting.map(({ item }) => item);
			const { results } = await this.line.sync(items, await this.condition());
			const sentAt = this.stamps.next();
			// As they are now: what was added while the batch was on its way is sent by another.
			const answered = waiting.flatMap((sent, index) => {
				const now = this.records.find(({ seq }) => seq === sent.seq) ?? sent;
				return now.item === sent.item ? [withAnswer(now, results[index], sentAt)] : [];
			});
			await this.keep(answered);
			for (const record of answered) if (record.refused) this.refused(record, record.refused);
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
		return exportedScans(this.records, this.store.deviceId);
	}
}
