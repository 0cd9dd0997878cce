import { expect, it } from 'vitest';
import type { Answer, SeatView } from '#lib/live/judge-protocol.ts';
import type { Delivery } from '#lib/offline/journal.ts';
import { deliveredBy, withFinal } from './delivered.ts';

const marks = { kind: 'marks', entries: [{ id: 'a' }, { id: 'b' }] } as unknown as Delivery;
const sheet = { kind: 'final', entry: { id: 'f' } } as unknown as Delivery;
const refused = (code: string) => ({ kind: 'refused', code }) as Answer;
const FINAL = { kind: 'final', teamId: 't', partKey: 'p', finalAt: 9 } as unknown as Extract<
	Answer,
	{ kind: 'final' }
>;

it('marks are settled one by one: received, held, or refused with the server’s reason', () => {
	const results = [
		{ id: 'a', status: 'received', serverSeq: 7 },
		{ id: 'b', status: 'held', kind: 'late' },
		{ id: 'c', status: 'refused', code: 'judging_not_open' }
	];
	expect(deliveredBy({ kind: 'marks', results } as unknown as Answer, marks)).toEqual({
		kind: 'settled',
		final: null,
		outcomes: [
			{ id: 'a', kind: 'received', serverSeq: 7 },
			{ id: 'b', kind: 'held', held: 'late' },
			{ id: 'c', kind: 'refused', code: 'judging_not_open' }
		]
	});
});

it('what was not the marks’ fault goes again; a tablet that sleeps or is none any more settles nothing', () => {
	const kinds = ['judging_unavailable', 'too_many', 'judging_asleep', 'judging_not_paired'].map(
		(code) => deliveredBy(refused(code), marks).kind
	);
	expect(kinds).toEqual(['later', 'later', 'asleep', 'lost']);
});

it('a refusal is of everything that was delivered', () => {
	expect(deliveredBy(refused('judging_not_open'), marks)).toMatchObject({
		outcomes: [
			{ id: 'a', kind: 'refused' },
			{ id: 'b', kind: 'refused' }
		]
	});
});

it('a sheet that was received is final on this screen at once, and once only', () => {
	const delivered = deliveredBy(FINAL, sheet);
	expect(delivered).toMatchObject({ final: FINAL, outcomes: [{ id: 'f', kind: 'received' }] });
	const view = {
		ballots: [
			{ teamId: 't', partKey: 'p', state: 'draft' },
			{ teamId: 'u', partKey: 'p' }
		]
	};
	expect(withFinal(view as unknown as SeatView, FINAL).ballots).toMatchObject([
		{ teamId: 'u' },
		{ teamId: 't', state: 'final', finalAt: 9 }
	]);
});
