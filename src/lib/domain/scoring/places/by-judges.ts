import type { PlacingRule } from '#lib/domain/contest/placing-rule.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import type { Exact } from '#lib/domain/shared/exact.ts';
import { exact, exactText, sum } from '#lib/domain/shared/exact.ts';
import { byCodeUnit } from '#lib/domain/shared/order.ts';
import type { Missing } from '../derivation.ts';
import type { RoundSheet } from '../round-sheet.ts';
import type { SheetIndex } from '../sheet-index.ts';
import type { JudgePlace, Ranking, StandingsRow } from '../standings.ts';
import { allParts } from '../tie-steps/tie-evidence.ts';
import { equalBallots } from './equal-ballots.ts';
import { judgeFigure, partFigure } from './judge-figure.ts';
import { majorityPlaces } from './majority-places.ts';
import { majorityTotal } from './majority-total.ts';
import { sharedRanks } from './shared-ranks.ts';

type JudgesRule = Exclude<PlacingRule, { by: 'points' }>;

/** What a judge places: the whole round (`partKey` null) or one part. */
interface Contest {
	readonly judgeId: string;
	readonly partKey: string | null;
	readonly figure: (row: StandingsRow) => Exact | null;
}

/**
 * Where the rules place teams by the judges' ranks: the rows with their ranking and with what it comes to as `compared`
 * (lowest first). A team that a judge did not mark, or placed beside another where that is forbidden, has no place until
 * that is settled. Where points decide the rows stay as they are.
 */
export function placedByJudges(
	stage: Stage,
	sheet: RoundSheet,
	index: SheetIndex,
	rows: readonly StandingsRow[]
): StandingsRow[] {
	const rule = stage.placing;
	if (rule.by === 'points') return [...rows];
	const competing = rows.filter((row) => row.status === 'competing' && !row.isGuest);
	const panel = panelOf(rule, competing);
	const equal = equalBallots(
		stage,
		competing.map((row) => row.teamId),
		sheet.marks.filter((mark) => panel.judgeIds.includes(mark.judgeId))
	);
	const blocked = new Map<string, Missing[]>(
		competing.map((row) => [row.teamId, [...panel.missing(row, stage), ...equalOf(row, equal)]])
	);
	const placed = competing.filter((row) => row.compared !== null && blocked.get(row.teamId)!.length === 0);
	const rankings = rule.by === 'rankSum' ? byRankSum : byMajority;
	const ranked = rankings(rule, contestsOf(stage, index, panel.judgeIds), placed, panel.leftOut);
	return rows.map((row) => {
		const lacks = blocked.get(row.teamId) ?? [];
		if (lacks.length > 0) {
			return { ...row, isComplete: false, compared: null, missing: [...row.missing, ...lacks] };
		}
		const ranking = ranked.get(row.teamId);
		return ranking ? { ...row, compared: ranking.compared, ranking: ranking.ranking } : row;
	});
}

interface Panel {
	readonly judgeIds: readonly string[];
	readonly leftOut: readonly string[];
	readonly missing: (row: StandingsRow, stage: Stage) => Missing[];
}

/** Whose ranks count. A judge who is away for every team in a part is not of that part's panel. */
function panelOf(rule: JudgesRule, competing: readonly StandingsRow[]): Panel {
	const seats = competing.flatMap((row) =>
		allParts(row.parts).flatMap(({ partKey, ballots }) =>
			ballots.map(({ judgeId, standing }) => ({
				teamId: row.teamId,
				partKey,
				judgeId,
				marks: standing === 'counted' || standing === 'incomplete'
			}))
		)
	);
	const sits = seats.filter(({ marks }) => marks);
	const lacking = seats.filter(
		(seat) =>
			!seat.marks && sits.some(({ judgeId, partKey }) => judgeId === seat.judgeId && partKey === seat.partKey)
	);
	const all = [...new Set(sits.map(({ judgeId }) => judgeId))].sort(byCodeUnit);
	const isLacking = (judgeId: string) => lacking.some((seat) => seat.judgeId === judgeId);
	const leftOut = rule.unmarked === 'leaveOutJudge' ? all.filter(isLacking) : [];
	const judgeIds = all.filter((judgeId) => !leftOut.includes(judgeId));
	return {
		judgeIds,
		leftOut,
		missing: (row, stage) => {
			const partKey = seats[0]?.partKey ?? '';
			const { quorum } = stage.panel;
			if (leftOut.length > 0 && judgeIds.length < quorum) {
				return [{ kind: 'quorum', partKey, counted: judgeIds.length, quorum }];
			}
			if (rule.unmarked !== 'refuse') return [];
			const own = lacking.filter((seat) => seat.teamId === row.teamId);
			return [...new Set(own.map((seat) => seat.partKey))].map((part): Missing => {
				const of = seats.filter((seat) => seat.teamId === row.teamId && seat.partKey === part);
				return {
					kind: 'fullPanel',
					partKey: part,
					counted: of.filter(({ marks }) => marks).length,
					panel: of.length
				};
			});
		}
	};
}

