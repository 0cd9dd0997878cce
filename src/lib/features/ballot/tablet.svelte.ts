import { newId } from '#lib/live/id.ts';
import type { Answer, JudgeRefusal, SeatView, Tell } from '#lib/live/judge-protocol.ts';
import { measureClock, type ClockOffset } from '#lib/offline/clock.ts';
import {
	cellsOf,
	journalOf,
	knownSeq,
	nextDelivery,
	settled,
	undelivered,
	written,
	type Delivery,
	type Journal,
	type Outcome,
	type Version
} from '#lib/offline/journal.ts';
import { openJournal, type JournalStore, type NewEntry } from '#lib/offline/journal-store.ts';
import { receiptFor, sealJournal } from '#lib/offline/seal-journal.ts';
import { tabLock } from '#lib/offline/tab-lock.ts';
import { askOf, deliveredBy, withFinal } from './delivered.ts';
import { openLine, type Line, type LineState } from './line.ts';
import { pinHere, rememberPin, type PinAnswer } from './pin-here.ts';
import { handedIn, sheetsOf, type Sheet } from './sheet.ts';
import { tabletCondition } from './tablet-condition.ts';

/** What the page knew when it was loaded, perhaps days ago and from the shell kept for use without network. */
export interface Pairing {
	readonly deviceId: string;
	readonly seatId: string;
	readonly hasPin: boolean;
}

const BEAT_MS = 30_000;
const AT_ONCE = 100;
const IDLE_MS = 10 * 60_000;

/** A judge's tablet: its journal, its line to the server, and the truth about what is where. */
export class Tablet {
	/** loading: the journal is being read · asleep: the PIN is asked · lost: must be paired again · old: must be reloaded. */
	phase = $state<'loading' | 'asleep' | 'awake' | 'lost' | 'old'>('loading');
	line = $state<LineState>('reconnecting');
	/** Another tab of this tablet writes; this one only shows. */
	isWritingTab = $state(true);
	/** The browser keeps nothing: said plainly, because then nothing may be promised. */
	cannotKeep = $state(false);
	view = $state.raw<SeatView | null>(null);
	journal = $state.raw<Journal>(journalOf('', [], []));
	/** As measured at the last connection. */
	clock = $state.raw<ClockOffset | null>(null);

	/** Another tablet of this judge has the sheet. Without network nobody knows, and what differs is found later. */
	readonly isElsewhere = $derived(this.line === 'online' && (this.view?.isElsewhere ?? false));
	readonly isWriter = $derived(this.isWritingTab && !this.isElsewhere);
	readonly cells = $derived(cellsOf(this.journal, this.view?.marks ?? [], this.view?.held ?? []));
	readonly sheets = $derived(this.view ? sheetsOf(this.view, this.journal, this.cells) : []);
	readonly unsent = $derived(undelivered(this.journal));

	readonly #pairing: Pairing;
	readonly #appVersion: string;
	#store: JournalStore | null = null;
	#line: Line | null = null;
	#lock: ReturnType<typeof tabLock> | null = null;
	#pinGivenOffline: string | null = null;
	#isDelivering = false;
	#pauseMs = 0;
	#retry: ReturnType<typeof setTimeout> | undefined;
	#idle: ReturnType<typeof setTimeout> | undefined;
	#beat: ReturnType<typeof setInterval> | undefined;
	#stops: (() => void)[] = [];

	constructor(pairing: Pairing, appVersion: string) {
		this.#pairing = pairing;
		this.#appVersion = appVersion;
	}

	/** What proves to the server that the PIN was given; null while it sleeps, or was given without network. */
	get wake(): string | null {
		return this.#line?.wake ?? null;
	}

