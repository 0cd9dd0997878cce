import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RulesSchema } from '#lib/domain/contest/rules.ts';
import { communeContest } from '#lib/domain/contest/templates/commune-contest.ts';
import { recipientsIn } from '#lib/domain/honours/import/recipient-table.ts';
import { newId } from '#lib/live/id.ts';
import { createConference } from '#lib/server/conference/create-conference.ts';
import { createDecision } from '#lib/server/honours/decisions/save-decision.ts';
import { bookLines, bookState } from '#lib/server/honours/golden-book/book-query.ts';
import { bookAsked } from '#lib/server/honours/golden-book/book-asked.ts';
import { createIssuer } from '#lib/server/honours/issuers/save-issuer.ts';
import { addFromEvent } from '#lib/server/honours/recipients/add-from-event.ts';
import { previewRecipients } from '#lib/server/honours/recipients/import-preview.ts';
import { importRecipients } from '#lib/server/honours/recipients/import-recipients.ts';
import { orderRecipients } from '#lib/server/honours/recipients/order-recipients.ts';
import { WORD_LENGTHS } from '#lib/server/honours/recipients/recipient-fields.ts';
import { recipientsOf } from '#lib/server/honours/recipients/recipient-query.ts';
import { editRecipient } from '#lib/server/honours/recipients/save-recipient.ts';
import { sourcesOf } from '#lib/server/honours/recipients/source-query.ts';
import { lastBatch, undoBatch } from '#lib/server/honours/recipients/undo-batch.ts';
import { tableFromText } from '#lib/server/people/table/read-table.ts';
import { publishResult } from '#lib/server/results/publish.ts';
import { recordSidePrize } from '#lib/server/results/record-side-prize.ts';
import { smallContest, type SmallContest } from '../../support/small-contest.ts';
import { fillRound } from '../results/filled-round.ts';
import { holding, honoursCity, hung, lan, type HonoursCity } from './honours-house.ts';

let here: HonoursCity;
let contest: SmallContest;
let issuerId: string;

const [stage] = communeContest.stages;
const rules = v.parse(RulesSchema, {
	...communeContest,
	stages: [
		{
			...stage,
			prizes: {
				tiers: [
					{ key: 'first', name: { vi: 'Giải Nhất', en: 'First prize' }, places: 1 },
					{ key: 'second', name: { vi: 'Giải Nhì', en: 'Second prize' }, places: 2 }
				],
				side: [
					{
						...{ key: 'actor', name: { vi: 'Diễn viên xuất sắc', en: 'Best actor' } },
						...{ by: { kind: 'committeeVote' }, recipient: 'person' }
					}
				]
			}
		}
	]
});

beforeAll(async () => {
	here = await honoursCity();
	contest = await smallContest(here.database, { rules, teams: 4, code: 'khen' });
	const [round] = contest.rounds;
	await fillRound(here.database, contest, round!);
	const member = await here.read.teamMember.findFirstOrThrow({ where: { teamId: round!.teams[1]!.id } });
	await here.done(
		recordSidePrize,
		{
			...{
				roundId: round!.id,
				prizeKey: 'actor',
				reason: 'Ban Tổ chức bỏ phiếu 5/7',
				secondBy: 'Trần Thị Hai'
			},
			recipients: [{ teamId: round!.teams[1]!.id, personId: member.personId }]
		},
		lan
	);
	({ issuerId } = await here.done(createIssuer, {
		...{ unitId: contest.cityId, name: 'BAN TỔ CHỨC HỘI THI', letterhead: 'party', place: 'Ven Sông' }
	}));
});
afterAll(() => here.remove());

const own = (more: object = {}) => here.fields('', { issuerId, kind: 'certificate', number: null, ...more });
const decision = async (more: object = {}) =>
	(await here.done(createDecision, own({ contestId: contest.id, ...more }), lan)).awardId;
const roundId = () => contest.rounds[0]!.id;
const from = (awardId: string, what: string, more: object = {}) => ({
	...{ awardId, take: what, roundId: roundId() },
	...more
});
const listed = async (awardId: string) =>
	(await recipientsOf(here.read, awardId)).map(({ words, subject }) => [subject, words.name, words.prize]);

