/** Hanoi's districts and town of 2024 and five bodies of the city: the units that sent teams, as published. */
export interface SeedUnit {
	readonly code: string;
	readonly name: string;
	readonly shortName: string;
	readonly kind: 'party-committee' | 'armed-forces' | 'agency' | 'union';
	readonly level: 'district' | 'province';
}

const district = (code: string, name: string, type = 'Huyện'): SeedUnit => ({
	code: `HN-${code}`,
	name: `${type} ủy ${name}`.replace('Thị xã ủy', 'Thị ủy'),
	shortName: `${type === 'Huyện' ? 'H.' : type === 'Quận' ? 'Q.' : 'TX.'} ${name}`,
	kind: 'party-committee',
	level: 'district'
});
const quan = (code: string, name: string) => district(code, name, 'Quận');

export const CITY = { code: 'HN', name: 'Thành phố Hà Nội', shortName: 'Hà Nội' } as const;

export const HANOI_UNITS: readonly SeedUnit[] = [
	quan('BADINH', 'Ba Đình'),
	quan('HOANKIEM', 'Hoàn Kiếm'),
	quan('TAYHO', 'Tây Hồ'),
	quan('LONGBIEN', 'Long Biên'),
	quan('CAUGIAY', 'Cầu Giấy'),
	quan('DONGDA', 'Đống Đa'),
	quan('HAIBATRUNG', 'Hai Bà Trưng'),
	quan('HOANGMAI', 'Hoàng Mai'),
	quan('THANHXUAN', 'Thanh Xuân'),
	quan('NAMTULIEM', 'Nam Từ Liêm'),
	quan('BACTULIEM', 'Bắc Từ Liêm'),
	quan('HADONG', 'Hà Đông'),
	district('SOCSON', 'Sóc Sơn'),
	district('DONGANH', 'Đông Anh'),
	district('GIALAM', 'Gia Lâm'),
	district('THANHTRI', 'Thanh Trì'),
	district('MELINH', 'Mê Linh'),
	district('BAVI', 'Ba Vì'),
	district('PHUCTHO', 'Phúc Thọ'),
	district('DANPHUONG', 'Đan Phượng'),
	district('HOAIDUC', 'Hoài Đức'),
	district('QUOCOAI', 'Quốc Oai'),
	district('THACHTHAT', 'Thạch Thất'),
	district('CHUONGMY', 'Chương Mỹ'),
	district('THANHOAI', 'Thanh Oai'),
	district('THUONGTIN', 'Thường Tín'),
	district('PHUXUYEN', 'Phú Xuyên'),
	district('UNGHOA', 'Ứng Hòa'),
	district('MYDUC', 'Mỹ Đức'),
	district('SONTAY', 'Sơn Tây', 'Thị xã'),
	{
		code: 'HN-KHOICQ',
		name: 'Đảng ủy Khối các cơ quan thành phố',
		shortName: 'Khối các cơ quan TP',
		kind: 'party-committee',
		level: 'province'
	},
	{
		code: 'HN-KHOIDN',
		name: 'Đảng ủy Khối Doanh nghiệp thành phố',
		shortName: 'Khối Doanh nghiệp TP',
		kind: 'party-committee',
		level: 'province'
	},
	{
		code: 'HN-KHOIDHCD',
		name: 'Đảng ủy Khối các trường đại học, cao đẳng thành phố',
		shortName: 'Khối ĐH, CĐ TP',
		kind: 'party-committee',
		level: 'province'
	},
	{
		code: 'HN-BTLTD',
		name: 'Bộ Tư lệnh Thủ đô Hà Nội',
		shortName: 'BTL Thủ đô',
		kind: 'armed-forces',
		level: 'province'
	},
	{
		code: 'HN-CONGAN',
		name: 'Công an thành phố Hà Nội',
		shortName: 'Công an TP',
		kind: 'armed-forces',
		level: 'province'
	}
];

/** Six clusters of uneven size. The real split was not published: this one is invented, and the screens say so. */
export const CLUSTER_SIZES = [6, 6, 6, 6, 6, 5] as const;
