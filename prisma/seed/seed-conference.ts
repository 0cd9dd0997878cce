import { randomInt } from 'node:crypto';
import { badgeSheet } from '#lib/server/admission/badge-sheet.ts';
import { issueBadges } from '#lib/server/admission/issue-badges.ts';
import { withdrawBadge } from '#lib/server/admission/withdraw-badge.ts';
import { createConference } from '#lib/server/conference/create-conference.ts';
import { confirmAll } from '#lib/server/conference/delegations/confirm-all.ts';
import { makeDelegationLinks } from '#lib/server/conference/delegations/delegation-links.ts';
import { moveDelegate } from '#lib/server/conference/delegations/move-delegate.ts';
import { substituteDelegate } from '#lib/server/conference/delegations/substitute-delegate.ts';
import { setConferenceStatus } from '#lib/server/conference/edit-conference.ts';
import { saveCategory } from '#lib/server/conference/save-category.ts';
import { saveCheckpoint } from '#lib/server/conference/save-checkpoint.ts';
import { saveGate } from '#lib/server/conference/save-gate.ts';
import { saveHall, saveZone } from '#lib/server/conference/save-hall.ts';
import { saveOperatorWithPin } from '#lib/server/gate/save-operator.ts';
import type { Database } from '#lib/server/db/client.ts';
import { ask, SEEDER } from './ask.ts';
import { handOutPapers, openQuestions, seatHall } from './conference-hall.ts';
import { seedProgramme, seedSpeeches } from './conference-programme.ts';
import { seedDelegates } from './conference-people.ts';
import { CONFERENCE_UNITS, HELPING_UNITS } from './conference-units.ts';
import { importList } from './import-list.ts';
import { seedCity } from './seed-city.ts';

/** A badge as it hangs around somebody's neck. */
export interface SeedBadge {
	readonly name: string;
	readonly unit: string;
	/** The text of its QR. */
	readonly token: string;
	/** As printed below it. */
	readonly code: string;
}

export interface SeedOperator {
	readonly id: string;
	readonly name: string;
	readonly pin: string;
}

/** Who does what on the conference's day. */
export interface ConferenceCast {
	/** They come, in the order of the list; each shows a good badge. */
	readonly coming: readonly SeedBadge[];
	/** Lost before the day and reported: somebody else shows it. */
	readonly lost: SeedBadge;
	/** Of somebody whose seat a deputy took. */
	readonly replaced: SeedBadge;
	/** Come, but are left to whoever plays at the fourth gate. */
	readonly forVisitor: readonly SeedBadge[];
}

export interface SeededConference {
	readonly conferenceId: string;
	readonly code: string;
	/** Ids, in the order of their names: three of robots, then the visitor's. */
	readonly gateIds: readonly string[];
	/** One a gate, in the same order. */
	readonly operators: readonly SeedOperator[];
	/** Path of the link of a unit that has not sent its list in. */
	readonly unitLink: { readonly unit: string; readonly path: string };
	readonly cast: ConferenceCast;
}

const ABSENT = 6;
const FOR_VISITOR = 2;
/** Codes in the list of who is excused, and why. */
const EXCUSED: readonly (readonly [code: string, reason: string])[] = [
	['DB007', 'Đi công tác nước ngoài'],
	['DB021', 'Nằm viện'],
	['DB034', 'Dự phiên tòa với tư cách hội thẩm'],
	['DB052', 'Trực chỉ huy'],
	['DB078', 'Việc gia đình'],
	['DB101', 'Học tập trung'],
	['DB127', 'Dự kỳ họp Hội đồng nhân dân phường'],
	['DB168', 'Ốm'],
	['DB203', 'Trực phòng, chống bão']
];
/** Whose seat another takes, by whom, and why. */
const SUBSTITUTED = [
	['DB011', 'Vũ Thị Minh Diệp', 1983, 'Trưởng ban Dân vận cơ sở', 'Được phân công dự hội nghị khác'],
	['DB058', 'Đặng Quang Lợi', 1979, 'Phó Trưởng phòng', 'Đi công tác đột xuất'],
	['DB110', 'Ngô Thị Hồng Ngân', 1988, 'Phó Chủ tịch Hội Nông dân phường', 'Nghỉ thai sản'],
	['DB181', 'Bùi Hữu Nghĩa', 1975, 'Phó Chủ tịch UBND xã', 'Tiếp đoàn kiểm tra của thành phố']
] as const;
const LOST = 'DB094';
/** Its list is not sent in yet. */
const OPEN_UNIT = 'HN-CUANAM-P';

const newPin = () => String(randomInt(100_000, 1_000_000));

