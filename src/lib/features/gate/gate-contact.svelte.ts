import { clockOffset, isClockWrong, quickest, type ClockOffset } from '#lib/domain/timing/clock-offset.ts';
import type { GateCondition, GateTell } from '#lib/live/gate-protocol.ts';
import { battery } from '#lib/offline/battery.ts';
import type { GateRecordKept, GateStore } from '#lib/offline/gate-store.ts';
import { openGateLine, type GateLine } from './gate-line.ts';
import { GateRoster } from './gate-roster.svelte.ts';
import { boundIn, passagesOf } from './scan-facts.ts';
import { ServerClock } from './server-clock.ts';
import { Stamps } from './stamps.ts';
import { ScanQueue } from './scan-queue.svelte.ts';
import { Shift } from './shift.svelte.ts';
import { signal } from './signals.ts';

const PULL_MS = 10_000;
const BEAT_MS = 30_000;
const SOON_MS = 4_000;
const LISTEN_MS = 5_000;
/** A server that does not tell the time for so long is away. */
const SILENT_MS = 3_000;
const PINGS = 5;

/** A gate's tablet and its server: what is known of each other, renewed as long as the page is open. */
export class GateContact {
	readonly line: GateLine;
	readonly queue: ScanQueue;
	readonly roster: GateRoster;
	readonly shift: Shift;
	/** The server answers now; an open socket that leads nowhere is not enough. */
	isOnline = $state(false);
	/** When the server was last heard. */
	heardAt = $state(0);
	isWiped = $state(false);
	clock = $state.raw<ClockOffset | null>(null);
	readonly isClockWrong = $derived(this.clock !== null && isClockWrong(this.clock));
	withSound = $state(true);
	camera: GateCondition['camera'] = 'none';
	/** What came first, whatever this tablet's clock is set to. */
	readonly stamps = new Stamps();
	readonly #serverClock = new ServerClock();
	#isClosed = false;
	protected readonly stops: (() => void)[] = [];
	#soon: ReturnType<typeof setTimeout> | undefined;

	readonly store: GateStore;

