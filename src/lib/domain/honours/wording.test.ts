import { describe, expect, it } from 'vitest';
import {
	dateInWords,
	fillLine,
	linesOf,
	missingFields,
	placeAndDate,
	unknownFields,
	type WordingSet
} from './wording.ts';

const merit: WordingSet = {
	individual: {
		recipient: '{honorific} {name}',
		place: '{position}, {unit}, {locality}',
		achievement: 'Đã có thành tích xuất sắc trong phong trào thi đua “Dân vận khéo” giai đoạn {period}'
	},
	collective: { recipient: '{name}', place: '{locality}', achievement: 'Đạt {prize} {event}' },
	household: {
		recipient: 'Hộ gia đình {honorific} {name}',
		place: '{locality}',
		achievement: '{achievement}'
	}
};

describe('the words of a certificate', () => {
	it('name a person with office, unit and place, and keep the name whole', () => {
		const lines = linesOf(merit.individual, 'individual', {
			honorific: 'Bà',
			name: 'Quàng Thị Pâng',
			position: 'Trưởng ban',
			locality: 'tỉnh Lai Châu',
			period: '2020 - 2025'
		});
		expect(lines.recipient).toBe('Bà\u00a0Quàng\u00a0Thị\u00a0Pâng');
		expect(lines.place).toBe('Trưởng ban, tỉnh Lai Châu');
		expect(lines.achievement).toBe(
			'Đã có thành tích xuất sắc trong phong trào thi đua “Dân vận khéo” giai đoạn 2020 - 2025.'
		);
	});

	it('name a collective by its whole name, which may stand on several lines', () => {
		const name = 'Nhân dân và cán bộ bản Nậm Pồ';
		expect(linesOf(merit.collective, 'collective', { name, prize: 'giải Nhất', event: 'Hội thi' })).toEqual({
			recipient: name,
			place: '',
			achievement: 'Đạt giải Nhất Hội thi.'
		});
	});

	it('leave neither comma nor space where somebody has no office', () => {
		expect(fillLine('{position}, {unit}, {locality}', { unit: 'Chi bộ bản Lướt' })).toBe('Chi bộ bản Lướt');
		expect(fillLine('{position}, {unit}', {})).toBe('');
	});

	it('are not issued while a word is missing', () => {
		expect(missingFields(merit.individual, { name: 'Lan', honorific: 'Bà' }, ['position', 'unit'])).toEqual([
			'locality',
			'period'
		]);
		expect(unknownFields({ ...merit, household: { ...merit.household, place: '{phone}' } })).toEqual([
			'phone'
		]);
		expect(unknownFields(merit)).toEqual([]);
	});

	it('take what somebody is called as text and nothing else', () => {
		const name = '{achievement} <b>\u202e$& $1';
		expect(fillLine('{name}', { name, achievement: 'x' })).toBe(name);
	});

	it('date a document so that no figure can be put before', () => {
		expect(dateInWords('2026-02-05')).toBe('ngày 05 tháng 02 năm 2026');
		expect(placeAndDate(' Lai Châu ', '2025-10-15')).toBe('Lai Châu, ngày 15 tháng 10 năm 2025');
		expect(dateInWords('2026-03-10')).toBe('ngày 10 tháng 3 năm 2026');
	});
});
