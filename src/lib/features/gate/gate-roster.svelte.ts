import { applyDelta } from '#lib/domain/admission/bundle.ts';
import {
	gateView,
	indexed,
	ownOver,
	withPassage,
	type BoundHere,
	type BundleIndex,
	type OwnPassage,
	type OwnPresences
} from '#lib/domain/admission/gate-view.ts';
import { printedShortCode, shortCode } from '#lib/domain/admission/short-code.ts';
import { isInside } from '#lib/domain/admission/presence.ts';
import type { RosterDelegate } from '#lib/domain/admission/roster.ts';
import type { AdmissionView, LastShown } from '#lib/domain/admission/view.ts';
import { nameSortKey } from '#lib/domain/people/collation.ts';
import { byCodeUnit } from '#lib/domain/shared/order.ts';
import type { ConflictView, GateStanding, GateTell } from '#lib/live/gate-protocol.ts';
import type { GateStore, KeptRoster } from '#lib/offline/gate-store.ts';
import type { GateLine } from './gate-line.ts';
import { renewedBy } from './roster-renewal.ts';
import type { Stamps } from './stamps.ts';

/** The roster on this tablet, what this tablet itself saw on top of it, and how both are renewed. */
export class GateRoster {
	kept = $state.raw<KeptRoster | null>(null);
	/** Open ones that this tablet is told of. */
	conflicts = $state.raw<readonly ConflictView[]>([]);
	index: BundleIndex | null = null;
	/** Passages were taken since it last asked: what is told less often is not as new as they are. */
	wasTold = false;
	#own: OwnPresences | null = null;
	#sorted: { readonly index: BundleIndex; readonly delegates: readonly RosterDelegate[] } | null = null;
	#fetching: Promise<void> | null = null;
	#fetchAgain = false;
	#isForgotten = false;
	#keeping: Promise<unknown> = Promise.resolve();

	readonly store: GateStore;
	readonly line: GateLine;
	/** Passages that the roster may not know yet. */
	readonly passages: (rosterAskedAt: number) => readonly OwnPassage[];
	readonly renewed: (standing: GateStanding) => Promise<void>;
	/** Temporary badges that this desk gave out and the roster does not know of. */
	readonly bound: (index: BundleIndex) => BoundHere;
	readonly stamps: Stamps;
	/** The server said what its clock is. */
	readonly heardClock: (serverMs: number) => void;

	constructor(
		store: GateStore,
		line: GateLine,
		passages: (rosterAskedAt: number) => readonly OwnPassage[],
		renewed: (standing: GateStanding) => Promise<void>,
		bound: (index: BundleIndex) => BoundHere,
		stamps: Stamps,
		heardClock: (serverMs: number) => void
	) {
		this.store = store;
		this.line = line;
		this.passages = passages;
		this.renewed = renewed;
		this.bound = bound;
		this.stamps = stamps;
		this.heardClock = heardClock;
	}

	get rev(): number {
		return this.kept?.bundle.rev ?? 0;
	}

	/** What is on the tablet; false where nothing is, or it has expired and goes. */
	async load(): Promise<boolean> {
		const kept = await this.store.roster();
		if (!kept) return false;
		if (Date.parse(kept.bundle.expiresAt) < Date.now()) {
			await this.store.wipe();
			return false;
		}
		this.stamps.seen(kept.askedAt);
		if (kept.serverTime !== undefined) this.heardClock(kept.serverTime);
		this.#take(kept);
		return true;
	}

	view(lastShown: LastShown | null): AdmissionView | null {
		return this.index && this.#own && gateView(this.index, this.#own, lastShown, this.bound(this.index));
	}

	/** Counts a passage of this tablet. */
	passed(passage: OwnPassage | null): void {
		if (this.index && this.#own && passage) this.#own = withPassage(this.index, this.#own, passage);
	}

	/** Counts anew what this tablet saw: something was taken back. */
	recount(): void {
		if (this.index) this.#own = ownOver(this.index, this.passages(this.kept?.askedAt ?? 0));
	}

	/** Of the same unit, expected and not inside: who may come in together with somebody. */
	companions(
		{ unit, delegateId }: RosterDelegate,
		checkpointId: string,
		at: Date
	): readonly RosterDelegate[] {
		const inside = this.inside(checkpointId, at).map((one) => one.delegateId);
		return this.#byName()
			.filter((one) => one.unit === unit && unit !== '' && one.replacedBy === null)
			.filter((one) => one.delegateId !== delegateId && !inside.includes(one.delegateId));
	}

	/** Who is inside at an instant, as far as this tablet knows: for an evacuation, also without network. */
	inside(checkpointId: string, at: Date): readonly RosterDelegate[] {
		const view = this.view(null);
		if (!view || !this.index) return [];
		return this.#byName()
			.filter(({ replacedBy }) => replacedBy === null)
			.filter(({ personId }) => isInside(view.presence(checkpointId, personId), at));
	}

	/** The roster's delegates in the order of their names, sorted once a roster and not at every badge. */
	#byName(): readonly RosterDelegate[] {
		const { index } = this;
		if (!index) return [];
		if (this.#sorted?.index !== index) {
			const keyed = index.bundle.delegates.map((one) => [nameSortKey(one.name), one] as const);
			keyed.sort(([a], [b]) => byCodeUnit(a, b));
			this.#sorted = { index, delegates: keyed.map(([, one]) => one) };
		}
		return this.#sorted.delegates;
	}

