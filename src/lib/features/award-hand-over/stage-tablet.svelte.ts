import { receivesTogether } from '#lib/domain/honours/hand-over.ts';
import { stageOf, type OnStage } from '#lib/domain/honours/on-stage.ts';
import { clockOffset, quickest, type ClockOffset } from '#lib/domain/timing/clock-offset.ts';
import {
	HAND_OVER_NAMESPACE,
	sentOnStage,
	type HandOverAnswer,
	type HandOverNews,
	type HandOverQuestion,
	type SentStage,
	type TapsAnswer
} from '#lib/live/hand-over-protocol.ts';
import { newId } from '#lib/live/id.ts';
import { Looking } from '#lib/live/looking.ts';
import {
	answered,
	asSent,
	gathered,
	nextTaps,
	refusedTaps,
	tapJournalOf,
	tapsOn,
	unsentTaps,
	withHall,
	withoutTaps,
	withPeople,
	withRefused,
	withStage,
	withTaps,
	withWritten,
	type Asked,
	type ShownOnStage,
	type Tap,
	type TapJournal,
	type TapStep
} from '#lib/offline/tap-journal.ts';
import { openTapStore, type TapStore } from '#lib/offline/tap-store.ts';
import { deliverTaps, type Trouble } from './tap-line.ts';

interface Options {
	readonly awardId: string;
	readonly account: { readonly id: string; readonly name: string };
	/** As rendered; null where the page comes from the tablet itself, or nothing may be shown. */
	readonly stage: SentStage | null;
	readonly trouble: Trouble | null;
}

/** What nobody tells of (a name that was corrected, another conference) is seen after so long. */
const LOOK_MS = 60_000;
const LONGEST_BACK_OFF_MS = 15_000;
/** A whole group's taps are told one by one, and asked for together. */
const GATHER_MS = 150;
/** A line whose cookie is of no use any more is made anew no more often. */
const RENEW_MS = 20_000;
/** Longer than this without an answer, what is shown may be old. */
const QUIET_MS = 2 * LOOK_MS + 15_000;

/** A tablet beside the stage: what it shows, what was tapped on it, and how that gets to the server. Nothing is ever dropped. */
export class StageTablet {
	/** loading: what is on the tablet is being read · open · not-kept: nothing to show without network. */
	phase = $state<'loading' | 'open' | 'not-kept'>('loading');
	title = $state('');
	isOpen = $state(false);
	/** The server answered when last asked. */
	isOnline = $state(true);
	trouble = $state<Trouble | null>(null);
	/** The browser keeps nothing: said plainly, because then nothing may be promised. */
	cannotKeep = $state(false);
	/** By this tablet's clock, ms. */
	seenAt = $state(0);
	nowMs = $state(0);
	#people = $state.raw<readonly OnStage[]>([]);
	#journal = $state.raw<TapJournal>(tapJournalOf('', [], []));

