import type { Stage } from '#lib/domain/contest/rules.ts';
import type { CommitteeVote } from '#lib/domain/scoring/committee-vote.ts';
import type { Entrant, EntrantStatus } from '#lib/domain/scoring/entrant.ts';
import type { Lots } from '#lib/domain/scoring/lots.ts';
import type { RoundSheet } from '#lib/domain/scoring/round-sheet.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { namesOf } from '#lib/server/desk/names-query.ts';
import { confirmedTime } from '#lib/server/timing/confirmed-time.ts';
import { absenceExclusions, conflictExclusions } from './exclusions.ts';
import { marksOfFinalBallots, type UnfinishedBallot } from './marks-of-final-ballots.ts';
import { prizeDecisions, PRIZE_DECISION_KINDS, type RecordedPrizes } from './prize-decisions.ts';
import { rulesInForce, stageOf, type RulesInForce } from './rules-in-force.ts';

export interface TeamFacts {
	readonly id: string;
	readonly code: string;
	readonly name: string;
	readonly units: readonly string[];
	/** Order of performance drawn for the round; 0 until drawn. */
	readonly position: number;
}

export interface SeatFacts {
	readonly id: string;
	readonly label: string;
	readonly name: string;
	readonly role: string;
	readonly speciality: string | null;
}

const roundFacts = {
	id: true,
	contestId: true,
	stageKey: true,
	clusterId: true,
	name: true,
	nameEn: true,
	position: true,
	state: true,
	rulesVersionId: true,
	startsAt: true,
	venue: true,
	openedAt: true,
	closedAt: true,
	verifiedAt: true,
	version: true,
	onStageTeamId: true,
	onStagePartKey: true,
	cluster: { select: { key: true, name: true, nameEn: true, position: true } },
	contest: {
		select: {
			id: true,
			code: true,
			titleVi: true,
			titleEn: true,
			plan: true,
			venue: true,
			level: true,
			status: true,
			isInvented: true,
			hostUnitId: true,
			host: { select: { name: true, kind: true, level: true } }
		}
	}
} as const;

const teamOfEntry = {
	id: true,
	code: true,
	name: true,
	isGuest: true,
	withdrawnAt: true,
	units: { orderBy: { position: 'asc' }, select: { unitId: true, unit: { select: { name: true } } } }
} as const;

function findRound(read: Tx, id: string) {
	return read.round.findUnique({ where: { id }, select: roundFacts });
}

export type RoundFacts = Omit<NonNullable<Awaited<ReturnType<typeof findRound>>>, 'contest'>;
export type ContestFacts = NonNullable<Awaited<ReturnType<typeof findRound>>>['contest'];

/** Everything that the result of a round is computed from, with the names that people read. */
export interface LoadedSheet {
	readonly round: RoundFacts;
	readonly contest: ContestFacts;
	readonly rules: RulesInForce;
	readonly stage: Stage;
	readonly sheet: RoundSheet;
	readonly teams: readonly TeamFacts[];
	/** Everybody at the table, secretaries and timekeepers too, in their order. */
	readonly panel: readonly SeatFacts[];
	readonly unfinished: readonly UnfinishedBallot[];
	/** What people decided about the round's prizes. */
	readonly prizeDecisions: RecordedPrizes;
}

interface EntryFacts {
	readonly status: string;
	readonly team: {
		readonly id: string;
		readonly name: string;
		readonly isGuest: boolean;
		readonly withdrawnAt: Date | null;
	};
}

/** A team that withdrew before the round opened does not compete in it; one that had been on stage keeps its result. */
function entrant({ status, team }: EntryFacts, openedAt: Date | null): Entrant {
	const left = team.withdrawnAt !== null && (openedAt === null || team.withdrawnAt < openedAt);
	return {
		id: team.id,
		name: team.name,
		status: left && status === 'competing' ? 'withdrawn' : (status as EntrantStatus),
		isGuest: team.isGuest
	};
}

/** The seed of the draw, once it was shown and where lots come from it; the sheet says nothing of it otherwise. */
async function shownSeed(read: Tx, roundId: string, stage: Stage): Promise<Pick<RoundSheet, 'seed'>> {
	if (!stage.tieLadder.some((step) => step.by === 'drawOfLots' && step.from === 'seed')) return {};
	const draw = await read.round.findUnique({
		where: { id: roundId },
		select: { drawState: true, seed: true }
	});
	return draw?.drawState === 'drawn' ? { seed: draw.seed } : {};
}

