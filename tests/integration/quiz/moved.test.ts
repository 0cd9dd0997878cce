import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyOpenedBank } from '#lib/domain/quiz/bank.ts';
import type { Actor } from '#lib/domain/access/actor.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { moveContest, movingHash, type MovingContest } from '#lib/server/contest/package-moving-export.ts';
import { importMoving } from '#lib/server/contest/package-moving-import.ts';
import { enterGiven } from '#lib/server/judging/enter-given.ts';
import { banksOf, openedBank } from '#lib/server/quiz/bank-query.ts';
import { deskQuiz } from '#lib/server/quiz/desk-quiz.ts';
import { drawQuestions } from '#lib/server/quiz/draw-questions.ts';
import { openBank } from '#lib/server/quiz/open-bank.ts';
import { teamActor } from '#lib/server/quiz/team-actor.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { city, organizer, type City } from '../contest/city.ts';
import { MCQ, quizHall, SITUATION } from './quiz-hall.ts';

let here: TestDatabase;
let there: City;
beforeAll(async () => {
	[here, there] = await Promise.all([testDatabase(), city()]);
});
afterAll(async () => {
	await here.remove();
	await there.remove();
});

test('a contest taken along in the middle of a quiz keeps its sealed bank, draws, answers and scores; teams’ tablets stay behind', async () => {
	const hall = await quizHall(here, { teams: 4 });
	const { id: contestId, code } = hall.contest;
	const { id: roundId, teams } = hall.round;
	await hall.draw();
	const { actor, token } = await hall.tablet(0);
	for (const one of await hall.asked()) {
		await hall.step(one.id, 'start');
		await hall.answer(actor, one.id, one.question.answer!);
		await hall.step(one.id, 'close');
		await hall.step(one.id, 'reveal');
	}
	await hall.run(enterGiven, hall.secretary, { roundId, teamId: teams[0]!.id, partKey: MCQ, value: '3' });

	const moving: MovingContest = await hall.run(moveContest, hall.organizer, { contestId, withDrafts: 'on' });
	const input = { code, hostUnitId: there.cityId };
	const { hash: _, ...content } = moving;
	const asked = moving.tables.askedQuestion!.map((row, index) =>
		index === 0 ? { ...row, questionId: 'a-question-of-others' } : row
	);
	const forged = { ...content, tables: { ...content.tables, askedQuestion: asked } };
	const bad = JSON.stringify({ ...forged, hash: movingHash(forged) });
	expect(await there.refusal(importMoving, { ...input, text: bad })).toBe('contest_moving_unreadable');

	const moved = await there.done(importMoving, { ...input, text: JSON.stringify(moving) });
	expect(moved.anew.hasQuiz).toBe(true);
	const { read } = there.database;
	expect(await banksOf(read, contestId)).toEqual(await banksOf(hall.read, contestId));
	const { tablets: left, ...before } = (await deskQuiz(hall.read, roundId, hall.now))!;
	const { tablets, ...after } = (await deskQuiz(read, roundId, hall.now))!;
	expect(after).toEqual(before);
	expect([Object.values(left), Object.values(tablets)]).toEqual([['paired'], []]);
	expect(await teamActor(read, token, new Date(hall.now))).toMatchObject({ kind: 'anonymous' });

	// The next draw there is the one that would have been made here: the same seed, the same packets left.
	const drawnIn = async (store: Pick<TestDatabase, 'database'>, by: Actor) => {
		const outcome = await execute(store.database, drawQuestions as Command, {
			actor: by,
			input: { roundId, partKey: SITUATION }
		});
		expect(outcome.ok).toBe(true);
		const { result } = await store.database.read.questionDraw.findFirstOrThrow({
			where: { roundId, partKey: SITUATION }
		});
		return JSON.parse(result) as object;
	};
	expect(await drawnIn(there, organizer)).toEqual(await drawnIn(here, hall.secretary));
	await there.database.transaction((tx) =>
		tx.round.updateMany({ where: { contestId }, data: { state: 'closed' } })
	);
	await there.done(openBank, { bankId: hall.choice.bankId });
	const opened = (await openedBank(read, code, hall.choice.bankId))!;
	expect(opened.commitment).toBe(hall.choice.commitment);
	expect(verifyOpenedBank(opened)).toEqual([]);
});