	readonly people = $derived(withTaps(this.#people, this.#journal));
	readonly view = $derived(stageOf(this.people));
	/** Since the page was opened. */
	wasTapped = false;
	readonly unsent = $derived(unsentTaps(this.#journal));
	readonly refused = $derived(refusedTaps(this.#journal));

	readonly #options: Options;
	readonly #looking: Looking;
	#store: TapStore | null = null;
	#clock: ClockOffset | null = null;
	#keptOffsetMs = 0;
	#turn: Promise<unknown> = Promise.resolve();
	#isSending = false;
	#backOffMs = 0;
	#retry: ReturnType<typeof setTimeout> | undefined;
	#told: readonly HandOverNews[] = [];
	#gathering: ReturnType<typeof setTimeout> | undefined;
	#renewedAt = 0;
	#stop: () => void = () => {};

	constructor(options: Options) {
		this.#options = options;
		this.trouble = options.trouble;
		if (options.stage) this.#take(options.stage);
		const { awardId } = options;
		this.#looking = new Looking({
			...{ namespace: HAND_OVER_NAMESPACE, question: { awardId, of: 'whole' }, news: 'changed' },
			...{ firstLooks: 1, everyMs: LOOK_MS },
			look: () => this.#look({ awardId, of: 'whole' }),
			hear: (news) => this.#hear(news as HandOverNews),
			deliver: async () => this.hurry(),
			tick: () => this.#tick(),
			onnetwork: (isThere) => (this.isOnline &&= isThere),
			onlost: () => (this.isOnline = false)
		});
	}

	/** Whether what is shown may be old. */
	get isStale(): boolean {
		return !this.isOnline || (this.nowMs > 0 && this.nowMs - this.seenAt > QUIET_MS);
	}

	/** Own taps are sent; those of somebody else who was signed in here wait for them. */
	get others(): readonly Tap[] {
		return this.unsent.filter(({ accountId }) => accountId !== this.#options.account.id);
	}

	/** Whoever goes up together, as they are shown. */
	inGroup(group: number): ShownOnStage[] {
		const going = this.people.filter(({ stageGroup }) => stageGroup === group);
		return going.toSorted((a, b) => a.position - b.position);
	}

	async open(): Promise<void> {
		const { awardId, account } = this.#options;
		this.nowMs = Date.now();
		try {
			this.#store = await openTapStore();
			const { entries, outcomes } = await this.#store.all();
			this.#journal = tapJournalOf(awardId, entries, outcomes);
			const kept = await this.#store.stage(awardId, account.id);
			this.#keptOffsetMs = kept?.clockOffsetMs ?? 0;
			if (this.phase === 'loading' && kept && this.trouble === null) {
				this.#take(kept.stage);
				this.seenAt = kept.seenAt;
				this.isOnline = false;
			} else if (this.phase === 'open') await this.#keep();
		} catch {
			this.cannotKeep = true;
		}
		if (this.phase === 'loading') this.phase = 'not-kept';
		this.#stop = this.#looking.start();
		this.hurry();
	}

	close(): void {
		clearTimeout(this.#retry);
		clearTimeout(this.#gathering);
		this.#stop();
	}

	/** Writes a tap down on this tablet; it is shown once it is on the disk. Sending follows by itself. */
	tap(personId: string, step: TapStep, receiver: string | null = null): Promise<void> {
		return this.#inTurn(() => this.#write([{ personId, step, receiver }]));
	}

	/** Everybody of a group whom one tap may record: each is a tap of its own, and all are on the disk or none. */
	tapTogether(group: number): Promise<void> {
		return this.#inTurn(() => {
			return this.#write(
				this.inGroup(group).flatMap((person) => {
					const how = receivesTogether(person);
					return how ? [{ personId: person.id, step: 'receive', receiver: how.receiver }] : [];
				})
			);
		});
	}

	/** Somebody has read why these were not taken. */
	async putAside(taps: readonly Tap[]): Promise<void> {
		await this.#store?.forget(taps);
		this.#journal = withoutTaps(this.#journal, taps);
	}

	/** What waits is tried at once. */
	hurry(): void {
		this.#backOffMs = 0;
		void this.#send();
	}

	/** Asked by a person: whoever is signed in now is asked anew. */
	again(): void {
		this.trouble = null;
		this.#renew();
		this.hurry();
	}

	/** One after another: the next is tapped on what the one before made of it. */
	#inTurn(work: () => Promise<void>): Promise<void> {
		const next = this.#turn.then(work);
		this.#turn = next.catch(() => {
			this.cannotKeep = true;
		});
		return next.catch(() => {});
	}

	async #write(asked: readonly Asked[]): Promise<void> {
		if (!this.#store) return;
		const { awardId, account } = this.#options;
		const nowMs = Date.now() - (this.#clock?.offsetMs ?? this.#keptOffsetMs);
		const made = tapsOn(this.people, this.#journal, asked, { awardId, account, nowMs, newId });
		if (made.length === 0) return;
		this.wasTapped = true;
		this.#journal = withWritten(this.#journal, await this.#store.write(made));
		void this.#send();
	}

	/** Sends what the server has not answered, oldest first. */
	async #send(): Promise<void> {
		const { awardId, account } = this.#options;
		const next = nextTaps(this.#journal, account.id);
		if (this.#isSending || !this.#store || next.length === 0) return;
		this.#isSending = true;
		clearTimeout(this.#retry);
		const delivered = await deliverTaps(awardId, account.id, next.map(asSent));
		this.#isSending = false;
		if (delivered.kind === 'answer') {
			try {
				await this.#answered(next, delivered.answer);
			} catch {
				// They stay, and the server knows them when they are sent again.
				this.cannotKeep = true;
				return;
			}
			if (this.trouble === null) return this.#send();
			return;
		}
		if (delivered.kind !== 'nothing') {
			this.#troubled(delivered.kind);
			return;
		}
		this.isOnline = false;
		this.#backOffMs = Math.min(LONGEST_BACK_OFF_MS, Math.max(1_000, this.#backOffMs * 2));
		this.#retry = setTimeout(() => void this.#send(), this.#backOffMs * (0.5 + Math.random() / 2));
	}

	/** First what taps led to is on the disk, then that they are done: a crash in between sends them again. */
	async #answered(sent: readonly Tap[], { results, people }: TapsAnswer): Promise<void> {
		const { taken, refused } = answered(sent, results);
		this.#people = withPeople(this.#people, people);
		await this.#keep();
		await this.#store!.settle(refused);
		await this.#store!.forget(taken);
		this.#journal = withRefused(withoutTaps(this.#journal, taken), refused);
		this.#backOffMs = 0;
		this.isOnline = true;
		if (this.trouble !== null) this.#renew();
		// None of them either way: the right went while they were looked at.
		this.trouble = taken.length + refused.length === 0 ? 'forbidden' : null;
	}

	#troubled(trouble: Trouble): void {
		this.trouble = trouble;
		// Signed in again in another tab: this line still says who was signed in when it was made.
		if (Date.now() - this.#renewedAt > RENEW_MS) this.#renew();
	}

	#renew(): void {
		this.#renewedAt = Date.now();
		this.#looking.renew();
	}

	#hear(news: HandOverNews): void {
		this.#told = [...this.#told, news];
		this.#gathering ??= setTimeout(() => {
			const { awardId } = this.#options;
			const asked = gathered(this.#told);
			this.#told = [];
			this.#gathering = undefined;
			for (const one of asked) void this.#look({ awardId, ...one });
		}, GATHER_MS);
	}

	#tick(): void {
		const now = Date.now();
		if (now - this.nowMs >= 1000) this.nowMs = now;
	}

