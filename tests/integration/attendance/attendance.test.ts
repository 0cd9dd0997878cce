import { io, type Socket } from 'socket.io-client';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AttendanceFigures } from '#lib/domain/conference/attendance-report.ts';
import { ATTENDANCE_NAMESPACE } from '#lib/live/attendance-protocol.ts';
import { newId } from '#lib/live/id.ts';
import { attendanceReport } from '#lib/server/conference/attendance/attendance-query.ts';
import {
	conferenceOfScreen,
	makeAttendanceScreen,
	revokeAttendanceScreen
} from '#lib/server/conference/attendance/attendance-screen.ts';
import { attendanceTables } from '#lib/server/conference/attendance/attendance-tables.ts';
import { closeRollCall, reopenRollCall } from '#lib/server/conference/attendance/roll-call.ts';
import { certificateJob } from '#lib/server/conference/certificates/certificate-job.ts';
import {
	certificateCandidates,
	certificatesGiven
} from '#lib/server/conference/certificates/certificate-query.ts';
import { saveCertificateWords } from '#lib/server/conference/certificates/certificate-words.ts';
import {
	issueCertificates,
	withdrawCertificate
} from '#lib/server/conference/certificates/issue-certificates.ts';
import type { CertificatesInput } from '#lib/server/documents/certificates/certificates-input.ts';
import {
	clearHall,
	fillHall,
	freeNoShows,
	markOnStage,
	restoreSeating,
	seatDelegate,
	setSeatGap,
	shapeHall,
	unseatDelegate
} from '#lib/server/conference/seating/arrange.ts';
import { seatingOfHall, seatsByUnit } from '#lib/server/conference/seating/seating-query.ts';
import { planOf } from '#lib/server/conference/seating/stored-plan.ts';
import { addHonourees, editHonouree } from '#lib/server/conference/honours/save-honouree.ts';
import { releaseProgramme } from '#lib/server/conference/programme/release-programme.ts';
import { saveHall } from '#lib/server/conference/save-hall.ts';
import { substituteDelegate } from '#lib/server/conference/delegations/substitute-delegate.ts';
import { rosterDelegates } from '#lib/server/gate/roster-rows.ts';
import { saveCheckpoint } from '#lib/server/conference/save-checkpoint.ts';
import { delegationsAtAGlance } from '#lib/server/conference/delegations/delegation-query.ts';
import { moveDelegate } from '#lib/server/conference/delegations/move-delegate.ts';
import { editConference, setConferenceStatus } from '#lib/server/conference/edit-conference.ts';
import { renderPapers } from '#lib/server/documents/render-papers.ts';
import { headCount } from '#lib/server/gate/gate-standing.ts';
import { voidScan } from '#lib/server/gate/void-scan.ts';
import { xlsx } from '#lib/server/results/export/xlsx.ts';
import { dayInVietnam } from '#lib/domain/shared/day.ts';
import { attendanceSentence } from '#lib/words/attendance.ts';
import { calledDelegates } from '../../support/conference-world.ts';
import { gateTablet, gateWorld, type GateWorld } from '../../support/gate-tablet.ts';
import { liveServer, type LiveServer } from '../../support/live-server.ts';
import { city, organizer, person, type City } from '../contest/city.ts';

let here: City;
let server: LiveServer;
beforeAll(async () => {
	here = await city();
	server = await liveServer(here.database);
});
afterAll(async () => {
	await server.close();
	await here.remove();
});

const NAMES = ['Trần An', 'Lê Bình', 'Vũ Cúc', 'Đỗ Dung', 'Hồ Giang'];
const DAY_MS = 86_400_000;
const report = (conferenceId: string, day: string | null = null) =>
	attendanceReport(here.database.read, conferenceId, { day, now: new Date() });
const said = async (conferenceId: string) => attendanceSentence((await report(conferenceId)).sentence, 'vi');

/** A running conference of today with five delegates of one ward, and a press man who is not counted. */
async function running(code: string) {
	const k = await gateWorld(here, code, NAMES);
	const { conferenceId } = k;
	for (const status of ['announced', 'running'])
		await here.done(setConferenceStatus, { conferenceId, status });
	const press = await here.database.read.delegateCategory.findFirstOrThrow({
		where: { conferenceId, isCounted: false, name: 'Báo chí' }
	});
	const [guest] = await calledDelegates(here.database, {
		...{ conferenceId, unitId: here.wards[1]!, names: ['Ngô Nhà Báo'] }
	});
	await here.database.transaction((tx) =>
		tx.delegate.update({ where: { id: guest!.id }, data: { categoryId: press.id } })
	);
	return { ...k, guest: guest! };
}

