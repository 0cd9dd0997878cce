import { decide, whatOf, type Shown, type VerdictFacts } from '#lib/domain/admission/decide.ts';
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
import { answeredIn, bundleMoment, type Answered } from './scan-facts.ts';
import type { Scanner } from './scanner.svelte.ts';
import type { HowShown, Place } from './shown-card.svelte.ts';
import { signal } from './signals.ts';

/**
 * One showing after another, as a gate takes them: decided here, written down before a colour appears, asked of the server for
 * a moment, shown.
 */
export class Showings {
	readonly #scanner: Scanner;
	#lastShown: LastShown | null = null;
	#ticked = '';
	#turn: Promise<unknown> = Promise.resolve();

	constructor(scanner: Scanner) {
		this.#scanner = scanner;
	}

	/** The next is decided with what the one before left behind; `failed` is told where nothing could be written down. */
	take(
		place: Place,
		what: Shown,
		method: ScanMethod,
		{ override, failed }: { readonly override: string | null; failed(): void }
	): void {
		this.#turn = this.#turn.then(() => this.#shown(place, what, method, override)).catch(failed);
	}

	/** What was shown last is no echo of itself any more: it was taken back, or means something else now. */
	forgetLast(): void {
		this.#lastShown = null;
	}

	async #shown(place: Place, what: Shown, method: ScanMethod, override: string | null): Promise<void> {
		const { roster, queue, clock, isOnline, now, withSound } = this.#scanner;
		const { operator, checkpoint, direction } = place;
		const view = roster.view(override === null ? this.#lastShown : null);
		const bundle = roster.kept?.bundle;
		if (!view || !bundle) return;
		const local = decide(view, checkpoint, what, now, direction);
		const key = whatOf(what);
		this.#lastShown = { what: key, checkpointId: checkpoint.id, direction, at: now.toISOString() };
		if (local.code === 'ECHO') {
			if (this.#ticked !== key) signal('silent', withSound);
			this.#ticked = key;
			return;
		}
		this.#ticked = '';
		this.#scanner.notice = null;
		const id = newId();
		const isOverriding = override !== null && mayAtGate(operator.role, 'override');
		// Without a server to ask, what people are about to see is known: one writing before the colour says all of it.
		const isAlone = !isOnline;
		const own: Answered = { ...local, overridden: isOverriding };
		const passage = this.#passage(place, id, own);
		const shown = isAlone ? shownOf(own, now, true) : null;
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
			shown
		);
		try {
			if (isAlone) this.#passed(id, own, passage, { isOffline: true, what, method, place });
			else await this.#answer(record, own, { what, method, place });
		} finally {
			queue.release(id);
		}
	}

	/** Asks the server, writes down what people are about to see, and shows it. */
	async #answer(record: GateRecordKept, own: Answered, how: Omit<HowShown, 'isOffline'>): Promise<void> {
		const item = record.item as ScanItem;
		const { id } = item;
		const answer = await this.#upgrade(item, own.facts);
		const answered = answer ?? own;
		const passage = this.#passage(how.place, id, answered);
		const shown: ShownKept = shownOf(answered, this.#scanner.now, answer === null);
		// Before the colour: what people are about to see is on the disk.
		await this.#scanner.queue.keep([
			answer
				? { ...record, passage, shown, state: 'sent', sentAt: Date.now() }
				: { ...record, passage, shown, item: { ...item, seen: item.localCode, offline: true } }
		]);
		this.#passed(id, answered, passage, { ...how, isOffline: answer === null });
	}

	/** What is on the disk is shown. */
	#passed(id: string, answered: Answered, passage: OwnPassage | null, how: HowShown): void {
		this.#scanner.roster.passed(passage);
		this.#scanner.showCard(id, answered, how);
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

	/** The server's answer, where it comes before people notice it is missing. */
	async #upgrade(item: ScanItem, facts: VerdictFacts): Promise<Answered | null> {
		const scanner = this.#scanner;
		if (!scanner.isOnline) return null;
		scanner.isAsking = true;
		let isOver = false;
		const asked = scanner.queue
			.whileAsking(item.id, scanner.line.scan(item))
			.then((ack) => (ack.ok ? answeredIn(ack.result) : null))
			.catch(() => null);
		void asked.then((late) => {
			if (isOver && late) this.#late(item, facts, late);
		});
		const answer = await Promise.race([
			asked,
			new Promise<null>((resolve) => setTimeout(resolve, UPGRADE_MS, null))
		]);
		isOver = true;
		scanner.isAsking = false;
		// After one silence the next person is not kept waiting for another.
		scanner.answered(answer !== null);
		return answer;
	}

	#late(item: ScanItem, facts: VerdictFacts, late: Answered): void {
		const { queue, corrections } = this.#scanner;
		this.#scanner.answered(true);
		void queue.send();
		corrections.late(item.id, queue.scan(item.id)?.seen ?? item.localCode, facts, late);
	}
}
