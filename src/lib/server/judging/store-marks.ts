import type { Actor } from '#lib/domain/access/actor.ts';
import { may } from '#lib/domain/access/policy.ts';
import { ALL_PARTS } from '#lib/domain/contest/ballot-sheet.ts';
import { mayReceiveMarks, type RoundState } from '#lib/domain/contest/states.ts';
import { checkMark } from '#lib/domain/scoring/check-mark.ts';
import { newId } from '#lib/live/id.ts';
import type { GivenMark, MarkAnswer, MarkRefusal } from '#lib/live/judge-protocol.ts';
import { recordGroups, type AuditGroup } from '#lib/server/audit/record.ts';
import type { Change } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Database, Tx } from '#lib/server/db/client.ts';
import { metrics } from '#lib/server/metrics/metrics.ts';
import { announce } from '#lib/server/realtime/bus.ts';
import { factsOf, liveRound, type LiveRound, type RoundFacts } from './round-facts.ts';

export type TabletActor = Extract<Actor, { kind: 'device' }>;

/** What one tablet sent at once. */
export interface MarkBatch {
	readonly actor: TabletActor;
	readonly marks: readonly GivenMark[];
}

interface MarkRow {
	readonly id: string;
	readonly roundId: string;
	readonly teamId: string;
	readonly seatId: string;
	readonly criterion: string;
	readonly value: string | null;
	readonly source: string;
	readonly deviceId: string | null;
	readonly deviceSeq: number | null;
	readonly deviceTime: Date | null;
	readonly at: Date;
	/** The server's; not yet known while the row waits to be written. */
	seq?: number;
}

interface BallotRow {
	readonly id: string;
	readonly roundId: string;
	readonly teamId: string;
	readonly seatId: string;
	readonly partKey: string;
	readonly state: string;
	readonly version: number;
}

interface Judging {
	readonly live: LiveRound;
	readonly facts: RoundFacts;
}

/** Everything that the marks of one transaction are held against, kept in step as they are taken one after another. */
interface Table {
	readonly rounds: ReadonlyMap<string, Judging>;
	readonly liveDevices: ReadonlySet<string>;
	readonly byId: Map<string, MarkRow>;
	readonly newest: Map<string, MarkRow>;
	/** The highest device sequence taken, by device and cell. */
	readonly sequences: Map<string, number>;
	readonly ballots: Map<string, BallotRow>;
	readonly newMarks: MarkRow[];
	readonly newBallots: BallotRow[];
}

const cellOf = (mark: { seatId: string; teamId: string; criterion: string }) =>
	`${mark.seatId} ${mark.teamId} ${mark.criterion}`;
const sheetOf = (seatId: string, teamId: string, partKey: string) => `${seatId} ${teamId} ${partKey}`;
const distinct = <T>(items: readonly T[]): T[] => [...new Set(items)];

/**
 * Everything in one question to the database: asking costs more than what is answered. Keys that were used in another
 * round are asked for only `everywhere`, after the database has refused one.
 */
async function lay(tx: Tx, batches: readonly MarkBatch[], at: Date, everywhere: boolean): Promise<Table> {
	const actors = batches.map(({ actor }) => actor);
	const marks = batches.flatMap((batch) => batch.marks);
	const seatId = { in: distinct(actors.map((actor) => actor.seatId)) };
	const teamId = { in: distinct(marks.map((mark) => mark.teamId)) };
	const criterion = { in: distinct(marks.map((mark) => mark.criterion)) };
	const deviceId = { in: distinct(actors.map((actor) => actor.deviceId)) };
	const found = await tx.round.findMany({
		where: { id: { in: distinct(actors.map((actor) => actor.roundId)) } },
		select: {
			...liveRound,
			marks: { where: { OR: [{ id: { in: marks.map((mark) => mark.id) } }, { seatId, teamId, criterion }] } },
			ballots: { where: { seatId, teamId } },
			panel: {
				where: { id: seatId },
				select: {
					devices: {
						where: { id: deviceId, revokedAt: null, expiresAt: { gt: at } },
						select: { id: true }
					}
				}
			}
		}
	});
	const rounds = new Map<string, Judging>();
	for (const live of found) rounds.set(live.id, { live, facts: await factsOf(tx, live) });
	const devices = found.flatMap(({ panel }) => panel.flatMap((seat) => seat.devices));
	const ballots = found.flatMap((round) => round.ballots);
	const known = found.flatMap((round) => round.marks).toSorted((a, b) => a.seq - b.seq);
	const table: Table = {
		rounds,
		liveDevices: new Set(devices.map(({ id }) => id)),
		byId: new Map(),
		newest: new Map(),
		sequences: new Map(),
		ballots: new Map(ballots.map((row) => [sheetOf(row.seatId, row.teamId, row.partKey), row])),
		newMarks: [],
		newBallots: []
	};
	if (everywhere) {
		const used = await tx.mark.findMany({ where: { id: { in: marks.map((mark) => mark.id) } } });
		for (const row of used) table.byId.set(row.id, row);
	}
	for (const row of known) remember(table, row);
	return table;
}

function remember(table: Table, row: MarkRow): void {
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
		isFinal: sheets.some((sheet) => sheet?.state === 'final')
	};
}

