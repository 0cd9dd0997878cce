import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handedOver, NOT_HANDED, type HandOver, type Paper } from '#lib/domain/honours/hand-over.ts';
import { standingOf } from '#lib/domain/honours/on-stage.ts';
import type { SentOnStage, SentTap, TapResult } from '#lib/live/hand-over-protocol.ts';
import {
	answered,
	asSent,
	gathered,
	nextTaps,
	peopleOf,
	refusedTaps,
	tapJournalOf,
	tapOn,
	unsentTaps,
	withHall,
	withPeople,
	withTaps,
	type Tap,
	type TapRefused
} from './tap-journal.ts';

const PEOPLE = ['an', 'binh'] as const;
type Who = (typeof PEOPLE)[number];
type Step = SentTap['step'];

/** What the server does with a tap, without a database: the same rules, versions and receipts. */
class Desk {
	readonly receipts = new Map<string, SentTap>();
	readonly log: { readonly tap: SentTap; readonly before: number }[] = [];
	readonly rows = new Map<string, { now: HandOver; version: number; paper: Paper }>(
		PEOPLE.map((id) => [id, { now: NOT_HANDED, version: 0, paper: { kind: 'good', id: `${id}-1` } }])
	);

	take(tap: SentTap): TapResult {
		const no = (code: string): TapResult => ({ id: tap.id, ok: false, code, text: code });
		const row = this.rows.get(tap.recipientId)!;
		const known = this.receipts.get(tap.id);
		if (known) {
			expect(tap).toEqual(known);
			return { id: tap.id, ok: true };
		}
		if (tap.after && !this.receipts.has(tap.after)) return no('handover_follows');
		if (row.version !== tap.version) return no('handover_meanwhile');
		const { paper } = row;
		if (tap.step === 'receive' && paper.kind === 'good' && paper.id !== tap.certificateId) return no('other');
		const answer = handedOver(row.now, tap.step, { paper, receiver: tap.receiver });
		if ('refused' in answer) return no(answer.refused);
		this.log.push({ tap, before: row.version });
		this.receipts.set(tap.id, tap);
		this.rows.set(tap.recipientId, { now: answer.to, version: row.version + 1, paper });
		return { id: tap.id, ok: true };
	}

	shown(): SentOnStage[] {
		return PEOPLE.map((id) => {
			const { now, version, paper } = this.rows.get(id)!;
			return {
				...{ id, subject: 'individual', name: id, plainName: id, place: '', what: null, number: null },
				...{ paper: paper.kind, certificateId: paper.kind === 'good' ? paper.id : null, code: null },
				...{ isDoubted: false, isReplaced: false, doneAt: null, doneBy: null, stageGroup: 1, position: 1 },
				...{ presenter: null, tray: null, linkedAs: null, delegateId: null, delegationId: null, version },
				...standingOf(now, paper)
			};
		});
	}
}

class Tablet {
	#seq = 0;
	taps: Tap[] = [];
	refused: TapRefused[] = [];
	people: ReturnType<typeof peopleOf>;
	made: string[] = [];

	readonly name: string;
	constructor(name: string, desk: Desk) {
		this.name = name;
		this.people = peopleOf(desk.shown().map((person) => ({ ...person, hall: null })));
	}

	get journal() {
		return tapJournalOf('award', this.taps, this.refused);
	}

	shown(who: Who) {
		return withTaps(this.people, this.journal).find(({ id }) => id === who)!;
	}

