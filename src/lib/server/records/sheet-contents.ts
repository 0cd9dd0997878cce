import { ALL_PARTS, marksPart, sheetLines } from '#lib/domain/contest/ballot-sheet.ts';
import { scoredParts } from '#lib/domain/contest/part.ts';
import type {
	JudgeContent,
	PaperSeat,
	PaperTeam,
	SheetContent,
	SheetHandedIn,
	SheetPart,
	SheetTeam,
	TeamContent
} from '#lib/domain/records/contents.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { namesOf } from '#lib/server/desk/names-query.ts';
import type { RoundStandings } from '#lib/server/results/standings.ts';
import { changesOf, type LoggedSheet } from './sheet-changes.ts';

export interface SheetContents {
	readonly judges: readonly JudgeContent[];
	readonly teams: readonly TeamContent[];
}

function partsOf(stage: Stage): SheetPart[] {
	return scoredParts(stage.parts).flatMap(({ path, part }): SheetPart[] =>
		part.kind === 'judged'
			? [
					{
						path,
						name: part.name,
						judgeKinds: part.judgeKinds,
						criteria: part.criteria.map(({ key, name, max, coefficient }) => ({
							path: `${path}.${key}`,
							name,
							max,
							coefficient
						}))
					}
				]
			: []
	);
}

const onSheet = ({ status: _status, ...team }: PaperTeam): SheetTeam => team;

type Marks = Readonly<Record<string, string>>;
const marksIn = (json: string | null): Marks =>
	Object.fromEntries(
		Object.entries(JSON.parse(json ?? '{}') as Record<string, string | null>).flatMap(([path, value]) =>
			value === null ? [] : [[path, value]]
		)
	);

/** All sheets of a round, by judge and by team, with a fixed number of queries. */
export async function sheetContents(
	read: Tx,
	{ round, stage, sheet, standings }: RoundStandings,
	seats: readonly PaperSeat[],
	teams: readonly PaperTeam[]
): Promise<SheetContents> {
	const roundId = round.id;
	const ballots = await read.ballot.findMany({ where: { roundId } });
	const papers = await read.paperBallot.findMany({ where: { roundId }, orderBy: { entry: 'asc' } });
	const people = await namesOf(
		read,
		papers.map(({ enteredBy }) => enteredBy)
	);
	const changes = await changesOf(read, round.contestId, roundId, ballots);
	const turns = await read.performance.findMany({
		where: { roundId },
		orderBy: { position: 'asc' },
		select: { teamId: true, partKey: true }
	});
	const at = (of: { teamId: string; seatId: string; partKey: string }) =>
		`${of.teamId} ${of.seatId} ${of.partKey}`;
	const byPlace = new Map<string, LoggedSheet>(ballots.map((ballot) => [at(ballot), ballot]));
	const keyed = Map.groupBy(papers, at);
	const parts = partsOf(stage);
	const sums = new Map(
		standings.rows.flatMap(({ teamId, parts: scores }) =>
			scores
				.flatMap((score) => [score, ...score.parts])
				.flatMap(({ partKey, ballots: given }) =>
					given.map(({ judgeId, sum }) => [`${teamId} ${judgeId} ${partKey}`, sum] as const)
				)
		)
	);
	const excluded = (cause: string, seatId: string, teamId: string) =>
		sheet.exclusions.some(
			(one) =>
				one.cause === cause &&
				one.judgeId === seatId &&
				(one.teamId === null || one.teamId === teamId) &&
				one.partKey === null
		);
	const one = (seat: PaperSeat, team: PaperTeam): SheetContent => {
		const own = turns.filter(({ teamId }) => teamId === team.id).map(({ partKey }) => partKey);
		const keys = (own.length > 0 ? own : [ALL_PARTS]).filter(
			(key) => sheetLines(stage, key, seat.speciality).length > 0
		);
		const found = keys.map((partKey) => {
			const place = { teamId: team.id, seatId: seat.id, partKey };
			return { partKey, ballot: byPlace.get(at(place)), entries: keyed.get(at(place)) ?? [] };
		});
		const final = found.filter(({ ballot }) => ballot?.state === 'final');
		const marks = Object.assign({}, ...final.map(({ ballot }) => marksIn(ballot!.marks))) as Marks;
		const standing = excluded('conflict', seat.id, team.id)
			? 'conflict'
			: final.length > 0
				? 'marks'
				: team.status !== 'competing'
					? 'notCompeting'
					: excluded('absent', seat.id, team.id)
						? 'absent'
						: 'marks';
		return {
			seatId: seat.id,
			teamId: team.id,
			standing,
			marks,
			sums: Object.fromEntries(
				parts
					.filter(({ judgeKinds }) => marksPart(judgeKinds, seat.speciality))
					.map(({ path }) => [path, sums.get(`${team.id} ${seat.id} ${path}`) ?? null])
			),
			handedIn: found.map(({ partKey, ballot, entries }): SheetHandedIn => ({
				part: stage.parts.find(({ key }) => key === partKey)?.name ?? null,
				finalAt: ballot?.state === 'final' ? (ballot.finalAt?.toISOString() ?? null) : null,
				source: ballot?.source ?? '',
				keyedBy: ballot?.source === 'paper' ? entries.map(({ enteredBy }) => people.get(enteredBy) ?? '') : []
			})),
			changes: found.flatMap(({ ballot }) => (ballot ? (changes.get(ballot.id) ?? []) : []))
		};
	};
	const sheetsOf = (own: readonly PaperSeat[], of: readonly PaperTeam[]) =>
		of.flatMap((team) => own.map((seat) => one(seat, team)));
	const marking = (seat: PaperSeat) =>
		parts.filter(({ judgeKinds }) => marksPart(judgeKinds, seat.speciality));
	return {
		judges: seats.map((seat) => ({
			kind: 'judge',
			seat,
			parts: marking(seat),
			teams: teams.map(onSheet),
			sheets: sheetsOf([seat], teams)
		})),
		teams: teams.map((team) => ({
			kind: 'team',
			team: onSheet(team),
			parts,
			seats,
			sheets: sheetsOf(seats, [team])
		}))
	};
}
