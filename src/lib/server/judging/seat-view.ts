import { ALL_PARTS, sheetLines } from '#lib/domain/contest/ballot-sheet.ts';
import { scoredParts } from '#lib/domain/contest/part.ts';
import type { PartView, SeatView } from '#lib/live/judge-protocol.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { currentMarks } from './current-marks.ts';
import { heldOf } from './held-marks.ts';
import { othersMarks } from './others-marks.ts';
import { openLooks } from './second-looks-query.ts';
import { factsOf, liveRound, type RoundFacts, type SeatFacts } from './round-facts.ts';

function partsFor(facts: RoundFacts, seat: SeatFacts): PartView[] {
	const lines = seat.isJudge ? sheetLines(facts.stage, ALL_PARTS, seat.kind) : [];
	return scoredParts(facts.stage.parts).flatMap(({ path, part }): PartView[] => {
		const own = lines.filter(({ partPath }) => partPath === path);
		if (own.length === 0) return [];
		return [
			{
				path,
				partKey: own[0]!.partKey,
				name: part.name,
				scale: part.scale,
				criteria: own.map(({ path, criterion: { name, min, max, step, coefficient, marks } }) => ({
					path,
					name,
					min,
					max,
					step,
					coefficient,
					...(marks && { marks })
				}))
			}
		];
	});
}

/**
 * Everything that the screen of one seat shows, as it is committed now: the round, who is on stage, and this judge's own
 * ballots and marks. Of the other judges there is nothing in it but what the rules open once the own ballot is final (E44).
 */
export async function seatView(
	read: Tx,
	roundId: string,
	seatId: string
): Promise<Omit<SeatView, 'device' | 'isElsewhere'>> {
	const live = await read.round.findUnique({ where: { id: roundId }, select: liveRound });
	if (!live) throw new Refusal('not_found');
	const facts = await factsOf(read, live);
	const seat = facts.seats.get(seatId);
	if (!seat) throw new Refusal('not_found');
	const marks = await currentMarks(read, { roundId, seatId });
	const ballots = await read.ballot.findMany({ where: { roundId, seatId } });
	return {
		contest: facts.contest,
		round: { id: live.id, name: live.name, state: live.state, version: live.version },
		seat: { id: seat.id, label: seat.label, name: seat.name, role: seat.role },
		onStage:
			live.onStageTeamId && live.onStagePartKey
				? { teamId: live.onStageTeamId, partKey: live.onStagePartKey }
				: null,
		turns: facts.turns.map((turn) => ({
			...turn,
			isAbsent: facts.isAbsent(seatId, turn.teamId, turn.partKey),
			calibrationLeft: facts.calibrationLeft(turn.teamId, turn.partKey)
		})),
		teams: [...facts.teams.values()].map((team) => ({
			...team,
			conflict: facts.conflict(seatId, team.id)?.kind ?? null
		})),
		parts: partsFor(facts, seat),
		ballots: ballots.map(({ teamId, partKey, state, version, finalAt, source }) => ({
			teamId,
			partKey,
			state: state === 'final' ? 'final' : 'draft',
			isUnlocked: state !== 'final' && version > 0,
			finalAt: finalAt?.getTime() ?? null,
			source
		})),
		marks,
		held: await heldOf(read, seatId),
		looks: await openLooks(read, roundId, seatId),
		calibrationHold: facts.stage.calibration?.hold ?? 0,
		others: await othersMarks(read, facts, roundId, seatId, ballots)
	};
}