async function setUp(database: Database, conferenceId: string): Promise<string[]> {
	const { read } = database;
	const [hall] = await read.conferenceHall.findMany({ where: { conferenceId } });
	const entry = await read.checkpoint.findFirstOrThrow({ where: { conferenceId, isEntry: true } });
	await ask(database, saveHall, { conferenceId, hallId: hall!.id, name: 'Hội trường lớn', capacity: 320 });
	await ask(database, saveHall, { conferenceId, name: 'Phòng khánh tiết', capacity: 60 });
	await ask(database, saveZone, { conferenceId, name: 'Sân khấu' });
	await ask(database, saveCategory, {
		...{ conferenceId, name: 'Đại biểu được khen thưởng', nameEn: 'Honoured delegate' },
		...{ ribbon: 'gold', zones: [1, 3], isCounted: true }
	});
	const documents = await ask(database, saveCheckpoint, {
		...{ conferenceId, name: 'Nhận tài liệu', policy: 'once', hallId: hall!.id }
	});
	const lunch = await ask(database, saveCheckpoint, {
		...{ conferenceId, name: 'Cơm trưa', policy: 'count', times: 1 }
	});
	const gates = await read.gate.findMany({ where: { conferenceId }, orderBy: { position: 'asc' } });
	const gateIds: string[] = [];
	for (const [index, [name, group, checkpointIds]] of [
		['Cửa 1', 'Sảnh chính', [entry.id]],
		['Cửa 2', 'Sảnh chính', [entry.id]],
		['Cửa 3', 'Sảnh B', [entry.id]],
		['Cửa 4', 'Sảnh B', [entry.id, documents.checkpointId, lunch.checkpointId]]
	].entries() as ArrayIterator<[number, [string, string, string[]]]>) {
		const gateId = gates[index]?.id ?? null;
		gateIds.push(
			(await ask(database, saveGate, { conferenceId, gateId, name, group, checkpointIds })).gateId
		);
	}
	return gateIds;
}

async function operators(database: Database, conferenceId: string): Promise<SeedOperator[]> {
	const made: SeedOperator[] = [];
	for (const [name, role] of [
		['Hằng', 'steward'],
		['Khải', 'steward'],
		['Lợi', 'steward'],
		['Bạn', 'supervisor']
	]) {
		const pin = newPin();
		const input = { conferenceId, name, role, pin };
		const saved = await saveOperatorWithPin(database, { actor: SEEDER, input });
		if (!saved.ok) throw saved.refusal;
		made.push({ id: saved.value.operatorId, name: name!, pin });
	}
	return made;
}

async function callEverybody(database: Database, conferenceId: string): Promise<void> {
	const people = seedDelegates();
	const head = ['Mã', 'Họ và tên', 'Năm sinh', 'Đoàn', 'Chức vụ', 'SĐT', 'Trong đoàn', 'Chỉ tiêu', 'Diện'];
	const rows = people.map(({ code, fullName, birthYear, unit, title, phone, role, category }) => [
		...[code, fullName, String(birthYear), unit.name, title, phone, role],
		...[role === 'Trưởng đoàn' ? String(unit.quota) : '', category]
	]);
	await importList(database, 'delegates', [head, ...rows], conferenceId);
}

/** Answers of the units before the day: nearly all confirm, some excuse themselves, some send another. */
async function answers(database: Database, conferenceId: string): Promise<SeededConference['unitLink']> {
	const delegations = await database.read.delegation.findMany({
		where: { conferenceId },
		include: { unit: true }
	});
	const open = delegations.find(({ unit }) => unit.code === OPEN_UNIT)!;
	for (const { id: delegationId } of delegations)
		if (delegationId !== open.id) await ask(database, confirmAll, { delegationId });
	const input = { conferenceId, delegationIds: delegations.map(({ id }) => id) };
	const linked = await makeDelegationLinks(database, { actor: SEEDER, input });
	if (!linked.ok) throw linked.refusal;
	const { token } = linked.links.find(({ delegationId }) => delegationId === open.id)!;
	return { unit: open.unit.name, path: `/delegations/${token}` };
}

/** What is on the list, by its code. */
async function byCode(database: Database, conferenceId: string) {
	const rows = await database.read.delegate.findMany({
		where: { conferenceId, externalCode: { not: null } },
		orderBy: { externalCode: 'asc' }
	});
	return new Map(rows.map((row) => [row.externalCode!, row]));
}

const BADGE_FORMAT = { format: 'a6', locale: 'vi' } as const;

/** The texts of all badges that were ever made, by number. */
async function badgesOf(database: Database, conferenceId: string): Promise<Map<string, SeedBadge>> {
	const credentials = await database.read.credential.findMany({ where: { conferenceId } });
	const numbers = credentials.map(({ number }) => number);
	const { badges } = await badgeSheet(database.read, {
		...{ conferenceId, numbers, at: new Date() },
		...BADGE_FORMAT
	});
	// The short code is the number's beginning: it tells which is whose.
	const byShort = new Map(badges.map((badge) => [badge.code.replaceAll('-', ''), badge]));
	return new Map(
		credentials.map(({ number, shortCode }) => {
			const { name, unit, token, code } = byShort.get(shortCode)!;
			return [number, { name, unit, token, code }];
		})
	);
}

