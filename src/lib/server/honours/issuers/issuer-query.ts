import type { Actor } from '#lib/domain/access/actor.ts';
import type { Action } from '#lib/domain/access/policy.ts';
import type { AwardKind, Letterhead } from '#lib/domain/honours/award-kind.ts';
import { inVietnameseOrder } from '#lib/domain/people/vietnamese-order.ts';
import { contestsWithin, conferencesWithin, reachOf } from '#lib/server/auth/reach.ts';
import { lineage } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';

interface Row {
	readonly letterhead: string;
	readonly authority: string;
}

/** What an issuer may award, as its row says. */
export const powersOf = ({ letterhead, authority }: Row) => ({
	letterhead: letterhead as Letterhead,
	authority: JSON.parse(authority) as AwardKind[]
});

const LISTED = {
	unit: { select: { name: true } },
	_count: { select: { decisions: true } }
} as const;

/** Units whose issuers an actor may use: those within reach, and the hosts of their events with what is above them. */
async function unitsOf(read: Tx, actor: Actor, action: Action): Promise<string[] | null> {
	const reach = await reachOf(read, actor, action);
	if (reach.everywhere) return null;
	const select = { hostUnitId: true } as const;
	const [contests, conferences] = await Promise.all([
		read.contest.findMany({ where: contestsWithin(reach), select }),
		read.conference.findMany({ where: conferencesWithin(reach), select })
	]);
	const hosts = new Set([...contests, ...conferences].map(({ hostUnitId }) => hostUnitId));
	const lines = await Promise.all([...hosts].map((host) => lineage(read, host)));
	return [...new Set([...reach.unitIds, ...lines.flat()])];
}

/** Issuers within an actor's reach, by name: all for the list, and for choosing those that are still in use. */
export async function issuersFor(read: Tx, actor: Actor, action: Action) {
	const units = await unitsOf(read, actor, action);
	const rows = await read.issuer.findMany({
		where: units === null ? {} : { unitId: { in: units } },
		include: LISTED
	});
	return rows
		.map(({ _count, unit, ...issuer }) => ({
			...issuer,
			...powersOf(issuer),
			unit: unit.name,
			decisions: _count.decisions
		}))
		.sort((a, b) => inVietnameseOrder(a.name, b.name));
}
export type ListedIssuer = Awaited<ReturnType<typeof issuersFor>>[number];
