import * as v from 'valibot';
import { may } from '#lib/domain/access/policy.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { CONTEST_STATUSES, contestEntries, daysInOrder } from './contest-fields.ts';
import { id } from './input.ts';
import { contestScope, unitScope } from './scope.ts';

const { code: _code, ...entries } = contestEntries;

/** Changes what the contest is called, where and when it is. Its code stays: it is on printed papers and in links. */
export const editContest = command({
	action: 'contest.edit',
	input: v.pipe(
		v.object({ contestId: id, ...entries }),
		v.forward(v.partialCheck([['startsOn'], ['endsOn']], daysInOrder, 'contest_ends_before_start'), [
			'endsOn'
		])
	),
	scope: (tx, input) => contestScope(tx, input.contestId),
	async run({ tx, actor, audit, publish }, { contestId, ...fields }) {
		const before = await tx.contest.findUniqueOrThrow({ where: { id: contestId } });
		if (
			before.hostUnitId !== fields.hostUnitId &&
			!may(actor, 'contest.edit', await unitScope(tx, fields.hostUnitId))
		) {
			throw new Refusal('forbidden');
		}
		if (before.publishNeedsTwo && !fields.publishNeedsTwo && (await isUnderWay(tx, contestId))) {
			throw new Refusal('contest_two_stays', {}, [{ field: 'publishNeedsTwo', code: 'contest_two_stays' }]);
		}
		const data = { ...fields, titleEn: fields.titleEn ?? fields.titleVi };
		await tx.contest.update({ where: { id: contestId }, data });
		audit({ subjectKind: 'contest', subjectId: contestId, before: pick(before, data), after: data });
		publish({ kind: 'contest.changed', contestId });
		return { contestId };
	}
});

/** Whether marks could have been given already. */
async function isUnderWay(tx: Tx, contestId: string): Promise<boolean> {
	return (await tx.round.count({ where: { contestId, state: { not: 'configured' } } })) > 0;
}

function pick<T extends object>(from: T, like: Partial<T>): Partial<T> {
	return Object.fromEntries(Object.keys(like).map((key) => [key, from[key as keyof T]])) as Partial<T>;
}

/** Announces a contest, says that it is running or over, or takes it back to a draft: a draft is not public. */
export const setContestStatus = command({
	action: 'contest.edit',
	input: v.object({ contestId: id, status: v.picklist(CONTEST_STATUSES, 'field_invalid') }),
	scope: (tx, input) => contestScope(tx, input.contestId),
	async run({ tx, audit, publish }, { contestId, status }) {
		const before = await tx.contest.findUniqueOrThrow({ where: { id: contestId }, select: { status: true } });
		if (status === 'draft' && (await isUnderWay(tx, contestId))) {
			throw new Refusal('contest_not_draft_again');
		}
		await tx.contest.update({ where: { id: contestId }, data: { status } });
		audit({ subjectKind: 'contest', subjectId: contestId, before, after: { status } });
		publish({ kind: 'contest.changed', contestId });
		return { status };
	}
});
