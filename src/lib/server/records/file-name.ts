import type { PaperContent } from '#lib/domain/records/contents.ts';

/** Letters and digits that every computer's folders take. */
export const plainName = (text: string): string =>
	text
		.normalize('NFD')
		.replace(/[\u0300-\u036f]/g, '')
		.replace(/[đĐ]/g, 'd')
		.replace(/[^A-Za-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');

/** What a paper's file is called, without ending. */
export function fileNameOf(content: PaperContent): string {
	switch (content.kind) {
		case 'draw':
			return 'bien-ban-boc-tham';
		case 'timing':
			return 'bien-ban-thoi-gian';
		case 'judge':
			return `phieu-cham-${plainName(content.seat.label)}`;
		case 'team':
			return `phieu-cham-doi-${plainName(content.team.code)}`;
		case 'summary':
			return 'bang-tong-hop-diem';
	}
}
