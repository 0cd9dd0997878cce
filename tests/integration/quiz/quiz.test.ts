import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyOpenedBank } from '#lib/domain/quiz/bank.ts';
import { newId } from '#lib/live/id.ts';
import { enterGiven } from '#lib/server/judging/enter-given.ts';
import { bankStock } from '#lib/server/quiz/bank-stock.ts';
import { bankText, NO_BANK } from '#lib/server/quiz/bank-text.ts';
import { banksOf, openedBank } from '#lib/server/quiz/bank-query.ts';
import { claimTeamTablet } from '#lib/server/quiz/claim-team-tablet.ts';
import { deskQuiz } from '#lib/server/quiz/desk-quiz.ts';
import { inviteTeamTablet, revokeTeamTablet } from '#lib/server/quiz/invite-team-tablet.ts';
import { keyAnswer } from '#lib/server/quiz/key-answer.ts';
import { openBank } from '#lib/server/quiz/open-bank.ts';
import { voidQuestion } from '#lib/server/quiz/run-question.ts';
import { bankProof, contestBanks } from '#lib/server/quiz/public-banks.ts';
import { saveQuestions } from '#lib/server/quiz/save-questions.ts';
import { sealBank } from '#lib/server/quiz/seal-bank.ts';
import { stageQuiz } from '#lib/server/quiz/stage-quiz.ts';
import { teamActor, type TeamActor } from '#lib/server/quiz/team-actor.ts';
import { teamQuiz } from '#lib/server/quiz/team-quiz.ts';
import { typeQuestionDraw } from '#lib/server/quiz/type-draw.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { choiceQuestions, MCQ, quizHall, SITUATION } from './quiz-hall.ts';

let store: TestDatabase;
beforeAll(async () => {
	store = await testDatabase();
});
afterAll(() => store.remove());

const REASON = 'Trưởng ban giám khảo đã đồng ý';