	/** The code printed on somebody's badge, where the roster holds no names. */
	badgeCode(delegateId: string): string | null {
		const badge = this.index?.bundle.credentials.find(
			(row) => row.delegateId === delegateId && row.status === 'active' && row.kind !== 'invite'
		);
		return badge ? printedShortCode(shortCode(badge.credential)) : null;
	}

	/** Somebody's name, as far as this tablet holds it; empty where it does not. */
	nameOf(delegateId: string): string {
		return this.view(null)?.delegate(delegateId)?.name ?? '';
	}

	forget(): void {
		this.#isForgotten = true;
		this.kept = null;
		this.index = null;
		this.#own = null;
		this.conflicts = [];
	}

	told(conflict: ConflictView): void {
		const others = this.conflicts.filter(({ id }) => id !== conflict.id);
		this.conflicts = conflict.settled ? others : [conflict, ...others];
	}

	#take(kept: KeptRoster): void {
		this.kept = kept;
		this.index = indexed(kept.bundle);
		this.recount();
	}

	/**
	 * Takes passages that the server told of. What this tablet itself saw since it last asked stays counted on top, so the
	 * moment of asking stays as it was.
	 */
	async takePassages({ delta, called, present }: Extract<GateTell, { kind: 'passages' }>): Promise<void> {
		if (this.#isForgotten) return;
		if (!this.kept) return this.fetch();
		const renewed = applyDelta(this.kept.bundle, delta);
		if (renewed.kind === 'known') return;
		if (renewed.kind === 'resync') return this.fetch();
		const { standing } = this.kept;
		const kept = {
			...{ ...this.kept, bundle: renewed.bundle },
			...{ standing: { ...standing, called, present }, fetchedAt: Date.now() }
		};
		this.wasTold = true;
		this.#take(kept);
		await this.#keep(kept);
	}

	/** One after another, and only what is still the newest: a reload never finds an older roster than was known. */
	#keep(kept: KeptRoster): Promise<unknown> {
		const keep = () => (this.kept === kept ? this.store.keepRoster(kept) : undefined);
		this.#keeping = this.#keeping.then(keep, keep);
		return this.#keeping;
	}

	/** Fetches what is newer than the roster here. One fetch at a time; asked meanwhile, one more follows. */
	fetch(): Promise<void> {
		if (this.#fetching) {
			this.#fetchAgain = true;
			return this.#fetching;
		}
		this.#fetching = this.#fetchOnce().finally(() => {
			this.#fetching = null;
			if (!this.#fetchAgain) return;
			this.#fetchAgain = false;
			void this.fetch();
		});
		return this.#fetching;
	}

	async #fetchOnce(): Promise<void> {
		try {
			const askedAt = this.stamps.next();
			this.wasTold = false;
			let asked = this.kept?.bundle.rev ?? null;
			let answer = await this.line.bundle(asked);
			if (renewedBy(answer, this.kept?.bundle ?? null, asked).kind === 'whole-needed') {
				asked = this.kept?.bundle.rev ?? null;
				answer = await this.line.bundle(null);
			}
			this.heardClock(answer.serverTime);
			await this.store.numberAfter(answer.standing.lastSeq);
			if (this.#isForgotten) return;
			// Over what is held now: passages may have been told while this was on its way.
			const renewal = renewedBy(answer, this.kept?.bundle ?? null, asked);
			if (renewal.kind !== 'renewed') {
				this.#fetchAgain = true;
				return;
			}
			const { bundle } = renewal;
			const { standing, serverTime } = answer;
			const kept = { bundle, standing, askedAt, fetchedAt: Date.now(), serverTime };
			this.#take(kept);
			this.conflicts = answer.conflicts;
			await this.renewed(standing);
			await this.#keep(kept);
		} catch {
			this.wasTold = true;
			// Without network the roster stays as it is, and its age is shown.
		}
	}
}
