import { describe, expect, it } from 'vitest';
import { standIn, type Fellow } from './stand-in.ts';

const fellow = (id: string, change: Partial<Fellow> = {}): Fellow => ({
	...{ id, name: id, role: 'member', deputyOrder: null, status: 'confirmed', is: 'absent', replacesId: null },
	...change
});
const deputy = (id: string, deputyOrder: number, change: Partial<Fellow> = {}) =>
	fellow(id, { role: 'deputy', deputyOrder, ...change });
const instead = (speaker: Partial<Fellow>, ...others: Fellow[]) =>
	standIn('An', [fellow('An', speaker), ...others])?.id ?? null;

describe('who speaks instead', () => {
	it('is nobody while the speaker is here, or may still come and nobody else is here', () => {
		expect(instead({ is: 'here' }, deputy('Bình', 1, { is: 'here' }))).toBeNull();
		expect(instead({}, deputy('Bình', 1))).toBeNull();
		expect(instead({ status: 'excused' })).toBeNull();
		expect(standIn('Ai', [deputy('Bình', 1)])).toBeNull();
	});

	it('is the first deputy in order of a speaker who is away, one in the hall before one who is not', () => {
		const [first, second] = [deputy('Bình', 1), deputy('Cúc', 2)];
		for (const status of ['excused', 'absent'] as const)
			expect(instead({ status }, second, first)).toBe('Bình');
		expect(instead({ is: 'left' }, second, first)).toBe('Bình');
		expect(instead({}, first, { ...second, is: 'here' })).toBe('Cúc');
		expect(instead({ is: 'left' }, { ...first, is: 'left' }, second)).toBe('Cúc');
		expect(instead({ status: 'absent' }, { ...first, status: 'excused' }, second)).toBe('Cúc');
	});

	it('is whoever took the speaker’s seat, however often it changed hands; else the head', () => {
		const bình = fellow('Bình', { status: 'substituted', replacesId: 'An' });
		const cúc = fellow('Cúc', { replacesId: 'Bình' });
		expect(instead({ status: 'substituted' }, deputy('Dung', 1), bình, cúc)).toBe('Cúc');
		expect(instead({ status: 'excused' }, fellow('Giang', { role: 'head' }), fellow('Hoa'))).toBe('Giang');
	});
});
