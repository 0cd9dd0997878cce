import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANONYMOUS } from '#lib/domain/access/actor.ts';
import { askQuestion } from '#lib/server/asking/ask-question.ts';
import { waitToAsk } from '#lib/server/asking/asking-limit.ts';
import {
	askingPage,
	askingPlaces,
	askingView,
	deskQuestions,
	publicAnswers
} from '#lib/server/asking/asking-query.ts';
import { moderateQuestion, moveQuestion } from '#lib/server/asking/moderate-question.ts';
import { questionsTable } from '#lib/server/asking/questions-table.ts';
import { addPlaces, removePlace } from '#lib/server/asking/save-places.ts';
import { clearCurrent, setQuestionTime } from '#lib/server/asking/set-question-time.ts';
import { setConferenceStatus } from '#lib/server/conference/edit-conference.ts';
import { conferenceCity, type ConferenceCity } from '../conference/house.ts';
import { person } from '../contest/city.ts';

let here: ConferenceCity;
beforeAll(async () => {
	here = await conferenceCity();
});
afterAll(() => here.remove());

const secretary = person('secretary');
const UNNAMED = { isUnnamed: 'on' };

/** A conference that takes questions, with one place to ask from. */
async function hall(code: string) {
	const { conferenceId, delegationIds } = await here.conference(code);
	await here.done(addPlaces, { conferenceId, names: 'Hội trường lớn' }, secretary);
	await here.done(setQuestionTime, { conferenceId, isOpen: 'on', mayBeUnnamed: 'on' }, secretary);
	const { token } = (await askingPlaces(here.database.read, conferenceId))[0]!;
	const desk = () => deskQuestions(here.database.read, conferenceId);
	const ask = (text: string, more: object = UNNAMED) =>
		here.ask(askQuestion, { token, text, ...more }, ANONYMOUS);
	const refused = (text: string, more: object = UNNAMED) =>
		here.problems(askQuestion, { token, text, ...more }, ANONYMOUS);
	async function asked(text: string, more: object = UNNAMED) {
		expect((await ask(text, more)).ok).toBe(true);
		return (await desk()).waiting.find((question) => question.text === text)!.id;
	}
	async function step(questionId: string, name: string, more: object = {}) {
		const { version } = await here.database.read.hallQuestion.findUniqueOrThrow({
			where: { id: questionId }
		});
		return here.done(moderateQuestion, { questionId, version, step: name, ...more }, secretary);
	}
	const view = async () => (await askingView(here.database.read, conferenceId))!;
	return { conferenceId, delegationIds, token, desk, ask, refused, asked, step, view };
}

it('shows nobody a question before the desk has let it through', async () => {
	const { delegationIds, asked, step, desk, view } = await hall('DUYET');
	const [delegationId] = delegationIds;
	const first = await asked('Kinh phí năm 2027 lấy từ đâu?', { delegationId, personName: 'Trần Thị Lan' });
	const second = await asked('Bao giờ có hướng dẫn mới?');
	expect(await view()).toEqual({ isOpen: true, current: null, next: [] });
	const waiting = (await desk()).waiting.map(({ unitName, personName, placeName }) => [
		unitName,
		personName,
		placeName
	]);
	expect(waiting).toHaveLength(2);
	expect(waiting).toContainEqual(['Phường Bến Lau', 'Trần Thị Lan', 'Hội trường lớn']);
	expect(waiting).toContainEqual([null, null, null]);
	await step(second, 'approve');
	await step(first, 'approve');
	expect((await view()).next.map(({ text }) => text)).toEqual([
		'Bao giờ có hướng dẫn mới?',
		'Kinh phí năm 2027 lấy từ đâu?'
	]);
	await here.done(moveQuestion, { questionId: first, move: 'up' }, secretary);
	await step(second, 'call');
	expect(await view()).toMatchObject({
		current: { text: 'Bao giờ có hướng dẫn mới?', unitName: null },
		next: [{ unitName: 'Phường Bến Lau' }]
	});
	expect(JSON.stringify(await view())).not.toContain('Lan');
	await step(second, 'answer-live');
	expect(await view()).toMatchObject({ current: null, next: [{ unitName: 'Phường Bến Lau' }] });
	await step(first, 'call');
	const { conferenceId } = await here.database.read.hallQuestion.findUniqueOrThrow({ where: { id: first } });
	await here.done(clearCurrent, { conferenceId }, secretary);
	expect((await view()).current).toBeNull();
});

