import { decide, whatOf, type Shown, type Verdict, type VerdictFacts } from '#lib/domain/admission/decide.ts';
import type { OwnPassage } from '#lib/domain/admission/gate-view.ts';
import { mayAtGate } from '#lib/domain/admission/gate-rights.ts';
import type { ScanMethod } from '#lib/domain/admission/scan.ts';
import { LONGEST_SCAN } from '#lib/domain/admission/token.ts';
import { doesCount } from '#lib/domain/admission/verdict.ts';
import type { LastShown } from '#lib/domain/admission/view.ts';
import { newId } from '#lib/live/id.ts';
import { UPGRADE_MS, type ScanItem } from '#lib/live/gate-protocol.ts';
import type { GateRecordKept, ShownKept } from '#lib/offline/gate-store.ts';
import { shownOf } from './last-scans.ts';
import { saidNo, unlessNo } from './said-no.ts';
import { answeredIn, bundleMoment, type Answered } from './scan-facts.ts';
import type { Scanner } from './scanner.svelte.ts';
import type { HowShown, Place } from './shown-card.svelte.ts';
import { signal } from './signals.ts';

/** What the server is asked about a showing. */
interface Question {
	/** As soon as it is there, and nothing was shown before. */
	answer: Answered | null;
	isShown: boolean;
	inTime: Promise<void>;
}

/**
 * One showing after another, as a gate takes them: decided here, written down before a colour appears, asked of the server for
 * a moment, shown.
 */
export class Showings {
	readonly #scanner: Scanner;
	#lastShown: LastShown | null = null;
	#ticked = '';
	#turn: Promise<void> = Promise.resolve();

	constructor(scanner: Scanner) {
		this.#scanner = scanner;
	}

	/**
	 * The next is decided with what the one before left behind; `failed` is told where nothing could be written down. Resolves
	 * once the answer is shown.
	 */
	take(
		place: Place,
		what: Shown,
		method: ScanMethod,
		{ override, failed }: { readonly override: string | null; failed(): void }
	): Promise<void> {
		this.#turn = this.#turn.then(() => this.#shown(place, what, method, override)).catch(failed);
		return this.#turn;
	}

	/** What was shown last is no echo of itself any more: it was taken back, or means something else now. */
	forgetLast(): void {
		this.#lastShown = null;
	}

	async #shown(place: Place, what: Shown, method: ScanMethod, override: string | null): Promise<void> {
		const { queue, clock, isOnline, now, withSound } = this.#scanner;
		const { operator, checkpoint, direction } = place;
		const isOverriding = override !== null && mayAtGate(operator.role, 'override');
		// Without a server to ask, what people are about to see is known: one writing before the colour says all of it.
		const isAlone = !isOnline;
		for (;;) {
			const bundle = this.#scanner.roster.kept?.bundle;
			const local = this.#decided(place, what, now, override === null ? this.#lastShown : null);
			if (!local || !bundle || this.#scanner.isOver) return;
			const key = whatOf(what);
			if (local.code === 'ECHO') {
				this.#heard(place, key, now);
				if (this.#ticked !== key) signal('silent', withSound);
				this.#ticked = key;
				return;
			}
			const id = newId();
			const own: Answered = { ...local, overridden: isOverriding };
			const passage = this.#passage(place, id, own);
			const record = await queue.write(
				{
					kind: 'scan',
					id,
					checkpointId: checkpoint.id,
					direction,
					what: what.kind === 'code' ? { kind: 'code', text: what.text.slice(0, LONGEST_SCAN) } : what,
					method,
					operatorId: operator.id,
					tDevice: Date.now(),
					offset: clock,
					bundleRev: bundle.rev,
					bundleIssuedAt: bundleMoment(bundle.issuedAt, now),
					localCode: local.code,
					override,
					seen: isAlone ? local.code : null,
					offline: isAlone
				},
				passage,
				isAlone ? shownOf(own, now, true) : null
			);
			if (!record) {
				// Another page of this tablet wrote meanwhile: its passages count before anybody is let in.
				this.#scanner.roster.recount();
				continue;
			}
			this.#heard(place, key, now);
			this.#ticked = '';
			this.#scanner.notice = null;
			try {
				if (isAlone) await this.#passed(record, own, passage, { isOffline: true, what, method, place });
				else await this.#answer(record, own, { what, method, place });
			} finally {
				queue.release(id);
			}
			return;
		}
	}

	#heard({ checkpoint, direction }: Place, what: string, now: Date): void {
		this.#lastShown = { what, checkpointId: checkpoint.id, direction, at: now.toISOString() };
	}

