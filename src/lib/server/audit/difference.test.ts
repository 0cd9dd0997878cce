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

	it('puts a mark beside what it was before, and tells one that was taken back', () => {
		const before = JSON.stringify({ 'greeting.content': '6', 'greeting.form': '3' });
		const marks = [
			['greeting.content', '9', 'id-1'],
			['greeting.form', null, 'id-2']
		];
		expect(difference(before, JSON.stringify({ teamId: 'T', marks }))).toEqual([
			{ field: 'greeting.content', before: '6', after: '9' },
			{ field: 'greeting.form', before: '3', after: null },
			{ field: 'teamId', before: null, after: 'T' }
		]);
	});
});
