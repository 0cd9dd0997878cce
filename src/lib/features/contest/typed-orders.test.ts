import { expect, test } from 'vitest';
import { typedOrders } from './typed-orders.ts';

const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.repeat(8) + '-1111-7111-8111-111111111111') as [
	string,
	string,
	string
];

test('numbers drawn at the table become an order for every part', () => {
	const fields = {
		[`place.greeting.${a}`]: '2',
		[`place.greeting.${b}`]: ' 3 ',
		[`place.greeting.${c}`]: '1',
		[`place.skit.${a}`]: '1',
		reason: 'x'
	};
	expect(typedOrders(fields)).toEqual({ greeting: [c, a, b], skit: [a] });
});

test('a team without a number, with one out of range or with one twice is left out', () => {
	expect(typedOrders({ [`place.g.${a}`]: '1', [`place.g.${b}`]: '1', [`place.g.${c}`]: '' })).toEqual({
		g: [a]
	});
	expect(typedOrders({ [`place.g.${a}`]: '0', [`place.g.${b}`]: '4', [`place.g.${c}`]: '3' })).toEqual({
		g: [c]
	});
});
