import type { Actor } from '#lib/domain/access/actor.ts';
import { may } from '#lib/domain/access/policy.ts';
import { ALL_PARTS } from '#lib/domain/contest/ballot-sheet.ts';
import { mayReceiveMarks, type RoundState } from '#lib/domain/contest/states.ts';
import { checkMark } from '#lib/domain/scoring/check-mark.ts';
import { newId } from '#lib/live/id.ts';
import type { GivenMark, HeldKind, MarkAnswer, MarkRefusal } from '#lib/live/judge-protocol.ts';
import { recordGroups, type AuditGroup } from '#lib/server/audit/record.ts';
import type { Change } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Database, Tx } from '#lib/server/db/client.ts';
import {
	devicesStanding,
	insertMarks,
	marksBefore,
	sheetsOf,
	type Cell,
	type SheetRow,
	type StoredMark
} from '#lib/server/db/statements.ts';
import { metrics } from '#lib/server/metrics/metrics.ts';
import { announce } from '#lib/server/realtime/bus.ts';
import { settlePicked, type HeldRow } from './held-marks.ts';
import { factsOf, type LiveRound, type RoundFacts } from './round-facts.ts';

export type TabletActor = Extract<Actor, { kind: 'device' }>;

/** What one tablet sent at once. */
export interface MarkBatch {
	readonly actor: TabletActor;
	readonly marks: readonly GivenMark[];
}

/** A mark to be written. */
interface MarkRow extends Cell {
	readonly id: string;
	readonly roundId: string;
	readonly value: string | null;
	readonly source: string;
	readonly deviceId: string;
	readonly deviceSeq: number;
	readonly deviceTime: Date;
	readonly clockOffsetMs: number | null;
	readonly at: Date;
	readonly attempt: number;
	/** The server's; not yet known while the row waits to be written. */
	seq?: number;
}

type KnownMark = MarkRow | StoredMark;

interface BallotRow extends SheetRow {
	readonly id: string;
	readonly roundId: string;
}

interface Judging {
	readonly live: LiveRound;
	readonly facts: RoundFacts;
}

/** Everything that the marks of one transaction are held against, kept in step as they are taken one after another. */
interface Table {
	readonly rounds: ReadonlyMap<string, Judging>;
	readonly liveDevices: ReadonlySet<string>;
	readonly byId: Map<string, KnownMark>;
	readonly newest: Map<string, KnownMark>;
	/** The highest device sequence taken, by device and cell. */
	readonly sequences: Map<string, number>;
	readonly ballots: Map<string, SheetRow>;
	readonly newMarks: MarkRow[];
	readonly newBallots: BallotRow[];
	readonly heldById: Map<string, KnownHeld>;
	readonly newHeld: HeldRow[];
	readonly picks: (Cell & { readonly ids: readonly string[] })[];
}

type KnownHeld = Pick<HeldRow, 'id' | 'seatId' | 'teamId' | 'criterion' | 'value' | 'kind'>;
/** Kept beside the log: it does not count as it came. */
interface Held {
	readonly held: HeldKind;
}

const cellOf = (mark: Cell) => `${mark.seatId} ${mark.teamId} ${mark.criterion}`;
const sheetOf = (seatId: string, teamId: string, partKey: string) => `${seatId} ${teamId} ${partKey}`;
/** A tablet counts for the seat and round that it is paired with, whatever its session says. */
const placeOf = (device: { deviceId: string; seatId: string; roundId: string }) =>
	`${device.deviceId} ${device.seatId} ${device.roundId}`;
const distinct = <T>(items: readonly T[]): T[] => [...new Set(items)];
const distinctBy = <T>(items: readonly T[], key: (item: T) => string): T[] => [
	...new Map(items.map((item) => [key(item), item])).values()
];