	constructor(store: GateStore, appVersion: string) {
		this.store = store;

		this.line = openGateLine(appVersion, {
			told: (tell) => this.#told(tell),
			state: (isOpen) => this.#connected(isOpen),
			unpaired: () => void this.wipe()
		});
		this.queue = new ScanQueue(
			store,
			this.line,
			() => this.#condition(),
			() => {
				this.answered(true);
				this.#beatSoon();
			},
			(record, code) => this.refusedByServer(record, code),
			this.stamps
		);
		this.roster = new GateRoster(
			store,
			this.line,
			(rosterAskedAt) => passagesOf(this.queue.records, rosterAskedAt),
			async (standing) => {
				this.heardAt = Date.now();
				this.#beatSoon();
				await this.shift.checkWith(standing);
				this.rosterRenewed();
			},
			(index) => boundIn(this.queue.records, index),
			this.stamps,
			(serverMs) => this.#serverClock.said(serverMs)
		);
		this.shift = new Shift(store, this.line, () => this.now.getTime());
		this.#every(PULL_MS, () => {
			if (!this.isOnline || this.roster.wasTold) void this.roster.fetch();
		});
		this.#every(BEAT_MS, () => void this.#beat());
		this.#every(LISTEN_MS, () => {
			void this.#listen();
			void this.queue.send();
		});
		const looked = () => {
			if (document.visibilityState === 'visible') void this.queue.send();
		};
		document.addEventListener('visibilitychange', looked);
		this.stops.push(() => document.removeEventListener('visibilitychange', looked));
	}

	/** The server's clock, as far as the tablet knows it. */
	get now(): Date {
		return this.#serverClock.now(this.clock?.offsetMs);
	}

	/** Another page of this tablet works now, or the tablet is none of the conference's any more: nothing is answered here. */
	get isOver(): boolean {
		return this.#isClosed || this.isWiped;
	}

	#every(ms: number, work: () => void): void {
		const timer = setInterval(work, ms);
		this.stops.push(() => clearInterval(timer));
	}

	/** What is on the tablet; then whatever is newer on the server. */
	async open(): Promise<void> {
		await this.queue.load();
		// As it was measured before the page was loaded anew, until it can be measured again.
		this.clock ??= await this.store.clock();
		await this.loaded();
		// Before there is a roster to be shown: nobody is asked for a PIN whose shift goes on.
		await this.shift.load();
		if (await this.roster.load()) this.rosterRenewed();
		else this.shift.forget();
		await this.roster.fetch();
	}

	close(): void {
		this.#isClosed = true;
		for (const stop of this.stops) stop();
		clearTimeout(this.#soon);
		this.line.close();
	}

	/** The server was heard, or was not where it should have been. */
	answered(isHeard: boolean): void {
		this.isOnline = isHeard && this.line.isOpen;
		if (isHeard) this.heardAt = Date.now();
	}

	#connected(isOpen: boolean): void {
		this.isOnline = isOpen;
		if (!isOpen) return;
		this.heardAt = Date.now();
		void this.#measure();
		// The server knows who works here before it reads what they did.
		void this.shift.tellServer().then(() => {
			this.queue.hurry();
			return this.roster.fetch();
		});
		void this.#beat();
	}

	#told(tell: GateTell): void {
		this.answered(true);
		if (tell.kind === 'wipe') void this.wipe();
		else if (tell.kind === 'passages') void this.roster.takePassages(tell);
		else if (tell.kind === 'roster') {
			if (tell.rev > this.roster.rev) void this.roster.fetch();
		} else {
			this.roster.told(tell.conflict);
			if (!tell.conflict.settled) signal('attention', this.withSound);
		}
	}

	async #listen(): Promise<void> {
		if (!this.line.isOpen) return;
		const answer = await Promise.race([
			this.line.clock().catch(() => null),
			new Promise<null>((resolve) => setTimeout(resolve, SILENT_MS, null))
		]);
		this.answered(answer !== null);
	}

	async #measure(): Promise<void> {
		const measured: ClockOffset[] = [];
		try {
			for (let ping = 0; ping < PINGS; ping++) {
				const askedMs = Date.now();
				const times = await this.line.clock();
				this.#serverClock.said(times.repliedMs);
				measured.push(clockOffset({ askedMs, ...times, answeredMs: Date.now() }));
			}
		} catch {
			// What was measured so far is better than nothing.
		}
		this.clock = quickest(measured) ?? this.clock;
		if (this.clock && !this.isOver) await this.store.keepClock(this.clock).catch(() => {});
	}

	async #condition(): Promise<GateCondition> {
		const power = await battery();
		return {
			batteryPercent: power?.percent ?? null,
			isCharging: power?.isCharging ?? null,
			clockOffsetMs: this.clock?.offsetMs ?? null,
			roundTripMs: this.clock?.roundTripMs ?? null,
			unsent: this.queue.unsent,
			bundleRev: this.roster.rev,
			lastSeq: this.queue.lastSeq,
			camera: this.camera
		};
	}

	/** After a change of what the desk watches; many in a row are told once. */
	#beatSoon(): void {
		this.#soon ??= setTimeout(() => {
			this.#soon = undefined;
			void this.#beat();
		}, SOON_MS);
	}

	async #beat(): Promise<void> {
		if (this.line.isOpen) this.line.beat(await this.#condition());
	}

	/** The tablet is none of the conference's any more. */
	async wipe(): Promise<void> {
		if (this.isWiped) return;
		this.isWiped = true;
		this.roster.forget();
		this.shift.forget();
		this.forgotten();
		await this.store.wipe();
		this.close();
	}

	/** The server stored a record of this tablet and does not do what it asks. */
	protected refusedByServer(_record: GateRecordKept, _code: string): void {}

	/** The journal was read. */
	protected async loaded(): Promise<void> {}

	/** Who is on the list, and under which name, may have changed. */
	protected rosterRenewed(): void {}

	/** What a page still shows goes too. */
	protected forgotten(): void {}
}