it('keeps nothing of who asks without a name', async () => {
	const { conferenceId, ask } = await hall('VO-DANH');
	expect(
		(await ask('Vì sao chậm trả lời kiến nghị?', { ...UNNAMED, personName: 'Bí mật', delegationId: '' })).ok
	).toBe(true);
	const row = await here.database.read.hallQuestion.findFirstOrThrow({ where: { conferenceId } });
	expect(row).toMatchObject({ unitName: null, personName: null, placeName: null });
	expect(row.askedAt.getTime() % 60_000).toBe(0);
	const { read } = here.database;
	const entries = await read.auditEntry.findMany({ where: { conferenceId, action: 'hall-question.ask' } });
	expect(entries).toEqual([]);
	expect(JSON.stringify(await read.commandReceipt.findMany())).not.toContain('hall-question.ask');
	expect(JSON.stringify(row)).not.toContain('Bí mật');
});

it('takes what somebody typed as words, and refuses by field what is none', async () => {
	const { ask, refused, desk, delegationIds, conferenceId } = await hall('CHU');
	await ask('<img src=x onerror=alert(1)> \u202Egnort\u202C năm nay?');
	expect((await desk()).waiting[0]!.text).toBe('<img src=x onerror=alert(1)> gnort năm nay?');
	expect(await refused('')).toEqual(['text: asking_short']);
	expect(await refused('a'.repeat(1001))).toEqual(['text: field_too_long']);
	expect(await refused('a'.repeat(100_000))).toEqual(['text: field_too_long']);
	expect(await refused('\u200B\u202E\u2066\u200B\u200B')).toEqual(['text: asking_short']);
	const named = 'Câu hỏi có tên?';
	expect(await refused(named, { delegationId: '' })).toEqual(['delegationId: asking_unit']);
	const other = await here.conference('CHU-KHAC');
	expect(await refused(named, { delegationId: other.delegationIds[0] })).toEqual([
		'delegationId: asking_unit'
	]);
	await here.done(setQuestionTime, { conferenceId, isOpen: 'on' }, secretary);
	expect(await refused(named)).toEqual(['isUnnamed: asking_named_only']);
	await here.done(setQuestionTime, { conferenceId }, secretary);
	const closed = await ask(named, { delegationId: delegationIds[0] });
	expect(!closed.ok && closed.refusal.code).toBe('asking_closed');
});

it('reads the same words once, however often they are pressed', async () => {
	const { ask, desk } = await hall('HAI-LAN');
	for (let press = 0; press < 3; press++) await ask('Có nhân rộng mô hình không?');
	expect((await desk()).waiting).toHaveLength(1);
});

it('merges those that say the same, refuses with a reason, and takes both back', async () => {
	const { asked, step, desk, view } = await hall('GOP');
	const [a, b, c] = [
		await asked('Nhân rộng thế nào?'),
		await asked('Làm sao nhân rộng?'),
		await asked('Nhân rộng ra sao?')
	];
	await step(b, 'merge', { intoId: c });
	await step(c, 'merge', { intoId: a });
	await step(a, 'approve');
	expect((await view()).next).toMatchObject([{ text: 'Nhân rộng thế nào?', others: 2 }]);
	expect((await desk()).approved[0]!.alike).toHaveLength(2);
	const into = (questionId: string, intoId: string | null) =>
		here.problems(moderateQuestion, { questionId, version: 1, step: 'merge', intoId }, secretary);
	expect(await into(a, a)).toEqual(['intoId: asking_into']);
	expect(await into(a, b)).toEqual(['intoId: asking_into']);
	expect(await into(a, null)).toEqual(['intoId: asking_into']);
	await step(b, 'back');
	expect(
		await here.problems(moderateQuestion, { questionId: b, version: 2, step: 'refuse' }, secretary)
	).toEqual(['reason: asking_reason']);
	await step(b, 'refuse', { reason: 'Ngoài nội dung hội nghị' });
	expect((await desk()).refused).toMatchObject([{ reason: 'Ngoài nội dung hội nghị' }]);
	await step(b, 'back');
	expect((await desk()).waiting).toHaveLength(1);
	expect(
		await here.refusal(moderateQuestion, { questionId: b, version: 0, step: 'approve' }, secretary)
	).toBe('stale');
	expect(await here.refusal(moderateQuestion, { questionId: b, version: 4, step: 'call' }, secretary)).toBe(
		'stale'
	);
});