describe('the published result of a contest', () => {
	it('gives nothing before it is published', async () => {
		const awardId = await decision();
		const outcome = await here.ask(addFromEvent, from(awardId, 'prizes'), lan);
		expect(outcome.ok ? [] : outcome.refusal.fields.map(({ code }) => code)).toEqual(['award_no_result']);
		await here.done(publishResult, { roundId: roundId(), reason: '' }, lan);
	});

	it('names the winners in the order of prizes, and persons by name; once, however often it is asked', async () => {
		const awardId = await decision();
		const [a, b, c] = contest.rounds[0]!.teams.map(({ name }) => name);
		expect(await here.done(addFromEvent, from(awardId, 'prizes'), lan)).toMatchObject({ added: 4, there: 0 });
		const list = await listed(awardId);
		expect(list.slice(0, 3)).toEqual([
			['collective', a, 'Giải Nhất'],
			['collective', b, 'Giải Nhì'],
			['collective', c, 'Giải Nhì']
		]);
		expect([list[3]![0], list[3]![2]]).toEqual(['individual', 'Diễn viên xuất sắc']);
		expect(await here.refusal(addFromEvent, from(awardId, 'prizes'), lan)).toBe('award_all_there');
		const rows = await recipientsOf(here.read, awardId);
		expect(rows.flatMap(({ warnings }) => warnings)).toEqual([]);
	});

	it('names all teams that took part, by place, without those that withdrew', async () => {
		const last = contest.rounds[0]!.teams[3]!;
		await here.database.transaction((tx) =>
			tx.team.update({ where: { id: last.id }, data: { withdrawnAt: new Date(), withdrawnReason: 'Ốm' } })
		);
		const awardId = await decision();
		await here.done(addFromEvent, from(awardId, 'participation'), lan);
		expect((await listed(awardId)).map(([, name]) => name)).toEqual(
			contest.rounds[0]!.teams.slice(0, 3).map(({ name }) => name)
		);
		await here.done(orderRecipients, { awardId, by: 'place' }, lan);
		expect((await listed(awardId))[0]![1]).toBe(contest.rounds[0]!.teams[0]!.name);
	});

	it('contradicts another prize, and a person whom it does not name', async () => {
		const awardId = await decision();
		await here.done(addFromEvent, from(awardId, 'prizes'), lan);
		const [first, , , person] = await recipientsOf(here.read, awardId);
		const edit = (row: typeof first, words: object) => ({
			...{ awardId, recipientId: row!.id, version: row!.version, subject: row!.subject },
			...row!.words,
			...words
		});
		await here.done(editRecipient, edit(first, { prize: 'Giải Đặc biệt' }), lan);
		await here.done(editRecipient, edit(person, { name: 'Người Không Dự Thi' }), lan);
		const told = (await recipientsOf(here.read, awardId)).map(({ warnings }) =>
			warnings.map(({ kind }) => kind).filter((kind) => kind !== 'already')
		);
		expect(told).toEqual([['other-prize'], [], [], ['not-in-result']]);
	});

	it('is taken by nobody who may not see the contest, nor for another one', async () => {
		const awardId = await decision();
		const plain = await decision({ contestId: null });
		const ward = holding('Phường', { unitId: here.wards[0]! });
		expect([
			await here.refusal(addFromEvent, from(awardId, 'prizes'), ward),
			await here.refusal(addFromEvent, from(plain, 'prizes'), lan),
			await here.refusal(addFromEvent, from(awardId, 'honourees'), lan),
			await here.refusal(addFromEvent, from(awardId, 'prizes', { roundId: null }), lan),
			await here.refusal(createDecision, own({ issuerId: await wardIssuer(), contestId: contest.id }), ward)
		]).toEqual(['forbidden', 'award_no_event', 'award_no_event', 'invalid', 'forbidden']);
	});

	const wardIssuer = async () =>
		(
			await here.done(createIssuer, {
				...{ unitId: here.wards[0], name: 'PHƯỜNG', letterhead: 'state', place: 'Bến Lau' }
			})
		).issuerId;
});