/** Reads what these marks are held against, as it is committed now: nothing here is older than the transaction. */
async function lay(tx: Tx, batches: readonly MarkBatch[], at: Date): Promise<Table> {
	const deviceIds = distinct(batches.map(({ actor }) => actor.deviceId));
	const standing = (await devicesStanding(tx, deviceIds)).filter(({ expiresAt }) => expiresAt > at);
	const rounds = new Map<string, Judging>();
	for (const live of standing) {
		if (!rounds.has(live.id)) rounds.set(live.id, { live, facts: await factsOf(tx, live) });
	}
	const cells = batches.flatMap(({ actor: { roundId, seatId }, marks }) =>
		marks.map(({ id, teamId, criterion }) => ({ id, roundId, seatId, teamId, criterion }))
	);
	const known = await marksBefore(tx, distinct(cells.map(({ id }) => id)), distinctBy(cells, cellOf));
	const sheets = await sheetsOf(
		tx,
		distinctBy(cells, ({ seatId, teamId }) => `${seatId} ${teamId}`)
	);
	const table: Table = {
		rounds,
		liveDevices: new Set(standing.map((device) => placeOf({ ...device, roundId: device.id }))),
		byId: new Map(),
		newest: new Map(),
		sequences: new Map(),
		ballots: new Map(sheets.map((row) => [sheetOf(row.seatId, row.teamId, row.partKey), row])),
		newMarks: [],
		newBallots: [],
		heldById: new Map(),
		newHeld: [],
		picks: []
	};
	// Asked for only where there can be any: a mark that was held is answered so again.
	if (standing.some(({ hasHeld }) => hasHeld)) {
		const held = await tx.heldMark.findMany({ where: { id: { in: distinct(cells.map(({ id }) => id)) } } });
		for (const row of held) table.heldById.set(row.id, { ...row, kind: row.kind as HeldKind });
	}
	for (const row of known) remember(table, row);
	return table;
}

function remember(table: Table, row: KnownMark): void {
	const cell = cellOf(row);
	table.byId.set(row.id, row);
	table.newest.set(cell, row);
	if (row.deviceId === null || row.deviceSeq === null) return;
	const device = `${row.deviceId} ${cell}`;
	table.sequences.set(device, Math.max(row.deviceSeq, table.sequences.get(device) ?? 0));
}

/**
 * The ballot that a mark for this team and part goes on: that of the turn on stage, of a turn that is over while the sheet
 * is not handed in (a tablet that was offline delivers late, a judge still ponders), or one that the chair opened again.
 */
function openBallot(table: Table, { live, facts }: Judging, seatId: string, teamId: string, partKey: string) {
	const keys = [partKey, ALL_PARTS];
	const onStage = live.onStageTeamId === teamId ? keys.find((key) => key === live.onStagePartKey) : undefined;
	const performed = facts.turns.find(
		(turn) => turn.teamId === teamId && keys.includes(turn.partKey) && turn.status === 'performed'
	)?.partKey;
	const sheets = keys.map((key) => table.ballots.get(sheetOf(seatId, teamId, key)));
	const unlocked = sheets.find((sheet) => sheet?.state === 'draft' && sheet.version > 0)?.partKey;
	return {
		ballotKey: onStage ?? unlocked ?? performed,
		finalKey: sheets.find((sheet) => sheet?.state === 'final')?.partKey
	};
}

/** Whether another device or paper has marked the cell since the judge last saw what the server has. */
function isDiverged(newest: KnownMark | undefined, row: MarkRow, base: number): boolean {
	if (!newest || newest.deviceId === row.deviceId || newest.value === row.value) return false;
	return (newest.seq ?? Infinity) > base;
}

function hold(table: Table, row: MarkRow, partKey: string, kind: HeldKind, code: HeldRow['code']): Held {
	const { source: _, at: receivedAt, seq: _seq, ...mark } = row;
	const held: HeldRow = { ...mark, partKey, kind, code, receivedAt };
	table.newHeld.push(held);
	table.heldById.set(held.id, held);
	return { held: kind };
}

/**
 * Takes one mark, keeps it for a person to decide, or says why not. The order of the questions is that of what a judge can
 * do about the answer.
 */
