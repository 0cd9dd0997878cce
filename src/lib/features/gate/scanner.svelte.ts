import { decide, whatOf, type Shown, type VerdictFacts } from '#lib/domain/admission/decide.ts';
import { byShortCode, type OwnPassage } from '#lib/domain/admission/gate-view.ts';
import { mayAtGate, mayUndo, OWN_UNDO_MS, type GateAct } from '#lib/domain/admission/gate-rights.ts';
import type { Checkpoint } from '#lib/domain/admission/checkpoint.ts';
import type { Direction } from '#lib/domain/admission/presence.ts';
import { readScanned } from '#lib/domain/admission/scanned-text.ts';
import type { RosterDelegate } from '#lib/domain/admission/roster.ts';
import type { ScanMethod } from '#lib/domain/admission/scan.ts';
import { LONGEST_SCAN } from '#lib/domain/admission/token.ts';
import { doesCount, settledCode } from '#lib/domain/admission/verdict.ts';
import type { LastShown } from '#lib/domain/admission/view.ts';
import { searchKey, searchWords } from '#lib/domain/people/search-key.ts';
import { newId } from '#lib/live/id.ts';
import { UPGRADE_MS, type GateOperatorView, type ScanItem } from '#lib/live/gate-protocol.ts';
import type { GateRecordKept, GateStore, ShownKept } from '#lib/offline/gate-store.ts';
import { m } from '#lib/paraglide/messages.js';
import { cardOf, type Card } from './card.ts';
import { clockWords } from './clock-words.ts';
import { GateContact } from './gate-contact.svelte.ts';
import { GateRefused, type Found } from './gate-line.ts';
import { REFUSED_WORDS, VERDICT_WORDS } from './gate-words.ts';
import { shownOf, type LastScan } from './last-scans.ts';
import { LastShowings } from './last-showings.svelte.ts';
import { answeredIn, badgesIn, bundleMoment, serverMoment, type Answered } from './scan-facts.ts';
import { signal } from './signals.ts';

/** Who reads badges, at which checkpoint and which way. */
interface Place {
	readonly operator: GateOperatorView;
	readonly checkpoint: Checkpoint;
	readonly direction: Direction;
}

/** What is on the large card. */
export interface ShownCard extends Card {
	readonly scanId: string;
	readonly isOffline: boolean;
	/** Whom a supervisor may let in against the answer. */
	readonly what: Shown;
	readonly method: ScanMethod;
	readonly place: Place;
	/** The badge's number, where it is known, and whether it is a temporary one that nobody has. */
	readonly credential: string | null;
	readonly isUnbound: boolean;
	readonly mayOverride: boolean;
}

/** What the server said after a colour was shown. */
export interface Correction {
	readonly id: string;
	readonly text: string;
	readonly isGood: boolean;
}

const GREEN_MS = 2_500;
const GREEN: readonly string[] = ['admit', 'admit-offline', 'passage'];

/**
 * A gate's scanner: answers by itself from the roster on the tablet, writes every showing down before a colour appears, and
 * lets the server's answer take its own one's place where it comes in time.
 */
export class Scanner extends GateContact {
	card = $state.raw<ShownCard | null>(null);
	isAsking = $state(false);
	/** Whose passage the last card was: their delegation may come in with them. */
	lastDelegate = $state.raw<RosterDelegate | null>(null);
	corrections = $state.raw<readonly Correction[]>([]);
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