async function letIn(k: GateWorld, index: number, gate = 0) {
	const tablet = await gateTablet(here.database, k, { gate });
	const { id: delegateId } = k.delegates[index]!;
	const scan = tablet.scan({ checkpointId: k.entryId, what: { kind: 'delegate', delegateId } });
	const { text } = await k.badge(k.delegates[index]!);
	const shown = { ...scan, what: { kind: 'code', text } };
	const [result] = await tablet.send(shown);
	expect(result).toMatchObject({ status: 'stored', code: 'ADMIT' });
	return scan.id;
}

async function move(delegateId: string, step: string, reason = '') {
	const { version } = await here.database.read.delegate.findUniqueOrThrow({ where: { id: delegateId } });
	return here.done(moveDelegate, { delegateId, version, step, reason });
}

describe('the roll-call', () => {
	it('says who came, by gate or by hand, who is excused and who is awaited; press is a head and no share', async () => {
		const k = await running('ROLL');
		const { conferenceId } = k;
		expect(await said(conferenceId)).toBe('Có mặt 0/5 đại biểu (0 %), chưa đến 5');
		const scanId = await letIn(k, 0);
		await letIn(k, 1, 1);
		await move(k.delegates[2]!.id, 'arrive');
		await move(k.delegates[3]!.id, 'excuse', 'Ốm, có đơn');
		await move(k.guest.id, 'arrive');
		const now = await report(conferenceId);
		expect(now.count).toMatchObject({ expected: 5, came: 3, excused: 1, absent: 0, awaited: 1 });
		expect(now.heads).toMatchObject({ expected: 6, came: 4 });
		expect(now.by.gate).toEqual([
			{ gate: '', came: 1 },
			{ gate: 'Cửa 1', came: 1 },
			{ gate: 'Cửa 2', came: 1 }
		]);
		expect(now.curve!.buckets.at(-1)!.total).toBe(3);
		expect(attendanceSentence(now.sentence, 'vi')).toBe(
			'Có mặt 3/5 đại biểu (60 %), vắng có lý do 1, chưa đến 1'
		);
		expect(attendanceSentence(now.sentence, 'en')).toBe(
			'3 of 5 delegates present (60%), absent: 1 with a reason, 1 awaited'
		);
		expect(now.by.unit.map(({ of, count, heads }) => [of, count.came, count.expected, heads.came])).toEqual([
			['Phường Bến Lau', 3, 5, 3],
			['Phường Cầu Đá', 0, 0, 1]
		]);
		// Pages that count delegations and gates say the same.
		const glance = await delegationsAtAGlance(here.database.read, conferenceId);
		expect(glance).toMatchObject({ came: 3, excused: 1, absent: 0 });
		expect(await headCount(here.database.read, conferenceId)).toEqual({ called: 5, present: 3 });
		await here.done(voidScan, { conferenceId, scanId, reason: 'Quét nhầm thẻ của người khác' });
		expect((await report(conferenceId)).count).toMatchObject({ came: 2, awaited: 2 });
	});

	it('is closed once, marks who is missing as absent, lets the late in all the same, and opens again', async () => {
		const k = await running('CLOSE');
		const { conferenceId } = k;
		await letIn(k, 0);
		await move(k.delegates[1]!.id, 'excuse', 'Đi công tác');
		await move(k.delegates[4]!.id, 'unconfirm');
		expect(await here.refusal(closeRollCall, { conferenceId, version: 7 })).toBe('stale');
		expect(await here.done(closeRollCall, { conferenceId, version: 0 })).toEqual({ absent: 4 });
		expect(await here.refusal(closeRollCall, { conferenceId, version: 1 })).toBe('attendance_closed');
		expect(await said(conferenceId)).toBe('Có mặt 1/5 đại biểu (20 %), vắng có lý do 1, không lý do 3');
		await letIn(k, 2);
		expect(await said(conferenceId)).toBe('Có mặt 2/5 đại biểu (40 %), vắng có lý do 1, không lý do 2');
		await here.done(reopenRollCall, { conferenceId, version: 1, reason: 'Còn xe đang trên đường' });
		expect((await report(conferenceId)).count).toMatchObject({ came: 2, absent: 0, awaited: 2 });
		// Nobody has confirmed by it: who was only invited is so again.
		const told = await here.database.read.delegate.findMany({
			where: { id: { in: [k.delegates[3]!.id, k.delegates[4]!.id] } },
			select: { id: true, status: true }
		});
		expect(new Map(told.map(({ id, status }) => [id, status]))).toEqual(
			new Map([
				[k.delegates[3]!.id, 'confirmed'],
				[k.delegates[4]!.id, 'invited']
			])
		);
		expect(await here.refusal(reopenRollCall, { conferenceId, version: 2, reason: 'Bấm thêm lần nữa' })).toBe(
			'attendance_open'
		);
	});

	it('is not closed before the conference runs', async () => {
		const { conferenceId } = await gateWorld(here, 'EARLY', NAMES);
		expect(await here.refusal(closeRollCall, { conferenceId, version: 0 })).toBe('delegate_not_begun');
	});

	it('knows who was late by the moment that the entrance says', async () => {
		const k = await running('LATE');
		const { conferenceId, entryId } = k;
		await letIn(k, 0);
		const entry = {
			conferenceId,
			checkpointId: entryId,
			name: 'Vào hội trường',
			policy: 'once',
			isEntry: true
		};
		await here.done(saveCheckpoint, { ...entry, lateFrom: '2020-01-01T08:00' });
		const late = await report(conferenceId);
		expect(late.count).toMatchObject({ came: 1, late: 1 });
		expect(late.people.filter(({ isLate }) => isLate).map(({ name }) => name)).toEqual(['Trần An']);
		await here.done(saveCheckpoint, { ...entry, lateFrom: '' });
		expect((await report(conferenceId)).count).toMatchObject({ came: 1, late: 0 });
	});

	it('asks for a quorum in whole persons', async () => {
		const k = await running('QUORUM');
		const { conferenceId } = k;
		const conference = await here.database.read.conference.findUniqueOrThrow({ where: { id: conferenceId } });
		const { titleVi, kind, hostUnitId, startsOn, endsOn } = conference;
		const entries = { conferenceId, titleVi, kind, hostUnitId, startsOn, endsOn };
		await here.done(editConference, { ...entries, quorumPercent: '50' });
		await letIn(k, 0);
		await letIn(k, 1);
		expect((await report(conferenceId)).quorum).toEqual({ isMet: false, needed: 3, missing: 1 });
		await letIn(k, 2);
		expect((await report(conferenceId)).quorum).toEqual({ isMet: true, needed: 3, missing: 0 });
		expect(await here.refusal(editConference, { ...entries, quorumPercent: '101' })).toBe('invalid');
	});

	it('counts each day of several by itself, and whoever came on any of them in the whole', async () => {
		const k = await running('DAYS');
		const { conferenceId } = k;
		// Noon of days that are over: no midnight passes while this runs.
		const noon = (daysAgo: number) =>
			Date.parse(`${dayInVietnam(new Date(Date.now() - daysAgo * DAY_MS))}T12:00:00+07:00`);
		const times = [noon(3), noon(2)] as const;
		const [first, second] = times.map((at) => dayInVietnam(new Date(at))) as [string, string];
		await here.database.transaction(async (tx) => {
			await tx.conference.update({
				where: { id: conferenceId },
				data: { startsOn: first }
			});
			await tx.checkpoint.update({ where: { id: k.entryId }, data: { policy: 'once_per_day' } });
		});
		const tablet = await gateTablet(here.database, k);
		for (const [index, at] of [
			[0, times[0]],
			[0, times[1]],
			[1, times[1]]
		] as const) {
			const { text } = await k.badge(k.delegates[index]!);
			const then = { tDevice: at, bundleIssuedAt: new Date(at - 3600_000).toISOString(), offline: true };
			const what = { kind: 'code', text } as const;
			await tablet.send(tablet.scan({ checkpointId: k.entryId, what, ...then, seen: 'ADMIT_OFFLINE' }));
		}
		const came = async (day: string | null) => (await report(conferenceId, day)).count.came;
		expect([await came(first), await came(second), await came(null)]).toEqual([1, 2, 2]);
		const { visits } = await report(conferenceId);
		const seen = visits.map(({ day, checkpoints: [entry] }) => [day, entry!.came] as const);
		expect(seen.filter(([, people]) => people > 0)).toEqual([
			[first, 1],
			[second, 2]
		]);
		expect((await report(conferenceId, '1999-01-01')).day).toBeNull();
	});
});

