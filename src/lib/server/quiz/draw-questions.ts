import * as v from 'valibot';
import { drawQuestions as drawn } from '#lib/domain/quiz/draw-questions.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { lacking, toDraw, tooFew, writeDraw } from './draw-write.ts';

export const partPath = v.pipe(v.string(), v.maxLength(82));

/**
 * quiz.draw: draws for every team of the round, or for all together, the questions of a part that are not drawn yet, from the
 * newest sealed bank and its seed. They stay sealed until each is shown.
 */
export const drawQuestions = command({
	action: 'quiz.draw',
	input: v.object({ roundId: id, partKey: partPath }),
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run(context, { roundId, partKey }) {
		const { tx, publish } = context;
		const draw = await toDraw(tx, roundId, partKey);
		const { part, bank, round } = draw;
		const counts = await lacking(tx, draw);
		if (counts.size === 0) throw new Refusal('quiz_all_drawn');
		const excluded = [...draw.excluded];
		for (const each of [...new Set(counts.values())].sort((a, b) => b - a)) {
			const drawers = [...counts].filter(([, count]) => count === each).map(([drawer]) => drawer);
			const numbers = bank.questions.map(({ number }) => number).filter((one) => !excluded.includes(one));
			const result = drawn(bank.seed, { roundId, partKey: part.path }, { numbers, drawers, each });
			if (!result) throw tooFew(part, numbers.length, drawers.length * each);
			await writeDraw(context, draw, { method: 'seed', each, excluded: [...excluded], result });
			excluded.push(...[...result.values()].flat());
		}
		publish({ kind: 'quiz.changed', contestId: round.live.contestId, roundId });
		return { drawers: counts.size };
	}
});
