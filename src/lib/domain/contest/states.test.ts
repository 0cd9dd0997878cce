import { describe, expect, test } from 'vitest';
import {
	BALLOT_STATES,
	BALLOT_STEPS,
	ROUND_STATES,
	ROUND_STEPS,
	ballotStateOf,
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

	test('is verified with its round, and locked by the version that counts it', () => {
		const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour));
		const final = { state: 'final', finalAt: at(8), verifiedAt: null };
		const verified = { ...final, verifiedAt: at(9) };
		expect([
			ballotStateOf({ ...final, state: 'draft' }, at(10)),
			ballotStateOf(final, null),
			ballotStateOf(verified, null),
			ballotStateOf(verified, at(10)),
			// Opened after publication by two people, and handed in again.
			ballotStateOf({ ...final, finalAt: at(11) }, at(10))
		]).toEqual(['draft', 'final', 'verified', 'locked', 'final']);
	});

	test('counts from the moment it is final', () => {
		expect(BALLOT_STATES.filter(doesCount)).toEqual(['final', 'verified', 'locked']);
	});
});
