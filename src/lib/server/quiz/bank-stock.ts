import type { BankSummary } from '#lib/domain/contest/checklist.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import { ALL_TEAMS } from '#lib/domain/quiz/draw-questions.ts';
import { BANK_KINDS } from '#lib/domain/quiz/question.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { quizParts } from './quiz-part.ts';

/** A round that is to draw from the contest's banks. */
export interface DrawingRound {
	readonly id: string;
	readonly stage: Stage;
	readonly teamIds: readonly string[];
}

/** The newest banks of a contest with what was drawn from them; two queries for any number of rounds. */
export async function bankStock(read: Tx, contestId: string) {
	const banks = await read.questionBank.findMany({
		where: { contestId },
		orderBy: { version: 'desc' },
		select: { kind: true, state: true, questions: { select: { origin: true } } }
	});
	const drawn = await read.askedQuestion.findMany({
		where: { draw: { contestId } },
		select: {
			roundId: true,
			partKey: true,
			drawer: true,
			voidedAt: true,
			question: { select: { origin: true } },
			draw: { select: { stageKey: true } }
		}
	});

	/** Questions that a round has still to draw, by kind. */
	function lacking({ id, stage, teamIds }: DrawingRound, kind: BankSummary['kind']): number {
		return quizParts(stage)
			.filter((part) => part.kind === kind)
			.flatMap((part) => (part.isShared ? [ALL_TEAMS] : teamIds).map((drawer) => ({ part, drawer })))
			.reduce((sum, { part, drawer }) => {
				const own = drawn.filter(
					(one) =>
						one.roundId === id && one.partKey === part.path && one.drawer === drawer && one.voidedAt === null
				);
				return sum + Math.max(0, part.each - own.length);
			}, 0);
	}

	return {
		/** What the last of these rounds needs, those before it drawing first, and what is there. */
		summaries(rounds: readonly DrawingRound[]): BankSummary[] {
			const last = rounds.at(-1);
			if (!last) return [];
			return BANK_KINDS.flatMap((kind): BankSummary[] => {
				const parts = quizParts(last.stage).filter((part) => part.kind === kind);
				if (parts.length === 0) return [];
				const isOfStage = parts.every(({ noRepeat }) => noRepeat === 'stage');
				const within = rounds.filter(({ stage }) => !isOfStage || stage.key === last.stage.key);
				const wanted = within.reduce((sum, round) => sum + lacking(round, kind), 0);
				const newest = banks.find((bank) => bank.kind === kind);
				const sealed = banks.find((bank) => bank.kind === kind && bank.state === 'sealed');
				const gone = new Set(
					drawn
						.filter(({ draw }) => !isOfStage || draw.stageKey === last.stage.key)
						.map(({ question }) => question.origin)
				);
				const left = (sealed?.questions ?? []).filter(({ origin }) => !gone.has(origin)).length;
				const state = sealed ? 'sealed' : newest?.state === 'draft' ? 'draft' : 'missing';
				const isNeeded = parts.some(({ quiz }) => quiz?.input === 'tablet');
				return [{ kind, state, isNeeded, left, wanted }];
			});
		}
	};
}