	/** The gate's own answer; null where it has no roster to answer from. */
	#decided(place: Place, what: Shown, now: Date, lastShown: LastShown | null): Verdict | null {
		const { roster, queue } = this.#scanner;
		const { checkpoint, direction } = place;
		const view = roster.view(lastShown);
		if (!view) return null;
		const own = decide(view, checkpoint, what, now, direction);
		if (!doesCount(own.code)) return own;
		const delegateId = own.facts.delegate?.delegateId ?? null;
		const asked = { checkpointId: checkpoint.id, direction, what, delegateId };
		return unlessNo(own, saidNo(queue.records, roster.kept?.askedAt ?? 0, asked), now);
	}

	/** Asks the server, writes down what people are about to see, and shows it. */
	async #answer(record: GateRecordKept, own: Answered, how: Omit<HowShown, 'isOffline'>): Promise<void> {
		const item = record.item as ScanItem;
		const question = this.#asked(item, own.facts);
		await question.inTime;
		for (;;) {
			const { answer } = question;
			const answered = answer ?? own;
			const passage = this.#passage(how.place, item.id, answered);
			const shown: ShownKept = shownOf(answered, this.#scanner.now, answer === null);
			const kept: GateRecordKept = answer
				? { ...record, passage, shown, state: 'sent', sentAt: this.#scanner.stamps.next() }
				: { ...record, passage, shown, item: { ...item, seen: item.localCode, offline: true } };
			if (this.#scanner.isOver) return this.#unseen(record);
			// Before the colour: what people are about to see is on the disk.
			await this.#scanner.queue.keep([kept]);
			// The server's word came while the gate's own was written down: nobody has seen that one yet.
			if (question.answer !== answer) continue;
			question.isShown = true;
			return this.#passed(kept, answered, passage, { ...how, isOffline: answer === null });
		}
	}

	/** What is on the disk is shown; nothing any more where the tablet was revoked, or another page of it works, meanwhile. */
	async #passed(
		record: GateRecordKept,
		answered: Answered,
		passage: OwnPassage | null,
		how: HowShown
	): Promise<void> {
		if (this.#scanner.isOver) return this.#unseen(record);
		this.#scanner.roster.passed(passage);
		this.#scanner.showCard(record.item.id, answered, how);
	}

	/** Nobody saw an answer. A revoked tablet says so of what it has still to send; another page of it does so by itself. */
	async #unseen({ shown: _shown, ...record }: GateRecordKept): Promise<void> {
		const { item, state } = record;
		if (!this.#scanner.isWiped || item.kind !== 'scan' || state !== 'unsent') return;
		await this.#scanner.queue.keep([{ ...record, item: { ...item, seen: null, offline: true } }]);
	}

	/** What a showing counts for at this tablet. */
	#passage(
		{ checkpoint, operator, direction }: Place,
		scanId: string,
		{ code, facts, overridden }: Answered
	): OwnPassage | null {
		const standing = this.#scanner.roster.kept?.standing;
		const { delegate } = facts;
		if (!delegate || !standing || (!doesCount(code) && !overridden)) return null;
		return {
			checkpointId: checkpoint.id,
			personId: delegate.personId,
			seen: {
				scanId,
				at: this.#scanner.now.toISOString(),
				direction,
				gate: standing.gate.name,
				operator: operator.name,
				deviceId: standing.deviceId
			}
		};
	}

	/** Asks the server; `inTime` is over when it answered, or before people notice that it did not. */
	#asked(item: ScanItem, facts: VerdictFacts): Question {
		const scanner = this.#scanner;
		const question: Question = { answer: null, isShown: false, inTime: Promise.resolve() };
		if (!scanner.isOnline) return question;
		scanner.isAsking = true;
		const asked = scanner.queue
			.whileAsking(item.id, scanner.line.scan(item))
			.then((ack) => {
				// The server knows no such gate: whatever the roster says, it lets nobody in.
				if (!ack.ok && ack.code === 'gate_not_paired') return void scanner.wipe();
				const answer = ack.ok ? answeredIn(ack.result) : null;
				if (answer) scanner.answered(true);
				if (question.isShown && answer) this.#late(item, facts, answer);
				else question.answer = answer;
			})
			.catch(() => {});
		const patience = new Promise<void>((resolve) => setTimeout(resolve, UPGRADE_MS));
		question.inTime = Promise.race([asked, patience]).then(() => {
			scanner.isAsking = false;
			// After one silence the next person is not kept waiting for another.
			scanner.answered(question.answer !== null);
		});
		return question;
	}

	#late(item: ScanItem, facts: VerdictFacts, late: Answered): void {
		const { queue, corrections } = this.#scanner;
		this.#scanner.answered(true);
		void queue.send();
		corrections.late(item.id, queue.scan(item.id)?.seen ?? item.localCode, facts, late);
	}
}
