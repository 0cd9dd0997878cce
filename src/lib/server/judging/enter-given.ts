import { actorId } from '#lib/domain/access/actor.ts';
import * as v from 'valibot';
import { scoredParts } from '#lib/domain/contest/part.ts';
import { checkMark } from '#lib/domain/scoring/check-mark.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText } from '#lib/server/contest/input.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { keepProposed } from '#lib/server/quiz/proposed-score.ts';
import { roundChanged, roundIn, teamIn } from './round-in.ts';
import { typedPoints } from './typed-mark.ts';

/** given.enter: the score of a part that is measured, such as a quiz; an empty value takes it back. `partKey` is its path. */
export const enterGiven = command({
	action: 'given.enter',
	input: v.object({
		roundId: id,
		teamId: id,
		partKey: v.pipe(v.string(), v.maxLength(82)),
		value: typedPoints,
		note: optionalText(500)
	}),
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run(context, { roundId, teamId, partKey, value: typed, note }) {
		const { tx, actor, at, newId, audit } = context;
		const round = await roundIn(tx, roundId, ['open', 'closed']);
		teamIn(round, teamId);
		const part = scoredParts(round.facts.stage.parts).find(({ path }) => path === partKey)?.part;
		if (part?.kind !== 'given') throw new Refusal('judging_not_given_part');
		const { min, scale: max, step } = part;
		const checked = typed === null ? null : checkMark({ min, max, step }, typed);
		if (checked && !checked.ok) {
			throw new Refusal('invalid', {}, [{ field: 'value', code: checked.fault, params: { min, max, step } }]);
		}
		const value = checked?.value ?? null;
		await keepProposed(context, round.facts.stage, { roundId, teamId, partKey }, value, note);
		const key = { roundId_teamId_partKey: { roundId, teamId, partKey } };
		const before = await tx.givenScore.findUnique({ where: key });
		const by = actorId(actor);
		const written = await tx.givenScore.upsert({
			where: key,
			create: { id: newId(), roundId, teamId, partKey, value, note, by, at },
			update: { value, note, by, at }
		});
		audit({
			subjectKind: 'given-score',
			subjectId: written.id,
			before: before ? { value: before.value } : undefined,
			after: { teamId, partKey, value, note }
		});
		await roundChanged(context, round.live);
		return { value };
	}
});
