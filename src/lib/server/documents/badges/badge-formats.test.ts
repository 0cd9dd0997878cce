import { expect, test } from 'vitest';
import { BADGE_FORMATS, FORMATS } from './badge-formats.ts';
import { renderPapers } from '../render-papers.ts';
import type { BadgesInput, PrintedBadge } from './badges-input.ts';

const A4 = { short: 210, long: 297 };

test('a code is printed at least 30 mm wide, and sheets leave room for crop marks', () => {
	for (const format of BADGE_FORMATS) {
		const { widthMm, heightMm, columns, rows, gapMm, qrMm, isSheetWide } = FORMATS[format];
		const [width, height] = isSheetWide ? [A4.long, A4.short] : [A4.short, A4.long];
		expect(qrMm, format).toBeGreaterThanOrEqual(30);
		expect(columns * widthMm + (columns - 1) * gapMm, format).toBeLessThanOrEqual(width - 10);
		expect(rows * heightMm + (rows - 1) * gapMm, format).toBeLessThanOrEqual(height - 10);
	}
});

test.each([
	['a6', 5],
	['a7', 3],
	['cr80', 2]
] as const)(
	'nine badges of %s lie on %i sheets, long names and missing words among them',
	async (format, sheets) => {
		const badge = (index: number): PrintedBadge => ({
			name: index % 2 ? 'Tôn Nữ Công Tằng Thị Huyền Trân' : 'Lê Hà',
			unit: index % 3 ? 'Ban Tuyên giáo và Dân vận Huyện ủy Hoa Lư' : '',
			title: index % 4 ? 'Phó Bí thư Thường trực Đảng ủy, Chủ tịch Hội đồng nhân dân phường' : null,
			seat: index % 2 ? `B – ${index}` : null,
			category: 'Đại biểu',
			ribbon: 'red',
			token: `84${'1'.repeat(193)}`,
			code: 'Y06Z-XV8J-6HB7-P'
		});
		const input: BadgesInput = {
			locale: 'vi',
			format,
			conference: 'Hội nghị tổng kết phong trào thi đua “Dân vận khéo” năm 2026',
			host: 'Thành ủy Hà Nội',
			days: { startsOn: '2026-12-10', endsOn: '2026-12-11' },
			at: new Date('2026-12-01T00:00:00Z'),
			badges: Array.from({ length: 9 }, (_, index) => badge(index))
		};
		const at = input.at.toISOString();
		const papers = [{ kind: 'badges', fileName: 'badges', input }] as const;
		const bytes = await renderPapers({ papers, form: 'pdf', title: '', at }, async () => true);
		const pdf = Buffer.from(bytes!).toString('latin1');
		expect(pdf.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(sheets);
	}
);
