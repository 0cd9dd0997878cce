import { expect, test } from 'vitest';
import { momentRead, momentTyped } from './moment-typed.ts';

test('moments are typed in Hanoi time, whatever the machine thinks', () => {
	const at = new Date('2024-09-30T17:30:00Z');
	expect(momentTyped(at)).toBe('2024-10-01T00:30');
	expect(momentRead('2024-10-01T00:30')).toEqual(at);
});

test.each(['', '2024-02-30T10:00', '2024-10-01', 'ngày mai', '2024-10-01T25:00'])(
	'%j is no moment',
	(typed) => {
		expect(momentRead(typed)).toBeNull();
	}
);
