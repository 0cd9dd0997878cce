import type { Shown } from '#lib/domain/admission/decide.ts';
import { byShortCode } from '#lib/domain/admission/gate-view.ts';
import { mayAtGate, mayUndo, OWN_UNDO_MS, type GateAct } from '#lib/domain/admission/gate-rights.ts';
import type { Direction } from '#lib/domain/admission/presence.ts';
import { readScanned } from '#lib/domain/admission/scanned-text.ts';
import type { RosterDelegate } from '#lib/domain/admission/roster.ts';
import type { ScanMethod } from '#lib/domain/admission/scan.ts';
import { newId } from '#lib/live/id.ts';
import type { GateOperatorView } from '#lib/live/gate-protocol.ts';
import type { GateRecordKept, GateStore } from '#lib/offline/gate-store.ts';
import { m } from '#lib/paraglide/messages.js';
import { Corrections } from './corrections.svelte.ts';
import { GateContact } from './gate-contact.svelte.ts';
import { GateRefused, type Found } from './gate-line.ts';
import { foundIn } from './found-in.ts';
import type { LastScan } from './last-scans.ts';
import { LastShowings } from './last-showings.svelte.ts';
import { badgesIn, serverMoment, type Answered } from './scan-facts.ts';
import { Showings } from './showings.ts';
import { CardBoard, type HowShown, type Place, type ShownCard } from './shown-card.svelte.ts';
import { signal } from './signals.ts';

/**
 * A gate's scanner: answers by itself from the roster on the tablet, writes every showing down before a colour appears, and
 * lets the server's answer take its own one's place where it comes in time.
 */
export class Scanner extends GateContact {
	isAsking = $state(false);
	notice = $state<string | null>(null);
	chosenCheckpoint = $state('');
	direction = $state<Direction>('in');
	hidesNames = $state(false);

	readonly checkpoints = $derived.by(() => {
		const kept = this.roster.kept;
		return kept?.bundle.checkpoints.filter(({ id }) => kept.standing.checkpointIds.includes(id)) ?? [];
	});
	readonly checkpoint = $derived(
		this.checkpoints.find(({ id }) => id === this.chosenCheckpoint) ?? this.checkpoints[0]
	);
	readonly corrections = new Corrections(() => this.withSound);