function take(table: Table, actor: TabletActor, mark: GivenMark, at: Date): KnownMark | Held | MarkRefusal {
	const round = table.rounds.get(actor.roundId);
	if (!round) return 'forbidden';
	const { live, facts } = round;
	const { seatId, roundId, deviceId } = actor;
	const line = facts.lines.get(mark.criterion);
	const checked = line && mark.value !== null ? checkMark(line.criterion, mark.value) : null;
	const value = checked?.ok ? checked.value : mark.value;

	const isSame = (earlier: KnownMark | KnownHeld) =>
		earlier.seatId === seatId &&
		earlier.teamId === mark.teamId &&
		earlier.criterion === mark.criterion &&
		earlier.value === value;
	const earlier = table.byId.get(mark.id);
	if (earlier) return isSame(earlier) ? earlier : 'key_reused';
	const kept = table.heldById.get(mark.id);
	if (kept) return isSame(kept) ? { held: kept.kind } : 'key_reused';
	const isOpen = mayReceiveMarks(live.state as RoundState);
	if (!isOpen && live.state === 'configured') return 'judging_round_not_open';
	const team = facts.teams.get(mark.teamId);
	if (!team) return 'judging_unknown_team';
	if (!line) return 'judging_unknown_criterion';
	if (!facts.marks(seatId, mark.criterion)) return 'judging_not_your_criterion';
	if (facts.conflict(seatId, mark.teamId)) return 'judging_conflict';
	if (!team.isCompeting) return 'judging_team_not_competing';
	const row: MarkRow = {
		id: mark.id,
		roundId,
		teamId: mark.teamId,
		seatId,
		criterion: mark.criterion,
		value,
		source: 'tablet',
		deviceId,
		deviceSeq: mark.seq,
		deviceTime: new Date(mark.deviceTime),
		clockOffsetMs: mark.clockOffsetMs ?? null,
		at,
		attempt: mark.attempt ?? 1
	};
	// Given for a performance that was repeated since: kept for the record, and never a mark of the one that counts.
	if (row.attempt !== facts.attempt(mark.teamId, line.partKey)) {
		const turn = facts.turns.find(
			(one) => one.teamId === mark.teamId && [line.partKey, ALL_PARTS].includes(one.partKey)
		);
		if (checked && !checked.ok) return checked.fault;
		return hold(table, row, turn?.partKey ?? line.partKey, 'late', 'judging_other_attempt');
	}
	const { ballotKey, finalKey } = openBallot(table, round, seatId, mark.teamId, line.partKey);
	const ballot = ballotKey && table.ballots.get(sheetOf(seatId, mark.teamId, ballotKey));
	const isFinal = ballot ? ballot.state === 'final' : finalKey !== undefined;
	const sheetKey = ballotKey ?? finalKey;
	if (!sheetKey) return 'judging_not_on_stage';
	if (facts.isAbsent(seatId, mark.teamId, sheetKey)) return 'judging_absent';
	if (checked && !checked.ok) return checked.fault;

	if (!isOpen || isFinal) {
		const code = isOpen ? 'judging_ballot_final' : 'judging_round_not_open';
		return hold(table, row, sheetKey, 'late', code);
	}
	// A frame that a network delivers late must not undo what the same tablet said after it.
	if (mark.seq <= (table.sequences.get(`${deviceId} ${cellOf(row)}`) ?? 0)) return 'judging_out_of_order';
	if (isDiverged(table.newest.get(cellOf(row)), row, mark.base ?? 0)) {
		return hold(table, row, sheetKey, 'diverged', 'judging_diverged');
	}
	table.newMarks.push(row);
	if (mark.settles?.length) table.picks.push({ ...row, ids: mark.settles });
	if (!ballot) {
		const draft = { id: newId(at.getTime()), roundId, teamId: mark.teamId, seatId, partKey: sheetKey };
		const sheet = { ...draft, state: 'draft', version: 0 };
		table.newBallots.push(sheet);
		table.ballots.set(sheetOf(seatId, mark.teamId, sheetKey), sheet);
	}
	remember(table, row);
	return row;
}

/** One entry for each team that a batch touched: criterion by criterion, how it was and is. */
function changesOf(rows: readonly { row: KnownMark; before: string | null }[]): Change[] {
	const byTeam = Map.groupBy(rows, ({ row }) => row.teamId);
	return [...byTeam].map(([teamId, given]) => ({
		subjectKind: 'marks',
		subjectId: given[0]!.row.seatId,
		before: Object.fromEntries(given.map(({ row, before }) => [row.criterion, before])),
		after: { teamId, marks: given.map(({ row }) => [row.criterion, row.value, row.id]) }
	}));
}

