// The statements that run for every scan, by hand: Prisma reads related rows with one more query a table, and plans a list
// of rows anew each time (docs/adr/0016). All of them are good on SQLite and PostgreSQL.
import { turns } from './bulk.ts';
import type { Tx } from './client.ts';
import { Prisma } from './generated/sqlite/client.ts';
import { insert, list } from './statements.ts';

export interface DelegateRow {
	readonly id: string;
	readonly conferenceId: string;
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
export async function delegatesWhole(
	read: Tx,
	conferenceId: string,
	ids?: readonly string[]
): Promise<DelegateRow[]> {
	// Asked for both, SQLite reads the whole conference for seven ids: it counts on a column's index for few rows.
	const among = ids ? Prisma.sql`d."id" IN ${list(ids)}` : Prisma.sql`d."conferenceId" = ${conferenceId}`;
	const rows = await read.$queryRaw<DelegateRow[]>`
		SELECT d."id", d."conferenceId", d."personId", p."fullName" AS "name", u."name" AS "unit", pu."name" AS "ownUnit", d."title",
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
		WHERE ${among}`;
	return rows.filter((row) => row.conferenceId === conferenceId);
}

/** A paired tablet that was not revoked, at a gate that is still there, and whoever works at it. */
export interface PairedTablet {
	readonly id: string;
	readonly label: string;
	readonly gateId: string;
	readonly conferenceId: string;
	readonly hostUnitId: string;
	readonly expiresAt: Date;
	readonly operatorId: string | null;
	readonly operatorName: string | null;
	readonly role: string | null;
	readonly pinHash: string | null;
}

/** Those with these ids, or the one whose cookie has this hash. */
export function pairedTablets(
	read: Tx,
	by: { readonly ids: readonly string[] } | { readonly tokenHash: string }
): Promise<PairedTablet[]> {
	const asked =
		'ids' in by ? Prisma.sql`d."id" IN ${list(by.ids)}` : Prisma.sql`d."tokenHash" = ${by.tokenHash}`;
	return read.$queryRaw<PairedTablet[]>`
		SELECT d."id", d."label", d."gateId", d."conferenceId", c."hostUnitId", d."expiresAt",
			o."id" AS "operatorId", o."name" AS "operatorName", o."role", o."pinHash"
		FROM "GateDevice" d JOIN "Gate" g ON g."id" = d."gateId" JOIN "Conference" c ON c."id" = d."conferenceId"
		LEFT JOIN "GateOperator" o ON o."id" = d."operatorId" AND o."removedAt" IS NULL
		WHERE ${asked} AND d."revokedAt" IS NULL AND g."removedAt" IS NULL`;
}

export function gatesNamed(read: Tx, ids: readonly string[]) {
	return read.$queryRaw<{ id: string; name: string; group: string | null }[]>`
		SELECT "id", "name", "group" FROM "Gate" WHERE "id" IN ${list(ids)}`;
}

/** Somebody who works at gates, with one of their shifts at one of the tablets asked for; without any, once. */
export interface OperatorShift {
	readonly id: string;
	readonly conferenceId: string;
	readonly name: string;
	readonly role: string;
	readonly deviceId: string | null;
	readonly since: Date | null;
	readonly until: Date | null;
}

export function operatorShifts(
	read: Tx,
	operatorIds: readonly string[],
	deviceIds: readonly string[]
): Promise<OperatorShift[]> {
	return read.$queryRaw<OperatorShift[]>`
		SELECT o."id", o."conferenceId", o."name", o."role", s."deviceId", s."since", s."until"
		FROM "GateOperator" o LEFT JOIN "GateShift" s ON s."operatorId" = o."id" AND s."deviceId" IN ${list(deviceIds)}
		WHERE o."id" IN ${list(operatorIds)}`;
}

/** Ids of the records with these ids, of those with these numbers of their tablets, and of those that take back one of `voided`. */
export async function recordIds(
	read: Tx,
	asked: {
		readonly ids: readonly string[];
		readonly numbers: readonly { readonly deviceId: string; readonly seqs: readonly number[] }[];
		readonly voided: readonly string[];
	}
): Promise<string[]> {
	const { ids, numbers, voided } = asked;
	const parts = [
		Prisma.sql`"id" IN ${list(ids)}`,
		...numbers.map(({ deviceId, seqs }) => Prisma.sql`("deviceId" = ${deviceId} AND "seq" IN ${list(seqs)})`),
		...(voided.length > 0 ? [Prisma.sql`"voids" IN ${list(voided)}`] : [])
	];
	const rows = await read.$queryRaw<{ id: string }[]>`
		SELECT "id" FROM "Scan" WHERE ${Prisma.join(parts, ' OR ')}`;
	return rows.map(({ id }) => id);
}

/** Ids of the showings of these people at these checkpoints, and of the conflicts there. */
export async function idsAtPlaces(read: Tx, checkpointIds: readonly string[], personIds: readonly string[]) {
	const there = Prisma.sql`"checkpointId" IN ${list(checkpointIds)} AND "personId" IN ${list(personIds)}`;
	const rows = await read.$queryRaw<{ id: string; of: 'scan' | 'conflict' }[]>`
		SELECT "id", 'scan' AS "of" FROM "Scan" WHERE ${there} AND "kind" = 'scan'
		UNION ALL SELECT "id", 'conflict' FROM "AdmissionConflict" WHERE ${there}`;
	const idsOf = (what: string) => rows.filter(({ of }) => of === what).map(({ id }) => id);
	return { scanIds: idsOf('scan'), conflictIds: idsOf('conflict') };
}

export interface BadgeRow {
	readonly number: string;
	readonly conferenceId: string;
	readonly kind: string;
	readonly status: string;
	readonly delegateId: string | null;
	readonly withdrawnAt: Date | null;
	readonly reason: string | null;
}

/** Badges with these numbers, of whatever conference. */
export function badgesNumbered(read: Tx, numbers: readonly string[]): Promise<BadgeRow[]> {
	return read.$queryRaw<BadgeRow[]>`
		SELECT "number", "conferenceId", "kind", "status", "delegateId", "withdrawnAt", "reason"
		FROM "Credential" WHERE "number" IN ${list(numbers)}`;
}

export interface CheckpointRow {
	readonly id: string;
	readonly name: string;
	readonly policy: string;
	readonly times: number | null;
	readonly opensAt: Date | null;
	readonly closesAt: Date | null;
	readonly zone: number | null;
}

/** The checkpoints of a conference that were not taken away, in their order. */
export function checkpointsOf(read: Tx, conferenceId: string): Promise<CheckpointRow[]> {
	return read.$queryRaw<CheckpointRow[]>`
		SELECT k."id", k."name", k."policy", k."times", k."opensAt", k."closesAt", z."code" AS "zone"
		FROM "Checkpoint" k LEFT JOIN "ConferenceZone" z ON z."id" = k."zoneId"
		WHERE k."conferenceId" = ${conferenceId} AND k."removedAt" IS NULL ORDER BY k."position"`;
}

/** Keys of a conference that are trusted. */
export function trustedKeys(read: Tx, conferenceId: string) {
	return read.$queryRaw<{ id: string; kid: number; publicKey: string; sealedSecret: string }[]>`
		SELECT "id", "kid", "publicKey", "sealedSecret" FROM "ConferenceKey"
		WHERE "conferenceId" = ${conferenceId} AND "distrustedAt" IS NULL`;
}

/** What is known of these people at these checkpoints. */
export async function presencesAt(
	read: Tx,
	checkpointIds: readonly string[],
	personIds: readonly string[]
): Promise<{ checkpointId: string; personId: string; summary: string | null }[]> {
	if (checkpointIds.length === 0 || personIds.length === 0) return [];
	return read.$queryRaw<{ checkpointId: string; personId: string; summary: string | null }[]>`
		SELECT "checkpointId", "personId", "summary" FROM "Presence"
		WHERE "checkpointId" IN ${list(checkpointIds)} AND "personId" IN ${list(personIds)}`;
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
