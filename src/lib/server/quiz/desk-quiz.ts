import { ALL_TEAMS } from '#lib/domain/quiz/draw-questions.ts';
import type { QuizMarked } from '#lib/domain/quiz/mark-answers.ts';
import { stateAt, type AskedState } from '#lib/domain/quiz/question-clock.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { factsOf, liveRound } from '#lib/server/judging/round-facts.ts';
import { choicesIn, timesOf } from './asked.ts';
import { proposedScores } from './proposed-score.ts';
import { quizParts, type QuizPart } from './quiz-part.ts';

/** One drawn question at the desk: sealed it is a number and no more. */
export interface DeskQuestion {
	readonly id: string;
	/** Team, or `*`. */
	readonly drawer: string;
	readonly position: number;
	readonly number: number;
	readonly method: string;
	readonly state: AskedState;
	readonly shownAt: string | null;
	readonly leftMs: number | null;
	readonly text: string | null;
	/** For the jury. */
	readonly notes: string | null;
	readonly options: readonly string[];
	readonly answer: number | null;
	/** By team: whether it answered, and what once that may be known. */
	readonly answers: Readonly<Record<string, { readonly choice: number | null; readonly source: string }>>;
}

export interface DeskQuizScore {
	readonly teamId: string;
	readonly marked: QuizMarked | null;
	/** The score on record. */
	readonly entered: string | null;
	/** What was counted when a person confirmed, and who it was. */
	readonly confirmed: {
		readonly proposed: string;
		readonly value: string | null;
		readonly reason: string | null;
		readonly byName: string;
	} | null;
}

export interface DeskQuizPart extends QuizPart {
	/** By drawer, how many questions are still to be drawn. */
	readonly lacking: Readonly<Record<string, number>>;
	readonly bank: { readonly version: number; readonly commitment: string; readonly left: number } | null;
	readonly questions: readonly DeskQuestion[];
	readonly scores: readonly DeskQuizScore[];
}

export interface DeskQuiz {
	readonly state: string;
	readonly teams: readonly { readonly id: string; readonly name: string; readonly position: number }[];
	readonly parts: readonly DeskQuizPart[];
	readonly tablets: Readonly<Record<string, 'invited' | 'paired'>>;
}

/**
 * A round's quiz as the desk sees it at `now`. Texts stand in it once they were shown, teams' choices once the question is closed (boards'
 * letters are the desk's own), the right option once it is revealed.
 */
export async function deskQuiz(read: Tx, roundId: string, now = Date.now()): Promise<DeskQuiz | null> {
	const live = await read.round.findUnique({ where: { id: roundId }, select: liveRound });
	if (!live) return null;
	const facts = await factsOf(read, live);
	const teams = [...facts.teams.values()].filter(({ isCompeting }) => isCompeting);
	const asked = await read.askedQuestion.findMany({
		where: { roundId, voidedAt: null },
		orderBy: [{ position: 'asc' }, { id: 'asc' }],
		include: { question: true, draw: { select: { method: true } } }
	});
	const choices = await choicesIn(
		read,
		asked.map(({ id }) => id)
	);
	const parts: DeskQuizPart[] = [];
	for (const part of quizParts(facts.stage)) {
		const own = asked.filter(({ partKey }) => partKey === part.path);
		const drawers = part.isShared ? [ALL_TEAMS] : teams.map(({ id }) => id);
		parts.push({
			...part,
			lacking: Object.fromEntries(
				drawers
					.map((drawer) => [drawer, part.each - own.filter((one) => one.drawer === drawer).length] as const)
					.filter(([, count]) => count > 0)
			),
			bank: await bankOf(read, live.contestId, live.stageKey, part),
			questions: own.map((one): DeskQuestion => {
				const state = stateAt(timesOf(one), now);
				const isRunning = state === 'consulting' || state === 'answering';
				const isShown = state !== 'sealed';
				const mayTell = part.quiz?.input === 'board' || state === 'closed' || state === 'revealed';
				const answering = part.isShared ? teams : teams.filter(({ id }) => id === one.drawer);
				return {
					id: one.id,
					drawer: one.drawer,
					position: one.position,
					number: one.question.number,
					method: one.draw.method,
					state,
					shownAt: one.shownAt?.toISOString() ?? null,
					leftMs: isRunning && one.until ? Math.max(0, one.until.getTime() - now) : null,
					text: isShown ? one.question.text : null,
					notes: isShown && part.kind === 'situation' ? one.question.notes : null,
					options: isShown ? (JSON.parse(one.question.options) as string[]) : [],
					answer: state === 'revealed' ? one.question.answer : null,
					answers: Object.fromEntries(
						answering.flatMap(({ id }) => {
							const known = choices.get(`${one.id} ${id}`);
							if (!known) return [];
							return [[id, { choice: mayTell ? known.choice : null, source: known.source }]];
						})
					)
				};
			}),
			scores: part.quiz ? await scoresOf(read, facts.stage, roundId, part, teams, now) : []
		});
	}
	const tablets = await read.quizTablet.findMany({
		where: {
			roundId,
			revokedAt: null,
			OR: [{ tokenHash: { not: null } }, { expiresAt: { gt: new Date(now) } }]
		},
		orderBy: { createdAt: 'asc' }
	});
	return {
		state: live.state,
		teams: teams.map(({ id, name, position }) => ({ id, name, position })),
		parts,
		tablets: Object.fromEntries(
			[...tablets]
				.sort((a, b) => Number(a.tokenHash !== null) - Number(b.tokenHash !== null))
				.map(({ teamId, tokenHash }) => [teamId, tokenHash ? ('paired' as const) : ('invited' as const)])
		)
	};
}

async function bankOf(read: Tx, contestId: string, stageKey: string, part: QuizPart) {
	const bank = await read.questionBank.findFirst({
		where: { contestId, kind: part.kind, state: 'sealed' },
		orderBy: { version: 'desc' },
		select: { version: true, commitment: true, questions: { select: { origin: true } } }
	});
	if (!bank?.commitment) return null;
	const drawn = await read.askedQuestion.findMany({
		where: { draw: { contestId, ...(part.noRepeat === 'stage' ? { stageKey } : {}) } },
		select: { question: { select: { origin: true } } }
	});
	const origins = new Set(drawn.map(({ question }) => question.origin));
	const left = bank.questions.filter(({ origin }) => !origins.has(origin)).length;
	return { version: bank.version, commitment: bank.commitment, left };
}

async function scoresOf(
	read: Tx,
	stage: Parameters<typeof proposedScores>[1],
	roundId: string,
	part: QuizPart,
	teams: readonly { readonly id: string }[],
	now: number
): Promise<DeskQuizScore[]> {
	const place = { roundId, partKey: part.path };
	const ids = teams.map(({ id }) => id);
	const marked = await proposedScores(read, stage, place, ids, now);
	const entered = await read.givenScore.findMany({ where: place });
	const confirmed = await read.quizScore.findMany({ where: place });
	return ids.map((teamId) => {
		const own = confirmed.find((one) => one.teamId === teamId);
		return {
			teamId,
			marked: marked.get(teamId) ?? null,
			entered: entered.find((one) => one.teamId === teamId)?.value ?? null,
			confirmed: own
				? { proposed: own.proposed, value: own.confirmed, reason: own.reason, byName: own.byName }
				: null
		};
	});
}
