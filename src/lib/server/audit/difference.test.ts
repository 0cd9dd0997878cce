import { describe, expect, it } from 'vitest';
import { difference } from './difference.ts';

describe('what an audit entry changed', () => {
	it('is told field by field, without what stayed', () => {
		const before = JSON.stringify({ name: 'Đội 1', units: ['a', 'b'], rules: { scale: '10', step: null } });
		const after = JSON.stringify({ name: 'Đội 1', units: ['a'], rules: { scale: '20', step: '0.5' } });
		expect(difference(before, after)).toEqual([
			{ field: 'units', before: 'a, b', after: 'a' },
			{ field: 'rules.scale', before: '10', after: '20' },
			{ field: 'rules.step', before: null, after: '0.5' }
		]);
	});

	it('shows everything of what is new, and everything of what is gone', () => {
		expect(difference(null, '{"status":"open"}')).toEqual([{ field: 'status', before: null, after: 'open' }]);
		expect(difference('{"members":[{"name":"An"}]}', null)).toEqual([
			{ field: 'members[1].name', before: 'An', after: null }
		]);
	});
});