describe('what is written of it', () => {
	it('is a workbook whose formulas are text, with every figure of the page', async () => {
		const k = await running('SHEET');
		await letIn(k, 0);
		await here.database.transaction((tx) =>
			tx.person.update({ where: { id: k.delegates[1]!.personId }, data: { fullName: '=HYPERLINK("x")' } })
		);
		const tables = attendanceTables(await report(k.conferenceId), 'vi');
		const bytes = await xlsx(tables);
		const first = await readSheet(bytes, 'Điểm danh');
		expect(first.find(([head]) => head === 'Câu báo cáo')![1]).toBe(await said(k.conferenceId));
		const units = await readSheet(bytes, 'Theo đơn vị');
		expect(units[1]!.slice(0, 4)).toEqual(['Phường Bến Lau', 5, 1, 20]);
		const people = await readSheet(bytes, 'Danh sách');
		expect(people.map(([name]) => name)).toContain('=HYPERLINK("x")');
		expect(people).toHaveLength(7);
	});

	it('is a record to be signed, the same bytes for the same figures', async () => {
		const k = await running('RECORD');
		await letIn(k, 0);
		const input = { report: await report(k.conferenceId), locale: 'vi' as const };
		const job = {
			papers: [{ kind: 'attendance' as const, fileName: 'attendance', input }],
			...{ form: 'pdf' as const, title: '', at: input.report.at }
		};
		const [once, again] = [
			await renderPapers(job, async () => true),
			await renderPapers(job, async () => true)
		];
		expect(once).toEqual(again);
		expect(Buffer.from(once!).subarray(0, 5).toString()).toBe('%PDF-');
	});
});

