import type { AwardKind, Letterhead } from './award-kind.ts';

// Fixed by law or custom and never translated; what may differ stands in a template.
/** The head: the nation with its motto, or the Party. */
export const HEAD: Readonly<Record<Letterhead, string>> = {
	state: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
	party: 'ĐẢNG CỘNG SẢN VIỆT NAM'
};
export const MOTTO = 'Độc lập - Tự do - Hạnh phúc';
export const GIVEN = 'TẶNG';

export const TITLE: Readonly<Record<AwardKind, string>> = {
	merit: 'BẰNG KHEN',
	commendation: 'GIẤY KHEN',
	certificate: 'GIẤY CHỨNG NHẬN',
	flag: 'CỜ THI ĐUA'
};

export const TITLE_EN: Readonly<Record<AwardKind, string>> = {
	merit: 'CERTIFICATE OF MERIT',
	commendation: 'CERTIFICATE OF COMMENDATION',
	certificate: 'CERTIFICATE',
	flag: 'EMULATION FLAG'
};

/** 'Quyết định số: 1234/QĐ-UBND ngày 15 tháng 10 năm 2026' */
export const decisionLine = (number: string, day: string): string => `Quyết định số: ${number} ${day}`;
export const bookLine = (number: string): string => `Số sổ vàng: ${number}`;

/** Across what was made for a demonstration or a rehearsal. */
export const INVENTED = 'MẪU – KHÔNG CÓ GIÁ TRỊ';

/** For who cannot see it. */
export const EMBLEM_ALT = 'Quốc huy nước Cộng hòa xã hội chủ nghĩa Việt Nam';
export const codeAlt = (address: string): string => `Mã QR để xác minh tại ${address}`;