function equalOf(row: StandingsRow, equal: ReturnType<typeof equalBallots>): Missing[] {
	return equal
		.filter(({ teamIds }) => teamIds.includes(row.teamId))
		.map(({ judgeId, partKey, teamIds }) => ({
			kind: 'equalMarks',
			partKey: partKey ?? '',
			judgeId,
			teamIds
		}));
}

function contestsOf(stage: Stage, sheet: SheetIndex, judgeIds: readonly string[]): Contest[] {
	return judgeIds.flatMap((judgeId): Contest[] => {
		const one = { stage, sheet, judgeId };
		if (stage.placing.by === 'rankSum') {
			const figure = (row: StandingsRow) => judgeFigure(one, row.teamId, row.parts);
			return [{ judgeId, partKey: null, figure }];
		}
		return stage.parts.map((part) => ({
			judgeId,
			partKey: part.key,
			figure: (row) => partFigure(one, row.teamId, part, row.parts)
		}));
	});
}

interface Ranked {
	readonly compared: string;
	readonly ranking: Ranking;
}

/** The places that every judge gives, of those teams that the judge marked. */
function judgePlaces(contests: readonly Contest[], rows: readonly StandingsRow[]) {
	return contests.map(({ judgeId, partKey, figure }) => {
		const marked = rows.filter((row) => hasMarked(judgeId, partKey, row));
		const figures = marked.flatMap((row) => {
			const value = figure(row);
			return value ? [{ teamId: row.teamId, value }] : [];
		});
		return { judgeId, partKey, ranks: sharedRanks(figures) };
	});
}

function hasMarked(judgeId: string, partKey: string | null, row: StandingsRow): boolean {
	return allParts(row.parts)
		.filter((part) => partKey === null || part.partKey.split('.')[0] === partKey)
		.flatMap((part) => part.ballots)
		.filter((ballot) => ballot.judgeId === judgeId)
		.every((ballot, _, own) => own.length > 0 && ballot.standing === 'counted');
}

function placesOf(teamId: string, given: ReturnType<typeof judgePlaces>) {
	return given.flatMap(({ judgeId, partKey, ranks }) => {
		const place = ranks.get(teamId);
		return place ? [{ judgeId, partKey, place }] : [];
	});
}

const written = (places: ReturnType<typeof placesOf>): JudgePlace[] =>
	places.map((given) => ({ ...given, place: exactText(given.place) }));

function byRankSum(
	rule: JudgesRule,
	contests: readonly Contest[],
	rows: readonly StandingsRow[],
	judgesLeftOut: readonly string[]
): ReadonlyMap<string, Ranked> {
	const given = judgePlaces(contests, rows);
	return new Map(
		rows.map(({ teamId }) => {
			const places = placesOf(teamId, given);
			const added = sum(places.map(({ place }) => place));
			const isMean = rule.unmarked === 'meanRank';
			const value = exactText(isMean ? added.div(exact(Math.max(1, places.length))) : added);
			const ranking: Ranking = {
				by: 'rankSum',
				isMean,
				judgePlaces: written(places),
				partPlaces: [],
				value,
				rule: null,
				judgesLeftOut
			};
			return [teamId, { compared: value, ranking }];
		})
	);
}

function byMajority(
	_: JudgesRule,
	contests: readonly Contest[],
	rows: readonly StandingsRow[],
	judgesLeftOut: readonly string[]
): ReadonlyMap<string, Ranked> {
	const given = judgePlaces(contests, rows);
	const partKeys = [...new Set(contests.map(({ partKey }) => partKey!))];
	const teamsIn = (partKey: string | null) =>
		rows.map(({ teamId }) => ({
			teamId,
			places: placesOf(teamId, given)
				.filter((place) => partKey === null || place.partKey === partKey)
				.map(({ place }) => place)
		}));
	const won = partKeys.map((partKey) => ({
		partKey,
		places: new Map(majorityPlaces(teamsIn(partKey)).map((place) => [place.teamId, place]))
	}));
	const total =
		won.length === 1
			? won[0]!.places
			: new Map(
					majorityTotal(
						teamsIn(null).map(({ teamId, places }) => ({
							teamId,
							partPlaces: won.map((part) => part.places.get(teamId)!.place),
							judgePlaces: places
						}))
					).map((place) => [place.teamId, place])
				);
	return new Map(
		rows.map(({ teamId }) => {
			const { place, rule } = total.get(teamId)!;
			const parts = won.map((part) => ({ partKey: part.partKey, ...part.places.get(teamId)! }));
			const ranking: Ranking = {
				by: 'majority',
				isMean: false,
				judgePlaces: written(placesOf(teamId, given)),
				partPlaces: parts.map((part) => ({
					partKey: part.partKey,
					place: exactText(part.place),
					rule: part.rule
				})),
				value: exactText(sum(parts.map((part) => part.place))),
				rule,
				judgesLeftOut
			};
			return [teamId, { compared: exactText(place), ranking }];
		})
	);
}
