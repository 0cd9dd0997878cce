import { expect, test } from 'vitest';
import { appealsUntil, finality, type VersionFacts } from './finality.ts';

const at = (hour: number, minute = 0) => new Date(Date.UTC(2026, 10, 20, hour, minute));
const version: VersionFacts = {
	publishedAt: at(8),
	appealHours: 2,
	appeals: [],
	isReplaced: false,
	isBeingCorrected: false
};

test('a result becomes official at the end of the time for appeals, not a moment before', () => {
	expect(appealsUntil(at(8), 2)).toEqual(at(10));
	expect(finality(version, new Date(at(10).getTime() - 1))).toEqual({ kind: 'window', until: at(10) });
	expect(finality(version, at(10))).toEqual({ kind: 'final', since: at(10) });
});

test('an open appeal keeps it from being official, however late it is', () => {
	const appeals = [{ answer: null, answeredAt: null }];
	expect(finality({ ...version, appeals }, at(9))).toEqual({ kind: 'pending', open: 1, until: at(10) });
	expect(finality({ ...version, appeals }, at(23))).toEqual({ kind: 'pending', open: 1, until: at(10) });
});

test('an appeal answered after the window makes it official when it was answered', () => {
	const appeals = [
		{ answer: 'declined', answeredAt: at(9) },
		{ answer: 'withdrawn', answeredAt: at(12, 30) }
	];
	expect(finality({ ...version, appeals }, at(13))).toEqual({ kind: 'final', since: at(12, 30) });
});

test('an upheld appeal waits for the version that corrects it', () => {
	const appeals = [{ answer: 'upheld', answeredAt: at(9) }];
	expect(finality({ ...version, appeals }, at(20))).toMatchObject({ kind: 'pending', open: 1 });
	expect(finality({ ...version, appeals, isBeingCorrected: true }, at(20))).toEqual({ kind: 'correcting' });
	expect(finality({ ...version, appeals, isReplaced: true }, at(20))).toEqual({ kind: 'replaced' });
});

test('rules without a time for appeals make nothing official by themselves', () => {
	expect(appealsUntil(at(8), undefined)).toBeNull();
	expect(finality({ ...version, appealHours: undefined }, at(23))).toEqual({ kind: 'stated' });
});
