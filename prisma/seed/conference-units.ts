/**
 * Units that send people to the demo's review conference, as a list to be imported: bodies of the city, wards and communes of
 * 2025 by their real names, residents' groups that are invented, and a province that looks on.
 */
export interface ConferenceUnit {
	readonly code: string;
	readonly name: string;
	readonly shortName: string;
	/** As offices write them: the importer reads these words. */
	readonly level: 'Thành phố' | 'Phường' | 'Xã' | 'Cơ sở' | 'Tỉnh';
	readonly kind: string;
	/** Code of the unit above; empty: none. */
	readonly parent: string;
	readonly quota: number;
	/** Category of its people; left out: delegates. */
	readonly category?: 'Khách mời' | 'Báo chí' | 'Ban Tổ chức';
}

type Row = readonly [code: string, name: string, shortName: string, kind: string, quota: number];

const CITY_BODIES: readonly Row[] = [
	['HN-BTGDV', 'Ban Tuyên giáo và Dân vận Thành ủy Hà Nội', 'Ban TG và DV Thành ủy', 'party-committee', 8],
	['HN-VPTU', 'Văn phòng Thành ủy Hà Nội', 'VP Thành ủy', 'agency', 3],
	['HN-MTTQ', 'Ủy ban Mặt trận Tổ quốc Việt Nam thành phố Hà Nội', 'UB MTTQ TP', 'front', 8],
	['HN-HPN', 'Hội Liên hiệp Phụ nữ thành phố Hà Nội', 'Hội LHPN TP', 'union', 5],
	['HN-HND', 'Hội Nông dân thành phố Hà Nội', 'Hội Nông dân TP', 'union', 5],
	['HN-HCCB', 'Hội Cựu chiến binh thành phố Hà Nội', 'Hội CCB TP', 'union', 5],
	['HN-LDLD', 'Liên đoàn Lao động thành phố Hà Nội', 'LĐLĐ TP', 'union', 5],
	['HN-THANHDOAN', 'Thành đoàn Hà Nội', 'Thành đoàn', 'union', 5],
	['HN-BTLTD', 'Bộ Tư lệnh Thủ đô Hà Nội', 'BTL Thủ đô', 'armed-forces', 6],
	['HN-CONGAN', 'Công an thành phố Hà Nội', 'Công an TP', 'armed-forces', 6],
	['HN-DUCQD', 'Đảng ủy các cơ quan Đảng thành phố Hà Nội', 'ĐU các CQ Đảng', 'party-committee', 4],
	['HN-DUUBND', 'Đảng ủy Ủy ban nhân dân thành phố Hà Nội', 'ĐU UBND TP', 'party-committee', 6],
	['HN-SNV', 'Sở Nội vụ thành phố Hà Nội', 'Sở Nội vụ', 'agency', 3],
	['HN-SGDDT', 'Sở Giáo dục và Đào tạo thành phố Hà Nội', 'Sở GD&ĐT', 'agency', 3],
	['HN-SYT', 'Sở Y tế thành phố Hà Nội', 'Sở Y tế', 'agency', 3],
	['HN-SVHTT', 'Sở Văn hóa và Thể thao thành phố Hà Nội', 'Sở VH&TT', 'agency', 3],
	['HN-SDTTG', 'Sở Dân tộc và Tôn giáo thành phố Hà Nội', 'Sở DT&TG', 'agency', 4],
	['HN-LHP', 'Trường Đào tạo cán bộ Lê Hồng Phong thành phố Hà Nội', 'Trường Lê Hồng Phong', 'school', 3],
	['HN-DHTD', 'Trường Đại học Thủ đô Hà Nội', 'ĐH Thủ đô', 'school', 3],
	['HN-VANTAI', 'Tổng công ty Vận tải Hà Nội', 'Transerco', 'enterprise', 3],
	['HN-URENCO', 'Công ty TNHH MTV Môi trường đô thị Hà Nội', 'Môi trường đô thị', 'enterprise', 3],
	['HN-LMHTX', 'Liên minh Hợp tác xã thành phố Hà Nội', 'Liên minh HTX', 'other', 3]
];

const WARDS = [
	['CUANAM', 'Cửa Nam'],
	['NGOCHA', 'Ngọc Hà'],
	['GIANGVO', 'Giảng Võ'],
	['VINHTUY', 'Vĩnh Tuy'],
	['KIMLIEN', 'Kim Liên'],
	['VMQTG', 'Văn Miếu – Quốc Tử Giám'],
	['OCHODUA', 'Ô Chợ Dừa'],
	['HONGHA', 'Hồng Hà'],
	['DINHCONG', 'Định Công'],
	['KHUONGDINH', 'Khương Đình'],
	['NGHIADO', 'Nghĩa Đô'],
	['PHUTHUONG', 'Phú Thượng'],
	['XUANDINH', 'Xuân Đỉnh'],
	['TAYMO', 'Tây Mỗ'],
	['BODE', 'Bồ Đề'],
	['DUONGNOI', 'Dương Nội'],
	['TUNGTHIEN', 'Tùng Thiện']
] as const;