/** Takes one mark, or says why not. The order of the questions is that of what a judge can do about the answer. */
function take(table: Table, actor: TabletActor, mark: GivenMark, at: Date): MarkRow | MarkRefusal {
	const round = table.rounds.get(actor.roundId);
	if (!round) return 'forbidden';
	const { live, facts } = round;
	const { seatId, roundId, deviceId } = actor;
	const line = facts.lines.get(mark.criterion);
	const checked = line && mark.value !== null ? checkMark(line.criterion, mark.value) : null;
	const value = checked?.ok ? checked.value : mark.value;

	const earlier = table.byId.get(mark.id);
	if (earlier) {
		const isSame =
			earlier.seatId === seatId &&
			earlier.teamId === mark.teamId &&
			earlier.criterion === mark.criterion &&
			earlier.value === value;
		return isSame ? earlier : 'key_reused';
	}
	if (!mayReceiveMarks(live.state as RoundState)) return 'judging_round_not_open';
	const team = facts.teams.get(mark.teamId);
	if (!team) return 'judging_unknown_team';
	if (!line) return 'judging_unknown_criterion';
	if (!facts.marks(seatId, mark.criterion)) return 'judging_not_your_criterion';
	if (facts.conflict(seatId, mark.teamId)) return 'judging_conflict';
	if (!team.isCompeting) return 'judging_team_not_competing';
	const { ballotKey, isFinal } = openBallot(table, round, seatId, mark.teamId, line.partKey);
	const ballot = ballotKey && table.ballots.get(sheetOf(seatId, mark.teamId, ballotKey));
	if (ballot ? ballot.state === 'final' : isFinal) return 'judging_ballot_final';
	if (!ballotKey) return 'judging_not_on_stage';
	if (facts.isAbsent(seatId, mark.teamId, ballotKey)) return 'judging_absent';
	if (checked && !checked.ok) return checked.fault;

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
		at
	};
	// A frame that a network delivers late must not undo what the same tablet said after it.
	if (mark.seq <= (table.sequences.get(`${deviceId} ${cellOf(row)}`) ?? 0)) return 'judging_out_of_order';
	table.newMarks.push(row);
	if (!ballot) {
		const draft = { id: newId(at.getTime()), roundId, teamId: mark.teamId, seatId, partKey: ballotKey };
		const sheet = { ...draft, state: 'draft', version: 0 };
		table.newBallots.push(sheet);
		table.ballots.set(sheetOf(seatId, mark.teamId, ballotKey), sheet);
	}
	remember(table, row);
	return row;
}

/** One entry for each team that a batch touched: criterion by criterion, how it was and is. */
function changesOf(rows: readonly { row: MarkRow; before: string | null }[]): Change[] {
	const byTeam = Map.groupBy(rows, ({ row }) => row.teamId);
	return [...byTeam].map(([teamId, given]) => ({
		subjectKind: 'marks',
		subjectId: given[0]!.row.seatId,
		before: Object.fromEntries(given.map(({ row, before }) => [row.criterion, before])),
		after: { teamId, marks: given.map(({ row }) => [row.criterion, row.value, row.id]) }
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
	const attempt = (everywhere: boolean) => async (tx: Tx) => {
		const table = await lay(tx, batches, at, everywhere);
		const audits: AuditGroup[] = [];
		const taken = batches.map(({ actor, marks }) => {
			const round = table.rounds.get(actor.roundId);
			const scope = { ...round?.facts.scope, seatId: actor.seatId };
			if (!table.liveDevices.has(actor.deviceId)) return new Refusal('judging_not_paired');
			const allowed = may(actor, 'ballot.mark', scope);
			const written: { row: MarkRow; before: string | null }[] = [];
			const results = marks.map((mark) => {
				if (!allowed) return { id: mark.id, result: 'forbidden' as const, isNew: false };
				const count = table.newMarks.length;
				const before = table.newest.get(cellOf({ ...mark, seatId: actor.seatId }))?.value ?? null;
				const result = take(table, actor, mark, at);
				const isNew = table.newMarks.length > count;
				if (isNew && typeof result !== 'string') written.push({ row: result, before });
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
			audits.push({ facts, changes: changesOf(written) });
			return results;
		});
		await write(tx, table);
		await recordGroups(tx, audits);
		return { taken, newMarks: table.newMarks };
	};
	const done = await database.transaction(attempt(false)).catch((error: unknown) => {
		if ((error as { code?: unknown }).code === 'P2002') return database.transaction(attempt(true));
		throw error;
	});
	announceMarks(done.newMarks, batches);
	return done.taken.map((results) => {
		if (results instanceof Refusal) return results;
		return results.map(({ id, result, isNew }): MarkAnswer => {
			if (typeof result === 'string') return { id, status: 'refused', code: result };
			return { id, status: isNew ? 'stored' : 'replay', serverSeq: result.seq! };
		});
	});
}

async function write(tx: Tx, table: Table): Promise<void> {
	if (table.newMarks.length === 0) return;
	const rows = await tx.mark.createManyAndReturn({ data: table.newMarks, select: { id: true, seq: true } });
	for (const { id, seq } of rows) table.byId.get(id)!.seq = seq;
	if (table.newBallots.length > 0) {
		await tx.ballot.createMany({ data: table.newBallots.map((sheet) => ({ ...sheet, source: 'tablet' })) });
	}
}

function announceMarks(rows: readonly MarkRow[], batches: readonly MarkBatch[]): void {
	metrics.marks.add(rows.length);
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
