import * as v from 'valibot';
import { ALL_TEAMS } from '#lib/domain/quiz/draw-questions.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, reason } from '#lib/server/contest/input.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { partPath } from './draw-questions.ts';
import { lacking, toDraw, tooFew, writeDraw } from './draw-write.ts';

/** '4', '4 7' or '4, 7' → numbers. */
const packets = v.pipe(
	v.string('field_required'),
	v.trim(),
	v.regex(/^\d{1,4}([\s,;]+\d{1,4})*$/, 'quiz_packets_invalid'),
	v.transform((typed) => typed.split(/[\s,;]+/).map(Number))
);

/**
 * quiz.draw by hand: the numbers of the packets that a team drew at the table (`drawer` `*`: for all teams), as many as it lacks.
 * Refused where one is not in the bank or was drawn before.
 */
export const typeQuestionDraw = command({
	action: 'quiz.draw',
	input: v.object({
		roundId: id,
		partKey: partPath,
		drawer: v.union([v.literal(ALL_TEAMS), id]),
		packets,
		reason
	}),
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run(context, { roundId, partKey, drawer, packets: numbers, reason }) {
		const { tx, publish } = context;
		const draw = await toDraw(tx, roundId, partKey);
		const lacks = (await lacking(tx, draw)).get(drawer);
		if (!lacks) throw new Refusal('quiz_all_drawn');
		const field = (code: string, params: Record<string, string | number> = {}) =>
			new Refusal('invalid', {}, [{ field: 'packets', code, params }]);
		if (numbers.length !== lacks) throw field('quiz_packets_count', { count: lacks });
		const unknown = numbers.find((number) => !draw.bank.questions.some((one) => one.number === number));
		if (unknown !== undefined) throw field('quiz_packet_unknown', { number: unknown });
		const again = numbers.find(
			(number, index) => draw.excluded.includes(number) || numbers.indexOf(number) < index
		);
		if (again !== undefined) throw field('quiz_packet_drawn', { number: again });
		const left = draw.bank.questions.length - draw.excluded.length;
		if (left < numbers.length) throw tooFew(draw.part, left, numbers.length);
		const result = new Map([[drawer, numbers]]);
		const { excluded } = draw;
		await writeDraw(context, draw, { method: 'table', each: numbers.length, excluded, result, reason });
		publish({ kind: 'quiz.changed', contestId: draw.round.live.contestId, roundId });
		return { numbers };
	}
});
