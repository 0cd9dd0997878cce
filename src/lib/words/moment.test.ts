import { expect, it } from 'vitest';
import { dayWords, momentWords } from './moment.ts';

it('E24: tells moments in Hanoi time and days as they are written in Vietnam', () => {
	expect([
		momentWords('2024-10-15T18:30:00Z'),
		momentWords(new Date('2024-12-31T17:00:00Z')),
		dayWords('2025-06-30')
	]).toEqual(['16/10/2024 01:30', '01/01/2025 00:00', '30/06/2025']);
});
