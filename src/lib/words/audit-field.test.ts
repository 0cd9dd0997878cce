import { expect, test } from 'vitest';
import { auditFieldWords } from './audit-field.ts';

test('the audit log names fields in the words of the organizer, whatever they are nested in', () => {
	expect(auditFieldWords('titleVi', 'en')).toBe('Title in Vietnamese');
	expect(auditFieldWords('members[2].fullName', 'en')).toBe('Members 2, full name');
	expect(auditFieldWords('members[2].fullName', 'vi')).toBe('Thành viên 2, họ và tên');
});

test('a criterion of the rules has no words of ours and keeps its key', () => {
	expect(auditFieldWords('marks.skit.acting', 'en')).toBe('Marks, skit, acting');
});
