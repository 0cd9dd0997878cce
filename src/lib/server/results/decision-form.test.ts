import { expect, test } from 'vitest';
import { decisionTyped } from './decision-form.ts';

const at = { contestId: 'c', stageKey: 'prelim' };
const why = { reason: 'Hội đồng biểu quyết', secondBy: 'Trần Thị Hai' };

test('numbers typed beside the teams become the order of the vote; one number twice is one place', () => {
	const fields = {
		...why,
		kind: 'committee-vote',
		roundId: 'r',
		'order.a': '2',
		'order.b': '1',
		'order.c': '2'
	};
	expect(decisionTyped(fields, at)).toEqual({
		...at,
		...why,
		kind: 'committee-vote',
		roundId: 'r',
		order: [['b'], ['a', 'c']],
		ballots: null
	});
});

test('lots give every team a number of its own; one number twice can be no drawing and is refused as such', () => {
	const lots = (numbers: object) => decisionTyped({ ...why, kind: 'lots', roundId: '', ...numbers }, at);
	expect(lots({ 'order.a': '2', 'order.b': '1' })).toMatchObject({ roundId: null, order: ['b', 'a'] });
	expect(lots({ 'order.a': '1', 'order.b': '1' })).toMatchObject({ order: ['a', 'b', 'a', 'b'] });
});

test('a committee names who goes through, and the reserves in their order', () => {
	const fields = {
		...why,
		kind: 'committee-choice',
		'choice.a': '2',
		'choice.b': 'in',
		'choice.c': '1',
		'choice.d': ''
	};
	expect(decisionTyped(fields, at)).toMatchObject({ teamIds: ['b'], reserves: ['c', 'a'] });
});

test('nobody ticked at the cut is an answer too', () => {
	const fields = { ...why, kind: 'tie-at-cut', contenders: ['a', 'b'] };
	expect(decisionTyped(fields, at)).toMatchObject({ contenders: ['a', 'b'], admitted: [] });
});

test('votes of the members are taken one by one, and none at all leaves the written outcome', () => {
	const vote = { ...why, kind: 'committee-vote', roundId: 'r', 'order.a': '1', 'order.b': '2', chair: 'GK1' };
	expect(decisionTyped({ ...vote, 'ballot.GK1': 'b', 'ballot.GK2': '' }, at)).toMatchObject({
		ballots: [
			{ member: 'GK1', isChair: true, teamId: 'b' },
			{ member: 'GK2', isChair: false, teamId: null }
		]
	});
	expect(decisionTyped({ ...vote, 'ballot.GK1': '', 'ballot.GK2': '' }, at)).toMatchObject({ ballots: null });
});
