import { describe, expect, it } from 'vitest';
import { MERIT_BLOCKS } from './layouts.ts';
import { preflight, type Recipient } from './preflight.ts';

const words = { recipient: '{name}', place: '{position}, {locality}', achievement: '{achievement}' };
const person: Recipient = {
	id: 'Lan',
	subject: 'individual',
	words: { name: 'Lò Thị Lan', position: 'Trưởng bản', locality: 'xã Mường Và', achievement: 'Dân vận khéo' },
	sameAs: 'person Lan',
	byHand: {}
};
const means = {
	template: { blocks: MERIT_BLOCKS, wording: { individual: words, collective: words, household: words } },
	lacks: [],
	optional: ['position'],
	widthOf: () => (text: string) => [...text].length / 5,
	hasGlyph: (sign: string) => sign !== '☺' && sign !== 'ƀ'
} as const;
const found = (...recipients: Recipient[]) => preflight(recipients, means).recipients;

describe('before anything is printed', () => {
	it('nothing is said of what is in order', () => {
		expect(preflight([person], means)).toEqual({ decision: [], recipients: new Map() });
	});

	it('each recipient is named with everything that is wrong', () => {
		const wrong = { ...person, words: { ...person.words, name: 'Rơ Chăm ƀ☺', locality: ' ' } };
		expect(found(wrong).get('Lan')).toEqual([
			{ kind: 'missing', field: 'locality' },
			{ kind: 'no-glyph', signs: ['ƀ', '☺'] }
		]);
	});

	it('a name that does not fit is refused with how much is lacking, and the others are not', () => {
		const long = {
			...person,
			id: 'dài',
			sameAs: 'dài',
			words: { ...person.words, name: 'Nguyễn '.repeat(30) }
		};
		const problems = found(person, long);
		expect([...problems.keys()]).toEqual(['dài']);
		expect(problems.get('dài')).toMatchObject([{ kind: 'too-wide', block: 'recipient', has: 280 }]);
	});

	it('marks that turn a line about are refused', () => {
		const turned = { ...person, words: { ...person.words, name: 'Lan\u202enaL' } };
		expect(found(turned).get('Lan')).toContainEqual({ kind: 'unprintable' });
	});

	it('who stands on the list twice is told with the other', () => {
		expect(found(person, { ...person, id: 'Lan 2' }).get('Lan')).toEqual([
			{ kind: 'twice', others: ['Lan 2'] }
		]);
	});

	it('what the decision lacks stops all of it', () => {
		expect(preflight([person], { ...means, lacks: ['number'] }).decision).toEqual([
			{ kind: 'lack', lack: 'number' }
		]);
	});
});
