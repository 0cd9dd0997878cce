import { describe, expect, it } from 'vitest';
import type { VerdictFacts } from '#lib/domain/admission/decide.ts';
import type { Sighting } from '#lib/domain/admission/presence.ts';
import { TONES, VERDICT_CODES, type VerdictCode } from '#lib/domain/admission/verdict.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { cardOf } from './card.ts';
import { VERDICT_WORDS } from './gate-words.ts';
import { SIGNALS } from './signals.ts';

const since: Sighting = {
	scanId: 's',
	at: '2026-12-10T00:42:00.000Z',
	direction: 'in',
	gate: 'Cửa 1',
	operator: 'Lan',
	deviceId: 'd'
};
const delegate = {
	delegateId: 'd',
	personId: 'p',
	name: 'Nguyễn Văn An',
	unit: 'Phường Hoàn Kiếm',
	role: 'Trưởng ban',
	seat: 'B – 12',
	flags: ['check-photo'],
	standing: 'cleared',
	zones: [],
	days: 0,
	standsInFor: 'Lê Bình',
	replacedBy: null
} as const;

function card(code: VerdictCode, facts: VerdictFacts = {}, locale: 'vi' | 'en' = 'vi') {
	overwriteGetLocale(() => locale);
	return cardOf(code, facts);
}

describe('the card at a gate', () => {
	it.each(VERDICT_CODES)('has words of its own for %s in both languages', (code) => {
		for (const locale of ['vi', 'en'] as const) {
			const { title, lines } = card(code, { delegate }, locale);
			expect(title).not.toBe(code);
			expect([title, ...lines].join(' ')).not.toMatch(/gate_|undefined|\{/);
		}
	});

	it('gives no two answers the same words', () => {
		overwriteGetLocale(() => 'vi');
		const words = VERDICT_CODES.map((code) => VERDICT_WORDS[code]!());
		expect(new Set(words).size).toBe(VERDICT_CODES.length);
	});

	it('says whose it is, where they sit, and whom they stand in for', () => {
		expect(card('ADMIT', { delegate })).toMatchObject({
			title: 'MỜI VÀO',
			name: 'Nguyễn Văn An',
			about: 'Trưởng ban · Phường Hoàn Kiếm',
			seat: 'Chỗ ngồi: B – 12',
			chips: ['Đối chiếu giấy tờ'],
			lines: ['Dự thay: Lê Bình']
		});
	});

	it('says where, when and with whom somebody was let in before', () => {
		expect(card('ALREADY', { delegate, since, agoMs: 130_000 }).lines).toEqual([
			'Lúc 07:42 – Cửa 1 (Lan). Cách đây 2 phút.'
		]);
	});

	it('names the other conference, the right gate, the day', () => {
		const otherEvent = { eventTag: 1, name: 'Hội nghị năm 2025', days: ['2025-11-20'] };
		expect([
			card('WRONG_EVENT', { otherEvent }).lines,
			card('WRONG_EVENT', { otherEvent: null }).lines,
			card('WRONG_ZONE', { rightCheckpoints: ['Cửa 3'] }).lines,
			card('WRONG_DAY', { validDays: ['2026-12-11'] }).lines,
			card('NOT_OURS', { reason: 'certificate' }).lines
		]).toEqual([
			['Hội nghị năm 2025, ngày 20/11/2025'],
			['Không có tên hội nghị ấy trong máy.'],
			['Mời đến: Cửa 3'],
			['Thẻ có giá trị ngày 11/12/2026'],
			['Đây là mã QR của giấy chứng nhận.']
		]);
	});

	it('sounds and feels different for every kind of answer', () => {
		const sounds = TONES.map((tone) => JSON.stringify([SIGNALS[tone].notes, SIGNALS[tone].wave]));
		const shakes = TONES.map((tone) => JSON.stringify(SIGNALS[tone].vibration));
		expect(new Set(sounds).size).toBe(TONES.length);
		expect(new Set(shakes).size).toBeGreaterThanOrEqual(TONES.length - 1);
	});
});