/** Loads a round's sheet with a fixed number of queries, whatever the number of teams, judges and criteria. */
export async function loadSheet(read: Tx, roundId: string): Promise<LoadedSheet> {
	const found = await findRound(read, roundId);
	if (!found) throw new Refusal('not_found');
	const { contest, ...round } = found;
	// One after the other: inside a transaction both databases have one connection to offer.
	const rules = await rulesInForce(read, round);
	const seats = await read.panelSeat.findMany({
		where: { roundId },
		orderBy: [{ position: 'asc' }, { label: 'asc' }],
		include: { person: { select: { fullName: true, unitId: true } } }
	});
	const entries = await read.entry.findMany({
		where: { roundId },
		orderBy: [{ position: 'asc' }, { team: { code: 'asc' } }],
		include: { team: { select: teamOfEntry } }
	});
	const turns = await read.performance.findMany({
		where: { roundId },
		select: { teamId: true, partKey: true, position: true }
	});
	const roundMarks = await marksOfFinalBallots(read, roundId);
	const given = await read.givenScore.findMany({ where: { roundId, value: { not: null } } });
	const deductions = await read.deduction.findMany({ where: { roundId, voidedAt: null } });
	const people = await namesOf(
		read,
		deductions.flatMap(({ issuedBy, proposed }) => (proposed === null ? [] : [issuedBy]))
	);
	const times = await read.stageTime.findMany({ where: { roundId } });
	const decisions = await read.decision.findMany({
		where: { roundId, supersededAt: null, kind: { in: ['lots', 'committee-vote', ...PRIZE_DECISION_KINDS] } },
		orderBy: { at: 'asc' }
	});
	const judges = seats.filter(({ role }) => role === 'chair' || role === 'judge');
	const conflicts = await conflictExclusions(
		read,
		round.contestId,
		judges,
		entries.map(({ teamId, team }) => ({ teamId, unitIds: team.units.map(({ unitId }) => unitId) }))
	);
	const order =
		turns.length > 0 ? turns : entries.map(({ teamId, position }) => ({ teamId, partKey: '*', position }));
	const stage = stageOf(rules.rules, round.stageKey);
	const sheet: RoundSheet = {
		roundId,
		clusterId: round.clusterId,
		judges: judges.map(({ id, role, speciality, person }) => ({
			id,
			name: person.fullName,
			isChair: role === 'chair',
			kind: speciality
		})),
		entrants: entries.map((entry) => entrant(entry, round.openedAt)),
		marks: roundMarks.marks,
		exclusions: [...conflicts, ...absenceExclusions(judges, order)],
		givenScores: given.map(({ teamId, partKey, value }) => ({ teamId, partKey, value: value! })),
		deductions: deductions.map(({ id, teamId, partKey, kind, points, reason, ...row }) => ({
			id,
			teamId,
			partKey,
			typeKey: kind,
			points: points === '' ? null : points,
			reason,
			...confirmedTime(stage, { ...row, partKey }, people)
		})),
		timings: times.map(({ teamId, partKey, durationMs }) => ({ teamId, partKey, durationMs })),
		lots: decisions
			.filter(({ kind }) => kind === 'lots')
			.map(({ json }): Lots => ({ order: (JSON.parse(json) as Lots).order })),
		votes: decisions
			.filter(({ kind }) => kind === 'committee-vote')
			.map(({ json, reason }): CommitteeVote => {
				const { order, ballots } = JSON.parse(json) as CommitteeVote;
				return { order, reason, ...(ballots ? { ballots } : {}) };
			}),
		...(await shownSeed(read, roundId, stage))
	};
	return {
		round,
		contest,
		rules,
		stage,
		sheet,
		teams: entries.map(({ team, position }) => ({
			id: team.id,
			code: team.code,
			name: team.name,
			units: team.units.map(({ unit }) => unit.name),
			position
		})),
		panel: seats.map(({ id, label, role, speciality, person }) => ({
			id,
			label,
			name: person.fullName,
			role,
			speciality
		})),
		unfinished: roundMarks.unfinished,
		prizeDecisions: prizeDecisions(decisions)
	};
}
