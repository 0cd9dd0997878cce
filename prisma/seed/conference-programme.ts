import { releaseProgramme } from '#lib/server/conference/programme/release-programme.ts';
import { saveProgrammeItem } from '#lib/server/conference/programme/save-item.ts';
import { askSpeech } from '#lib/server/conference/speeches/ask-speech.ts';
import type { Database } from '#lib/server/db/client.ts';
import { ask } from './ask.ts';

type Item = readonly [kind: string, minutes: number, title: string, titleEn: string, owner: string];

/** In the order that conferences of the movement have. Topics of the speeches are of the kind that were reported. */
const ITEMS: readonly Item[] = [
	['other', 30, 'Đón tiếp đại biểu, điểm danh', 'Delegates arrive', 'Tiểu ban Lễ tân'],
	['performance', 10, 'Văn nghệ chào mừng', 'Welcome performance', 'Đội văn nghệ phường Tây Mỗ'],
	[
		'opening',
		10,
		'Tuyên bố lý do, giới thiệu đại biểu, mời Đoàn Chủ tịch',
		'Reasons and presidium',
		'Ban Tổ chức'
	],
	['opening', 10, 'Khai mạc', 'Opening', 'Đoàn Chủ tịch'],
	[
		'report',
		25,
		'Báo cáo tổng kết phong trào thi đua “Dân vận khéo”',
		'Report of the year',
		'Thường trực Ban Chỉ đạo'
	],
	['speeches', 45, 'Tham luận của các đơn vị', 'Speeches of units', 'Đoàn Chủ tịch điều hành'],
	['break', 15, 'Giải lao', 'Break', ''],
	['directing', 15, 'Phát biểu chỉ đạo', 'Directing speech', 'Lãnh đạo Thành ủy'],
	['honouring', 30, 'Công bố quyết định, trao khen thưởng', 'Honours', 'Đoàn Chủ tịch'],
	['other', 10, 'Phát động phong trào năm tới', 'Launch of the next year', 'Ban Chỉ đạo'],
	['closing', 5, 'Bế mạc', 'Closing', 'Đoàn Chủ tịch']
];
const MINUTE_MS = 60_000;
const VIETNAM_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

/** When the first item begins: about now, but so that the last one ends on the same day. */
function beginning(now: Date, minutes: number): number {
	const local = now.getTime() + VIETNAM_MS;
	const rounded = Math.floor(local / (5 * MINUTE_MS)) * 5 * MINUTE_MS;
	const lastMoment = Math.floor(local / DAY_MS) * DAY_MS + DAY_MS - (minutes + 1) * MINUTE_MS;
	return Math.min(rounded, lastMoment);
}

/** Topics of the kind that were reported, and who is asked to speak on them. */
const SPEECHES = [
	['HN-TAYMO-P', 'Vận động Nhân dân hiến đất mở ngõ, giữ được lòng dân khi giải phóng mặt bằng', 12],
	['HN-HPN', 'Phụ nữ Thủ đô với mô hình phân loại rác tại nguồn', 10],
	['HN-BAVI-X', 'Dân vận khéo trong đồng bào Mường, Dao: giữ rừng và nâng chất lượng học đường', 12],
	['HN-CONGAN', 'Camera an ninh từ nguồn xã hội hóa: dân bàn, dân góp, dân giám sát', 8]
] as const;

/** Units are asked for speeches; what they send comes by their links. */
export async function seedSpeeches(database: Database, conferenceId: string): Promise<void> {
	for (const [code, topic, minutes] of SPEECHES) {
		const { id: delegationId } = await database.read.delegation.findFirstOrThrow({
			where: { conferenceId, unit: { code } }
		});
		await ask(database, askSpeech, {
			...{ conferenceId, delegationId, topic, minutes, leastMinutes: 6, mustBeSpoken: false }
		});
	}
}

/** A programme that begins about now, released. */
export async function seedProgramme(database: Database, conferenceId: string, now: Date): Promise<void> {
	const halls = await database.read.conferenceHall.findMany({
		where: { conferenceId },
		orderBy: { position: 'asc' }
	});
	let at = beginning(
		now,
		ITEMS.reduce((sum, [, minutes]) => sum + minutes, 0)
	);
	for (const [kind, minutes, title, titleEn, owner] of ITEMS) {
		const [day, time] = new Date(at).toISOString().slice(0, 16).split('T');
		await ask(database, saveProgrammeItem, {
			...{ conferenceId, hallId: halls[0]!.id, kind, title, titleEn, owner },
			...{ day, time, minutes }
		});
		at += minutes * MINUTE_MS;
	}
	await ask(database, releaseProgramme, { conferenceId, seen: 0 });
}
