import { expect, test } from 'vitest';
import { tapMoment } from './tap-moment.ts';

test('a tap that arrives late has the minute in which it was made, never a later one, nor one of days ago', () => {
	const at = new Date('2026-11-29T09:00:00Z');
	const moment = (said?: string) => tapMoment(said, at).toISOString();
	expect(moment('2026-11-29T08:12:00.000Z')).toBe('2026-11-29T08:12:00.000Z');
	for (const said of [undefined, 'hôm qua', '2026-11-29T09:00:01Z', '2026-11-20T09:00:00Z', '1970-01-01']) {
		expect(moment(said)).toBe(at.toISOString());
	}
});
