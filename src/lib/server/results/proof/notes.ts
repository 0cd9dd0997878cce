import type { ResultContent } from '#lib/domain/results/published-result.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { lastEntry } from '#lib/server/db/statements.ts';
import type { Link } from './chain.ts';

/** When each counted mark was given, and the marks that a later one replaced: their words stay with the judge. */
export async function markLog(
	read: Tx,
	roundId: string
): Promise<{ readonly givenAt: ReadonlyMap<string, string>; readonly replaced: readonly Link[] }> {
	const log = await read.mark.findMany({ where: { roundId }, orderBy: { seq: 'asc' } });
	const newest = new Map(log.map((mark) => [markKey(mark.teamId, mark.seatId, mark.criterion), mark]));
	return {
		givenAt: new Map([...newest].map(([key, { at }]) => [key, at.toISOString()])),
		replaced: log
			.filter((mark) => newest.get(markKey(mark.teamId, mark.seatId, mark.criterion)) !== mark)
			.map(({ id, teamId, seatId, criterion, value, at }) => ({
				kind: 'markReplaced',
				change: 'noted',
				at: at.toISOString(),
				// The mark's own id, known to nobody else, keeps the value from being guessed from its hash.
				body: { id, teamId, judgeId: seatId, criterionKey: criterion, value },
				isSealed: true
			}))
	};
}

export const markKey = (teamId: string, judgeId: string, criterion: string) =>
	JSON.stringify([teamId, judgeId, criterion]);

/** Sheets that were opened again and deductions that were taken back: that it happened and when, not who or why. */
export async function corrections(read: Tx, roundId: string): Promise<Link[]> {
	const ballots = await read.ballot.findMany({
		where: { roundId },
		select: { id: true, teamId: true, seatId: true, partKey: true }
	});
	const byId = new Map(ballots.map((ballot) => [ballot.id, ballot]));
	const unlocks = await read.auditEntry.findMany({
		where: {
			action: { in: ['ballot.unlock', 'approval.answer'] },
			subjectKind: 'ballot',
			subjectId: { in: [...byId.keys()] }
		},
		orderBy: { seq: 'asc' },
		select: { at: true, subjectId: true, hash: true }
	});
	const voided = await read.deduction.findMany({ where: { roundId, voidedAt: { not: null } } });
	return [
		...unlocks.map(({ at, subjectId, hash }): Link => {
			const { teamId, seatId: judgeId, partKey } = byId.get(subjectId)!;
			const body = { teamId, judgeId, partKey, auditHash: hash };
			return { kind: 'unlocked', change: 'noted', at: at.toISOString(), body };
		}),
		...voided.map(({ id, teamId, partKey, kind, points, voidedAt }): Link => {
			const body = { id, teamId, partKey, typeKey: kind, points };
			return { kind: 'voided', change: 'noted', at: voidedAt!.toISOString(), body };
		})
	];
}

/** The rules that counted, and where the audit log stood: whoever keeps either can hold the chain against it. */
export async function surroundings(read: Tx, { rules, publishedAt }: ResultContent): Promise<Link[]> {
	const log = await lastEntry(read);
	return [
		{ kind: 'rules', change: 'noted', at: null, body: rules },
		{ kind: 'auditLog', change: 'noted', at: publishedAt, body: log && { hash: log.hash } }
	];
}
