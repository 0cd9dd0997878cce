import { expect, it } from 'vitest';
import { isForEverybody, mayRead, type ReadableDocument } from './document-readers.ts';
import { dispositionOf, safeFileName } from './file-name.ts';

const document = (more: Partial<ReadableDocument>): ReadableDocument => ({
	...{ readers: 'delegates', categoryId: null, zoneCode: null, isReleased: true, isClosed: false },
	...more
});
const DELEGATE = { id: 'delegate', zones: [] };
const PRESIDIUM = { id: 'presidium', zones: [2] };

it('is read by those whom it names, and by nobody before it is released', () => {
	expect(mayRead(document({}), [DELEGATE])).toBe(true);
	expect(mayRead(document({}), [])).toBe(true);
	expect(mayRead(document({ isReleased: false }), [DELEGATE])).toBe(false);
	expect(mayRead(document({ readers: 'category', categoryId: 'presidium' }), [DELEGATE])).toBe(false);
	expect(mayRead(document({ readers: 'category', categoryId: 'presidium' }), [DELEGATE, PRESIDIUM])).toBe(
		true
	);
	expect(mayRead(document({ readers: 'zone', zoneCode: 2 }), [DELEGATE])).toBe(false);
	expect(mayRead(document({ readers: 'zone', zoneCode: 2 }), [PRESIDIUM])).toBe(true);
	expect(mayRead(document({ readers: 'zone', zoneCode: null }), [PRESIDIUM])).toBe(false);
});

it('is public only where it is open', () => {
	expect(isForEverybody(document({ readers: 'public' }))).toBe(true);
	expect(isForEverybody(document({ readers: 'public', isClosed: true }))).toBe(false);
	expect(isForEverybody(document({ readers: 'public', isReleased: false }))).toBe(false);
	expect(isForEverybody(document({}))).toBe(false);
});

it.each([
	['Báo cáo tổng kết năm 2026.pdf', 'Báo cáo tổng kết năm 2026.pdf'],
	['C:\\Users\\Lan\\Dự thảo nghị quyết.docx', 'Dự thảo nghị quyết.pdf'],
	['../../etc/passwd', 'passwd.pdf'],
	['hoa\u202Efdp.exe', 'hoafdp.pdf'],
	['a\r\nX: y.pdf', 'aX- y.pdf'],
	[`${'a'.repeat(119)}😀b.pdf`, `${'a'.repeat(119)}😀.pdf`],
	['Tờ trình\ud83d.pdf', 'Tờ trình.pdf'],
	['...', 'tai-lieu.pdf'],
	['', 'tai-lieu.pdf']
])('%j becomes %j', (given, kept) => {
	expect(safeFileName(given, 'pdf')).toBe(kept);
});

it('goes into a header whole and plain', () => {
	expect(() => dispositionOf('tên cũ\ud83d.pdf')).not.toThrow();
	expect(dispositionOf('Đề cương (1).pdf')).toBe(
		`attachment; filename="De cuong _1_.pdf"; filename*=UTF-8''%C4%90%E1%BB%81%20c%C6%B0%C6%A1ng%20%281%29.pdf`
	);
});
