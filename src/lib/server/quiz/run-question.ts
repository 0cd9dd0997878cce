import * as v from 'valibot';
import { ASKED_STEPS, stateAt, stepTaken, type AskedStep } from '#lib/domain/quiz/question-clock.ts';
import { letterOf } from '#lib/domain/quiz/question.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, reason } from '#lib/server/contest/input.ts';
import { roundIn } from '#lib/server/judging/round-in.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { askedAt, askedScope, choicesIn, timesOf } from './asked.ts';
import { quizPartAt, type QuizPart } from './quiz-part.ts';

const RUNNING = ['consulting', 'answering'];

/** Refuses while the time of another question of the round runs: hall and tablets show one at a time. */
async function aloneIn(tx: Tx, roundId: string, askedId: string, now: number): Promise<void> {
	const others = await tx.askedQuestion.findMany({
		where: { roundId, id: { not: askedId }, voidedAt: null, state: { in: RUNNING } }
	});
	if (others.some((other) => RUNNING.includes(stateAt(timesOf(other), now)))) {
		throw new Refusal('quiz_other_running');
	}
}

function change(step: AskedStep, at: Date, shownAt: Date | null, part: QuizPart) {
	const after = (seconds: number) => new Date(at.getTime() + seconds * 1000);
	const shown = { shownAt: shownAt ?? at };
	switch (step) {
		case 'show':
			return shown;
		case 'consult':
			return { ...shown, until: after(part.consultSeconds ?? 0) };
		case 'start':
			return { ...shown, until: after(part.answerSeconds) };
		case 'close':
			return { closedAt: at, until: at };
		case 'reveal':
			return { revealedAt: at };
	}
}

/**
 * quiz.run: the next step of a drawn question: shown, time to consult, time to answer, closed early, answer shown. Times are counted by the
 * server's clock from the moment at which it got the press. The answers go to the audit log when the answer is shown.
 */
export const runQuestion = command({
	action: 'quiz.run',
	input: v.object({ askedId: id, step: v.picklist(ASKED_STEPS, 'field_invalid') }),
	scope: (tx, { askedId }) => askedScope(tx, askedId),
	async run({ tx, at, audit, publish, scope }, { askedId, step }) {
		const asked = await askedAt(tx, askedId);
		const round = await roundIn(tx, asked.roundId, ['open']);
		const part = quizPartAt(round.facts.stage, asked.partKey);
		const state = stateAt(timesOf(asked), at.getTime());
		const next = stepTaken(state, step);
		if (!next) throw new Refusal(`quiz_is_${state}`);
		if (step === 'consult' && part.consultSeconds === null) throw new Refusal('quiz_no_consulting');
		if (step !== 'close' && step !== 'reveal') await aloneIn(tx, asked.roundId, askedId, at.getTime());
		const data = { state: next, ...change(step, at, asked.shownAt, part) };
		// Of two presses at once the second finds another state.
		const { count } = await tx.askedQuestion.updateMany({ where: { id: askedId, state: asked.state }, data });
		if (count === 0) throw new Refusal('quiz_pressed_already');
		const { number, answer } = asked.question;
		const revealed = step === 'reveal' && {
			answer: answer === null ? null : letterOf(answer),
			answers: Object.fromEntries(
				[...(await choicesIn(tx, [askedId]))].map(([key, { choice }]) => [
					key.split(' ')[1]!,
					choice === null ? null : letterOf(choice)
				])
			)
		};
		audit({
			subjectKind: 'asked-question',
			subjectId: askedId,
			before: { state },
			after: { partKey: asked.partKey, drawer: asked.drawer, number, ...data, ...revealed }
		});
		publish({ kind: 'quiz.changed', contestId: scope.contestId!, roundId: asked.roundId });
		return { state: next, until: 'until' in data && data.until ? data.until.toISOString() : null };
	}
});

/**
 * quiz.draw taken back for one question: a packet that was read out too early or is wrong is left out with a reason, answers with it, and
 * another one is drawn in its place. It does not come again.
 */
export const voidQuestion = command({
	action: 'quiz.draw',
	input: v.object({ askedId: id, reason }),
	scope: (tx, { askedId }) => askedScope(tx, askedId),
	async run({ tx, at, audit, publish, scope }, { askedId, reason }) {
		const asked = await askedAt(tx, askedId);
		const round = await roundIn(tx, asked.roundId, ['configured', 'open']);
		const entered = await tx.quizScore.findFirst({
			where: {
				roundId: asked.roundId,
				partKey: asked.partKey,
				...(round.facts.teams.has(asked.drawer) ? { teamId: asked.drawer } : {})
			}
		});
		if (entered) throw new Refusal('quiz_score_confirmed');
		await tx.askedQuestion.update({ where: { id: askedId }, data: { voidedAt: at, voidReason: reason } });
		const { partKey, drawer, position, question } = asked;
		audit({
			subjectKind: 'asked-question',
			subjectId: askedId,
			before: { state: asked.state },
			after: { partKey, drawer, position, number: question.number, voidedAt: at },
			reason
		});
		publish({ kind: 'quiz.changed', contestId: scope.contestId!, roundId: asked.roundId });
		return { number: question.number };
	}
});
