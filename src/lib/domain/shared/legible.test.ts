import { describe, expect, it } from 'vitest';
import { legible } from './legible.ts';

describe('what somebody typed', () => {
	it('keeps every letter, sign and line of its own', () => {
		for (const text of [
			'Nguyễn Thị Hoà',
			'Y Ƀah Êban, Ê̆',
			'Dòng một\nDòng hai',
			'“Dân vận khéo” – 100 %',
			'👍 漢'
		])
			expect(legible(text)).toBe(text.normalize('NFC'));
	});

	it('loses what nobody sees: directions, joiners, soft hyphens, halves of a sign', () => {
		expect(legible('Nguyễn\u200b Văn\u00ad An\ufeff')).toBe('Nguyễn Văn An');
		expect(legible('\u202eAn\u202c')).toBe('An');
		expect(legible('Tổ 1\ud83d')).toBe('Tổ 1');
	});

	it('has the line ends of word processors as line ends, and other controls as spaces', () => {
		expect(legible('một\vhai\r\nba\u2028bốn')).toBe('một\nhai\nba\nbốn');
		expect(legible('a\0b\u0007c')).toBe('a b c');
	});

	it('builds no tower of accents over the lines above', () => {
		expect(legible(`z${'\u0330'.repeat(200)}`)).toBe(`z${'\u0330'.repeat(3)}`);
	});
});
