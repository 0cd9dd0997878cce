import { CONFERENCE_UNITS, HELPING_UNITS, type ConferenceUnit } from './conference-units.ts';
import { inventedPerson } from './invented.ts';

/** A line of the list of delegates. */
export interface SeedDelegate {
	readonly code: string;
	readonly fullName: string;
	readonly birthYear: number;
	readonly unit: ConferenceUnit;
	readonly title: string;
	readonly role: 'Trưởng đoàn' | 'Phó đoàn' | '';
	readonly category: string;
	readonly phone: string;
}

const PARTY = [
	'Phó Bí thư Thường trực Đảng ủy',
	'Trưởng ban Xây dựng Đảng',
	'Chủ tịch Ủy ban MTTQ Việt Nam',
	'Phó Chủ tịch Thường trực Ủy ban MTTQ Việt Nam, Chủ tịch Hội Liên hiệp Phụ nữ'
];
const TITLES: Readonly<Record<string, readonly string[]>> = {
	'party-committee': PARTY,
	agency: ['Phó Giám đốc', 'Chánh Văn phòng', 'Trưởng phòng Tổ chức cán bộ', 'Chuyên viên chính'],
	front: [
		'Phó Chủ tịch Thường trực',
		'Trưởng ban Phong trào',
		'Phó Trưởng ban Dân chủ – Pháp luật',
		'Ủy viên'
	],
	union: ['Phó Chủ tịch', 'Trưởng ban Tuyên giáo', 'Ủy viên Ban Thường vụ', 'Cán bộ phong trào'],
	'armed-forces': ['Phó Chính ủy', 'Chủ nhiệm Chính trị', 'Trưởng ban Dân vận', 'Trợ lý Dân vận'],
	school: ['Phó Bí thư Đảng ủy', 'Chủ tịch Công đoàn', 'Bí thư Đoàn trường'],
	enterprise: ['Phó Bí thư Đảng ủy', 'Chủ tịch Công đoàn', 'Tổ trưởng sản xuất'],
	community: ['Tổ trưởng', 'Tổ phó', 'Thành viên nòng cốt'],
	other: ['Phó Chủ tịch', 'Chánh Văn phòng', 'Chuyên viên']
};
const BY_CATEGORY: Readonly<Record<string, readonly string[]>> = {
	'Báo chí': ['Phóng viên', 'Quay phim', 'Biên tập viên'],
	'Ban Tổ chức': ['Trưởng tiểu ban Lễ tân', 'Phụ trách đón tiếp', 'Hậu cần', 'Kỹ thuật âm thanh, màn hình']
};

/** Names as they are written among Ê Đê, M'nông, Mường, Dao and Hmông people; nobody who exists is meant. */
const OF_THE_HILLS: Readonly<Record<string, readonly string[]>> = {
	'DLK-BTGDV': ['Y Đhăm Êñuôl', 'H’Čŭm Ksơr', 'Y Bhiông Kpă', 'H’Juăn Niê Kđăm', 'Y Srôi Buôn Krông'],
	'HN-BAVI-X': ['Dương Phúc Sềnh', 'Triệu Thị Lậu', 'Quách Công Ứng'],
	'HN-BAVI-X-CLB': ['Triệu Phú Đức', 'Lý Thị Mẩy', 'Bàn Văn Sếnh'],
	'HN-SUOIHAI-X-HG': ['Bùi Thị Ẻn', 'Đinh Công Ỉnh', 'Hà Thị Ửng'],
	'HN-SDTTG': ['Sùng A Phử', 'Giàng Thị Ly']
};

/** The same name, three times: only unit and year tell them apart. */
const NAMESAKES: Readonly<Record<string, string>> = {
	'HN-MTTQ': 'Nguyễn Thị Thanh Hương',
	'HN-KIMLIEN-P': 'Nguyễn Thị Thanh Hương',
	'HN-CHUYENMY-X': 'Nguyễn Thị Thanh Hương'
};

function title({ kind, shortName, category, level }: ConferenceUnit, place: number): string {
	const titles = (category && BY_CATEGORY[category]) ?? TITLES[kind] ?? PARTY;
	const known = titles[place % titles.length]!;
	const isLocal = level === 'Phường' || level === 'Xã';
	return isLocal ? `${known} ${shortName.charAt(0).toLowerCase()}${shortName.slice(1)}` : known;
}

/** Everybody on the list: 230 delegates of sixty units, then those of the press and of the organising committee. */
export function seedDelegates(): SeedDelegate[] {
	const list: SeedDelegate[] = [];
	for (const unit of [...CONFERENCE_UNITS, ...HELPING_UNITS]) {
		for (let place = 0; place < unit.quota; place++) {
			const number = list.length + 1;
			const invented = inventedPerson(number * 3 + 700);
			const special = OF_THE_HILLS[unit.code]?.[place] ?? (place === 1 ? NAMESAKES[unit.code] : undefined);
			list.push({
				code: `${unit.category ? 'TC' : 'DB'}${String(number).padStart(3, '0')}`,
				fullName: special ?? invented.fullName,
				birthYear: invented.birthYear,
				unit,
				title: title(unit, place),
				role: place === 0 ? 'Trưởng đoàn' : place === 1 ? 'Phó đoàn' : '',
				category: unit.category ?? (unit.kind === 'community' ? 'Đại biểu được khen thưởng' : 'Đại biểu'),
				// No number is given out beginning so.
				phone: `0900 000 ${String(number).padStart(3, '0')}`
			});
		}
	}
	return list;
}
