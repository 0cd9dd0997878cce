import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { appealsUntil } from '#lib/domain/results/finality.ts';
import type { PublishedResult } from '#lib/domain/results/published-result.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, text } from '#lib/server/contest/input.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { momentWords } from '#lib/words/moment.ts';
import { momentRead } from '#lib/words/moment-typed.ts';

// A typed moment has no seconds: something received in the minute of publication came after it.
const MINUTE_MS = 60_000;

/** A team's appeal against the newest published version, with when it was received and from whom. */
export const recordAppeal = command({
	action: 'appeal.record',
	input: v.object({
		roundId: id,
		teamId: id,
		what: text(2000),
		broughtBy: text(200),
		/** In Hanoi time, as a form writes it. */
		receivedAt: v.pipe(
			v.string('field_required'),
			v.check((typed) => momentRead(typed) !== null, 'field_invalid'),
			v.transform((typed) => momentRead(typed)!)
		)
	}),
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run({ tx, actor, at, scope, newId, audit, publish }, input) {
		const { roundId, teamId, what, broughtBy, receivedAt } = input;
		const newest = await tx.resultVersion.findFirst({
			where: { roundId },
			orderBy: { version: 'desc' }
		});
		if (!newest) throw new Refusal('appeal_no_version');
		const { stage, teams } = JSON.parse(newest.json) as PublishedResult;
		const wrong = (field: string, code: string, params = {}) =>
			new Refusal('invalid', {}, [{ field, code, params }]);
		if (!teams.some((team) => team.id === teamId)) throw wrong('teamId', 'appeal_team_unknown');
		if (receivedAt > at) throw wrong('receivedAt', 'appeal_in_future');
		if (receivedAt.getTime() + MINUTE_MS <= newest.publishedAt.getTime()) {
			throw wrong('receivedAt', 'appeal_too_early', { at: momentWords(newest.publishedAt) });
		}
		const until = appealsUntil(newest.publishedAt, stage.appealHours);
		if (until && receivedAt > until) {
			throw wrong('receivedAt', 'appeal_too_late', { until: momentWords(until) });
		}
		const appealId = newId();
		await tx.appeal.create({
			data: {
				id: appealId,
				contestId: scope.contestId!,
				roundId,
				version: newest.version,
				teamId,
				what,
				broughtBy,
				receivedAt,
				recordedBy: actorId(actor),
				recordedAt: at
			}
		});
		audit({
			subjectKind: 'appeal',
			subjectId: appealId,
			after: { roundId, version: newest.version, teamId, what, broughtBy, receivedAt }
		});
		publish({ kind: 'round.changed', contestId: scope.contestId!, roundId });
		return { appealId, version: newest.version };
	}
});