describe('certificates of attendance', () => {
	const words = {
		...{ issuer: 'Ban Dân vận Thành ủy', place: 'Hà Nội', issuedOn: '2026-12-11' },
		...{ signerTitle: 'TRƯỞNG BAN', signerName: 'Lê Văn Ký', numberMark: 'GCN-BTC' }
	};

	/** A conference that asks for 60 % of its sessions, three of whose five delegates came. */
	async function attended(code: string) {
		const k = await running(code);
		const { conferenceId } = k;
		await here.database.transaction((tx) =>
			tx.conference.update({ where: { id: conferenceId }, data: { presencePercent: 60 } })
		);
		for (const index of [2, 0, 1]) await letIn(k, index);
		return k;
	}
	const given = async (conferenceId: string) =>
		(await certificatesGiven(here.database.read, conferenceId)).map(
			({ number, name, withdrawnAt }) => `${number} ${name}${withdrawnAt ? ' (withdrawn)' : ''}`
		);

	it('go to whom the presence rule holds for, and say why not to others', async () => {
		const { conferenceId } = await attended('RULE');
		const { people, sessions } = (await certificateCandidates(here.database.read, conferenceId, new Date()))!;
		expect(sessions.map(({ came }) => came)).toEqual([3]);
		expect(people.map(({ name, isMet, attended: were, needed }) => [name, isMet, were, needed])).toEqual([
			['Trần An', true, 1, 1],
			['Lê Bình', true, 1, 1],
			['Vũ Cúc', true, 1, 1],
			['Đỗ Dung', false, 0, 1],
			['Hồ Giang', false, 0, 1]
		]);
		const none = await running('NO-RULE');
		expect(await certificateCandidates(here.database.read, none.conferenceId, new Date())).toBeNull();
		await here.done(saveCertificateWords, { conferenceId: none.conferenceId, version: 0, ...words });
		expect(await here.refusal(issueCertificates, { conferenceId: none.conferenceId })).toBe(
			'certificate_no_rule'
		);
	});

	it('go by the released programme where it marks sessions, and by the entrances while it does not', async () => {
		const k = await attended('BY-PROG');
		const { conferenceId } = k;
		const hall = await here.database.read.conferenceHall.findFirstOrThrow({ where: { conferenceId } });
		await here.database.transaction((tx) =>
			tx.conference.update({ where: { id: conferenceId }, data: { sessionsFrom: 'points' } })
		);
		const now = new Date();
		const sessionsOf = async () => {
			const found = (await certificateCandidates(here.database.read, conferenceId, now))!;
			return [found.from, ...found.sessions.map(({ name, came }) => `${name}: ${came}`)];
		};
		const point = (title: string, minutesAgo: number, isSession: boolean) => ({
			...{ id: newId(), conferenceId, hallId: hall.id, kind: 'report', title, minutes: 60, isSession },
			...{ startsAt: new Date(now.getTime() - minutesAgo * 60_000), createdAt: now }
		});
		const points = [point('Sớm', 120, true), point('Bây giờ', 30, true), point('Giải lao', 20, false)];
		await here.database.transaction((tx) => tx.programmeItem.createMany({ data: points }));
		// A draft says nothing yet.
		expect((await sessionsOf())[0]).toBe('entrances');
		await here.done(releaseProgramme, { conferenceId, seen: 0, note: null });
		expect(await sessionsOf()).toEqual(['points', 'Bây giờ: 3']);
		const { people } = (await certificateCandidates(here.database.read, conferenceId, now))!;
		expect(people.filter(({ isMet }) => isMet).map(({ name }) => name)).toEqual([
			'Trần An',
			'Lê Bình',
			'Vũ Cúc'
		]);
		const scan = await here.database.read.scan.findFirstOrThrow({ where: { conferenceId, kind: 'scan' } });
		await here.done(voidScan, { conferenceId, scanId: scan.id, reason: 'Quét nhầm' });
		expect(await sessionsOf()).toEqual(['points', 'Bây giờ: 2']);
		// Nobody was at the early one, so there was no session at all; without any mark entrances count again.
		const mark = (index: number, isSession: boolean) =>
			here.database.transaction((tx) =>
				tx.programmeItem.update({ where: { id: points[index]!.id }, data: { isSession } })
			);
		await mark(1, false);
		expect(await sessionsOf()).toEqual(['points']);
		await mark(0, false);
		expect((await sessionsOf())[0]).toBe('entrances');
	});

	it('are numbered once and without gaps; a withdrawn number stays taken', async () => {
		const k = await attended('NUMBER');
		const { conferenceId } = k;
		expect(await here.refusal(issueCertificates, { conferenceId })).toBe('certificate_words_missing');
		await here.done(saveCertificateWords, { conferenceId, version: 0, ...words });
		expect(await here.refusal(saveCertificateWords, { conferenceId, version: 0, ...words })).toBe('stale');
		const both = await Promise.all([1, 2].map(() => here.done(issueCertificates, { conferenceId })));
		expect(both.map(({ issued }) => issued).sort()).toEqual([0, 3]);
		expect(await given(conferenceId)).toEqual(['1 Trần An', '2 Lê Bình', '3 Vũ Cúc']);
		const [, second] = await certificatesGiven(here.database.read, conferenceId);
		const asked = { conferenceId, certificateId: second!.id, reason: 'Ghi sai tên đơn vị' };
		const other = await attended('OTHER-N');
		expect([
			await here.refusal(withdrawCertificate, { ...asked, conferenceId: other.conferenceId }),
			await here.refusal(withdrawCertificate, asked, person('secretary')),
			await here.refusal(withdrawCertificate, asked),
			await here.refusal(withdrawCertificate, asked)
		]).toEqual(['not_found', 'forbidden', 'done', 'certificate_withdrawn']);
		await letIn(k, 4);
		await here.done(issueCertificates, { conferenceId });
		expect(await given(conferenceId)).toEqual([
			'1 Trần An',
			'2 Lê Bình (withdrawn)',
			'3 Vũ Cúc',
			'4 Lê Bình',
			'5 Hồ Giang'
		]);
	});

	it('are reprinted with the number and the words that they had, byte for byte, on A4 and A5', async () => {
		const k = await attended('PRINT');
		const { conferenceId, delegates } = k;
		const job = (size: 'a4' | 'a5') =>
			certificateJob(here.database.read, { conferenceId, size, locale: 'vi' });
		expect(await job('a4')).toBeNull();
		await here.done(saveCertificateWords, { conferenceId, version: 0, ...words });
		await here.done(issueCertificates, { conferenceId });
		const print = async (size: 'a4' | 'a5') => (await renderPapers((await job(size))!, async () => true))!;
		const first = await print('a4');
		await here.database.transaction((tx) =>
			tx.person.update({ where: { id: delegates[0]!.personId }, data: { fullName: 'Tên Khác' } })
		);
		const others = { issuer: 'Cơ quan khác', place: 'Nơi khác', issuedOn: '2026-12-30', numberMark: 'KHÁC' };
		const later = { ...words, ...others, signerTitle: 'PHÓ BAN', signerName: 'Người Khác' };
		await here.done(saveCertificateWords, { conferenceId, version: 1, ...later });
		await here.database.transaction((tx) =>
			tx.conference.update({ where: { id: conferenceId }, data: { titleVi: 'Tên khác', venue: 'Nhà khác' } })
		);
		expect(await print('a4')).toEqual(first);
		expect((await print('a5')).byteLength).toBeGreaterThan(10_000);
		const input = (await job('a4'))!.papers[0]!.input as CertificatesInput;
		expect(input.certificates.map(({ number, name }) => `${number} ${name}`)).toEqual([
			'01/GCN-BTC Trần An',
			'02/GCN-BTC Lê Bình',
			'03/GCN-BTC Vũ Cúc'
		]);
		// Whoever gets one later gets it with the words of then, in the same file.
		await letIn(k, 4);
		await here.done(issueCertificates, { conferenceId });
		expect(
			(await job('a4'))!.papers.map(({ input: paper }) => (paper as CertificatesInput).signerName)
		).toEqual(['Lê Văn Ký', 'Người Khác']);
	});
});

