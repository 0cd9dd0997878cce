import { expect, test } from 'vitest';
import { deductionReason } from './confirmed-time.ts';

const deduction = {
	id: 'd',
	teamId: 't',
	partKey: 'skit',
	typeKey: 'overtime',
	points: '1',
	reason: '',
	time: { durationMs: 380_000, excessMs: 80_000, proposed: '1', by: 'Nguyễn Thị An' }
};

test('a penalty for time says how far over, what was proposed, and who confirmed what', () => {
	expect(deductionReason(deduction, 'vi')).toBe(
		'quá 1 phút 20 giây; tự động 1, xác nhận 1 bởi Nguyễn Thị An'
	);
	expect(deductionReason({ ...deduction, points: '0.5', reason: 'Micro hỏng' }, 'vi')).toBe(
		'quá 1 phút 20 giây; tự động 1, xác nhận 0,5 bởi Nguyễn Thị An; Micro hỏng'
	);
	const tenths = { ...deduction.time, excessMs: 60_100 };
	expect(deductionReason({ ...deduction, time: tenths }, 'en')).toBe(
		'1:00.1 over; proposed 1, confirmed 1 by Nguyễn Thị An'
	);
});

test('a deduction that is none of the clock’s says what the desk wrote', () => {
	expect(deductionReason({ ...deduction, time: undefined, reason: ' đến chậm ' }, 'vi')).toBe('đến chậm');
});