describe('banks', () => {
	test('a sealed bank does not change: writing it again makes the next version, and its hash is the one of its content', async () => {
		const hall = await quizHall(store);
		expect(await hall.run(sealBank, hall.organizer, { bankId: hall.choice.bankId })).toBe('quiz_bank_sealed');
		const again = { contestId: hall.contest.id, kind: 'choice', questions: choiceQuestions(2) };
		expect(await hall.run(saveQuestions, hall.organizer, again)).toMatchObject({ version: 2 });
		const banks = await banksOf(hall.read, hall.contest.id);
		expect(banks.map(({ kind, version, state, count }) => [kind, version, state, count])).toEqual([
			['choice', 2, 'draft', 2],
			['choice', 1, 'sealed', 12],
			['situation', 1, 'sealed', 8]
		]);
		expect(JSON.stringify(banks)).not.toMatch(/mật|seed/);
	});

	test('only organizers write, seal and open; a question that is wrong is refused with its number', async () => {
		const hall = await quizHall(store);
		const input = { contestId: hall.contest.id, kind: 'choice', questions: choiceQuestions(2) };
		expect(await hall.run(saveQuestions, hall.secretary, input)).toBe('forbidden');
		expect(await hall.run(openBank, hall.secretary, { bankId: hall.choice.bankId })).toBe('forbidden');
		const [good] = choiceQuestions(1);
		const questions = [good, { ...good!, text: 'Khác', options: ['một'] }];
		expect(await hall.run(saveQuestions, hall.organizer, { ...input, questions })).toEqual({
			code: 'quiz_question_wrong',
			number: 2
		});
	});

	test('an earlier version stays closed while a later one with its questions is to be drawn from', async () => {
		const hall = await quizHall(store);
		const contestId = hall.contest.id;
		const write = (questions: object[]) =>
			hall.run(saveQuestions, hall.organizer, { contestId, kind: 'choice', questions });
		const open = () => hall.run(openBank, hall.organizer, { bankId: hall.choice.bankId });
		expect(await open()).toMatchObject({ code: 'quiz_bank_to_draw' });
		const { bankId } = await write(choiceQuestions(13));
		await hall.run(sealBank, hall.organizer, { bankId });
		expect(await open()).toMatchObject({ code: 'quiz_bank_to_draw' });
		const { bankId: next } = await write([{ ...choiceQuestions(1)[0]!, text: 'Một câu khác hẳn' }]);
		await hall.run(sealBank, hall.organizer, { bankId: next });
		await store.database.transaction((tx) =>
			tx.questionBank.update({ where: { id: bankId }, data: { state: 'opened' } })
		);
		expect(await open()).toHaveProperty('commitment');
	});

	test('a round that is open asks for its bank by its own rules, whatever newer rules say', async () => {
		const hall = await quizHall(store);
		const open = () => hall.run(openBank, hall.organizer, { bankId: hall.choice.bankId });
		const { rulesVersionId } = await hall.read.round.findUniqueOrThrow({ where: { id: hall.round.id } });
		await store.database.transaction(async (tx) => {
			const held = await tx.rulesVersion.findUniqueOrThrow({ where: { id: rulesVersionId! } });
			const rules = JSON.parse(held.json) as { stages: { parts: { key: string }[] }[] };
			for (const stage of rules.stages) stage.parts = stage.parts.filter(({ key }) => key !== MCQ);
			const newer = { id: newId(), version: held.version + 1, hash: 'newer', json: JSON.stringify(rules) };
			await tx.rulesVersion.create({ data: { ...held, ...newer } });
		});
		expect(await open()).toMatchObject({ code: 'quiz_bank_to_draw' });
		// A round that is still to be opened is held under the newest, which draw nothing.
		await store.database.transaction((tx) =>
			tx.round.updateMany({
				where: { contestId: hall.contest.id },
				data: { state: 'configured', rulesVersionId: null }
			})
		);
		expect(await open()).toHaveProperty('commitment');
	});

	test('two who write or seal at once do not undo each other: what was changed meanwhile is refused, and nothing is written', async () => {
		const hall = await quizHall(store);
		const contestId = hall.contest.id;
		const write = (count: number, basis: string) =>
			hall.run(saveQuestions, hall.organizer, {
				contestId,
				kind: 'choice',
				questions: choiceQuestions(count),
				basis
			});
		const standing = async () => (await bankText(hall.read, contestId, 'choice'))!;
		const sealed = await standing();
		expect([sealed.state, sealed.questions.length]).toEqual(['sealed', 12]);
		expect(await write(3, NO_BANK)).toBe('quiz_bank_changed');
		expect(await write(3, sealed.basis)).toMatchObject({ version: 2 });
		const read = await standing();
		expect(await write(4, read.basis)).toMatchObject({ version: 2 });
		expect(await write(5, read.basis)).toBe('quiz_bank_changed');
		expect((await standing()).questions).toHaveLength(4);
		const seal = (basis: string) => hall.run(sealBank, hall.organizer, { bankId: read.id, basis });
		expect(await seal(read.basis)).toBe('quiz_bank_changed');
		expect(await seal((await standing()).basis)).toHaveProperty('commitment');
	});

	test('a draft says nothing to the public, a sealed bank only its hash, and neither what was drawn', async () => {
		const hall = await quizHall(store);
		const { code, id } = hall.contest;
		const next = { contestId: id, kind: 'choice', questions: choiceQuestions(2) };
		await hall.run(saveQuestions, hall.organizer, next);
		await hall.draw();
		const known = (await contestBanks(hall.read, code))!;
		expect(known.banks.map(({ kind, version, state }) => [kind, version, state])).toEqual([
			['choice', 1, 'sealed'],
			['situation', 1, 'sealed']
		]);
		expect(JSON.stringify(known)).not.toMatch(/mật|seed|drawn/);
		expect(await bankProof(hall.read, code, hall.choice.bankId, 'vi')).toBeNull();
	});

	test('the set-up list of a round tells how many questions its rounds still lack', async () => {
		const hall = await quizHall(store, { questions: 2 });
		const stock = await bankStock(hall.read, hall.contest.id);
		const teamIds = hall.round.teams.map(({ id }) => id);
		const stage = hall.contest.rules.stages[0]!;
		const [first, second] = [hall.round.id, 'later'].map((id) => ({ id, stage, teamIds }));
		expect(stock.summaries([first!])).toEqual([
			{ kind: 'choice', state: 'sealed', isNeeded: true, left: 2, wanted: 3 },
			{ kind: 'situation', state: 'sealed', isNeeded: false, left: 8, wanted: 3 }
		]);
		await hall.draw(SITUATION);
		expect((await bankStock(hall.read, hall.contest.id)).summaries([first!, second!])[1]).toEqual({
			kind: 'situation',
			state: 'sealed',
			isNeeded: false,
			left: 5,
			wanted: 3
		});
	});

	test('opens once its rounds are closed, and anybody recounts hash and draws from what is then published', async () => {
		const hall = await quizHall(store);
		const { code } = hall.contest;
		await hall.draw();
		expect(await hall.run(openBank, hall.organizer, { bankId: hall.choice.bankId })).toMatchObject({
			code: 'quiz_bank_in_use'
		});
		expect(await openedBank(hall.read, code, hall.choice.bankId)).toBeNull();
		const close = (where: object) =>
			store.database.transaction((tx) => tx.round.updateMany({ where, data: { state: 'closed' } }));
		await store.database.transaction(async (tx) => {
			const row = await tx.round.findUniqueOrThrow({ where: { id: hall.round.id } });
			const later = { id: newId(), state: 'configured', position: row.position + 1, name: 'Lượt chiều' };
			await tx.round.create({ data: { ...row, ...later } });
		});
		await close({ id: hall.round.id });
		// Another round of the stage will draw from the same bank: opened now, it would be read there before.
		expect(await hall.run(openBank, hall.organizer, { bankId: hall.choice.bankId })).toMatchObject({
			code: 'quiz_bank_to_draw'
		});
		await close({ contestId: hall.contest.id });
		expect(await hall.run(openBank, hall.organizer, { bankId: hall.choice.bankId })).toHaveProperty(
			'commitment'
		);
		const opened = (await openedBank(hall.read, code, hall.choice.bankId))!;
		expect(opened.commitment).toBe(hall.choice.commitment);
		expect(opened.draws).toHaveLength(1);
		expect(verifyOpenedBank(opened)).toEqual([]);
	});
});