	readonly #board = new CardBoard();
	readonly #taken = new Showings(this);
	readonly #listed = new LastShowings(
		() => this.queue.records,
		(delegateId) => this.roster.nameOf(delegateId)
	);

	constructor(store: GateStore, appVersion: string) {
		super(store, appVersion);
		this.stops.push(() => this.#board.dismiss());
	}

	get card(): ShownCard | null {
		return this.#board.card;
	}

	/** Whose passage the last card was: their delegation may come in with them. */
	get lastDelegate(): RosterDelegate | null {
		return this.#board.lastDelegate;
	}

	/** The last showings, the newest first. */
	get last(): readonly LastScan[] {
		return this.#listed.list;
	}

	get operator(): GateOperatorView | null {
		return this.shift.operator;
	}

	may(act: GateAct): boolean {
		return this.operator !== null && mayAtGate(this.operator.role, act);
	}

	protected override async loaded(): Promise<void> {
		const choices = await this.store.choices();
		if (!choices) return;
		this.chosenCheckpoint = choices.checkpointId;
		this.direction = choices.direction;
		this.withSound = choices.withSound;
		this.hidesNames = choices.hidesNames;
	}

	/** Keeps how the scanner is set: loaded anew it goes on at the same checkpoint, the same way, with names hidden or not. */
	async keepChoices(): Promise<void> {
		const { chosenCheckpoint: checkpointId, direction, withSound, hidesNames } = this;
		await this.store.keepChoices({ checkpointId, direction, withSound, hidesNames }).catch(() => {});
	}

	protected override rosterRenewed(): void {
		this.#listed.renew();
	}

	protected override forgotten(): void {
		this.#board.forget();
		this.#listed.forget();
	}

	async signOut(): Promise<void> {
		this.dismiss();
		await this.shift.end();
	}

	/** What a camera or scanner handed over: one code, or several that were glued together. */
	read(raw: string, method: ScanMethod): void {
		const scanned = readScanned(raw);
		if (scanned.kind === 'mangled') this.tampered();
		if (scanned.kind === 'texts') for (const text of scanned.texts) this.show({ kind: 'code', text }, method);
	}

	/** What stands in one picture of the camera. */
	see(texts: readonly string[]): void {
		const badges = badgesIn(texts);
		if (badges.length > 1) {
			this.notice = m.gate_two_codes();
			return;
		}
		if (this.notice === m.gate_two_codes()) this.notice = null;
		const text = badges[0] ?? texts[0];
		if (text) this.read(text, 'camera');
	}

	/** An input method took keys of a scanner away or put others in their place. */
	tampered(): void {
		this.notice = m.gate_ime();
		signal('attention', this.withSound);
	}

	/** A code typed as it is printed below the QR; answers what is wrong, or null. */
	typed(code: string): string | null {
		const { index } = this.roster;
		const credential = index && byShortCode(index, code);
		if (!credential) return m.gate_code_wrong();
		this.show({ kind: 'number', credential: credential.credential }, 'manual');
		return null;
	}

	/** Takes one showing after another, each where and by whom it was made, however long others are still being answered. */
	show(what: Shown, method: ScanMethod): void {
		const { operator, checkpoint, direction } = this;
		if (operator && checkpoint) this.#take({ operator, checkpoint, direction }, what, method, null);
	}

	/** A supervisor lets in whom the card refuses. */
	letIn(reason: string): void {
		const { card, operator } = this;
		if (!card?.mayOverride || !operator) return;
		this.#take({ ...card.place, operator }, card.what, card.method, reason);
	}

	#take(place: Place, what: Shown, method: ScanMethod, override: string | null): void {
		const failed = () => {
			this.notice = m.gate_no_store_todo();
		};
		void this.#taken.take(place, what, method, { override, failed });
	}

	/** Shows an answer that is on the disk. */
	showCard(scanId: string, answered: Answered, how: HowShown): void {
		const { withSound } = this;
		const card = this.#board.show(scanId, answered, how, { mayLetIn: this.may('override'), withSound });
		this.#listed.shown(scanId, card.name ?? '');
	}

	dismiss(): void {
		this.#board.dismiss();
	}

	mayUndoNow(scan: LastScan, nowMs: number): boolean {
		if (scan.isUndone || !this.operator) return false;
		const age = serverMoment(nowMs, this.clock?.offsetMs).getTime() - scan.atMs;
		return this.may('undo-any') || age <= OWN_UNDO_MS;
	}

	/** Takes a showing back; answers what is wrong, or null. */
	async undo(scan: LastScan, reason: string): Promise<string | null> {
		const { operator } = this;
		const made = this.queue.scan(scan.scanId);
		if (!operator || !made) return null;
		const who = { role: operator.role, operatorId: operator.id };
		const of = { operatorId: made.operatorId, atMs: scan.atMs };
		const answer = mayUndo(who, of, this.now.getTime(), reason);
		if (answer === 'undo_needs_supervisor') return m.refusal_undo_needs_supervisor();
		if (answer === 'undo_needs_reason') return m.refusal_undo_needs_reason();
		await this.queue.add({
			kind: 'void',
			id: newId(),
			scanId: scan.scanId,
			operatorId: operator.id,
			tDevice: Date.now(),
			offset: this.clock,
			reason: reason.trim()
		});
		this.#listed.renew();
		if (this.card?.scanId === scan.scanId) this.dismiss();
		this.#taken.forgetLast();
		this.roster.recount();
		void this.queue.send();
		return null;
	}

	/** Gives somebody a temporary badge, also without network: a delegate of the roster, or a guest whom no list knows. */
	async bind(
		credential: string,
		to: { readonly delegateId: string } | { readonly fullName: string; readonly title: string | null }
	): Promise<void> {
		const { operator } = this;
		if (!operator || !this.may('bind-temporary-badge')) return;
		const isKnown = 'delegateId' in to;
		await this.queue.add({
			kind: 'bind',
			id: newId(),
			credential,
			operatorId: operator.id,
			delegateId: isKnown ? to.delegateId : newId(),
			guest: isKnown ? null : { fullName: to.fullName.trim(), title: to.title?.trim() || null },
			tDevice: Date.now(),
			offset: this.clock
		});
		this.#taken.forgetLast();
		this.dismiss();
		this.notice = m.gate_bound();
		void this.queue.send();
	}

	/** The server stored a record and does not do what it asks: said, because people acted on it. */
	protected override refusedByServer(record: GateRecordKept, code: string): void {
		const { item } = record;
		const scan = item.kind === 'void' && this.last.find(({ scanId }) => scanId === item.scanId);
		if (item.kind === 'void') {
			this.#listed.renew();
			this.roster.recount();
		}
		this.corrections.refused(record, code, scan ? scan.name : '');
	}

	/** Delegates by name or unit: the server's list where it answers, else the roster's. */
	async find(query: string): Promise<readonly Found[]> {
		if (!this.may('search')) return [];
		return this.line.search(query).catch(() => foundIn(this.roster.kept?.bundle.delegates ?? [], query));
	}

	/** A supervisor's word on a conflict; answers what is wrong, or null. */
	async settle(conflict: string, resolution: string, reason: string): Promise<string | null> {
		try {
			await this.line.settle(conflict, resolution, reason);
			this.roster.conflicts = this.roster.conflicts.filter(({ id }) => id !== conflict);
			return null;
		} catch (error) {
			return error instanceof GateRefused ? error.message : m.gate_settle_offline();
		}
	}
}
