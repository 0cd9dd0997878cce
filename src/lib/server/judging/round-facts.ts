import type { Scope } from '#lib/domain/access/actor.ts';
import type { Action } from '#lib/domain/access/policy.ts';
import { marksPart, type SheetLine, sheetLines, ALL_PARTS } from '#lib/domain/contest/ballot-sheet.ts';
import { calibrationLeft } from '#lib/domain/contest/calibration.ts';
import {
	conflictOfInterest,
	type ConflictOfInterest,
	type UnitPlace
} from '#lib/domain/contest/conflict-of-interest.ts';
import { scoredParts } from '#lib/domain/contest/part.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import { storedRules } from '#lib/domain/contest/stored-rules.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { contestScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { lastEntry, loggedSince } from '#lib/server/db/statements.ts';

/** What changes with every call of a team: always read in the transaction that relies on it. */
export const liveRound = {
	id: true,
	contestId: true,
	stageKey: true,
	name: true,
	state: true,
	version: true,
	rulesVersionId: true,
	openedAt: true,
	onStageTeamId: true,
	onStagePartKey: true
} as const;

export interface LiveRound {
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
}

export interface SeatFacts {
	readonly id: string;
	readonly label: string;
	readonly role: string;
	readonly name: string;
	readonly kind: string | null;
	/** Chair and judges do, secretaries and timekeepers do not. */
	readonly isJudge: boolean;
	readonly absentFrom: number | null;
	readonly absenceScope: string | null;
}

export interface TeamFacts {
	readonly id: string;
	readonly code: string;
	readonly name: string;
	readonly position: number;
	readonly isCompeting: boolean;
}

interface TurnFacts {
	readonly teamId: string;
	readonly partKey: string;
	readonly position: number;
	readonly status: string;
	/** Grows by one when the turn is performed again. */
	readonly attempt: number;
}

/** What stays the same from one mark to the next: rules, panel, teams, order and conflicts of a round. */
export interface RoundFacts {
	readonly scope: Scope;
	readonly contest: { readonly code: string; readonly titleVi: string; readonly titleEn: string };
	readonly stage: Stage;
	readonly lines: ReadonlyMap<string, SheetLine & { readonly judgeKinds: readonly string[] }>;
	readonly seats: ReadonlyMap<string, SeatFacts>;
	readonly teams: ReadonlyMap<string, TeamFacts>;
	readonly turns: readonly TurnFacts[];
	/** Which attempt of the turn that a part belongs to counts. */
	attempt(teamId: string, partKey: string): number;
	conflict(seatId: string, teamId: string): ConflictOfInterest | null;
	/** Whether the judge is recorded as away from the turn of this ballot. */
	isAbsent(seatId: string, teamId: string, ballotPartKey: string): boolean;
	marks(seatId: string, criterionPath: string): boolean;
	/** How many performances the sheets of this turn still wait for before they can be handed in; 0: none. */
	calibrationLeft(teamId: string, ballotPartKey: string): number;
}

/** What tablets do by the thousand: it changes sheets and nothing that they are held against. */
export const OF_TABLETS = [
	'ballot.mark',
	'ballot.finalize',
	'device.wake',
	'quiz.answer'
] as const satisfies readonly Action[];

interface Kept {
	readonly facts: RoundFacts;
	readonly version: number;
	/** The newest audit entry up to which they are known to stand. */
	upTo: number;
}

const kept = new Map<string, Kept>();
const MOST_KEPT = 200;

/**
 * The facts of a round as they are committed. Every command leaves its entry in the audit log, so what is kept stands
 * while the log holds nothing newer that could have changed it, whichever process wrote it.
 */
export async function factsOf(tx: Tx, round: LiveRound): Promise<RoundFacts> {
	const known = kept.get(round.id);
	if (known) {
		const { newest, other } = await loggedSince(tx, known.upTo, OF_TABLETS);
		if (other === null && known.version === round.version) {
			known.upTo = newest;
			return known.facts;
		}
	}
	// The log first: what is committed between the two reads is then looked at again, never missed.
	const upTo = (await lastEntry(tx))?.seq ?? 0;
	const facts = await loadFacts(tx, round);
	if (kept.size >= MOST_KEPT) kept.clear();
	kept.set(round.id, { facts, version: round.version, upTo });
	return facts;
}

async function stageOf(tx: Tx, round: LiveRound): Promise<Stage> {
	const rules = round.rulesVersionId
		? await tx.rulesVersion.findUnique({ where: { id: round.rulesVersionId } })
		: await tx.rulesVersion.findFirst({
				where: { contestId: round.contestId },
				orderBy: { version: 'desc' }
			});
	const stage = rules && storedRules(rules.json).stages.find(({ key }) => key === round.stageKey);
	if (!stage) throw new Refusal('not_found');
	return stage;
}

/** The units named and everything above them. */
async function placesAbove(tx: Tx, unitIds: readonly string[]): Promise<UnitPlace[]> {
	const places = new Map<string, UnitPlace>();
	for (let open = [...new Set(unitIds)]; open.length > 0;) {
		const units = await tx.unit.findMany({
			where: { id: { in: open } },
			select: { id: true, parentId: true }
		});
		for (const unit of units) places.set(unit.id, unit);
		const above = units.flatMap(({ parentId }) => (parentId && !places.has(parentId) ? [parentId] : []));
		open = [...new Set(above)];
	}
	return [...places.values()];
}