describe('the seats of a hall', () => {
	/** A running conference whose hall has three rows of four, and how its seats are asked for. */
	async function seats(code: string) {
		const k = await running(code);
		const { conferenceId } = k;
		const hall = await here.database.read.conferenceHall.findFirstOrThrow({ where: { conferenceId } });
		const hallId = hall.id;
		const seen = async () => ({
			...{ conferenceId, hallId },
			version: (await planOf(here.database.read, hallId)).number
		});
		await here.done(shapeHall, { ...(await seen()), rows: '3', columns: '4', aisles: '2' });
		const seatOf = async (index: number) =>
			(await here.database.read.delegate.findUniqueOrThrow({ where: { id: k.delegates[index]!.id } })).seat;
		const sit = async (index: number, seat: string) =>
			here.done(seatDelegate, { ...(await seen()), delegateId: k.delegates[index]!.id, seat });
		return { ...k, hallId, seen, seatOf, sit };
	}

	it('are given by hand, and stand at once on the delegate, for badge, gate and link', async () => {
		const k = await seats('SEAT');
		const rev = async () =>
			(await here.database.read.conference.findUniqueOrThrow({ where: { id: k.conferenceId } })).listRev;
		const before = await rev();
		await k.sit(0, '1.2');
		expect(await k.seatOf(0)).toBe('B – 3');
		expect(await rev()).toBeGreaterThan(before);
		const [row] = await rosterDelegates(here.database.read, k.conferenceId, [k.delegates[0]!.id]);
		expect(row!.seat).toBe('B – 3');
		await k.sit(1, '0.0');
		await k.sit(0, '0.0');
		expect([await k.seatOf(0), await k.seatOf(1)]).toEqual(['A – 1', 'B – 3']);
		await here.done(unseatDelegate, { ...(await k.seen()), delegateId: k.delegates[0]!.id });
		expect(await k.seatOf(0)).toBeNull();
	});

	it('are changed by one editor at a time, and by nobody of another conference', async () => {
		const [k, other] = [await seats('TWO-ED'), await seats('OTHER-S')];
		const seen = await k.seen();
		await k.sit(0, '0.0');
		const late = { ...seen, delegateId: k.delegates[1]!.id, seat: '0.1' };
		const now = { ...late, ...(await k.seen()) };
		expect([
			await here.refusal(seatDelegate, late),
			await here.refusal(seatDelegate, { ...now, hallId: other.hallId }),
			await here.refusal(seatDelegate, { ...now, delegateId: other.delegates[0]!.id }),
			await here.refusal(seatDelegate, { ...now, seat: '9.9' }),
			await here.refusal(seatDelegate, { ...now, seat: 'A1' }),
			await here.refusal(seatDelegate, now, person('viewer')),
			await here.refusal(shapeHall, { ...(await k.seen()), rows: '61', columns: '4' })
		]).toEqual(['stale', 'not_found', 'not_found', 'seating_no_seat', 'invalid', 'forbidden', 'invalid']);
	});

	it('are no more than the hall holds', async () => {
		const k = await seats('HOLDS');
		await here.done(saveHall, {
			...{ conferenceId: k.conferenceId, hallId: k.hallId, name: 'Hội trường', capacity: '12' }
		});
		expect(await here.refusal(shapeHall, { ...(await k.seen()), rows: '4', columns: '4' })).toBe(
			'seating_over_capacity'
		);
		// A capacity that was lowered since stops nobody from being seated; it gets no more seats, and may get fewer.
		await here.done(saveHall, {
			...{ conferenceId: k.conferenceId, hallId: k.hallId, name: 'Hội trường', capacity: '6' }
		});
		await k.sit(0, '0.0');
		const counts = async () => (await seatingOfHall(here.database.read, k.conferenceId, k.hallId))!.counts;
		expect(await counts()).toMatchObject({ seats: 12, tooMany: 6, seated: 1 });
		expect(await here.refusal(shapeHall, { ...(await k.seen()), rows: '4', columns: '4' })).toBe(
			'seating_over_capacity'
		);
		await here.done(shapeHall, { ...(await k.seen()), rows: '2', columns: '4' });
		expect(await counts()).toMatchObject({ seats: 8, tooMany: 2, seated: 1 });
	});

	it('by an aisle are for whom the list of honours names, too, and a hand corrects it', async () => {
		const k = await seats('STAGE');
		const { conferenceId } = k;
		const hall = await here.database.read.conferenceHall.findFirstOrThrow({ where: { conferenceId } });
		const itemId = newId();
		const item = { id: itemId, conferenceId, hallId: hall.id, kind: 'honouring', title: 'Khen thưởng' };
		await here.database.transaction((tx) =>
			tx.programmeItem.create({
				data: { ...item, startsAt: new Date(), minutes: 30, createdAt: new Date() }
			})
		);
		const list = { conferenceId, itemId, kind: 'person', award: 'Bằng khen', stageGroup: 1 };
		await here.done(addHonourees, { ...list, lines: 'Vũ Cúc' });
		const goers = async () =>
			(await seatingOfHall(here.database.read, conferenceId, k.hallId))!.people
				.filter(({ goesOnStage }) => goesOnStage)
				.map(({ name }) => name);
		expect(await goers()).toEqual(['Vũ Cúc']);
		const cuc = { delegateId: k.delegates[2]!.id };
		await here.done(markOnStage, { ...(await k.seen()), ...cuc, isOnStage: 'false' });
		expect(await goers()).toEqual([]);
		await here.done(markOnStage, { ...(await k.seen()), ...cuc, isOnStage: 'true' });
		expect(await goers()).toEqual(['Vũ Cúc']);
		const [honouree] = await here.database.read.honouree.findMany({ where: { conferenceId } });
		await here.done(editHonouree, {
			...{ conferenceId, honoureeId: honouree!.id, version: 0, name: 'Vũ Cúc', award: 'Bằng khen' },
			...{ stageGroup: 1, delegateId: cuc.delegateId, receiverId: k.delegates[0]!.id }
		});
		expect(await goers()).toEqual(['Trần An']);
	});

	it('fill themselves unit by unit, those who go on stage by an aisle, and every step can be undone', async () => {
		const k = await seats('FILL');
		const { id: onStage } = k.delegates[3]!;
		await here.done(markOnStage, { ...(await k.seen()), delegateId: onStage, isOnStage: 'true' });
		const before = await k.seen();
		expect(await here.done(fillHall, { ...before, kinds: [] })).toMatchObject({ standing: 1 });
		const view = (await seatingOfHall(here.database.read, k.conferenceId, k.hallId))!;
		expect(view.counts).toMatchObject({ seated: 5, standing: 1, penned: 0 });
		await here.done(clearHall, await k.seen());
		expect(await k.seatOf(3)).toBeNull();
		await here.done(restoreSeating, { ...(await k.seen()), number: before.version + 1 });
		expect(await k.seatOf(3)).not.toBeNull();
		const units = (await seatsByUnit(here.database.read, k.conferenceId, k.hallId))!.units;
		expect(units.map(({ unit, people }) => [unit, people.length])).toEqual([['Phường Bến Lau', 5]]);
		await here.done(setSeatGap, { ...(await k.seen()), seat: '0.0', isGap: 'true' });
		expect((await seatingOfHall(here.database.read, k.conferenceId, k.hallId))!.counts).toMatchObject({
			seats: 11,
			seated: 4
		});
	});

	it('of those who did not come are free at a press, and a deputy has the chair of the one replaced', async () => {
		const k = await seats('FREE');
		await here.done(fillHall, { ...(await k.seen()), kinds: [] });
		const chair = await k.seatOf(1);
		const { version } = await here.database.read.delegate.findUniqueOrThrow({
			where: { id: k.delegates[1]!.id }
		});
		const { delegateId } = await here.done(substituteDelegate, {
			...{ delegateId: k.delegates[1]!.id, version, fullName: 'Phan Thay Thế' },
			reason: 'Đi công tác đột xuất'
		});
		const deputy = await here.database.read.delegate.findUniqueOrThrow({ where: { id: delegateId } });
		expect([deputy.seat, await k.seatOf(1)]).toEqual([chair, null]);
		// Undone as far as people are the same: who was replaced does not sit down again.
		const { version: latest } = await k.seen();
		await here.done(restoreSeating, { ...(await k.seen()), number: latest - 1 });
		expect(await k.seatOf(1)).toBeNull();
		await here.done(restoreSeating, { ...(await k.seen()), number: latest });
		await letIn(k, 0);
		expect(await here.done(freeNoShows, await k.seen())).toMatchObject({ freed: 4 });
		expect([(await k.seatOf(0)) !== null, await k.seatOf(2)]).toEqual([true, null]);
		expect(await here.refusal(freeNoShows, await k.seen())).toBe('seating_nobody_missing');
	});
});