describe('draws', () => {
	test('every team gets its own situation, none twice, and a second press draws nothing more', async () => {
		const hall = await quizHall(store, { teams: 6 });
		expect(await hall.draw(SITUATION)).toEqual({ drawers: 6 });
		expect(await hall.draw(SITUATION)).toBe('quiz_all_drawn');
		const asked = await hall.read.askedQuestion.findMany({ where: { roundId: hall.round.id } });
		expect(new Set(asked.map(({ questionId }) => questionId)).size).toBe(6);
		expect(new Set(asked.map(({ drawer }) => drawer)).size).toBe(6);
	});

	test('a question that was drawn does not come again, also not from the next version of the bank', async () => {
		const hall = await quizHall(store, { questions: 4 });
		await hall.draw();
		const before = (await hall.asked()).map(({ question }) => question.text);
		const [first] = await hall.asked();
		await hall.run(voidQuestion, hall.secretary, { askedId: first!.id, reason: REASON });
		const questions = choiceQuestions(5).toReversed();
		const { bankId } = await hall.run(saveQuestions, hall.organizer, {
			contestId: hall.contest.id,
			kind: 'choice',
			questions
		});
		await hall.run(sealBank, hall.organizer, { bankId });
		await hall.draw();
		const after = (await hall.asked()).map(({ question }) => question.text);
		expect(after).toHaveLength(3);
		expect(before).not.toContain(after.at(-1));
	});

	test('too few left are told before anything is drawn', async () => {
		const hall = await quizHall(store, { questions: 8, quiz: { turn: 'eachTeam' } });
		expect(await hall.draw()).toEqual({ code: 'quiz_too_few_left', left: 8, wanted: 9 });
		expect(await hall.asked()).toEqual([]);
	});

	test('packets drawn at the table are typed in; one drawn before, unknown or too many are refused', async () => {
		const hall = await quizHall(store);
		const type = (team: number, packets: string) =>
			hall.run(typeQuestionDraw, hall.secretary, {
				roundId: hall.round.id,
				partKey: SITUATION,
				drawer: hall.round.teams[team]!.id,
				packets,
				reason: REASON
			});
		expect(await type(0, '4')).toEqual({ numbers: [4] });
		expect([await type(1, '4'), await type(1, '99'), await type(1, '1, 2'), await type(0, '5')]).toEqual([
			'quiz_packet_drawn',
			'quiz_packet_unknown',
			'quiz_packets_count',
			'quiz_all_drawn'
		]);
		expect(await hall.draw(SITUATION)).toEqual({ drawers: 2 });
		const draws = await hall.read.questionDraw.findMany({
			where: { roundId: hall.round.id },
			orderBy: { seq: 'asc' }
		});
		expect(draws.map(({ seq, method, excluded }) => [seq, method, excluded])).toEqual([
			[1, 'table', '[]'],
			[2, 'seed', '[4]']
		]);
	});
});

