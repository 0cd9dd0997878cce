import type { Actor, Scope } from '#lib/domain/access/actor.ts';
import { may, type Action } from '#lib/domain/access/policy.ts';
import { allow, found } from '#lib/server/auth/guard.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';

const header = {
	id: true,
	name: true,
	nameEn: true,
	state: true,
	version: true,
	contestId: true,
	stageKey: true,
	rulesVersionId: true,
	openedAt: true,
	closedAt: true,
	verifiedAt: true,
	onStageTeamId: true,
	onStagePartKey: true,
	cluster: { select: { name: true, nameEn: true } },
	rules: { select: { version: true, hash: true } },
	contest: { select: { code: true, titleVi: true, titleEn: true, isInvented: true } }
} as const;

function findRound(read: Tx, roundId: string) {
	return read.round.findUnique({ where: { id: roundId }, select: header });
}

export interface RoundDesk {
	readonly round: NonNullable<Awaited<ReturnType<typeof findRound>>>;
	readonly scope: Scope;
	mayDo(action: Action): boolean;
}

/** For loads at a round's desk: the round, for an actor who may do `action` in it; answers 404 or 403. */
export async function roundDesk(read: Tx, actor: Actor, roundId: string, action: Action): Promise<RoundDesk> {
	const round = found(await findRound(read, roundId));
	const scope = await roundScope(read, round.id);
	allow(actor, action, scope);
	return { round, scope, mayDo: (wanted) => may(actor, wanted, scope) };
}
