// The statements that run for every scan, by hand: Prisma reads related rows with one more query a table, and plans a list
// of rows anew each time (docs/adr/0016). All of them are good on SQLite and PostgreSQL.
import { turns } from './bulk.ts';
import type { Tx } from './client.ts';
import { Prisma } from './generated/sqlite/client.ts';
import { insert, list } from './statements.ts';

export interface DelegateRow {
	readonly id: string;
	readonly personId: string;
	readonly name: string;
	readonly unit: string | null;
	readonly ownUnit: string | null;
	readonly title: string | null;
	readonly position: string | null;
	readonly category: string;
	readonly zones: string;
	readonly asksPhoto: boolean | number;
	readonly seat: string | null;
	readonly status: string;
	readonly standsInFor: string | null;
	readonly replacedBy: string | null;
	readonly isGuest: boolean | number;
}

/** Delegates with all that a gate tells of them: everybody of a conference, or those with these ids. */
export function delegatesWhole(
	read: Tx,
	conferenceId: string,
	ids?: readonly string[]
): Promise<DelegateRow[]> {
	const among = ids ? Prisma.sql`AND d."id" IN ${list(ids)}` : Prisma.empty;
	return read.$queryRaw<DelegateRow[]>`
		SELECT d."id", d."personId", p."fullName" AS "name", u."name" AS "unit", pu."name" AS "ownUnit", d."title",
			p."position", c."name" AS "category", c."zones", c."asksPhoto", d."seat", d."status",
			bp."fullName" AS "standsInFor", ap."fullName" AS "replacedBy",
			EXISTS (SELECT 1 FROM "GuestAdmission" g WHERE g."delegateId" = d."id") AS "isGuest"
		FROM "Delegate" d
		JOIN "Person" p ON p."id" = d."personId"
		JOIN "DelegateCategory" c ON c."id" = d."categoryId"
		LEFT JOIN "Unit" pu ON pu."id" = p."unitId"
		LEFT JOIN "Delegation" t ON t."id" = d."delegationId"
		LEFT JOIN "Unit" u ON u."id" = t."unitId"
		LEFT JOIN "Delegate" b ON b."id" = d."replacesId"
		LEFT JOIN "Person" bp ON bp."id" = b."personId"
		LEFT JOIN "Delegate" a ON a."replacesId" = d."id"
		LEFT JOIN "Person" ap ON ap."id" = a."personId"
		WHERE d."conferenceId" = ${conferenceId} ${among}`;
}

/**
 * How many delegates are counted, and how many of them have come: seen at an entry, or with one of these standings, which the
 * roll-call gave by hand. The same people as in `cameIn`, without reading them.
 */
export async function countDelegates(
	read: Tx,
	conferenceId: string,
	byHand: readonly string[]
): Promise<{ readonly called: number; readonly present: number }> {
	const [row] = await read.$queryRaw<{ called: number | bigint; present: number | bigint }[]>`
		WITH "came" AS (
			SELECT p."personId" FROM "Presence" p JOIN "Checkpoint" k ON k."id" = p."checkpointId"
			WHERE p."conferenceId" = ${conferenceId} AND k."conferenceId" = ${conferenceId} AND k."isEntry" AND p."times" > 0
			UNION
			SELECT d."personId" FROM "Delegate" d WHERE d."conferenceId" = ${conferenceId} AND d."status" IN ${list(byHand)})
		SELECT count(*) AS "called", count("came"."personId") AS "present"
		FROM "Delegate" d JOIN "DelegateCategory" c ON c."id" = d."categoryId"
		LEFT JOIN "came" ON "came"."personId" = d."personId"
		WHERE d."conferenceId" = ${conferenceId} AND c."isCounted" AND d."status" <> 'substituted'`;
	return { called: Number(row?.called ?? 0), present: Number(row?.present ?? 0) };
}

export interface PresenceRow {
	readonly checkpointId: string;
	readonly personId: string;
	readonly conferenceId: string;
	readonly summary: string | null;
	readonly times: number;
	readonly direction: string | null;
	readonly firstAt: Date | null;
	readonly lastAt: Date | null;
	readonly rev: number;
}

const PLACE = ['checkpointId', 'personId', 'conferenceId'] as const;
const FACTS = ['summary', 'times', 'direction', 'firstAt', 'lastAt', 'rev'] as const;

/** Writes what is known of people at checkpoints, each at most once, whether or not there is a row of theirs. */
export async function storePresences(tx: Tx, rows: readonly PresenceRow[]): Promise<void> {
	const set = FACTS.map((name) => `"${name}" = excluded."${name}"`).join(', ');
	for await (const piece of turns(rows, 300)) {
		const written = insert(
			'Presence',
			[...PLACE, ...FACTS],
			piece.map((row) => ({ ...row }))
		);
		await tx.$executeRaw`
			${written} ON CONFLICT ("checkpointId", "personId") DO UPDATE SET ${Prisma.raw(set)}`;
	}
}