const COMMUNES = [
	['BATTRANG', 'Bát Tràng'],
	['PHUDONG', 'Phù Đổng'],
	['THULAM', 'Thư Lâm'],
	['QUANGMINH', 'Quang Minh'],
	['TRUNGGIA', 'Trung Giã'],
	['ODIEN', 'Ô Diên'],
	['HATMON', 'Hát Môn'],
	['SUOIHAI', 'Suối Hai'],
	['BAVI', 'Ba Vì'],
	['YENXUAN', 'Yên Xuân'],
	['HUONGSON', 'Hương Sơn'],
	['VANDINH', 'Vân Đình'],
	['CHUYENMY', 'Chuyên Mỹ']
] as const;

/** Groups of residents with names as long as they are in life: badges, seats and lists must bear them. */
const GROUPS: readonly (readonly [code: string, name: string, shortName: string, parent: string])[] = [
	[
		'HN-CUANAM-P-LG7',
		'Tổ liên gia tự quản số 7 “Nhà sạch, ngõ đẹp, phố văn minh, láng giềng thân thiện”, Tổ dân phố số 12, phường Cửa Nam',
		'Tổ liên gia số 7, Cửa Nam',
		'HN-CUANAM-P'
	],
	[
		'HN-BAVI-X-CLB',
		'Câu lạc bộ “Nông dân giúp nhau giảm nghèo bền vững, làm giàu chính đáng và giữ rừng đầu nguồn” thôn Yên Sơn, xã Ba Vì',
		'CLB Nông dân thôn Yên Sơn',
		'HN-BAVI-X'
	],
	[
		'HN-SUOIHAI-X-HG',
		'Tổ hòa giải và tự quản đường biên rừng thôn Cốc Đồng Tâm, xã Suối Hai',
		'Tổ hòa giải Cốc Đồng Tâm',
		'HN-SUOIHAI-X'
	],
	[
		'HN-BODE-P-MT5',
		'Ban Công tác Mặt trận khu dân cư số 5, phường Bồ Đề',
		'Mặt trận KDC số 5, Bồ Đề',
		'HN-BODE-P'
	],
	[
		'HN-BATTRANG-X-HTX',
		'Hợp tác xã Gốm sứ và Du lịch cộng đồng “Giữ lửa làng nghề – Nói không với khói than” xã Bát Tràng',
		'HTX Gốm sứ Bát Tràng',
		'HN-BATTRANG-X'
	],
	['HN-NGHIADO-P-CB3', 'Chi bộ Tổ dân phố số 3, phường Nghĩa Đô', 'Chi bộ TDP số 3', 'HN-NGHIADO-P'],
	[
		'HN-HONGHA-P-DAO',
		'Tổ công nghệ số cộng đồng và vận động “Đò ngang an toàn, bãi giữa không rác” phường Hồng Hà',
		'Tổ công nghệ số Hồng Hà',
		'HN-HONGHA-P'
	]
];

const place = (
	level: 'Phường' | 'Xã',
	suffix: string,
	quota: number,
	[code, name]: readonly [string, string]
): ConferenceUnit => ({
	code: `HN-${code}-${suffix}`,
	name: `Đảng ủy ${level.toLowerCase()} ${name}`,
	shortName: `${level} ${name}`,
	level,
	kind: 'party-committee',
	parent: 'HN',
	quota
});

/** The sixty units of the 230 delegates. */
export const CONFERENCE_UNITS: readonly ConferenceUnit[] = [
	...CITY_BODIES.map(([code, name, shortName, kind, quota]) => ({
		...{ code, name, shortName, kind, quota },
		...{ level: 'Thành phố' as const, parent: 'HN' }
	})),
	...WARDS.map((ward) => place('Phường', 'P', 4, ward)),
	...COMMUNES.map((commune) => place('Xã', 'X', 3, commune)),
	...GROUPS.map(([code, name, shortName, parent]) => ({
		...{ code, name, shortName, parent },
		...{ level: 'Cơ sở' as const, kind: 'community', quota: 3 }
	})),
	{
		code: 'DLK-BTGDV',
		name: 'Ban Tuyên giáo và Dân vận Tỉnh ủy Đắk Lắk',
		shortName: 'Đoàn Đắk Lắk',
		level: 'Tỉnh',
		kind: 'party-committee',
		parent: '',
		quota: 5
	}
];

/** Who is there for the conference's own work, and is not counted. */
export const HELPING_UNITS: readonly ConferenceUnit[] = [
	{
		code: 'HN-BAODAI',
		name: 'Cơ quan Báo và Phát thanh, Truyền hình Hà Nội',
		shortName: 'Báo và PTTH Hà Nội',
		level: 'Thành phố',
		kind: 'agency',
		parent: 'HN',
		quota: 5,
		category: 'Báo chí'
	},
	{
		code: 'HN-TGV',
		name: 'Tổ giúp việc Ban Chỉ đạo “Dân vận khéo” thành phố Hà Nội',
		shortName: 'Tổ giúp việc',
		level: 'Thành phố',
		kind: 'other',
		parent: 'HN',
		quota: 7,
		category: 'Ban Tổ chức'
	}
];