	readonly #showings = new LastShowings(
		() => this.queue.records,
		(delegateId) => this.roster.nameOf(delegateId)
	);
	#lastShown: LastShown | null = null;
	#ticked = '';
	#turn: Promise<unknown> = Promise.resolve();
	#dismissing: ReturnType<typeof setTimeout> | undefined;

	constructor(store: GateStore, appVersion: string) {
		super(store, appVersion);
		this.stops.push(() => clearTimeout(this.#dismissing));
	}

	/** The last showings, the newest first. */
	get last(): readonly LastScan[] {
		return this.#showings.list;
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
		this.#showings.renew();
	}

	protected override forgotten(): void {
		this.card = null;
		this.#showings.forget();
		this.lastDelegate = null;
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

	/** Takes one showing after another: the next is decided with what the one before left behind. */
	show(what: Shown, method: ScanMethod, override: string | null = null): void {
		this.#showAt(this.#place, what, method, override);
	}

	/** Who shows a badge, where and which way: as it was when it was shown, however long others are still being answered. */
	get #place(): Place | null {
		const { operator, checkpoint, direction } = this;
		return operator && checkpoint ? { operator, checkpoint, direction } : null;
	}

	#showAt(place: Place | null, what: Shown, method: ScanMethod, override: string | null): void {
		if (!place) return;
		this.#turn = this.#turn
			.then(() => this.#shown(place, what, method, override))
			.catch(() => {
				this.notice = m.gate_no_store_todo();
			});
	}

	get #now(): Date {
		return serverMoment(Date.now(), this.clock?.offsetMs);
	}

	async #shown(place: Place, what: Shown, method: ScanMethod, override: string | null): Promise<void> {
		const { operator, checkpoint, direction } = place;
		const now = this.#now;
		const view = this.roster.view(override === null ? this.#lastShown : null);
		const bundle = this.roster.kept?.bundle;
		if (!view || !bundle) return;
		const local = decide(view, checkpoint, what, now, direction);
		const key = whatOf(what);
		this.#lastShown = { what: key, checkpointId: checkpoint.id, direction, at: now.toISOString() };
		if (local.code === 'ECHO') {
			if (this.#ticked !== key) signal('silent', this.withSound);
			this.#ticked = key;
			return;
		}
		this.#ticked = '';
		this.notice = null;
		const id = newId();
		const isOverriding = override !== null && mayAtGate(operator.role, 'override');
		// Without a server to ask, what people are about to see is known: one writing before the colour says all of it.
		const isAlone = !this.isOnline;
		const own: Answered = { ...local, overridden: isOverriding };
		const passage = this.#passage(place, id, own);
		const shown = isAlone ? shownOf(own, now, true) : null;
		const record = await this.queue.write(
			{
				kind: 'scan',
				id,
				checkpointId: checkpoint.id,
				direction,
				what: what.kind === 'code' ? { kind: 'code', text: what.text.slice(0, LONGEST_SCAN) } : what,
				method,
				operatorId: operator.id,
				tDevice: Date.now(),
				offset: this.clock,
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
			else await this.#answer(record, place, own, { what, method });
		} finally {
			this.queue.release(id);
		}
	}

	/** Asks the server, writes down what people are about to see, and shows it. */
	async #answer(
		record: GateRecordKept,
		place: Place,
		own: Answered,
		{ what, method }: { what: Shown; method: ScanMethod }
	): Promise<void> {
		const item = record.item as ScanItem;
		const { id } = item;
		const answer = await this.#upgrade(item, own.facts);
		const shown = answer ?? own;
		const passage = this.#passage(place, id, shown);
		const kept: ShownKept = shownOf(shown, this.#now, answer === null);
		// Before the colour: what people are about to see is on the disk.
		await this.queue.keep([
			answer
				? { ...record, passage, shown: kept, state: 'sent', sentAt: Date.now() }
				: { ...record, passage, shown: kept, item: { ...item, seen: item.localCode, offline: true } }
		]);
		this.#passed(id, shown, passage, { isOffline: answer === null, what, method, place });
	}

	/** What is on the disk is shown. */
	#passed(
		id: string,
		shown: Answered,
		passage: OwnPassage | null,
		how: Pick<ShownCard, 'isOffline' | 'what' | 'method' | 'place'>
	): void {
		this.roster.passed(passage);
		this.#showCard(id, shown, how);
	}

	/** What a showing counts for at this tablet. */
	#passage(
		{ checkpoint, operator, direction }: Place,
		scanId: string,
		{ code, facts, overridden }: Answered
	): OwnPassage | null {
		const standing = this.roster.kept?.standing;
		const { delegate } = facts;
		if (!delegate || !standing || (!doesCount(code) && !overridden)) return null;
		return {
			checkpointId: checkpoint.id,
			personId: delegate.personId,
			seen: {
				scanId,
				at: this.#now.toISOString(),
				direction,
				gate: standing.gate.name,
				operator: operator.name,
				deviceId: standing.deviceId
			}
		};
	}

	/** The server's answer, where it comes before people notice it is missing. */
	async #upgrade(item: ScanItem, facts: VerdictFacts): Promise<Answered | null> {
		if (!this.isOnline) return null;
		this.isAsking = true;
		let isOver = false;
		const asked = this.queue
			.whileAsking(item.id, this.line.scan(item))
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
		this.isAsking = false;
		// After one silence the next person is not kept waiting for another.
		this.answered(answer !== null);
		return answer;
	}

	/** The server answered after a colour was shown: said where it matters, never in its place. */
	#late(item: ScanItem, facts: VerdictFacts, { code, facts: known }: Answered): void {
		this.answered(true);
		void this.queue.send();
		const seen = this.queue.scan(item.id)?.seen ?? item.localCode;
		if (settledCode(seen) === settledCode(code)) return;
		const name = (known.delegate ?? facts.delegate)?.name ?? '';
		const { since } = known;
		const isGood = doesCount(code);
		const text = isGood
			? m.gate_correction_admit({ name })
			: code === 'ALREADY' && since
				? m.gate_correction_already({ name, at: clockWords(since.at), gate: since.gate })
				: m.gate_correction_other({ name, verdict: VERDICT_WORDS[code]?.() ?? code });
		this.#tell({ id: item.id, text, isGood });
	}

	#showCard(
		scanId: string,
		{ code, facts, overridden }: Answered,
		how: Pick<ShownCard, 'isOffline' | 'what' | 'method' | 'place'>
	): void {
		const card = cardOf(code, facts, overridden);
		const isAgainst =
			!overridden && !doesCount(code) && (facts.delegate !== undefined || code === 'UNLISTED');
		const mayOverride = isAgainst && this.may('override');
		const isUnbound = facts.reason === 'unbound-temporary-badge';
		this.card = { ...card, ...how, scanId, credential: facts.credential ?? null, isUnbound, mayOverride };
		const isIn = how.place.direction === 'in' && (doesCount(code) || overridden);
		if (isIn && how.method !== 'group') this.lastDelegate = facts.delegate ?? null;
		this.#showings.shown(scanId, card.name ?? '');
		signal(card.tone, this.withSound);
		clearTimeout(this.#dismissing);
		if (GREEN.includes(card.tone)) this.#dismissing = setTimeout(() => (this.card = null), GREEN_MS);
	}

	dismiss(): void {
		clearTimeout(this.#dismissing);
		this.card = null;
	}

	/** A supervisor lets in whom the card refuses. */
	letIn(reason: string): void {
		const { card, operator } = this;
		if (!card?.mayOverride || !operator) return;
		this.#showAt({ ...card.place, operator }, card.what, card.method, reason);
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
		const answer = mayUndo(who, of, this.#now.getTime(), reason);
		if (answer === 'undo_needs_supervisor') return m.refusal_undo_needs_supervisor();
		if (answer === 'undo_needs_reason') return m.refusal_undo_needs_reason();
		await this.queue.write(
			{
				kind: 'void',
				id: newId(),
				scanId: scan.scanId,
				operatorId: operator.id,
				tDevice: Date.now(),
				offset: this.clock,
				reason: reason.trim()
			},
			null
		);
		this.#showings.renew();
		if (this.card?.scanId === scan.scanId) this.dismiss();
		this.#lastShown = null;
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
		await this.queue.write(
			{
				kind: 'bind',
				id: newId(),
				credential,
				delegateId: isKnown ? to.delegateId : newId(),
				guest: isKnown ? null : { fullName: to.fullName.trim(), title: to.title?.trim() || null },
				operatorId: operator.id,
				tDevice: Date.now(),
				offset: this.clock
			},
			null
		);
		this.#lastShown = null;
		this.dismiss();
		this.notice = m.gate_bound();
		void this.queue.send();
	}

	/** The server stored a record and does not do what it asks: said, because people acted on it. */
	protected override refusedByServer({ item }: GateRecordKept, code: string): void {
		const why = REFUSED_WORDS[code]?.() ?? code;
		if (item.kind === 'void') {
			const scan = this.last.find(({ scanId }) => scanId === item.scanId);
			this.#showings.renew();
			this.roster.recount();
			this.#tell({ id: item.id, text: m.gate_void_refused({ name: scan?.name ?? '', why }), isGood: false });
		} else this.#tell({ id: item.id, text: m.gate_bind_refused({ why }), isGood: false });
	}

	#tell(correction: Correction): void {
		this.corrections = [correction, ...this.corrections];
		signal('attention', this.withSound);
	}

	/** Delegates by name or unit: the server's list where it answers, else the roster's. */
	async find(query: string): Promise<readonly Found[]> {
		if (!this.may('search')) return [];
		try {
			return await this.line.search(query);
		} catch {
			const words = searchWords(query);
			if (words.length === 0) return [];
			return (this.roster.kept?.bundle.delegates ?? [])
				.filter(({ name, unit }) => words.every((word) => searchKey(`${name} ${unit}`).includes(word)))
				.slice(0, 20)
				.map((one) => ({ ...one, birthYear: null, phoneEnd: null }));
		}
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
