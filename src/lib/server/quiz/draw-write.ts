import { actorId } from '#lib/domain/access/actor.ts';
import { ALL_TEAMS } from '#lib/domain/quiz/draw-questions.ts';
import type { Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { roundIn } from '#lib/server/judging/round-in.ts';
import { quizPartAt, type QuizPart } from './quiz-part.ts';

/** The round and part to draw for, the bank to draw from, and which of its numbers cannot come any more. */
export async function toDraw(tx: Tx, roundId: string, partKey: string) {
	const round = await roundIn(tx, roundId, ['configured', 'open']);
	const part = quizPartAt(round.facts.stage, partKey);
	const { contestId, stageKey } = round.live;
	const bank = await tx.questionBank.findFirst({
		where: { contestId, kind: part.kind, state: 'sealed' },
		orderBy: { version: 'desc' },
		include: { questions: { select: { id: true, number: true, origin: true }, orderBy: { number: 'asc' } } }
	});
	if (!bank?.seed) throw new Refusal('quiz_no_sealed_bank');
	const drawn = await tx.askedQuestion.findMany({
		where: { draw: { contestId, ...(part.noRepeat === 'stage' ? { stageKey } : {}) } },
		select: { question: { select: { origin: true } } }
	});
	const origins = new Set(drawn.map(({ question }) => question.origin));
	const excluded = bank.questions.filter(({ origin }) => origins.has(origin)).map(({ number }) => number);
	return { round, part, bank: { ...bank, seed: bank.seed }, excluded };
}

export type ToDraw = Awaited<ReturnType<typeof toDraw>>;

/** How many questions each drawer still lacks, one that was left out not counted; drawers that lack none are not there. */
export async function lacking(
	tx: Tx,
	{ round, part }: Pick<ToDraw, 'round' | 'part'>
): Promise<Map<string, number>> {
	const { live, facts } = round;
	const asked = await tx.askedQuestion.findMany({
		where: { roundId: live.id, partKey: part.path, voidedAt: null },
		select: { drawer: true }
	});
	const competing = [...facts.teams.values()].filter((team) => team.isCompeting).map((team) => team.id);
	const drawers = part.isShared ? [ALL_TEAMS] : competing;
	return new Map(
		drawers
			.map((drawer) => [drawer, part.each - asked.filter((one) => one.drawer === drawer).length] as const)
			.filter(([, count]) => count > 0)
	);
}

interface Drawn {
	readonly method: 'seed' | 'table';
	readonly each: number;
	readonly excluded: readonly number[];
	readonly result: ReadonlyMap<string, readonly number[]>;
	readonly reason?: string | null;
}

/** Writes one draw with its questions, still sealed. The audit log tells the numbers of packets, not what they say. */
export async function writeDraw(
	context: Context,
	{ round, part, bank }: ToDraw,
	drawn: Drawn
): Promise<void> {
	const { tx, actor, at, newId, audit } = context;
	const { contestId, stageKey, id: roundId } = round.live;
	const last = await tx.questionDraw.findFirst({ where: { contestId }, orderBy: { seq: 'desc' } });
	const drawId = newId();
	const result = Object.fromEntries(drawn.result);
	const { method, each, excluded, reason = null } = drawn;
	const place = {
		contestId,
		stageKey,
		roundId,
		bankId: bank.id,
		partKey: part.path,
		seq: (last?.seq ?? 0) + 1
	};
	await tx.questionDraw.create({
		data: {
			...place,
			id: drawId,
			method,
			each,
			reason,
			excluded: JSON.stringify(excluded),
			drawers: JSON.stringify([...drawn.result.keys()]),
			result: JSON.stringify(result),
			by: actorId(actor),
			byName: 'name' in actor ? actor.name : actorId(actor),
			at
		}
	});
	const known = await tx.askedQuestion.groupBy({
		by: ['drawer'],
		where: { roundId, partKey: part.path },
		_max: { position: true }
	});
	const ids = new Map(bank.questions.map(({ id, number }) => [number, id]));
	await tx.askedQuestion.createMany({
		data: [...drawn.result].flatMap(([drawer, numbers]) => {
			const before = known.find((one) => one.drawer === drawer)?._max.position ?? 0;
			return numbers.map((number, index) => ({
				id: newId(),
				drawId,
				roundId,
				partKey: part.path,
				drawer,
				position: before + index + 1,
				questionId: ids.get(number)!
			}));
		})
	});
	audit({
		subjectKind: 'question-draw',
		subjectId: drawId,
		after: { ...place, method, each, result },
		...(reason && { reason })
	});
}

export function tooFew(part: QuizPart, left: number, wanted: number): Refusal {
	return new Refusal('quiz_too_few_left', { left, wanted });
}
