import { expect, test } from 'vitest';
import { isPin, pinCheckFor } from './pin-check.ts';

test('a tablet without network knows its judge’s PIN and no other', async () => {
	const check = await pinCheckFor('device', '2580');
	expect([await isPin(check!, '2580'), await isPin(check!, '2581')]).toEqual([true, false]);
	expect(JSON.stringify(check)).not.toContain('2580');
});