describe('a conference', () => {
	it('gives whom it honours and who was present enough, to those who may see them', async () => {
		const { conferenceId } = await here.done(createConference, {
			...{ code: 'HN-NGUON', titleVi: 'Hội nghị', kind: 'final-review', hostUnitId: here.cityId },
			...{ startsOn: '2026-12-10', endsOn: '2026-12-10' }
		});
		const createdAt = new Date('2026-12-01T02:00:00Z');
		await here.database.transaction(async (tx) => {
			const hall = await tx.conferenceHall.findFirstOrThrow({ where: { conferenceId } });
			const itemId = newId();
			const item = { kind: 'honouring', title: 'Khen thưởng', startsAt: createdAt, minutes: 30, createdAt };
			await tx.programmeItem.create({ data: { id: itemId, conferenceId, hallId: hall.id, ...item } });
			for (const [position, [kind, name, award]] of [
				['unit', 'Thôn Đông', 'Bằng khen'],
				['person', 'Trần Thị Bình', 'Bằng khen'],
				['person', 'Lê Văn Cường', 'Giấy khen']
			].entries()) {
				const who = { kind: kind!, name: name!, award: award!, position, stageGroup: 1, createdAt };
				await tx.honouree.create({ data: { id: newId(), conferenceId, itemId, ...who } });
			}
		});
		const awardId = await here.draft('1/QĐ-UBND', [], { conferenceId });
		const asked = { awardId, take: 'honourees', award: 'Bằng khen' };
		await here.done(addFromEvent, asked, lan);
		expect(await listed(awardId)).toEqual([
			['collective', 'Thôn Đông', undefined],
			['individual', 'Trần Thị Bình', undefined]
		]);
		expect(await here.refusal(addFromEvent, { awardId, take: 'presence' }, lan)).toBe('certificate_no_rule');
		await here.database.transaction((tx) =>
			tx.conference.update({ where: { id: conferenceId }, data: { presencePercent: 50 } })
		);
		expect(await here.refusal(addFromEvent, { awardId, take: 'presence' }, lan)).toBe('award_nobody_there');
		const award = { contestId: null, conferenceId };
		const now = new Date('2026-12-11T02:00:00Z');
		expect(await sourcesOf(here.read, award, { actor: hung, now })).toMatchObject({
			...{
				honourees: [
					{ award: 'Bằng khen', count: 2 },
					{ award: 'Giấy khen', count: 1 }
				],
				presence: 0
			}
		});
		const ward = holding('Phường', { unitId: here.wards[0]! });
		expect(await sourcesOf(here.read, award, { actor: ward, now })).toEqual({
			...{ rounds: [], honourees: [], presence: null }
		});
	});
});