	async #look(question: HandOverQuestion): Promise<void> {
		const askedMs = Date.now();
		const answer = await this.#looking.ask<HandOverAnswer>(question);
		if (this.#looking.isOver || !answer) {
			if (answer === undefined) this.isOnline = false;
			return;
		}
		this.isOnline = true;
		if (!('account' in answer)) {
			this.#troubled(answer.kind);
			return;
		}
		const { at } = answer;
		const times = { askedMs, receivedMs: at, repliedMs: at, answeredMs: Date.now() };
		this.#clock = quickest(this.#clock ? [this.#clock, clockOffset(times)] : [clockOffset(times)]);
		if (answer.account !== this.#options.account.id) {
			this.#troubled('other-account');
			return;
		}
		const wasTrouble = this.trouble !== null;
		this.trouble = null;
		if (answer.kind === 'whole') {
			this.#take(answer.stage);
			this.seenAt = askedMs;
		} else if (answer.kind === 'people') this.#people = withPeople(this.#people, answer.people);
		else this.#people = withHall(this.#people, answer.hall);
		await this.#keep().catch(() => {});
		if (wasTrouble) this.hurry();
	}

	#take({ title, isOpen, people }: SentStage): void {
		this.title = title;
		this.isOpen = isOpen;
		this.#people = withStage(this.#people, people);
		this.phase = 'open';
		this.seenAt = Date.now();
	}

	async #keep(): Promise<void> {
		const { awardId, account } = this.#options;
		await this.#store?.keepStage(awardId, {
			...{ accountId: account.id, seenAt: this.seenAt },
			stage: { title: this.title, isOpen: this.isOpen, people: this.#people.map(sentOnStage) },
			clockOffsetMs: this.#clock?.offsetMs ?? this.#keptOffsetMs
		});
	}
}
