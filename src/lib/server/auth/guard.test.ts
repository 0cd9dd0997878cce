import { describe, expect, it } from 'vitest';
import { pathBack } from './guard.ts';

describe('the way back after signing in', () => {
	it('stays on this site', () => {
		expect(
			[
				'/desk/rounds/1?tab=2#grid',
				'//evil.example/a',
				'/\\evil.example',
				'https://evil.example/',
				'/a/..//evil.example',
				'/.//evil.example',
				'/\t/evil.example',
				'',
				null
			].map((to) => pathBack(to, '/desk'))
		).toEqual([
			'/desk/rounds/1?tab=2#grid',
			'/desk',
			'/desk',
			'/desk',
			'/desk',
			'/desk',
			'/desk',
			'/desk',
			'/desk'
		]);
	});
});