/** What is held counts for nothing, and is in the log all the same. */
function heldChanges(rows: readonly HeldRow[]): Change[] {
	return rows.map(({ id, teamId, seatId, criterion, value, kind, code, deviceTime }) => ({
		subjectKind: 'held-mark',
		subjectId: id,
		after: { held: kind, code, teamId, seatId, criterion, value, deviceTime }
	}));
}

/** For each batch its answers, or why nothing of it was looked at. */
type BatchOutcome = readonly MarkAnswer[] | Refusal;

/**
 * Writes the marks of several tablets in one durable commit and answers each for itself: stored, a replay of what is
 * stored already, or refused with its reason. A tablet that is no longer paired is refused as a whole, so that what it
 * holds can still be delivered once it is paired again.
 */
export async function storeMarks(
	database: Database,
	batches: readonly MarkBatch[],
	at = new Date()
): Promise<readonly BatchOutcome[]> {
	const done = await database.transaction(async (tx) => {
		const table = await lay(tx, batches, at);
		const audits: AuditGroup[] = [];
		const taken = batches.map(({ actor, marks }) => {
			const round = table.rounds.get(actor.roundId);
			const scope = { ...round?.facts.scope, seatId: actor.seatId };
			if (!table.liveDevices.has(placeOf(actor))) return new Refusal('judging_not_paired');
			const allowed = may(actor, 'ballot.mark', scope);
			const written: { row: KnownMark; before: string | null }[] = [];
			const heldBefore = table.newHeld.length;
			const results = marks.map((mark) => {
				if (!allowed) return { id: mark.id, result: 'forbidden' as const, isNew: false };
				const count = table.newMarks.length;
				const before = table.newest.get(cellOf({ ...mark, seatId: actor.seatId }))?.value ?? null;
				const result = take(table, actor, mark, at);
				const isNew = table.newMarks.length > count;
				if (isNew && typeof result !== 'string' && !('held' in result)) written.push({ row: result, before });
				return { id: mark.id, result, isNew };
			});
			const facts = {
				actor,
				action: 'ballot.mark',
				at,
				contestId: actor.contestId,
				unitId: scope.unitIds?.[0] ?? null,
				requestId: null,
				newId: () => newId(at.getTime())
			};
			const held = heldChanges(table.newHeld.slice(heldBefore));
			audits.push({ facts, changes: [...changesOf(written), ...held] });
			return results;
		});
		await write(tx, table);
		await recordGroups(tx, audits);
		return { taken, changed: [...table.newMarks, ...table.newHeld], count: table.newMarks.length };
	});
	metrics.marks.add(done.count);
	announceMarks(done.changed, batches);
	return done.taken.map((results) => {
		if (results instanceof Refusal) return results;
		return results.map(({ id, result, isNew }): MarkAnswer => {
			if (typeof result === 'string') return { id, status: 'refused', code: result };
			if ('held' in result) return { id, status: 'held', kind: result.held };
			return { id, status: isNew ? 'stored' : 'replay', serverSeq: result.seq! };
		});
	});
}

async function write(tx: Tx, table: Table): Promise<void> {
	if (table.newHeld.length > 0) await tx.heldMark.createMany({ data: table.newHeld });
	if (table.newMarks.length === 0) return;
	const seqs = await insertMarks(tx, table.newMarks);
	for (const row of table.newMarks) row.seq = seqs.get(row.id)!;
	if (table.newBallots.length > 0) {
		await tx.ballot.createMany({ data: table.newBallots.map((sheet) => ({ ...sheet, source: 'tablet' })) });
	}
	if (table.picks.length > 0) await settlePicked(tx, table.picks, table.newMarks[0]!.at);
}

function announceMarks(
	rows: readonly { readonly roundId: string; readonly teamId: string; readonly seatId: string }[],
	batches: readonly MarkBatch[]
): void {
	const contests = new Map(batches.map(({ actor }) => [actor.roundId, actor.contestId]));
	const sheets = new Map(rows.map((row) => [`${row.seatId} ${row.teamId}`, row]));
	announce(
		[...sheets.values()].map(({ roundId, teamId, seatId }) => ({
			kind: 'ballot.changed',
			contestId: contests.get(roundId)!,
			roundId,
			teamId,
			seatId,
			isDraft: true
		}))
	);
}