describe('the big screen', () => {
	const open = async (conferenceId: string, key = newId()) =>
		makeAttendanceScreen(here.database, { actor: organizer, input: { conferenceId }, key });

	/** A viewer as a stranger's browser is one. */
	async function viewer(question: object) {
		const socket: Socket = io(server.url + ATTENDANCE_NAMESPACE, {
			...{ path: '/live', transports: ['websocket'], forceNew: true, reconnection: false }
		});
		const changed: (() => void)[] = [];
		socket.on('changed', () => changed.splice(0).forEach((hear) => hear()));
		await new Promise<void>((resolve) => socket.once('connect', resolve));
		return {
			look: () => socket.timeout(15_000).emitWithAck('look', question) as Promise<AttendanceFigures | null>,
			hears: () => new Promise<void>((resolve) => changed.push(resolve)),
			close: () => socket.close()
		};
	}

	it('hears of every entry, shows figures and nobody’s name, and goes dark with its address', async () => {
		const k = await running('HALL');
		const { conferenceId } = k;
		const made = await open(conferenceId);
		const token = made.ok ? made.token! : '';
		expect(await conferenceOfScreen(here.database.read, token)).toBe(conferenceId);
		const screen = await viewer({ screen: token });
		expect(await screen.look()).toMatchObject({ count: { came: 0, expected: 5 } });
		const heard = screen.hears();
		await letIn(k, 0);
		await heard;
		const figures = await screen.look();
		expect(figures).toMatchObject({ count: { came: 1 } });
		expect(JSON.stringify(figures)).not.toContain('Trần An');
		await here.done(revokeAttendanceScreen, { conferenceId });
		expect(await screen.look()).toBeNull();
		expect(await here.refusal(revokeAttendanceScreen, { conferenceId })).toBe('attendance_no_screen');
		screen.close();
	});

	it('has an address that is shown once, and the older one ends with a newer', async () => {
		const { conferenceId } = await running('ONCE-S');
		const key = newId();
		const [first, again, second] = [
			await open(conferenceId, key),
			await open(conferenceId, key),
			await open(conferenceId)
		];
		expect(again).toMatchObject({ ok: true, token: null });
		const of = (made: typeof first) => conferenceOfScreen(here.database.read, made.ok ? made.token! : '');
		expect([await of(first), await of(second)]).toEqual([null, conferenceId]);
		const receipts = await here.database.read.commandReceipt.findMany({ where: { key } });
		expect(receipts.map(({ answer }) => answer).join()).not.toContain(first.ok ? first.token! : '?');
	});

	it('answers nothing to strangers, malformed questions and other conferences’ people', async () => {
		const { conferenceId } = await running('SHUT');
		for (const question of [
			{ screen: 'x'.repeat(30) },
			{ screen: 7 },
			{ conferenceId, day: null },
			{ conferenceId: 'x', day: null },
			{ conferenceId, day: 'hôm nay' },
			{}
		]) {
			const stranger = await viewer(question);
			expect(await stranger.look()).toBeNull();
			stranger.close();
		}
		for (const role of ['viewer', 'judge'] as const)
			expect(await here.refusal(closeRollCall, { conferenceId, version: 0 }, person(role))).toBe('forbidden');
	});
});