	tap(who: Who, step: Step) {
		const account = { id: this.name, name: this.name };
		const id = `${this.name}-${this.made.length}`;
		const asked = { id, awardId: 'award', account, step, receiver: null, at: new Date(0) };
		const tap = tapOn(this.shown(who), this.journal, asked);
		if (!tap) return;
		this.taps.push({ ...tap, seq: (this.#seq += 1) });
		this.made.push(id);
	}

	/** `upTo`: the line breaks after so many of them. */
	send(desk: Desk, { upTo = Infinity, isHeard = true } = {}) {
		const next = nextTaps(this.journal, this.name);
		const results = next.slice(0, upTo).map((tap) => desk.take(asSent(tap)));
		if (!isHeard || results.length < next.length) return;
		const { taken, refused } = answered(next, results);
		this.people = withPeople(this.people, desk.shown());
		this.refused.push(...refused);
		this.taps = this.taps.filter((tap) => !taken.includes(tap));
	}
}

const step = fc.constantFrom<Step>('present', 'receive', 'absent', 'back');
const who = fc.constantFrom(...PEOPLE);
const one = fc.nat(1);
const happening = fc.oneof(
	{ weight: 6, arbitrary: fc.record({ kind: fc.constant('tap' as const), one, who, step }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('send' as const), one, upTo: fc.nat(4) }) },
	fc.record({ kind: fc.constant('unheard' as const), one }),
	fc.record({ kind: fc.constant('told' as const), one }),
	fc.record({ kind: fc.constant('revoked' as const), who }),
	fc.record({ kind: fc.constant('renewed' as const), who })
);

describe('taps of two tablets, however they cross', () => {
	it('are each done once or refused and shown, never on what their tablet had not seen, and both end with the server’s', () => {
		fc.assert(
			fc.property(fc.array(happening, { maxLength: 60 }), (story) => {
				const desk = new Desk();
				const tablets = [new Tablet('a', desk), new Tablet('b', desk)];
				for (const what of story) {
					if (what.kind === 'tap') tablets[what.one]!.tap(what.who, what.step);
					else if (what.kind === 'send') tablets[what.one]!.send(desk, { upTo: what.upTo + 1 });
					else if (what.kind === 'unheard') tablets[what.one]!.send(desk, { isHeard: false });
					else if (what.kind === 'told') {
						const tablet = tablets[what.one]!;
						tablet.people = withPeople(tablet.people, desk.shown());
					} else {
						const row = desk.rows.get(what.who)!;
						const paper: Paper =
							what.kind === 'revoked'
								? { kind: 'revoked' }
								: { kind: 'good', id: `${what.who}-${story.length}` };
						desk.rows.set(what.who, { ...row, paper });
					}
				}
				for (const tablet of tablets) tablet.send(desk);
				const done = desk.log.map(({ tap }) => tap.id);
				expect(new Set(done).size).toBe(done.length);
				for (const { tap, before } of desk.log) expect(tap.version).toBe(before);
				for (const tablet of tablets) {
					expect(unsentTaps(tablet.journal)).toEqual([]);
					const refused = refusedTaps(tablet.journal).map(({ tap }) => tap.id);
					const own = done.filter((id) => tablet.made.includes(id));
					expect([...own, ...refused].toSorted()).toEqual(tablet.made.toSorted());
					// In the order in which they were made.
					expect(own).toEqual(tablet.made.filter((id) => own.includes(id)));
					tablet.people = withPeople(tablet.people, desk.shown());
					for (const id of PEOPLE) {
						const { now, version } = desk.rows.get(id)!;
						expect(tablet.shown(id)).toMatchObject({ handOver: now, version, unsent: 0 });
					}
				}
			}),
			{ numRuns: 400 }
		);
	});

	it('are shown as what they will make of somebody, and a second press of the same button is none', () => {
		const tablet = new Tablet('a', new Desk());
		tablet.tap('an', 'receive');
		tablet.tap('an', 'receive');
		expect(tablet.made).toHaveLength(1);
		expect(tablet.shown('an')).toMatchObject({ state: 'received', steps: ['back'], unsent: 1, doneBy: 'a' });
		tablet.tap('an', 'back');
		expect(tablet.shown('an')).toMatchObject({ state: 'waiting', unsent: 2, version: 2 });
		expect(tablet.taps.map(({ after }) => after)).toEqual([null, 'a-0']);
	});

	it('wait for their own account, and for a right that was taken away', () => {
		const desk = new Desk();
		const tablet = new Tablet('a', desk);
		tablet.tap('an', 'receive');
		expect(nextTaps(tablet.journal, 'somebody else')).toEqual([]);
		const no: TapResult = { id: 'a-0', ok: false, code: 'forbidden', text: '' };
		expect(answered(tablet.taps, [no])).toEqual({ taken: [], refused: [] });
	});
});

describe('news', () => {
	it('that were read before something newer and come later change nothing', () => {
		const desk = new Desk();
		const tablet = new Tablet('a', desk);
		const old = desk.shown();
		tablet.tap('an', 'receive');
		tablet.send(desk);
		tablet.people = withPeople(tablet.people, old);
		expect(tablet.shown('an').state).toBe('received');
	});

	it('are asked for together', () => {
		const people = (...ids: string[]) => ({ of: 'people', ids }) as const;
		expect(gathered([people('an'), { of: 'hall' }, people('an', 'binh')])).toEqual([
			people('an', 'binh'),
			{ of: 'hall' }
		]);
		expect(gathered([people('an'), { of: 'whole' }, { of: 'hall' }])).toEqual([{ of: 'whole' }]);
	});

	it('of the gates touch nothing else', () => {
		const tablet = new Tablet('a', new Desk());
		const hall = { standing: 'here', here: [], standIn: null, suggested: null } as const;
		const people = withHall(tablet.people, { an: hall });
		expect(people.map((person) => person.hall)).toEqual([hall, null]);
	});
});