describe('answers on tablets', () => {
	test('count up to the last millisecond by the server’s clock; later ones are refused and told by how much', async () => {
		const hall = await quizHall(store);
		await hall.draw();
		const [one] = await hall.asked();
		const [a, b, c] = [await hall.tablet(0), await hall.tablet(1), await hall.tablet(2)];
		expect(await hall.answer(a.actor, one!.id, 0)).toBe('quiz_not_started');
		await hall.step(one!.id, 'show');
		expect(await hall.answer(a.actor, one!.id, 0)).toBe('quiz_not_started');
		await hall.step(one!.id, 'start');
		hall.pass(14_999);
		expect(await hall.answer(a.actor, one!.id, 0)).toHaveProperty('at');
		hall.pass(1);
		expect(await hall.answer(b.actor, one!.id, 1)).toHaveProperty('at');
		hall.pass(1);
		expect(await hall.answer(c.actor, one!.id, 0)).toEqual({ code: 'quiz_late', ms: 1 });
		expect(await hall.read.teamAnswer.count({ where: { askedId: one!.id } })).toBe(2);
	});

	test('a choice may be changed until the time is up, or stands, as the rules say; a double tap is one answer', async () => {
		const free = await quizHall(store);
		await free.draw();
		const [one] = await free.asked();
		const { actor } = await free.tablet(0);
		await free.step(one!.id, 'start');
		const key = newId();
		const first = await free.answer(actor, one!.id, 0, key);
		expect(await free.answer(actor, one!.id, 0, key)).toEqual(first);
		expect(await free.answer(actor, one!.id, 1, key)).toBe('key_reused');
		await free.answer(actor, one!.id, 2);
		expect((await teamQuiz(free.read, actor as TeamActor, free.now))!.own).toMatchObject({
			choice: 2,
			mayChoose: true
		});
		expect(await free.read.teamAnswer.count({ where: { askedId: one!.id } })).toBe(2);

		const strict = await quizHall(store, { quiz: { lock: 'firstChoice' } });
		await strict.draw();
		const [two] = await strict.asked();
		const tablet = await strict.tablet(0);
		await strict.step(two!.id, 'start');
		const both = await Promise.all([
			strict.answer(tablet.actor, two!.id, 0),
			strict.answer(tablet.actor, two!.id, 1)
		]);
		expect(both.filter((answer) => answer === 'quiz_answer_stands')).toHaveLength(1);
		expect(await strict.read.teamAnswer.count({ where: { askedId: two!.id } })).toBe(1);
	});

	test('another team’s question, another round’s tablet, a replaced tablet and a used link open nothing', async () => {
		const hall = await quizHall(store, { quiz: { turn: 'eachTeam' } });
		const other = await quizHall(store);
		await hall.draw();
		const asked = await hall.asked();
		const [a, b] = [await hall.tablet(0), await hall.tablet(1)];
		const own = asked.find(({ drawer }) => drawer === hall.round.teams[0]!.id)!;
		await hall.step(own.id, 'start');
		expect(await hall.answer(b.actor, own.id, 0)).toBe('quiz_other_team');
		const stranger = await other.tablet(0);
		expect(await hall.answer(stranger.actor, own.id, 0)).toBe('forbidden');
		expect(await hall.answer(hall.organizer, own.id, 0)).toBe('forbidden');
		expect(await hall.run(claimTeamTablet, { kind: 'anonymous' }, { token: a.path.slice(6) })).toBe(
			'quiz_invite_used'
		);
		const next = await hall.tablet(0);
		expect((await teamActor(hall.read, a.token, new Date(hall.now))).kind).toBe('anonymous');
		expect(await hall.answer(next.actor, own.id, 0)).toHaveProperty('at');
		await hall.run(revokeTeamTablet, hall.secretary, {
			roundId: hall.round.id,
			teamId: hall.round.teams[0]!.id
		});
		expect((await teamActor(hall.read, next.token, new Date(hall.now))).kind).toBe('anonymous');
		const { path } = await hall.run(inviteTeamTablet, hall.secretary, {
			roundId: hall.round.id,
			teamId: hall.round.teams[2]!.id
		});
		hall.pass(30 * 60_000);
		expect(await hall.run(claimTeamTablet, { kind: 'anonymous' }, { token: path.slice(6) })).toBe(
			'quiz_invite_expired'
		);
	});

	test('a team that has withdrawn, and every team once the round is closed, reads no question any more', async () => {
		const hall = await quizHall(store);
		await hall.draw();
		const [one] = await hall.asked();
		const [first, second] = [await hall.tablet(0), await hall.tablet(1)];
		await hall.step(one!.id, 'start');
		const reads = async ({ actor }: typeof first) =>
			(await teamQuiz(hall.read, actor as TeamActor, hall.now))?.shown?.askedId ?? null;
		expect([await reads(first), await reads(second)]).toEqual([one!.id, one!.id]);
		const where = { roundId: hall.round.id, teamId: hall.round.teams[0]!.id };
		await store.database.transaction(async (tx) => {
			await tx.entry.updateMany({ where, data: { status: 'withdrawn' } });
			await tx.round.update({ where: { id: hall.round.id }, data: { version: { increment: 1 } } });
		});
		expect([await reads(first), await reads(second)]).toEqual([null, one!.id]);
		await store.database.transaction((tx) =>
			tx.round.update({ where: { id: hall.round.id }, data: { state: 'closed' } })
		);
		expect([await reads(first), await reads(second)]).toEqual([null, null]);
	});

	test('one question at a time, each step once', async () => {
		const hall = await quizHall(store);
		await hall.draw();
		const [one, two] = await hall.asked();
		await hall.step(one!.id, 'start');
		expect(await hall.step(two!.id, 'show')).toBe('quiz_other_running');
		expect(await hall.step(one!.id, 'start')).toBe('quiz_is_answering');
		expect(await hall.step(one!.id, 'reveal')).toBe('quiz_is_answering');
		hall.pass(15_001);
		expect(await hall.step(two!.id, 'show')).toMatchObject({ state: 'shown' });
		expect(await hall.step(one!.id, 'reveal')).toMatchObject({ state: 'revealed' });
		expect(await hall.step(one!.id, 'start')).toBe('quiz_is_revealed');
	});
});

