import { expect, test } from 'vitest';
import { named } from './named.ts';

test('a name stays Vietnamese where there is no other, and says so to screen readers', () => {
	const both = { name: 'Cụm thi số 1', nameEn: 'Contest cluster no. 1' };
	expect(named(both, 'vi')).toEqual({ name: 'Cụm thi số 1' });
	expect(named(both, 'en')).toEqual({ name: 'Contest cluster no. 1' });
	expect(named({ ...both, nameEn: null }, 'en')).toEqual({ name: 'Cụm thi số 1', lang: 'vi' });
	expect(named({ ...both, nameEn: null }, 'vi')).toEqual({ name: 'Cụm thi số 1' });
});
