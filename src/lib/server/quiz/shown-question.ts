import { ALL_TEAMS } from '#lib/domain/quiz/draw-questions.ts';
import { stateAt } from '#lib/domain/quiz/question-clock.ts';
import type { BankKind } from '#lib/domain/quiz/question.ts';
import type { QuestionShown } from '#lib/live/quiz-protocol.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { factsOf, liveRound, type LiveRound, type RoundFacts } from '#lib/server/judging/round-facts.ts';
import { timesOf } from './asked.ts';
import { quizParts, type QuizPart } from './quiz-part.ts';

export interface OnShow {
	readonly live: LiveRound;
	readonly facts: RoundFacts;
	readonly part: QuizPart | null;
	readonly drawer: string | null;
	/** The right option, also before it may be told. */
	readonly right: number | null;
	readonly shown: QuestionShown | null;
}

/**
 * The question of a round that was shown last, as everybody may know it at `now`; null where there is no such round or no rules. The only
 * way from a drawn question to a screen: nothing that is sealed passes.
 */
export async function onShow(read: Tx, roundId: string, now: number): Promise<OnShow | null> {
	const live = await read.round.findUnique({ where: { id: roundId }, select: liveRound });
	if (!live?.rulesVersionId) return null;
	const facts = await factsOf(read, live);
	const asked = await read.askedQuestion.findFirst({
		where: { roundId, voidedAt: null, shownAt: { not: null } },
		orderBy: [{ shownAt: 'desc' }, { id: 'desc' }],
		include: { question: true }
	});
	const part = asked && quizParts(facts.stage).find(({ path }) => path === asked.partKey);
	if (!asked || !part) return { live, facts, part: null, drawer: null, right: null, shown: null };
	const order = await read.askedQuestion.findMany({
		where: { roundId, partKey: asked.partKey, drawer: asked.drawer, voidedAt: null },
		orderBy: { position: 'asc' },
		select: { id: true }
	});
	const state = stateAt(timesOf(asked), now);
	const isRunning = state === 'consulting' || state === 'answering';
	const { question, drawer } = asked;
	const whole = state === 'consulting' ? part.consultSeconds : part.answerSeconds;
	const shown: QuestionShown = {
		askedId: asked.id,
		kind: part.kind as BankKind,
		partName: part.name,
		teamName: drawer === ALL_TEAMS ? null : (facts.teams.get(drawer)?.name ?? null),
		position: order.findIndex(({ id }) => id === asked.id) + 1,
		count: part.each,
		number: question.number,
		state,
		text: question.text,
		options: JSON.parse(question.options) as string[],
		leftMs: isRunning && asked.until ? Math.max(0, asked.until.getTime() - now) : null,
		wholeMs: isRunning && whole !== null ? whole * 1000 : null,
		answer: state === 'revealed' ? question.answer : null
	};
	return { live, facts, part, drawer, right: question.answer, shown };
}