describe('what nobody may see early', () => {
	/** Every way by which hall, teams and desk read a quiz. */
	async function everything(hall: Awaited<ReturnType<typeof quizHall>>, tablet: TeamActor): Promise<string> {
		const audit = await hall.read.auditEntry.findMany({ where: { contestId: hall.contest.id } });
		const receipts = await hall.read.commandReceipt.findMany();
		return JSON.stringify([
			await stageQuiz(hall.read, hall.round.id, hall.now),
			await teamQuiz(hall.read, tablet, hall.now),
			await deskQuiz(hall.read, hall.round.id, hall.now),
			await banksOf(hall.read, hall.contest.id),
			audit,
			receipts
		]);
	}

	test('no text of a sealed question is in any payload, log or receipt; a shown one is, without its answer', async () => {
		const hall = await quizHall(store);
		await hall.draw();
		await hall.draw(SITUATION);
		const { actor } = await hall.tablet(0);
		expect(await everything(hall, actor as TeamActor)).not.toMatch(/mật/);
		const [one] = await hall.asked();
		await hall.step(one!.id, 'start');
		const text = await everything(hall, actor as TeamActor);
		expect([...new Set(text.match(/Câu hỏi tuyệt mật \d+/g))]).toEqual([one!.question.text]);
		expect(text).not.toMatch(/Tình huống tuyệt|Gợi ý/);
		expect((await stageQuiz(hall.read, hall.round.id, hall.now))!.shown!.answer).toBeNull();
		hall.pass(15_001);
		expect((await stageQuiz(hall.read, hall.round.id, hall.now))!.shown).toMatchObject({
			state: 'closed',
			answer: null
		});
		await hall.step(one!.id, 'reveal');
		expect((await stageQuiz(hall.read, hall.round.id, hall.now))!.shown!.answer).toBe(one!.question.answer);
	});

	test('what teams choose changes not a byte for hall, other teams and desk until the question is closed', async () => {
		const hall = await quizHall(store);
		await hall.draw();
		const [one] = await hall.asked();
		const [a, b] = [await hall.tablet(0), await hall.tablet(1)];
		await hall.step(one!.id, 'start');
		await hall.answer(a.actor, one!.id, 0);
		const seen = async () =>
			JSON.stringify([
				await stageQuiz(hall.read, hall.round.id, hall.now),
				await teamQuiz(hall.read, b.actor as TeamActor, hall.now),
				await deskQuiz(hall.read, hall.round.id, hall.now)
			]);
		const before = await seen();
		await hall.answer(a.actor, one!.id, 2);
		expect(await seen()).toBe(before);
	});

	test('who was right is shown after the answer, and not while the board stands still or waits for the end', async () => {
		const open = await quizHall(store);
		const late = await quizHall(store, { publicBoard: 'atTheEnd' });
		const told = [];
		for (const hall of [open, late]) {
			await hall.draw();
			const [one] = await hall.asked();
			const { actor } = await hall.tablet(1);
			await hall.step(one!.id, 'start');
			await hall.answer(actor, one!.id, one!.question.answer!);
			await hall.step(one!.id, 'close');
			expect((await stageQuiz(hall.read, hall.round.id, hall.now))!.right).toBeNull();
			await hall.step(one!.id, 'reveal');
			told.push((await stageQuiz(hall.read, hall.round.id, hall.now))!.right);
			expect((await teamQuiz(hall.read, actor as TeamActor, hall.now))!.own!.wasRight).toBe(true);
		}
		expect(told).toEqual([[open.round.teams[1]!.name], null]);
		await store.database.transaction((tx) =>
			tx.freeze.create({
				data: {
					roundId: open.round.id,
					cause: 'desk',
					startedAt: new Date(open.now),
					startedBy: 'x',
					board: '{}',
					stage: '{}'
				}
			})
		);
		expect((await stageQuiz(open.read, open.round.id, open.now))!.right).toBeNull();
	});
});

