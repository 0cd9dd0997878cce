import type { SubjectKind } from '#lib/domain/honours/award-kind.ts';
import { seedDelegates } from './conference-people.ts';

/** A line of a list for commendation. */
export interface Honoured {
	readonly subject: SubjectKind;
	readonly name: string;
	readonly honorific?: 'Ông' | 'Bà';
	readonly position?: string;
	readonly unit?: string;
	readonly locality?: string;
	/** Of the delegate that it is, as the conference's list has it. */
	readonly delegate?: string;
}

const collective = (name: string, locality = 'thành phố Hà Nội'): Honoured => ({
	...{ subject: 'collective', name, locality }
});

/** Twelve collectives: four delegations of the conference by their own names, the others not called to it. */
export const CITY_COLLECTIVES: readonly Honoured[] = [
	collective(
		'Câu lạc bộ “Nông dân giúp nhau giảm nghèo bền vững, làm giàu chính đáng và giữ rừng đầu nguồn” thôn Yên Sơn, xã Ba Vì'
	),
	collective('Ban Chỉ đạo thực hiện Phong trào thi đua “Dân vận khéo” phường Văn Miếu – Quốc Tử Giám'),
	collective(
		'Hợp tác xã Gốm sứ và Du lịch cộng đồng “Giữ lửa làng nghề – Nói không với khói than” xã Bát Tràng'
	),
	collective(
		'Nhân dân và cán bộ bản Mường Cốc Đồng Tâm và thôn Hợp Nhất, khu vực đồng bào Mường, xã Suối Hai'
	),
	collective('Tổ công nghệ số cộng đồng và vận động “Đò ngang an toàn, bãi giữa không rác” phường Hồng Hà'),
	collective('Ban Vận động “Toàn dân đoàn kết xây dựng đời sống văn hóa” tổ dân phố số 12, phường Cửa Nam'),
	collective('Tổ hòa giải và tự quản đường biên rừng thôn Cốc Đồng Tâm, xã Suối Hai'),
	collective('Đội Công tác Dân vận Tiểu đoàn Thông tin, Phòng Tham mưu, Bộ Tư lệnh Thủ đô Hà Nội', ''),
	collective(
		'Nhóm đồng bào Ê Đê, Jrai, Ba Na, K’Ho tại Làng Văn hóa – Du lịch các dân tộc Việt Nam',
		'xã Đoài Phương'
	),
	collective('Hội đồng hương các buôn Ê̆a Čŏ Ñuê, Kŏ Tam và Ƀuôr sinh sống, học tập tại thành phố Hà Nội', ''),
	collective('Ban Công tác Mặt trận và Tổ giám sát đầu tư của cộng đồng thôn Đông Viên, xã Phù Đổng'),
	collective('Chi hội Phụ nữ tổ dân phố Ngọa Long – Phúc Lý, Hội Liên hiệp Phụ nữ phường Tây Mỗ')
];

const MIDDLE_OF_WOMEN = /\s(?:Thị|Ngọc|Thu)\s/u;

/** As the conference's list has them: office and unit, so that they are known as who they are. */
const DELEGATES = [
	...['DB012', 'DB013', 'DB115', 'DB079', 'DB080', 'DB150', 'DB152', 'DB190', 'DB191', 'DB192'],
	...['DB205', 'DB206', 'DB211', 'DB212', 'DB213', 'DB214', 'DB215', 'DB216', 'DB217', 'DB218'],
	...['DB219', 'DB220', 'DB221', 'DB222', 'DB223', 'DB224', 'DB225']
];

function delegates(codes: readonly string[]): Honoured[] {
	const all = new Map(seedDelegates().map((one) => [one.code, one]));
	return codes.map((delegate) => {
		const { fullName: name, title: position, unit } = all.get(delegate)!;
		const honorific = MIDDLE_OF_WOMEN.test(name) ? 'Bà' : 'Ông';
		return { ...{ subject: 'individual', delegate, honorific, name, position }, unit: unit.name };
	});
}