it('publishes written answers where the desk says so, and only those', async () => {
	const { conferenceId, asked, step, desk } = await hall('VAN-BAN');
	const [shown, hidden] = [await asked('Câu được đăng?'), await asked('Câu không đăng?')];
	await step(shown, 'answer', { answer: 'Theo Kế hoạch số 12.', answeredBy: 'Ban Dân vận', isShown: 'on' });
	await step(hidden, 'answer', { answer: 'Trả lời riêng.' });
	const answers = () => publicAnswers(here.database.read, conferenceId);
	expect(await answers()).toMatchObject([{ text: 'Câu được đăng?', answer: 'Theo Kế hoạch số 12.' }]);
	expect(
		await here.problems(
			moderateQuestion,
			{ questionId: shown, version: 1, step: 'answer', answer: '' },
			secretary
		)
	).toEqual(['answer: field_required']);
	await step(shown, 'back');
	expect(await answers()).toEqual([]);
	const { answered, approved } = await desk();
	const list = [...answered, ...approved];
	const { head, rows } = questionsTable(list, {
		name: '',
		head: Array.from({ length: 8 }, (_, index) => String(index)),
		asker: ({ unitName }) => unitName ?? '-',
		status: ({ status }) => status
	});
	expect(rows.every((row) => row.length === head.length)).toBe(true);
	expect(rows.map(([, text]) => text)).toEqual(list.map(({ text }) => text));
});

it('opens behind its code while the place stands and the conference is announced', async () => {
	const { conferenceId, token } = await hall('MA');
	const { read } = here.database;
	expect(await askingPage(read, token)).toMatchObject({ place: 'Hội trường lớn', isOpen: true });
	expect(await askingPage(read, 'A'.repeat(12))).toBeNull();
	expect(await askingPage(read, '../../etc')).toBeNull();
	await here.done(addPlaces, { conferenceId, names: ' Hội trường lớn \n\nDãy A\nDãy A' }, secretary);
	expect((await askingPlaces(read, conferenceId)).map(({ name }) => name)).toEqual([
		'Hội trường lớn',
		'Dãy A'
	]);
	expect(await here.problems(addPlaces, { conferenceId, names: ' \n ' }, secretary)).toEqual([
		'names: field_required'
	]);
	await here.done(setConferenceStatus, { conferenceId, status: 'draft' });
	expect([await askingPage(read, token), await askingView(read, conferenceId)]).toEqual([null, null]);
	const [place] = await askingPlaces(read, conferenceId);
	await here.done(removePlace, { placeId: place!.id }, secretary);
	expect(await here.refusal(askQuestion, { token, text: 'Còn hỏi được không?', ...UNNAMED }, ANONYMOUS)).toBe(
		'not_found'
	);
});

it('lets only the desk look and judge, and no browser ask without end', async () => {
	const { conferenceId, asked } = await hall('QUYEN');
	const questionId = await asked('Ai được duyệt câu hỏi?');
	const viewer = person('viewer');
	for (const actor of [viewer, ANONYMOUS]) {
		const judged = { questionId, version: 0, step: 'approve' };
		expect(await here.refusal(moderateQuestion, judged, actor)).toBe('forbidden');
		expect(await here.refusal(setQuestionTime, { conferenceId, isOpen: 'on' }, actor)).toBe('forbidden');
	}
	const now = new Date('2099-01-02T03:00:00Z');
	const waits = [1, 2, 3, 4].map(() => waitToAsk('203.0.113.7', 'browser', now) > 0);
	expect(waits).toEqual([false, false, false, true]);
	expect(waitToAsk('203.0.113.7', 'other', now)).toBe(0);
	const later = new Date(now.getTime() + 5 * 60_000 + 1);
	expect(waitToAsk('203.0.113.7', 'browser', later)).toBe(0);
	const crowd = Array.from({ length: 130 }, (_, index) => waitToAsk('203.0.113.9', `b${index}`, now) > 0);
	expect(crowd.filter(Boolean).length).toBeGreaterThan(0);
});