	async start(wake: string | null = null): Promise<void> {
		try {
			this.#store = await openJournal();
			await this.#reload();
			const kept = await this.#store.kept('view');
			// Of an older version of this page: it will be told anew.
			if (kept?.deviceId === this.#pairing.deviceId && kept.view.held) this.view = kept.view;
		} catch {
			this.cannotKeep = true;
			this.phase = 'lost';
			return;
		}
		const pin = await this.#store.kept('pin');
		const hasPin = this.#pairing.hasPin || pin?.deviceId === this.#pairing.deviceId;
		this.phase = hasPin && !wake ? 'asleep' : 'awake';
		this.#lock = tabLock('kheo-judge', (isMine) => void this.#taken(isMine));
		this.#line = openLine(this.#appVersion, {
			told: (tell) => this.#told(tell),
			state: (state) => this.#connection(state),
			turnedAway: (code) => (this.phase = code === 'judging_protocol' ? 'old' : 'lost')
		});
		this.#line.wake = wake;
		this.#beat = setInterval(() => void this.#tellCondition(), BEAT_MS);
		const touched = () => this.#touched();
		for (const event of ['pointerdown', 'keydown']) {
			addEventListener(event, touched, { passive: true });
			this.#stops.push(() => removeEventListener(event, touched));
		}
		this.#touched();
	}

	stop(): void {
		clearTimeout(this.#retry);
		clearTimeout(this.#idle);
		clearInterval(this.#beat);
		for (const stop of this.#stops) stop();
		this.#lock?.release();
		this.#line?.close();
	}

	/** Remembers the PIN for use without network, right after it was set or given. */
	async rememberPin(pin: string): Promise<void> {
		if (this.#store) await rememberPin(this.#store, this.#pairing.deviceId, pin);
	}

	async enterPin(pin: string): Promise<PinAnswer> {
		try {
			const answer = await this.#line!.ask({ kind: 'wake', pin });
			if (answer.kind === 'awake') {
				await this.rememberPin(pin);
				this.#awake(answer);
				return { ok: true };
			}
			if (answer.kind !== 'refused') return { ok: false, code: 'judging_unavailable' };
			if (answer.code === 'judging_pin_spent' || answer.code === 'judging_not_paired') this.phase = 'lost';
			return { ok: false, code: answer.code, left: answer.left };
		} catch {
			return this.#enterPinOffline(pin);
		}
	}

	sleep(): void {
		if (this.phase !== 'awake') return;
		this.phase = 'asleep';
		this.#pinGivenOffline = null;
		if (!this.#line) return;
		this.#line.wake = null;
		this.#line.renew();
	}

	/** This tab, and this one of the judge's tablets, has the sheet from now on. */
	takeOver(): void {
		if (!this.isWritingTab) this.#lock?.takeOver();
		if (this.isElsewhere) void this.#line?.ask({ kind: 'take-over' }).catch(() => {});
	}

	/** Writes a mark down on this tablet; resolves when it is on its disk. Sending follows by itself. */
	async give(sheet: Sheet, criterion: string, value: string | null): Promise<void> {
		const base = knownSeq(this.journal, { teamId: sheet.team.id, criterion }, this.view?.marks);
		await this.#write({ ...this.#stamp(sheet), kind: 'mark', criterion, value, base });
	}

	/** The judge's word where two tablets differ: the one picked becomes the newest mark, the others are settled. */
	async pick(sheet: Sheet, criterion: string, version: Version): Promise<void> {
		const open = (this.view?.held ?? []).filter(
			(one) =>
				one.kind === 'diverged' &&
				one.decision === null &&
				one.teamId === sheet.team.id &&
				one.criterion === criterion
		);
		const base = knownSeq(this.journal, { teamId: sheet.team.id, criterion }, this.view?.marks);
		const settles = open.slice(-20).map(({ id }) => id);
		const { value } = version;
		await this.#write({ ...this.#stamp(sheet), kind: 'mark', criterion, value, base, settles });
	}

	/**
	 * Answers the chair's question: the mark stands, or the own sheet opens with a reason. Null when the server has it; it is
	 * not kept for later, because what is asked is whether the number may go public now.
	 */
	async answerLook(
		lookId: string,
		answer: 'confirmed' | 'revised',
		reason: string
	): Promise<JudgeRefusal | null> {
		try {
			const said = await this.#line!.ask({ kind: 'second-look', key: newId(), lookId, answer, reason });
			if (said.kind === 'refused') return said.code;
			const seen = await this.#line!.ask({ kind: 'view' });
			if (seen.kind === 'view') this.#seen(seen.view);
			return null;
		} catch {
			return 'judging_unavailable';
		}
	}

	/** What is only on this tablet, sealed for another one to carry: the texts of its codes. Empty where there is nothing. */
	async sealedCodes(): Promise<readonly string[]> {
		const device = this.view?.device;
		return device && this.#store ? sealJournal(this.#store, this.journal, device) : [];
	}

	/** Whether these digits are the server's receipt for a letter of this tablet; then what was in it is there. */
	async isReceipt(digits: string): Promise<boolean> {
		const arrived = this.#store && (await receiptFor(this.#store, digits));
		if (!arrived) return false;
		const ids = arrived.filter((id) => !this.journal.outcomes.has(id));
		await this.#settle(ids.map((id) => ({ id, kind: 'carried' })));
		return true;
	}

	/** Hands a sheet in. Without network it waits on this tablet and is shown as not yet handed in. */
	async handIn(sheet: Sheet): Promise<void> {
		const marks = handedIn(sheet, this.cells);
		await this.#write({ ...this.#stamp(sheet), kind: 'final', partKey: sheet.turn.partKey, marks });
	}

	/** Takes back a handing in that has not left, or puts aside what the server refused. */
	async drop(ids: readonly string[]): Promise<void> {
		await this.#settle(ids.map((id) => ({ id, kind: 'dropped' })));
	}

	#stamp(sheet: Sheet) {
		const { seatId, deviceId } = this.#pairing;
		const clockOffsetMs = this.clock?.offsetMs ?? null;
		const stamp = {
			id: newId(),
			seatId,
			deviceId,
			teamId: sheet.team.id,
			deviceTime: Date.now(),
			clockOffsetMs
		};
		// A view that was kept from an older version of the program knows of no attempts.
		return { ...stamp, attempt: sheet.turn.attempt ?? 1 };
	}

	async #write(entry: NewEntry): Promise<void> {
		if (!this.#store || !this.isWriter || this.phase !== 'awake') return;
		this.journal = written(this.journal, await this.#store.write(entry));
		void this.#deliver();
	}

	async #settle(outcomes: readonly Outcome[]): Promise<void> {
		await this.#store?.settle(outcomes);
		this.journal = settled(this.journal, outcomes);
	}

	async #reload(): Promise<void> {
		const { entries, outcomes } = await this.#store!.all();
		this.journal = journalOf(this.#pairing.seatId, entries, outcomes);
	}

	async #taken(isMine: boolean): Promise<void> {
		if (isMine) await this.#reload();
		this.isWritingTab = isMine;
		if (isMine) void this.#deliver();
	}

	#connection(state: LineState): void {
		this.line = state;
		if (state !== 'online') return;
		this.#pauseMs = 0;
		void this.#measure();
		const pin = this.#pinGivenOffline;
		this.#pinGivenOffline = null;
		if (pin) void this.enterPin(pin).then(({ ok }) => ok || this.sleep());
		else void this.#deliver();
	}

	async #measure(): Promise<void> {
		try {
			this.clock = await measureClock(async () => (await this.#line!.ask({ kind: 'beat' })).serverTime);
			await this.#tellCondition();
		} catch {
			// Measured again at the next connection.
		}
	}

	async #tellCondition(): Promise<void> {
		if (!this.#line?.isOpen) return;
		const condition = await tabletCondition(this.clock, this.unsent.length);
		await this.#line.ask({ kind: 'beat', condition }).catch(() => {});
	}

	#told(tell: Tell): void {
		switch (tell.kind) {
			case 'view':
				this.#seen(tell.view);
				// A server without a PIN for this tablet lets it in at once.
				if (this.phase === 'loading') this.phase = 'awake';
				return void this.#deliver();
			case 'asleep':
				if (!this.#pinGivenOffline && !this.#line?.wake) this.phase = 'asleep';
				return;
			case 'revoked':
				this.phase = 'lost';
		}
	}

	#seen(view: SeatView): void {
		this.view = view;
		void this.#store?.keep('view', { deviceId: this.#pairing.deviceId, view });
		if (view.round.state === 'published') void this.#trim(view.seat.id);
	}

	/** The result is public: what the server has of this seat is no longer needed here. */
	async #trim(seatId: string): Promise<void> {
		const isIdle = this.isWritingTab && !this.#isDelivering;
		if (!isIdle || this.unsent.length > 0 || this.journal.entries.length === 0) return;
		await this.#store?.trim(seatId);
		await this.#reload();
	}

	#awake(answer: Extract<Answer, { kind: 'awake' }>): void {
		this.#line!.wake = answer.wake;
		this.phase = 'awake';
		this.#seen(answer.view);
		this.#touched();
		void this.#deliver();
	}

	async #enterPinOffline(pin: string): Promise<PinAnswer> {
		const answer = await pinHere(this.#store, this.#pairing.deviceId, pin);
		if (!answer.ok) return answer;
		this.#pinGivenOffline = pin;
		this.phase = 'awake';
		this.#touched();
		return { ok: true };
	}

	#touched(): void {
		clearTimeout(this.#idle);
		this.#idle = setTimeout(() => this.sleep(), IDLE_MS);
	}

	/** Sends what is only here, in its order, until nothing is left or the line is gone. One run at a time. */
	async #deliver(): Promise<void> {
		if (this.#isDelivering) return;
		this.#isDelivering = true;
		clearTimeout(this.#retry);
		try {
			for (;;) {
				const delivery = nextDelivery(this.journal, AT_ONCE);
				if (!delivery || !this.isWritingTab || this.phase !== 'awake') break;
				if (!(await this.#send(delivery))) {
					this.#pauseMs = Math.min(10_000, Math.max(700, this.#pauseMs * 2));
					this.#retry = setTimeout(() => void this.#deliver(), this.#pauseMs + Math.random() * 300);
					break;
				}
				this.#pauseMs = 0;
			}
		} finally {
			this.#isDelivering = false;
		}
	}

	/** Whether the delivery is settled, one way or another. */
	async #send(delivery: Delivery): Promise<boolean> {
		let answer: Answer;
		try {
			answer = await this.#line!.ask(askOf(this.journal, delivery));
		} catch {
			return false;
		}
		const delivered = deliveredBy(answer, delivery);
		if (delivered.kind !== 'settled') {
			if (delivered.kind === 'lost') this.phase = 'lost';
			if (delivered.kind === 'asleep') this.sleep();
			return false;
		}
		if (delivered.final && this.view) this.#seen(withFinal(this.view, delivered.final));
		await this.#settle(delivered.outcomes);
		return true;
	}
}
