import type { Answer, Ask, JudgeRefusal, SeatView } from '#lib/live/judge-protocol.ts';
import { asGiven, type Delivery, type Journal, type Outcome } from '#lib/offline/journal.ts';

/** Nothing was stored, through no fault of the marks: they stay and go again. */
const LATER: readonly JudgeRefusal[] = ['judging_unavailable', 'too_many'];

type Final = Extract<Answer, { kind: 'final' }>;

/** What became of a delivery. */
export type Delivered =
	/** `final`: a sheet that is handed in now. */
	| { readonly kind: 'settled'; readonly outcomes: readonly Outcome[]; readonly final: Final | null }
	/** Not settled: it goes again · the tablet has to be paired again · the PIN is asked first. */
	| { readonly kind: 'later' | 'lost' | 'asleep' };

/** A delivery as the server is asked to take it. */
export function askOf(journal: Journal, delivery: Delivery): Ask {
	if (delivery.kind === 'marks')
		return { kind: 'marks', marks: delivery.entries.map((entry) => asGiven(journal, entry)) };
	const { id, teamId, partKey, marks } = delivery.entry;
	return { kind: 'final', key: id, teamId, partKey, marks: { ...marks } };
}

/** What the server's answer means for what was delivered. */
export function deliveredBy(answer: Answer, delivery: Delivery): Delivered {
	const entries = delivery.kind === 'marks' ? delivery.entries : [delivery.entry];
	const first = entries[0]!.id;
	const settled = (outcomes: readonly Outcome[], final: Final | null = null): Delivered => ({
		kind: 'settled',
		outcomes,
		final
	});
	if (answer.kind === 'marks') {
		return settled(
			answer.results.map(({ id, ...result }): Outcome => {
				if (result.status === 'refused') return { id, kind: 'refused', code: result.code };
				if (result.status === 'held') return { id, kind: 'held', held: result.kind };
				return { id, kind: 'received', serverSeq: result.serverSeq };
			})
		);
	}
	if (answer.kind === 'held') return settled([{ id: first, kind: 'held', held: 'late' }]);
	if (answer.kind === 'final') return settled([{ id: first, kind: 'received', serverSeq: 0 }], answer);
	if (answer.kind !== 'refused' || LATER.includes(answer.code)) return { kind: 'later' };
	if (answer.code === 'judging_not_paired') return { kind: 'lost' };
	if (answer.code === 'judging_asleep') return { kind: 'asleep' };
	const { code, differences } = answer;
	return settled(
		entries.map(({ id }) => ({ id, kind: 'refused', code, ...(differences ? { differences } : {}) }))
	);
}

/** The view with a sheet that is handed in: on this screen at once, before the server's next view says so too. */
export function withFinal(view: SeatView, { teamId, partKey, finalAt }: Final): SeatView {
	const others = view.ballots.filter((known) => known.teamId !== teamId || known.partKey !== partKey);
	const ballot = { teamId, partKey, state: 'final' as const, isUnlocked: false, finalAt, source: 'tablet' };
	return { ...view, ballots: [...others, ballot] };
}
