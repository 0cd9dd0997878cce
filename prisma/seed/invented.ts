/** Invented people and models for the demo: nobody who exists is meant. */
const FAMILIES = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Ngô', 'Dương', 'Lý'];
const MIDDLES_F = ['Thị', 'Thị Thanh', 'Thị Minh', 'Thu', 'Thị Hồng', 'Ngọc'];
const MIDDLES_M = ['Văn', 'Đức', 'Quang', 'Hữu', 'Minh', 'Xuân'];
const GIVENS_F = [
	'Hạnh',
	'Lan',
	'Oanh',
	'Thảo',
	'Yến',
	'Hằng',
	'Ánh',
	'Ngân',
	'Quỳnh',
	'Diệp',
	'Xuyến',
	'Ước'
];
const GIVENS_M = [
	'Tuấn',
	'Dũng',
	'Phúc',
	'Sơn',
	'Thắng',
	'Cường',
	'Khải',
	'Đạt',
	'Lợi',
	'Nghĩa',
	'Vượng',
	'Ý'
];

export interface InventedPerson {
	readonly fullName: string;
	readonly gender: 'female' | 'male';
	readonly birthYear: number;
}

/** The nth invented person: always the same one. */
export function inventedPerson(n: number): InventedPerson {
	const female = n % 2 === 0;
	const pick = (list: readonly string[], step: number) => list[Math.floor(n / step) % list.length]!;
	const family = FAMILIES[(n * 7) % FAMILIES.length]!;
	const middle = pick(female ? MIDDLES_F : MIDDLES_M, 2);
	const given = (female ? GIVENS_F : GIVENS_M)[(n * 5 + Math.floor(n / 24)) % 12]!;
	return {
		fullName: `${family} ${middle} ${given}`,
		gender: female ? 'female' : 'male',
		birthYear: 1968 + ((n * 11) % 34)
	};
}

const MODELS = [
	'Tổ tự quản “Sáng - xanh - sạch - đẹp” trong khu dân cư',
	'Vận động Nhân dân bàn giao mặt bằng đường Vành đai 4',
	'Tiếng loa an ninh buổi tối',
	'Cổng trường an toàn giao thông',
	'Phân loại rác tại nguồn, đổi rác lấy quà',
	'Tuyến phố văn minh không rác, không quảng cáo rao vặt',
	'Camera an ninh từ nguồn xã hội hóa',
	'Tổ công nghệ số cộng đồng đến từng nhà',
	'Việc cưới, việc tang văn minh, tiết kiệm',
	'Hiến đất mở rộng ngõ xóm',
	'Giúp nhau phát triển kinh tế vườn đồi',
	'Ngày thứ Bảy giải quyết thủ tục hành chính cho người cao tuổi'
];

/** The nth invented model title. */
export function inventedModel(n: number): string {
	return MODELS[(n * 5) % MODELS.length]!;
}
