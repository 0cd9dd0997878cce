import type { Actor } from '#lib/domain/access/actor.ts';
import type { Action } from '#lib/domain/access/policy.ts';
import { may } from '#lib/domain/access/policy.ts';
import { allow, found } from '#lib/server/auth/guard.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { contestScope } from './scope.ts';

/** For loads at the desk: the contest with this code, for an actor who may do `action` in it; answers 404 or 403. */
export async function deskContest(read: Tx, actor: Actor, code: string, action: Action = 'contest.read') {
	const contest = found(
		await read.contest.findUnique({ where: { code }, include: { host: { select: { name: true } } } })
	);
	const scope = await contestScope(read, contest.id);
	allow(actor, action, scope);
	return { contest, mayDo: (wanted: Action) => may(actor, wanted, scope) };
}

/** The same for one of the contest's rounds. */
export async function deskRound(read: Tx, actor: Actor, code: string, roundId: string, action?: Action) {
	const { contest, mayDo } = await deskContest(read, actor, code, action);
	const round = found(
		await read.round.findUnique({
			where: { id: roundId },
			include: { cluster: { select: { name: true, nameEn: true } } }
		})
	);
	if (round.contestId !== contest.id) found(null);
	return { contest, round, mayDo };
}