/** Seats given to others after badges were made, one badge lost, and badges for whoever has none. */
async function lastChanges(database: Database, conferenceId: string) {
	const listed = await byCode(database, conferenceId);
	const activeOf = async (code: string) =>
		(await database.read.credential.findUniqueOrThrow({ where: { activeBadgeOf: listed.get(code)!.id } }))
			.number;
	for (const [code, reason] of EXCUSED) {
		const { id: delegateId, version } = listed.get(code)!;
		await ask(database, moveDelegate, { delegateId, version, step: 'excuse', reason });
	}
	await ask(database, issueBadges, { conferenceId });
	const replaced = await activeOf(SUBSTITUTED[0][0]);
	for (const [code, fullName, birthYear, title, reason] of SUBSTITUTED) {
		const { id: delegateId } = listed.get(code)!;
		const { version } = await database.read.delegate.findUniqueOrThrow({ where: { id: delegateId } });
		await ask(database, substituteDelegate, { delegateId, version, fullName, birthYear, title, reason });
	}
	const lost = await activeOf(LOST);
	const reason = 'Đại biểu báo mất thẻ tối hôm trước';
	await ask(database, withdrawBadge, { conferenceId, credential: lost, as: 'lost', reason });
	await ask(database, issueBadges, { conferenceId });
	return { lost, replaced };
}

async function cast(
	database: Database,
	conferenceId: string,
	gone: { readonly lost: string; readonly replaced: string }
): Promise<ConferenceCast> {
	const badges = await badgesOf(database, conferenceId);
	const expected = await database.read.delegate.findMany({
		where: { conferenceId, status: { in: ['invited', 'confirmed'] } },
		orderBy: { externalCode: { sort: 'asc', nulls: 'last' } },
		include: { credentials: { where: { status: 'active' } } }
	});
	const worn = expected.map(({ credentials }) => badges.get(credentials[0]!.number)!);
	// Not one whole delegation stays away: every so many is taken from the list.
	const isAway = (index: number) => index % 37 === 17 && index < 37 * ABSENT;
	const came = worn.filter((_, index) => !isAway(index));
	return {
		coming: came.slice(FOR_VISITOR),
		lost: badges.get(gone.lost)!,
		replaced: badges.get(gone.replaced)!,
		forVisitor: came.slice(0, FOR_VISITOR)
	};
}

/** A review conference that is held today: 230 delegates of sixty units, set up through the product's own commands. */
export async function seedConference(database: Database, today: string): Promise<SeededConference> {
	const hostUnitId = await seedCity(database);
	const head = ['Mã đơn vị', 'Tên đơn vị', 'Tên gọi tắt', 'Cấp', 'Loại', 'Đơn vị cấp trên'];
	const units = [...CONFERENCE_UNITS, ...HELPING_UNITS].map((unit) => [
		...[unit.code, unit.name, unit.shortName, unit.level, unit.kind, unit.parent]
	]);
	await importList(database, 'units', [head, ...units]);
	const year = today.slice(0, 4);
	const { conferenceId, code } = await ask(database, createConference, {
		code: `HN-TK-${year}`,
		titleVi: `Hội nghị tổng kết phong trào thi đua “Dân vận khéo” thành phố Hà Nội năm ${year}`,
		titleEn: `Review conference of Hanoi’s “Skilled Mass Mobilization” movement ${year}`,
		kind: 'final-review',
		hostUnitId,
		plan: `Số liệu dựng để minh họa`,
		venue: 'Cung Văn hóa Lao động hữu nghị Việt – Xô',
		...{ startsOn: today, endsOn: today, namesUntil: `${today}T23:59` },
		...{ quorumPercent: 67, presencePercent: 80, isInvented: true }
	});
	const gateIds = await setUp(database, conferenceId);
	await ask(database, setConferenceStatus, { conferenceId, status: 'announced' });
	await callEverybody(database, conferenceId);
	await seedSpeeches(database, conferenceId);
	await seedProgramme(database, conferenceId, new Date());
	const unitLink = await answers(database, conferenceId);
	const gone = await lastChanges(database, conferenceId);
	const hallId = await seatHall(database, conferenceId);
	await handOutPapers(database, conferenceId, hallId);
	await openQuestions(database, conferenceId);
	await ask(database, setConferenceStatus, { conferenceId, status: 'running' });
	return {
		...{ conferenceId, code, gateIds, unitLink },
		operators: await operators(database, conferenceId),
		cast: await cast(database, conferenceId, gone)
	};
}
