import type { Actor } from '#lib/domain/access/actor.ts';
import type { PublicBoardPolicy } from '#lib/domain/contest/visibility.ts';
import type { QuizRule } from '#lib/domain/contest/quiz-rule.ts';
import { RULES_TEMPLATES } from '#lib/domain/contest/templates/templates.ts';
import { validateRules } from '#lib/domain/contest/validate-rules.ts';
import { newId } from '#lib/live/id.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { answerQuestion } from '#lib/server/quiz/answer-question.ts';
import { claimTeamTablet } from '#lib/server/quiz/claim-team-tablet.ts';
import { drawQuestions } from '#lib/server/quiz/draw-questions.ts';
import { inviteTeamTablet } from '#lib/server/quiz/invite-team-tablet.ts';
import { runQuestion } from '#lib/server/quiz/run-question.ts';
import { saveQuestions } from '#lib/server/quiz/save-questions.ts';
import { sealBank } from '#lib/server/quiz/seal-bank.ts';
import { teamActor } from '#lib/server/quiz/team-actor.ts';
import type { TestDatabase } from '../../support/database.ts';
import { smallContest } from '../../support/small-contest.ts';

export const MCQ = 'mcq';
export const SITUATION = 'situation';
export const SECRET = 'Câu hỏi tuyệt mật';

export const choiceQuestions = (count: number) =>
	Array.from({ length: count }, (_, index) => ({
		text: `${SECRET} ${index + 1}`,
		options: [`Lựa chọn bí mật ${index + 1}a`, `Lựa chọn bí mật ${index + 1}b`, 'Cả hai'],
		answer: index % 3,
		notes: ''
	}));
export const situations = (count: number) =>
	Array.from({ length: count }, (_, index) => ({
		text: `Tình huống tuyệt mật ${index + 1}`,
		options: [],
		answer: null,
		notes: `Gợi ý tuyệt mật ${index + 1}`
	}));

function quizRules(quiz: Partial<QuizRule>, publicBoard: PublicBoardPolicy) {
	const { rules } = RULES_TEMPLATES.find(({ key }) => key === 'communeContest')!;
	const stage = rules.stages[0]!;
	const judged = stage.parts.find(({ kind }) => kind === 'judged')!;
	const mcq = {
		key: MCQ,
		name: { vi: 'Trắc nghiệm', en: 'Multiple choice' },
		kind: 'given',
		scale: '3',
		step: '0.5',
		quiz: { items: 3, pointsEach: '1', negative: '0.5', answerSeconds: 15, ...quiz }
	};
	const situation = {
		...judged,
		key: SITUATION,
		situations: { perTeam: 1, consultSeconds: 60, answerSeconds: 120 }
	};
	const checked = validateRules({
		...rules,
		stages: [
			{
				...stage,
				parts: [mcq, situation],
				tieLadder: [{ by: 'sharedPlace' }],
				deductions: [],
				prizes: {},
				visibility: { ...stage.visibility, publicBoard, freezeLastTeams: 0 }
			}
		]
	});
	if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
	return checked.rules;
}

export interface HallOptions {
	readonly quiz?: Partial<QuizRule>;
	readonly publicBoard?: PublicBoardPolicy;
	readonly teams?: number;
	/** Questions in the sealed bank of multiple choice. */
	readonly questions?: number;
	/** The moment at which it begins; tests over sockets begin now. */
	readonly at?: number;
}

/** A round that is open, with both banks sealed and its tablets; every command at a moment of the test's own. */
export async function quizHall(store: TestDatabase, options: HallOptions = {}) {
	const { database } = store;
	const rules = quizRules(options.quiz ?? {}, options.publicBoard ?? 'afterEachTeam');
	const contest = await smallContest(database, { rules, teams: options.teams ?? 3, opened: true });
	const round = contest.rounds[0]!;
	const { organizer, secretary } = contest.accounts;
	let now = options.at ?? Date.parse('2026-01-05T02:00:00Z');

	/** The answer's value, or the refusal's code. */
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many commands
	async function run(command: unknown, actor: Actor, input: object, key = newId()): Promise<any> {
		const outcome = await execute(database, command as Command, { actor, input, key, at: new Date(now) });
		if (outcome.ok) return outcome.value;
		const { code, fields, params } = outcome.refusal;
		return code === 'invalid'
			? fields.map((field) => field.code).join()
			: Object.keys(params).length
				? { code, ...params }
				: code;
	}
	async function tablet(team: number) {
		const { path } = await run(inviteTeamTablet, secretary, {
			roundId: round.id,
			teamId: round.teams[team]!.id
		});
		const claimed = await run(
			claimTeamTablet,
			{ kind: 'anonymous' },
			{ token: (path as string).slice('/quiz/'.length) }
		);
		const actor = await teamActor(database.read, claimed.token as string, new Date(now));
		return { actor, token: claimed.token as string, path: path as string };
	}
	const bankOf = async (kind: 'choice' | 'situation', questions: object[]) => {
		const { bankId } = await run(saveQuestions, organizer, { contestId: contest.id, kind, questions });
		const { commitment } = await run(sealBank, organizer, { bankId });
		return { bankId: bankId as string, commitment: commitment as string };
	};
	const choice = await bankOf('choice', choiceQuestions(options.questions ?? 12));
	const situation = await bankOf('situation', situations(8));
	return {
		contest,
		round,
		organizer,
		secretary,
		choice,
		situation,
		run,
		tablet,
		read: database.read,
		get now() {
			return now;
		},
		pass(ms: number) {
			now += ms;
		},
		draw: (partKey = MCQ) => run(drawQuestions, secretary, { roundId: round.id, partKey }),
		/** Drawn questions in their order with the options that are right. */
		asked: () =>
			database.read.askedQuestion.findMany({
				where: { roundId: round.id, partKey: MCQ, voidedAt: null },
				orderBy: { position: 'asc' },
				include: { question: true }
			}),
		step: (askedId: string, step: string) => run(runQuestion, secretary, { askedId, step }),
		answer: (actor: Actor, askedId: string, choice: number, key?: string) =>
			run(answerQuestion, actor, { askedId, choice }, key)
	};
}

export type QuizHall = Awaited<ReturnType<typeof quizHall>>;
