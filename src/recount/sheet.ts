import type { Amount } from './amount.ts';
import { NotReadable, type Box } from './reading.ts';
import { amountAt } from './rules.ts';

const STATUSES = ['competing', 'absent', 'withdrawn', 'disqualified'] as const;
export type Status = (typeof STATUSES)[number];

export interface Seat {
	readonly id: string;
	readonly isChair: boolean;
	readonly kind: string | null;
}

export interface RoundTeam {
	readonly id: string;
	readonly status: Status;
	readonly isGuest: boolean;
}

/** A judge who does not mark: null team is every team, null path every part. */
export interface Away {
	readonly judgeId: string;
	readonly teamId: string | null;
	readonly path: string | null;
	readonly isConflict: boolean;
	/** Decided when the judge left: out of the round for all, or of the later teams only; null: as the rules say. */
	readonly scope: 'laterTeams' | 'round' | null;
}

export interface Taken {
	readonly teamId: string;
	readonly path: string | null;
	readonly typeKey: string;
	readonly points: Amount | null;
}

/** All that was given and decided in one round. */
export interface RoundSheet {
	readonly roundId: string;
	readonly clusterId: string | null;
	readonly judges: readonly Seat[];
	readonly teams: readonly RoundTeam[];
	/** By team, judge and path of the criterion: see `place`. */
	readonly marks: ReadonlyMap<string, Amount>;
	readonly given: ReadonlyMap<string, Amount>;
	readonly timesMs: ReadonlyMap<string, number>;
	readonly away: readonly Away[];
	readonly taken: readonly Taken[];
	readonly people: PeoplesOrder;
}

/** A committee's vote on tied teams: an order written down, or one vote of each member, which is to be counted. */
export interface Vote {
	readonly order: readonly (readonly string[])[];
	readonly ballots: readonly { readonly isChair: boolean; readonly teamId: string | null }[] | null;
}

/** What people settled between tied teams, and the seed from which a round's lots may come. */
export interface PeoplesOrder {
	readonly lots: readonly (readonly string[])[];
	readonly votes: readonly Vote[];
	readonly drawn: { readonly roundId: string; readonly seed: string } | null;
}

/** Where a figure of a sheet is found again. */
export const place = (...names: readonly string[]) => JSON.stringify(names);

/** What stands at one place once; a second figure for the same place contradicts the first. */
function onceAt<T>(boxes: readonly Box[], at: (box: Box) => string, value: (box: Box) => T): Map<string, T> {
	const found = new Map<string, T>();
	for (const box of boxes) {
		const key = at(box);
		if (found.has(key)) throw new NotReadable(box.at, 'given twice');
		found.set(key, value(box));
	}
	return found;
}

export function readGivenFigures(round: Box): Pick<RoundSheet, 'marks' | 'given' | 'timesMs' | 'taken'> {
	return {
		marks: onceAt(
			round.boxes('marks'),
			(mark) =>
				place(
					mark.only('teamId', 'judgeId', 'criterionKey', 'value').text('teamId'),
					mark.text('judgeId'),
					mark.text('criterionKey')
				),
			(mark) => amountAt(mark, 'value')
		),
		given: onceAt(
			round.boxes('givenScores'),
			(score) => place(score.only('teamId', 'partKey', 'value').text('teamId'), score.text('partKey')),
			(score) => amountAt(score, 'value')
		),
		timesMs: onceAt(
			round.boxes('timings'),
			(time) => place(time.only('teamId', 'partKey', 'durationMs').text('teamId'), time.text('partKey')),
			(time) => time.number('durationMs')
		),
		taken: round.boxes('deductions').map((taken) => {
			taken.only('id', 'teamId', 'partKey', 'typeKey', 'points', 'reason', 'time');
			return {
				teamId: taken.text('teamId'),
				path: taken.textOrNull('partKey'),
				typeKey: taken.text('typeKey'),
				points: taken.has('points') ? amountAt(taken, 'points') : null
			};
		})
	};
}

export function readPeoplesOrder(box: Box, drawn: PeoplesOrder['drawn'] = null): PeoplesOrder {
	return {
		lots: box.boxes('lots').map((lots) => lots.only('order').texts('order')),
		votes: box.boxes('votes').map((vote) => ({
			order: vote
				.only('order', 'reason', 'ballots')
				.list('order')
				.map((group, index) => {
					if (!Array.isArray(group)) throw new NotReadable(`${vote.at}.order[${index}]`, 'a list is needed');
					return group.map(String);
				}),
			ballots: vote.has('ballots')
				? vote.boxes('ballots').map((ballot) => {
						ballot.only('member', 'isChair', 'teamId');
						return { isChair: ballot.flag('isChair', false), teamId: ballot.textOrNull('teamId') };
					})
				: null
		})),
		drawn
	};
}

export function readScope(away: Box): Away['scope'] {
	return away.has('scope') ? away.word('scope', ['laterTeams', 'round']) : null;
}

export function readStatus(box: Box): Status {
	return box.word('status', STATUSES, 'competing');
}

const SHEET = [
	'roundId', 'clusterId', 'judges', 'entrants', 'marks', 'exclusions', 'givenScores', 'deductions', 'timings', 'lots',
	'votes', 'seed'
]; // prettier-ignore

/** The sheet as a published result holds it: with conflicts and absences as they stood. */
export function readSheet(sheet: Box): RoundSheet {
	sheet.only(...SHEET);
	return {
		roundId: sheet.text('roundId'),
		clusterId: sheet.textOrNull('clusterId'),
		judges: sheet.boxes('judges').map((judge) => {
			judge.only('id', 'name', 'isChair', 'kind');
			return { id: judge.text('id'), isChair: judge.flag('isChair', false), kind: judge.textOrNull('kind') };
		}),
		teams: sheet.boxes('entrants').map((team) => {
			team.only('id', 'name', 'status', 'isGuest');
			return { id: team.text('id'), status: readStatus(team), isGuest: team.flag('isGuest', false) };
		}),
		...readGivenFigures(sheet),
		away: sheet.boxes('exclusions').map((away) => {
			away.only('judgeId', 'teamId', 'partKey', 'cause', 'scope');
			return {
				judgeId: away.text('judgeId'),
				teamId: away.textOrNull('teamId'),
				path: away.textOrNull('partKey'),
				isConflict: away.word('cause', ['conflict', 'absent']) === 'conflict',
				scope: readScope(away)
			};
		}),
		people: readPeoplesOrder(
			sheet,
			sheet.has('seed') ? { roundId: sheet.text('roundId'), seed: sheet.text('seed') } : null
		)
	};
}
