// The statements that run for every mark, by hand: Prisma plans a query or a list of rows anew each time, and reads
// related rows with one more query a table (docs/adr/0016). All of them are good on SQLite and PostgreSQL.
import { turns } from './bulk.ts';
import type { Tx } from './client.ts';
import { Prisma } from './generated/sqlite/client.ts';
import { pieces } from './pieces.ts';

type Value = string | number | Date | null;
type Row = Readonly<Record<string, Value>>;

export const list = (values: readonly Value[]) => Prisma.sql`(${Prisma.join([...values])})`;
const table = (rows: readonly (readonly Value[])[]) => Prisma.join(rows.map(list));

export function insert(into: string, columns: readonly string[], rows: readonly Row[]) {
	const names = Prisma.raw(`"${into}" ("${columns.join('", "')}")`);
	return Prisma.sql`INSERT INTO ${names} VALUES ${table(rows.map((row) => columns.map((name) => row[name] ?? null)))}`;
}

/** A paired tablet that was not revoked, and its round as it stands now. */
export interface DeviceStanding {
	readonly deviceId: string;
	readonly seatId: string;
	readonly expiresAt: Date;
	readonly id: string;
	readonly contestId: string;
	readonly stageKey: string;
	readonly name: string;
	readonly state: string;
	readonly version: number;
	readonly rulesVersionId: string | null;
	readonly openedAt: Date | null;
	readonly onStageTeamId: string | null;
	readonly onStagePartKey: string | null;
	/** Something that it delivered is or was held. */
	readonly hasHeld: boolean | number | bigint;
}

export function devicesStanding(tx: Tx, deviceIds: readonly string[]): Promise<DeviceStanding[]> {
	return tx.$queryRaw<DeviceStanding[]>`
		SELECT d."id" AS "deviceId", d."seatId", d."expiresAt", r."id", r."contestId", r."stageKey", r."name", r."state",
			r."version", r."rulesVersionId", r."openedAt", r."onStageTeamId", r."onStagePartKey",
			EXISTS (SELECT 1 FROM "HeldMark" h WHERE h."deviceId" = d."id") AS "hasHeld"
		FROM "Device" d JOIN "PanelSeat" s ON s."id" = d."seatId" JOIN "Round" r ON r."id" = s."roundId"
		WHERE d."id" IN ${list(deviceIds)} AND d."revokedAt" IS NULL`;
}

export interface Cell {
	readonly seatId: string;
	readonly teamId: string;
	readonly criterion: string;
}

export interface StoredMark extends Cell {
	readonly id: string;
	readonly seq: number;
	readonly value: string | null;
	readonly deviceId: string | null;
	readonly deviceSeq: number | null;
}

/** The marks with these ids, and of each cell the newest from every device and source; oldest first. */
export async function marksBefore(
	tx: Tx,
	ids: readonly string[],
	cells: readonly Cell[]
): Promise<StoredMark[]> {
	const columns = Prisma.raw(
		'"id", "seq", "seatId", "teamId", "criterion", "value", "deviceId", "deviceSeq"'
	);
	const keys = table(cells.map(({ seatId, teamId, criterion }) => [seatId, teamId, criterion]));
	const rows = await tx.$queryRaw<StoredMark[]>`
		SELECT ${columns} FROM "Mark" WHERE "id" IN ${list(ids)}
		UNION
		SELECT ${columns} FROM "Mark" WHERE "seq" IN (
			SELECT max("seq") FROM "Mark" WHERE ("seatId", "teamId", "criterion") IN (VALUES ${keys})
			GROUP BY "seatId", "teamId", "criterion", "deviceId", "source")
		ORDER BY "seq"`;
	return rows.map((row) => ({
		...row,
		seq: Number(row.seq),
		deviceSeq: row.deviceSeq === null ? null : Number(row.deviceSeq)
	}));
}

const MARK = [
	'id',
	'roundId',
	'teamId',
	'seatId',
	'criterion',
	'value',
	'source',
	'deviceId',
	'deviceSeq',
	'deviceTime',
	'clockOffsetMs',
	'at',
	'attempt'
] as const;

/** Writes the marks and answers the number of each, by its id. */
export async function insertMarks(
	tx: Tx,
	rows: readonly Readonly<Record<(typeof MARK)[number], Value>>[]
): Promise<ReadonlyMap<string, number>> {
	const seqs = new Map<string, number>();
	for (const piece of pieces(rows)) {
		const written = await tx.$queryRaw<{ id: string; seq: number }[]>`
			${insert('Mark', MARK, piece)} RETURNING "id", "seq"`;
		for (const { id, seq } of written) seqs.set(id, Number(seq));
	}
	return seqs;
}

export interface SheetRow {
	readonly teamId: string;
	readonly seatId: string;
	readonly partKey: string;
	readonly state: string;
	readonly version: number;
}

export function sheetsOf(
	tx: Tx,
	of: readonly { readonly roundId: string; readonly teamId: string; readonly seatId: string }[]
): Promise<SheetRow[]> {
	return tx.$queryRaw<SheetRow[]>`
		SELECT "teamId", "seatId", "partKey", "state", "version" FROM "Ballot"
		WHERE ("roundId", "teamId", "seatId") IN (VALUES ${table(of.map(({ roundId, teamId, seatId }) => [roundId, teamId, seatId]))})`;
}

const AUDIT_ENTRY = [
	'id',
	'at',
	'actorKind',
	'actorId',
	'actorName',
	'deviceId',
	'action',
	'contestId',
	'conferenceId',
	'unitId',
	'subjectKind',
	'subjectId',
	'before',
	'after',
	'reason',
	'requestId',
	'prevHash',
	'hash'
] as const;

/** The newest audit entry. */
export async function lastEntry(tx: Tx): Promise<{ readonly seq: number; readonly hash: string } | null> {
	const [row] = await tx.$queryRaw<{ seq: number; hash: string }[]>`
		SELECT "seq", "hash" FROM "AuditEntry" ORDER BY "seq" DESC LIMIT 1`;
	return row ? { seq: Number(row.seq), hash: row.hash } : null;
}

export async function insertAudit(
	tx: Tx,
	rows: readonly Readonly<Record<(typeof AUDIT_ENTRY)[number], Value>>[]
): Promise<void> {
	for await (const piece of turns(rows, 300))
		await tx.$executeRaw`${insert('AuditEntry', AUDIT_ENTRY, piece)}`;
}

/** What the audit log holds after entry `seq`: its newest entry, and the newest whose action is none of `except`. */
export async function loggedSince(
	tx: Tx,
	seq: number,
	except: readonly string[]
): Promise<{ readonly newest: number; readonly other: number | null }> {
	const [row] = await tx.$queryRaw<{ newest: number | null; other: number | null }[]>`
		SELECT max("seq") AS "newest", max(CASE WHEN "action" IN ${list(except)} THEN NULL ELSE "seq" END) AS "other"
		FROM "AuditEntry" WHERE "seq" > ${seq}`;
	return {
		newest: Number(row?.newest ?? seq),
		other: row?.other === null || row?.other === undefined ? null : Number(row.other)
	};
}