describe('a table', () => {
	const read = (text: string) => recipientsIn(tableFromText(text), WORD_LENGTHS, 'collective');
	const TABLE = [
		'DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG',
		'STT\tTên tập thể, cá nhân\tĐối tượng\tÔng/Bà\tChức vụ\tĐịa bàn\tThành tích\tGhi chú',
		'1\tChi hội Phụ nữ số 8\tTập thể\t\t\tphường Phúc Xá\tCó nhiều mô hình hay\t',
		'2\tNguyễn Thị Hạnh\t\tBà\tTrưởng ban\t\t\tx',
		'3\tGia đình ông Ba\thộ gia đình\t\t\txã Hồ Sen\t\t'
	];

	it('is read under its own headings, wherever they stand', () => {
		const { recipients, problems, unused } = read(TABLE.join('\n'));
		expect(recipients).toMatchObject([
			{ line: 3, subject: 'collective', name: 'Chi hội Phụ nữ số 8', achievement: 'Có nhiều mô hình hay' },
			{ line: 4, subject: 'individual', honorific: 'Bà', position: 'Trưởng ban' },
			{ line: 5, subject: 'household', locality: 'xã Hồ Sen' }
		]);
		expect([problems, unused]).toEqual([[], ['Ghi chú']]);
	});

	it('tells every mistake at once, with its row and column', () => {
		const wrong = [
			...TABLE,
			'4\t\tphi công',
			`5\t${'x'.repeat(301)}`,
			'6\tGia đình ông Ba\tHộ\t\t\txã Hồ Sen'
		];
		const { problems } = read(wrong.join('\n'));
		expect(problems.map(({ row, column, code, severity }) => [row, column, code, severity])).toEqual([
			[6, 3, 'award_cell_subject', 'error'],
			[6, 2, 'award_cell_name', 'error'],
			[7, 2, 'people_cell_too_long', 'error'],
			[8, 2, 'award_cell_twice', 'warning']
		]);
		expect(read('Ghi chú\nx').hasNames).toBe(false);
	});

	it('says before anything is written what stops it and what does not, against the list as it is', async () => {
		const awardId = await decision({ contestId: null });
		const previewed = (lines: readonly string[], id = awardId) =>
			previewRecipients(here.read, id, tableFromText(lines.join('\n')), 'collective');
		const clean = await previewed(TABLE);
		expect([clean.errors.total, clean.warnings.total, clean.counts]).toEqual([
			...[0, 0],
			{ good: 3, look: 0, wrong: 0 }
		]);
		await here.ask(importRecipients, { awardId, rows: clean.recipients }, lan, newId());

		const again = await previewed([...TABLE, '4\t\tphi công']);
		expect(again.counts).toEqual({ good: 0, look: 3, wrong: 1 });
		expect(again.errors.shown.map(({ row, column, code }) => [row, column, code])).toEqual([
			[6, 2, 'award_cell_name'],
			[6, 3, 'award_cell_subject']
		]);
		expect(again.warnings.shown.map(({ row, column, code, params }) => [row, column, code, params])).toEqual([
			[3, 2, 'award_cell_listed', { place: 1 }],
			[4, 2, 'award_cell_listed', { place: 2 }],
			[5, 2, 'award_cell_listed', { place: 3 }]
		]);
	});

	it('shows the errors of a table whose remarks are many, and where the list would be full', async () => {
		const awardId = await decision({ contestId: null });
		const rows = Array.from({ length: 2001 }, (_, index) => `Thôn ${index < 400 ? 'Đông' : index}`);
		const lines = ['Tên tập thể', ...rows, ''].join('\n');
		const { errors, warnings } = await previewRecipients(
			...([here.read, awardId, tableFromText(lines), 'collective'] as const)
		);
		expect([warnings.shown.length, warnings.total]).toEqual([300, 399]);
		expect(errors.shown).toMatchObject([{ row: 2002, column: null, code: 'award_cell_full' }]);
	});

	it('is written whole or not at all, and taken back as one but for what was corrected since', async () => {
		const awardId = await decision({ contestId: null });
		const { recipients } = read(TABLE.join('\n'));
		const key = newId();
		const asked = { awardId, rows: recipients };
		const broken = { awardId, rows: [...recipients, { line: 9, subject: 'collective', name: '' }] };
		expect(await here.refusal(importRecipients, broken, lan)).toBe('invalid');
		expect(await here.refusal(importRecipients, { awardId, rows: [] }, lan)).toBe('invalid');
		const many = Array.from({ length: 2001 }, (_, line) => ({ ...recipients[0]!, line: line + 1 }));
		expect(await here.refusal(importRecipients, { awardId, rows: many }, lan)).toBe('invalid');
		await here.ask(importRecipients, asked, lan, key);
		await here.ask(importRecipients, asked, lan, key);
		expect(await here.names(awardId)).toHaveLength(3);

		const [first] = await recipientsOf(here.read, awardId);
		await here.done(
			editRecipient,
			{ awardId, recipientId: first!.id, version: 0, subject: 'collective', name: 'Chi hội Phụ nữ số 9' },
			lan
		);
		const batch = (await lastBatch(here.read, awardId))!;
		expect([batch.untouched.length, batch.changed]).toEqual([2, 1]);
		expect(await here.refusal(undoBatch, { awardId, batchId: newId() }, lan)).toBe('stale');
		const undo = { awardId, batchId: batch.batchId };
		expect(await here.done(undoBatch, undo, lan)).toEqual({ removed: 2, kept: 1 });
		expect(await here.names(awardId)).toEqual(['Chi hội Phụ nữ số 9']);
		const viewer = holding('Xem', { role: 'viewer' });
		expect(await here.refusal(undoBatch, undo, viewer)).toBe('forbidden');
	});
});

describe('the golden book', () => {
	it('is read as a whole by those of the issuer’s unit, with what is void and why', async () => {
		await here.approved('7/QĐ-UBND', ['Thôn Đông', 'Thôn Đoài'], { decidedOn: '2012-01-01' });
		const search = new URLSearchParams({ book: `${here.issuerId}.2012.merit`, q: 'doai' });
		const asked = (await bookAsked(here.read, hung, search))!;
		const lines = await bookLines(here.read, { ...asked.book, query: asked.query });
		expect(lines.map(({ number, words, decision: said }) => [number, words.name, said])).toEqual([
			[2, 'Thôn Đoài', '7/QĐ-UBND']
		]);
		expect(await bookState(here.read, asked.book)).toEqual({ faults: [], last: 2 });
		expect(await bookAsked(here.read, holding('Bàn', { contestId: contest.id }), search)).toBeNull();
		await here.database.transaction((tx) =>
			tx.awardNumber.updateMany({
				where: { issuerId: here.issuerId, year: 2012, number: 1 },
				data: { number: 9 }
			})
		);
		expect((await bookState(here.read, asked.book)).faults[0]).toEqual({ kind: 'missing', number: 1 });
	});
});
