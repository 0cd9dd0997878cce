import { describe, expect, test } from 'vitest';
import {
	BALLOT_STATES,
	BALLOT_STEPS,
	ROUND_STATES,
	ROUND_STEPS,
	ballotTransition,
	doesCount,
	mayChangeRules,
	mayReceiveMarks,
	roundSteps,
	roundTransition
} from './states.ts';

describe('a round', () => {
	test('goes from set-up to publication in four steps and back only for a reason', () => {
		const table = ROUND_STATES.flatMap((state) =>
			ROUND_STEPS.flatMap((step) => {
				const found = roundTransition(state, step);
				if (!found) return [];
				const asks = [
					found.needsReason && 'reason',
					found.needsSecondPerson && 'two',
					found.makesVersion && 'version'
				];
				return [[state, step, found.to, ...asks.filter(Boolean)].join(' ')];
			})
		);
		expect(table).toEqual([
			'configured open open',
			'open close closed',
			'closed reopen open reason',
			'closed verify verified',
			'verified unverify closed reason',
			'verified publish published version',
			'published correct closed reason two'
		]);
		expect(ROUND_STATES.map(roundSteps)).toEqual([
			['open'],
			['close'],
			['reopen', 'verify'],
			['unverify', 'publish'],
			['correct']
		]);
	});

	test('takes marks only while open, and other rules only before that', () => {
		expect(ROUND_STATES.filter(mayReceiveMarks)).toEqual(['open']);
		expect(ROUND_STATES.filter(mayChangeRules)).toEqual(['configured']);
	});
});

describe('a ballot', () => {
	test('is locked in steps and never unlocked further than to a draft', () => {
		const table = BALLOT_STATES.flatMap((state) =>
			BALLOT_STEPS.flatMap((step) => {
				const found = ballotTransition(state, step);
				return found ? [`${state} ${step} ${found.to}${found.needsSecondPerson ? ' two' : ''}`] : [];
			})
		);
		expect(table).toEqual([
			'empty mark draft',
			'draft mark draft',
			'draft clear empty',
			'draft finalise final',
			'final verify verified',
			'final unlock draft',
			'verified lock locked',
			'verified unlock draft two',
			'locked unlock draft two'
		]);
	});

	test('counts from the moment it is final', () => {
		expect(BALLOT_STATES.filter(doesCount)).toEqual(['final', 'verified', 'locked']);
	});
});
