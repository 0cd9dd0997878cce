import { expect, test } from 'vitest';
import { addressOf } from './address.ts';
import { admission, allowance } from './admission.ts';

test('one address cannot take all places, and a place is free again when its viewer leaves', () => {
	const hall = admission({ all: 3, perAddress: 2 });
	expect([hall.enter('a'), hall.enter('a'), hall.enter('a')]).toEqual([true, true, false]);
	expect([hall.enter('b'), hall.enter('c')]).toEqual([true, false]);
	hall.leave('a');
	hall.leave('nobody');
	expect([hall.enter('c'), hall.enter('a')]).toEqual([true, false]);
});

test('a socket that asks too often runs out and recovers with time', () => {
	let clock = 0;
	const may = allowance({ burst: 2, perSecond: 1 }, () => clock);
	expect([may(), may(), may()]).toEqual([true, true, false]);
	clock = 1000;
	expect([may(), may()]).toEqual([true, false]);
	clock = 60_000;
	expect([may(), may(), may()]).toEqual([true, true, false]);
});

test('a forwarded address counts only where the operator named the header', () => {
	const request = {
		headers: { 'x-forwarded-for': '6.6.6.6, 10.0.0.9' },
		socket: { remoteAddress: '127.0.0.1' }
	} as unknown as Parameters<typeof addressOf>[0];
	expect(addressOf(request, {})).toBe('127.0.0.1');
	expect(addressOf(request, { ADDRESS_HEADER: 'x-forwarded-for' })).toBe('10.0.0.9');
	expect(addressOf(request, { ADDRESS_HEADER: 'X-Forwarded-For', XFF_DEPTH: '2' })).toBe('6.6.6.6');
});