async function loadFacts(tx: Tx, round: LiveRound): Promise<RoundFacts> {
	const stage = await stageOf(tx, round);
	const scope = { ...(await contestScope(tx, round.contestId)), roundId: round.id };
	const contest = await tx.contest.findUniqueOrThrow({
		where: { id: round.contestId },
		select: { code: true, titleVi: true, titleEn: true }
	});
	const seatRows = await tx.panelSeat.findMany({
		where: { roundId: round.id },
		orderBy: { position: 'asc' },
		include: { person: { select: { fullName: true, unitId: true } } }
	});
	const entries = await tx.entry.findMany({
		where: { roundId: round.id },
		orderBy: { position: 'asc' },
		include: {
			team: { select: { code: true, name: true, withdrawnAt: true, units: { select: { unitId: true } } } }
		}
	});
	const turns = await tx.performance.findMany({
		where: { roundId: round.id },
		orderBy: { position: 'asc' },
		select: { teamId: true, partKey: true, position: true, status: true, attempt: true }
	});
	const declared = await tx.declaredConflict.findMany({ where: { contestId: round.contestId } });
	const tree = await placesAbove(
		tx,
		seatRows.flatMap(({ person }) => (person.unitId ? [person.unitId] : []))
	);

	const conflicts = new Map<string, ConflictOfInterest>();
	for (const seat of seatRows) {
		const own = declared
			.filter(({ personId }) => personId === seat.personId)
			.map(({ teamId, reason }) => ({ judgeId: seat.id, teamId, unitId: null, reason }));
		for (const { teamId, team } of entries) {
			const unitIds = team.units.map(({ unitId }) => unitId);
			const conflict = conflictOfInterest(seat.person.unitId, { id: teamId, unitIds }, tree, own);
			if (conflict) conflicts.set(`${seat.id} ${teamId}`, conflict);
		}
	}
	const seats = new Map(
		seatRows.map(({ id, label, role, speciality, absentFrom, absenceScope, person }) => [
			id,
			{
				id,
				label,
				role,
				name: person.fullName,
				kind: speciality,
				isJudge: role === 'chair' || role === 'judge',
				absentFrom,
				absenceScope
			}
		])
	);
	const teams = new Map(
		entries.map(({ teamId, position, status, team }) => {
			// A team that withdrew once the round was open keeps what it showed.
			const left = team.withdrawnAt !== null && (!round.openedAt || team.withdrawnAt < round.openedAt);
			const isCompeting = status === 'competing' && !left;
			return [teamId, { id: teamId, code: team.code, name: team.name, position, isCompeting }];
		})
	);
	const judgeKinds = new Map(
		scoredParts(stage.parts).map(({ path, part }) => [path, part.kind === 'judged' ? part.judgeKinds : []])
	);
	// Every kind there is, so that the map holds all lines; who marks which is asked with `marks`.
	const kinds = [null, ...new Set([...judgeKinds.values()].flat())];
	const lines = new Map(
		kinds
			.flatMap((kind) => sheetLines(stage, ALL_PARTS, kind))
			.map((line) => [line.path, { ...line, judgeKinds: judgeKinds.get(line.partPath) ?? [] }])
	);
	return {
		scope,
		contest,
		stage,
		lines,
		seats,
		teams,
		turns,
		attempt: (teamId, partKey) =>
			turns.find((turn) => turn.teamId === teamId && [partKey, ALL_PARTS].includes(turn.partKey))?.attempt ??
			1,
		conflict: (seatId, teamId) => conflicts.get(`${seatId} ${teamId}`) ?? null,
		isAbsent: (seatId, teamId, ballotPartKey) => {
			const from = seats.get(seatId)?.absentFrom ?? null;
			if (from === null) return false;
			// Dropped from all teams of a part: no sheet of it is waited for or taken any more.
			if (seats.get(seatId)?.absenceScope === 'round') {
				return turns.some((known) => known.partKey === ballotPartKey && known.position >= from);
			}
			const turn = turns.find((known) => known.teamId === teamId && known.partKey === ballotPartKey);
			return (turn?.position ?? teams.get(teamId)?.position ?? 0) >= from || from <= 1;
		},
		calibrationLeft: (teamId, ballotPartKey) => {
			const competing = turns
				// A turn that was missed will not come: nobody waits for it.
				.filter((turn) => teams.get(turn.teamId)?.isCompeting && turn.status !== 'missed')
				.map((turn) => ({ ...turn, isPerformed: turn.status === 'performed' }));
			return calibrationLeft(stage, competing, teamId, ballotPartKey);
		},
		marks: (seatId, criterionPath) => {
			const seat = seats.get(seatId);
			const line = lines.get(criterionPath);
			return (
				seat !== undefined && seat.isJudge && line !== undefined && marksPart(line.judgeKinds, seat.kind)
			);
		}
	};
}