describe('the score', () => {
	async function played(quiz = {}) {
		const hall = await quizHall(store, { quiz });
		await hall.draw();
		return { hall, asked: await hall.asked() };
	}
	const place = (hall: Awaited<ReturnType<typeof quizHall>>, team: number) => ({
		roundId: hall.round.id,
		teamId: hall.round.teams[team]!.id,
		partKey: MCQ
	});
	const part = async (hall: Awaited<ReturnType<typeof quizHall>>) =>
		(await deskQuiz(hall.read, hall.round.id, hall.now))!.parts.find(({ path }) => path === MCQ)!;

	test('is counted exactly once all questions are closed, and a secretary confirms it or says why not', async () => {
		const { hall, asked } = await played();
		const [a, b] = [await hall.tablet(0), await hall.tablet(1)];
		for (const [index, { id, question }] of asked.entries()) {
			expect((await part(hall)).scores.every(({ marked }) => marked === null)).toBe(true);
			await hall.step(id, 'start');
			await hall.answer(a.actor, id, question.answer!);
			if (index < 2)
				await hall.answer(b.actor, id, index === 0 ? question.answer! : (question.answer! + 1) % 3);
			hall.pass(15_001);
		}
		const { scores } = await part(hall);
		expect(
			scores.map(({ marked }) => [marked!.value, marked!.right, marked!.wrong, marked!.unanswered])
		).toEqual([
			['3', 3, 0, 0],
			['0.5', 1, 1, 1],
			['0', 0, 0, 3]
		]);
		expect(await hall.run(enterGiven, hall.secretary, { ...place(hall, 0), value: '3' })).toEqual({
			value: '3'
		});
		expect(await hall.run(enterGiven, hall.secretary, { ...place(hall, 1), value: '1,5' })).toEqual({
			code: 'quiz_score_reason',
			proposed: '0.5'
		});
		await hall.run(enterGiven, hall.secretary, { ...place(hall, 1), value: '1,5', note: REASON });
		const [, second] = (await part(hall)).scores;
		expect([second!.entered, second!.confirmed]).toEqual([
			'1.5',
			{ proposed: '0.5', value: '1.5', reason: REASON, byName: hall.secretary.name }
		]);
		expect(await hall.run(voidQuestion, hall.secretary, { askedId: asked[0]!.id, reason: REASON })).toBe(
			'quiz_score_confirmed'
		);
	});

	test('boards are typed at the desk, one press a team, until the answer is shown', async () => {
		const { hall, asked } = await played({ input: 'board' });
		const [one] = asked;
		const key = (team: number, choice: string) =>
			hall.run(keyAnswer, hall.secretary, { askedId: one!.id, teamId: hall.round.teams[team]!.id, choice });
		expect(await key(0, '1')).toBe('quiz_not_started');
		const { actor } = await hall.tablet(0);
		await hall.step(one!.id, 'start');
		expect(await hall.answer(actor, one!.id, 1)).toBe('quiz_no_tablets');
		expect(await key(0, '1')).toEqual({ choice: 1 });
		hall.pass(20_000);
		expect([await key(0, '2'), await key(1, ''), await key(2, '5')]).toEqual([
			{ choice: 2 },
			{ choice: null },
			'quiz_no_such_option'
		]);
		await hall.step(one!.id, 'reveal');
		expect(await key(0, '0')).toBe('quiz_revealed');
	});

	test('where a tablet failed the desk types what the team held up, after the time and with a reason', async () => {
		const { hall, asked } = await played();
		const [one] = asked;
		const key = (reason: string) =>
			hall.run(keyAnswer, hall.secretary, {
				askedId: one!.id,
				teamId: hall.round.teams[0]!.id,
				choice: '1',
				reason
			});
		await hall.step(one!.id, 'start');
		expect(await key(REASON)).toBe('quiz_tablet_first');
		hall.pass(15_001);
		expect([await key(''), await key(REASON)]).toEqual(['quiz_key_reason', { choice: 1 }]);
	});
});
