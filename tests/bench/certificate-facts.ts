import { BUILT_IN_TEMPLATES } from '#lib/domain/honours/built-in.ts';
import type { CertificateFacts } from '#lib/domain/honours/certificate-facts.ts';
import { certificateCode } from '#lib/domain/honours/certificate-code.ts';
import { chance } from '#lib/server/rehearsal/chance.ts';
import { sampleFacts } from '../support/sample-certificate.ts';

/** The sheet that most of what is awarded is printed on: Bằng khen, A3. */
export const TEMPLATE = BUILT_IN_TEMPLATES.find(({ key }) => key === 'state-merit')!;

const FAMILIES = [
	'Nguyễn',
	'Trần',
	'Giàng A',
	'Lò Thị',
	'H’Bŭih',
	'Y Ƀing',
	'Sùng A',
	'Triệu Thị',
	'Đặng',
	'Quách Công'
];
const GIVEN = [
	'Hương',
	'Ỏm',
	'Niê',
	'Êban',
	'Chư',
	'Phử',
	'Mẩy',
	'Vượng',
	'Quỳnh',
	'Ẻn',
	'Khải',
	'Thắng',
	'Ỉnh',
	'Ửng'
];
const VILLAGES = [
	'Nậm Pồ',
	'Cốc Đồng Tâm',
	'Yên Sơn',
	'Hợp Nhất',
	'Nà Hỳ',
	'Mường Và',
	'Huổi Lếch',
	'Pú Đao'
];

/** What so many certificates say, each with a name, a place and a code of its own; the seed decides. */
export function certificateFacts(seed: number, from: number, count: number): CertificateFacts[] {
	return Array.from({ length: count }, (_, index) => {
		const number = from + index;
		const dice = chance(`${seed} certificate ${number}`);
		const pick = (list: readonly string[]) => list[Math.floor(dice() * list.length)]!;
		const id = Array.from({ length: 32 }, () => Math.floor(dice() * 16).toString(16)).join('');
		const name = `${pick(FAMILIES)} ${pick(GIVEN)} ${pick(GIVEN)}`;
		const code = certificateCode(id);
		return sampleFacts(
			TEMPLATE,
			{ name, unit: `bản ${pick(VILLAGES)}` },
			{ id, code, address: `https://hoithi.example.vn/v/${code}`, number }
		);
	});
}
