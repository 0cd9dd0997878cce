import type { AwardKind, Letterhead, SubjectKind } from './award-kind.ts';
import type { CertificateFacts } from './certificate-facts.ts';
import { composeFacts } from './compose-facts.ts';
import type { Template } from './template.ts';
import type { Words } from './wording.ts';

const SHARED: Words = {
	locality: 'xã Nà Hỳ, tỉnh Điện Biên',
	achievement:
		'Đã có thành tích xuất sắc trong thực hiện phong trào thi đua “Dân vận khéo” giai đoạn 2021 - 2025',
	event: 'Hội thi “Dân vận khéo” tỉnh Điện Biên năm 2026',
	prize: 'giải Nhất',
	part: 'Phần thi Xử lý tình huống',
	team: 'Đội xã Nà Hỳ',
	period: '2021 - 2025'
};

const WORDS: Readonly<Record<SubjectKind, Words>> = {
	individual: {
		...SHARED,
		...{
			honorific: 'Ông',
			name: 'Nguyễn Văn A',
			position: 'Trưởng ban Công tác Mặt trận',
			unit: 'bản Nậm Pồ'
		}
	},
	collective: { ...SHARED, name: 'Nhân dân và cán bộ bản Nậm Pồ', unit: 'xã Nà Hỳ' },
	household: { ...SHARED, honorific: 'ông', name: 'Nguyễn Văn A' }
};

const issuerOf = (kind: AwardKind, letterhead: Letterhead): string => {
	if (kind === 'certificate') return 'Ban Tổ chức Hội thi “Dân vận khéo” tỉnh Điện Biên';
	return letterhead === 'party'
		? 'Ban Chấp hành Đảng bộ tỉnh Điện Biên'
		: 'Chủ tịch Ủy ban nhân dân tỉnh Điện Biên';
};

/** What a template is shown with before it is used for anybody. */
export function sampleFacts(
	template: Pick<Template, 'kind' | 'letterhead' | 'wording' | 'wordingEn'>,
	subject: SubjectKind
): CertificateFacts {
	const { kind, letterhead } = template;
	return composeFacts({
		template,
		issuer: {
			...{ name: issuerOf(kind, letterhead), nameEn: 'Organizing Committee', place: 'Điện Biên' },
			...{ letterhead, authority: [kind] }
		},
		decision: {
			...{ kind, number: '1234/QĐ-UBND', decidedOn: '2026-10-15' },
			...{ signerTitle: 'KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH', signerName: 'Trần Thị B' }
		},
		recipient: { subject, words: WORDS[subject], byHand: {} },
		...{ number: 56, id: '0'.repeat(32), isInvented: false },
		addressOf: (code) => `https://kheo.example.vn/v/${code}`
	});
}