const VILLAGE = 'Làng Văn hóa – Du lịch các dân tộc Việt Nam';
const person = (honorific: 'Ông' | 'Bà', name: string, position: string, unit = VILLAGE): Honoured => ({
	...{ subject: 'individual', honorific, name, position, unit },
	...(unit === VILLAGE && { locality: 'xã Đoài Phương' })
});

/** What the list said first, and what her certificate is replaced by: a mark was lost on the way. */
export const MISSPELT = { said: 'Lò Thị Om', meant: 'Lò Thị Ỏm' } as const;

/** Thirty-seven people, 27 of them delegates. Names of every kind that is written in the country; nobody who exists is meant. */
export const CITY_INDIVIDUALS: readonly Honoured[] = [
	...delegates(DELEGATES),
	person('Ông', 'Y Ƀing Êban', 'Trưởng nhóm đồng bào Ê Đê'),
	person('Bà', 'H’Bŭih Niê', 'Nghệ nhân dệt thổ cẩm'),
	person('Ông', 'K’Brĕu', 'Già làng nhóm đồng bào K’Ho'),
	person('Bà', 'Siu H’Ƀlin', 'Nghệ nhân kể sử thi'),
	person('Ông', 'Y Ñuĕn Ê̆ban', 'Đội trưởng đội cồng chiêng'),
	person('Ông', 'Đinh Ƀơ̆n', 'Già làng nhóm đồng bào Ba Na'),
	person('Bà', 'H’Čil Kƀuôr', 'Tổ trưởng tổ tự quản'),
	person('Ông', 'Giàng A Chư', 'Sinh viên, Bí thư Liên chi đoàn', 'Học viện Dân tộc'),
	person('Bà', MISSPELT.said, 'Sinh viên, Chủ nhiệm Câu lạc bộ “Tuyên truyền viên trẻ”', 'Học viện Dân tộc'),
	person(
		'Bà',
		'Công Tằng Tôn Nữ Thị Minh Phương Thảo',
		'Chủ nhiệm Câu lạc bộ Thiện nguyện “Bếp ấm ngõ nhỏ”',
		'Tổ dân phố số 12, phường Cửa Nam'
	)
];

const group = (name: string): Honoured => collective(name, 'xã Ba Vì, thành phố Hà Nội');

/** Ten groups of one commune. */
export const COMMUNE_COLLECTIVES: readonly Honoured[] = [
	group('Tổ tự quản bảo vệ rừng đầu nguồn và phòng cháy, chữa cháy rừng cộng đồng thôn Yên Sơn'),
	group('Ban Công tác Mặt trận và Tổ vận động hiến đất mở đường liên thôn Hợp Nhất – Yên Sơn'),
	group('Chi hội Phụ nữ thôn Hợp Nhất với mô hình “Vườn thuốc nam của mẹ, bát thuốc tắm của con”'),
	group('Câu lạc bộ “Giữ chữ Nôm Dao, giữ nếp nhà, giữ lời hay ý đẹp” dòng họ Triệu, thôn Sổ'),
	group('Tổ hòa giải thôn Yên Sơn'),
	group('Chi hội Cựu chiến binh thôn Hợp Nhất'),
	group('Tổ công nghệ số cộng đồng “Đến từng nhà, chỉ từng người, làm từng việc” thôn Yên Sơn'),
	group('Nhóm phụ huynh “Nâng chất lượng học đường, không để con em bỏ học giữa chừng” thôn Sổ'),
	group('Đội bảo vệ nước sạch đầu nguồn và đường ống tự chảy liên thôn Sổ – Hợp Nhất – Yên Sơn'),
	group('Hợp tác xã thuốc nam gia truyền của người Dao quần chẹt')
];

/** Five people of the commune: two of the conference's delegates, three who are not called to it. */
export const COMMUNE_INDIVIDUALS: readonly Honoured[] = [
	...delegates(['DB208', 'DB209']),
	person('Ông', 'Phùng Chòi Phin', 'Tổ trưởng Tổ hòa giải', 'thôn Yên Sơn'),
	person('Bà', 'Triệu Thị Mùi Khé', 'Thầy thuốc gia truyền', 'thôn Hợp Nhất'),
	person('Ông', 'Dương Kim Ích', 'Người có uy tín trong đồng bào Dao', 'thôn Sổ')
];
