import { isSame, readAmount, roundedTo, written, type Amount } from './amount.ts';
import type { CountedGoingOn } from './going-on.ts';
import { Box } from './reading.ts';
import type { CountedRound, CountedTeam } from './round.ts';

/** Something that a stated result says otherwise than the count. */
export interface Difference {
	/** Path in what was stated: 'standings.rows[2].rank'. */
	readonly at: string;
	readonly teamId: string | null;
	/** What is meant, such as 'rank' or 'part skit'. */
	readonly what: string;
	readonly stated: string | null;
	readonly counted: string | null;
}

type Said = string | number | boolean | null;
const text = (said: Said | undefined) => (said === null || said === undefined ? null : String(said));

class Comparison {
	readonly found: Difference[] = [];
	#teamId: string | null = null;

	of(teamId: string | null): this {
		this.#teamId = teamId;
		return this;
	}

	same(at: string, what: string, stated: Said | undefined, counted: Said): void {
		if (text(stated) === text(counted)) return;
		this.found.push({ at, teamId: this.#teamId, what, stated: text(stated), counted: text(counted) });
	}

	/** Numbers are the same however they are written. */
	number(at: string, what: string, stated: string | null, counted: Amount | null): void {
		const read = stated === null ? null : readAmount(stated);
		if (read && counted && isSame(read, counted)) return;
		this.same(at, what, stated, counted && written(counted));
	}
}

const list = (items: readonly string[]) => items.join(', ');

/** Everything in which stated standings differ from a round as counted; nothing where they agree. */
export function compareRound(stated: unknown, counted: CountedRound, at = 'standings'): Difference[] {
	const standings = new Box(stated, at);
	const compared = new Comparison();
	compared.same(standings.path('roundId'), 'round', standings.text('roundId'), counted.roundId);
	compared.same(standings.path('stageKey'), 'stage', standings.text('stageKey'), counted.stageKey);
	compared.same(standings.path('clusterId'), 'cluster', standings.textOrNull('clusterId'), counted.clusterId);
	compared.same(
		standings.path('judgeIds'),
		'judges',
		list(standings.texts('judgeIds')),
		list(counted.judgeIds)
	);
	const rows = standings.boxes('rows');
	const order = rows.map((row) => row.text('teamId'));
	compared.same(
		standings.path('rows'),
		'order',
		list(order),
		list(counted.teams.map(({ teamId }) => teamId))
	);
	for (const row of rows) {
		const team = counted.teams.find(({ teamId }) => teamId === row.text('teamId'));
		if (team) compareRow(compared.of(team.teamId), row, team);
	}
	compared.of(null);
	compared.same(standings.path('isFinal'), 'final', standings.flag('isFinal', false), counted.isFinal);
	compared.same(
		standings.path('unresolved'),
		'open ties',
		list(
			standings
				.boxes('unresolved')
				.map((tie) => tieText(tie.number('rank'), tie.texts('teamIds'), tie.text('needs')))
		),
		list(counted.places.flatMap(({ rank, teamIds, needs }) => (needs ? [tieText(rank, teamIds, needs)] : [])))
	);
	compared.same(
		standings.path('ties'),
		'ties',
		list(standings.boxes('ties').map((tie) => tieText(tie.number('rank'), tie.texts('teamIds'), ''))),
		list(tiesOf(counted))
	);
	return compared.found;
}

const tieText = (rank: number, teamIds: readonly string[], needs: string) =>
	`${rank}: ${[...teamIds].sort().join(' ')} ${needs}`.trim();

/** Teams with the same number before the ladder, by the first place at stake. */
function tiesOf({ teams }: CountedRound): string[] {
	const ranked = teams.filter(({ rank }) => rank !== null);
	const ties: string[] = [];
	for (let from = 0; from < ranked.length;) {
		const first = ranked[from]!;
		const level = ranked.filter(({ compared }) => isSame(compared!, first.compared!));
		if (level.length > 1)
			ties.push(
				tieText(
					first.rank!,
					level.map(({ teamId }) => teamId),
					''
				)
			);
		from += level.length;
	}
	return ties;
}

function compareRow(compared: Comparison, row: Box, team: CountedTeam): void {
	compared.same(row.path('rank'), 'place', row.has('rank') ? row.number('rank') : null, team.rank);
	compared.same(row.path('isShared'), 'shared place', row.flag('isShared', false), team.isShared);
	compared.same(row.path('isGuest'), 'guest', row.flag('isGuest', false), team.isGuest);
	compared.same(row.path('status'), 'status', row.text('status'), team.status);
	compared.same(row.path('isComplete'), 'complete', row.flag('isComplete', false), team.compared !== null);
	compared.same(
		row.path('missing'),
		'missing',
		list(missingIn(row)),
		list([...new Set(team.missing)].sort())
	);
	if (row.has('total') || team.total) {
		const total = row.box('total', {});
		compared.number(total.path('exact'), 'total', total.textOrNull('exact'), team.total);
		if (team.total && team.compared) compareShown(compared, total, [team.total, team.compared]);
	}
	compared.number(row.path('compared'), 'compared total', row.textOrNull('compared'), team.compared);
	compareParts(compared, row, team);
	row.list('tieValues').forEach((value, index) => {
		const counted = team.values[index] ?? null;
		const stated = typeof value === 'string' ? value : null;
		compared.number(`${row.path('tieValues')}[${index}]`, `step ${index + 1} of the ladder`, stated, counted);
	});
}

function compareParts(compared: Comparison, row: Box, team: CountedTeam): void {
	const stated = row.boxes('parts').flatMap((part) => [part, ...part.boxes('parts')]);
	compared.same(
		row.path('parts'),
		'parts',
		list(stated.map((part) => part.text('partKey')).sort()),
		list([...team.parts.keys()].sort())
	);
	for (const part of stated) {
		const path = part.text('partKey');
		const counted = team.parts.get(path) ?? null;
		if (!part.has('score')) {
			compared.number(part.path('score'), `part ${path}`, null, counted);
			continue;
		}
		const score = part.box('score');
		compared.number(score.path('exact'), `part ${path}`, score.text('exact'), counted);
		if (counted) compareShown(compared, score, [counted], `part ${path}`);
	}
}

/** The writing for people is the number, or for a total the number that was compared, at as many decimals as are shown. */
function compareShown(
	compared: Comparison,
	figure: Box,
	counted: readonly [Amount, ...Amount[]],
	what = 'total'
): void {
	const shown = figure.textOrNull('shown') ?? '';
	const decimals = /\.(\d+)$/.exec(shown)?.[1]?.length ?? 0;
	const [first, ...others] = counted.map((amount) => roundedTo(amount, decimals));
	const read = readAmount(shown);
	if (read && others.some((amount) => isSame(amount, read))) return;
	compared.number(figure.path('shown'), `${what} as shown`, shown, first!);
}

function missingIn(row: Box): string[] {
	const named = row.boxes('missing').map((missing) => {
		const kind = missing.text('kind');
		const judge = kind === 'ballot' ? ` ${missing.text('judgeId')}` : '';
		return `${kind} ${missing.text('partKey')}${judge}`;
	});
	return [...new Set(named)].sort();
}

/** Everything in which a stated qualification differs from the count. */
export function compareGoingOn(stated: unknown, counted: CountedGoingOn, at = 'qualification'): Difference[] {
	const told = new Box(stated, at);
	const compared = new Comparison();
	compared.same(told.path('state'), 'state', told.text('state'), counted.state);
	compared.same(told.path('through'), 'teams that go on', list(told.texts('through')), list(counted.through));
	compared.same(
		told.path('tiesAtCut'),
		'ties at the cut',
		list(
			told.boxes('tiesAtCut').map((tie) => {
				const needs = `${tie.text('needs')} for ${tie.number('places')} in ${tie.textOrNull('clusterId') ?? 'all'}`;
				return tieText(tie.number('rank'), tie.texts('teamIds'), needs);
			})
		),
		list(
			counted.tiesAtCut.map(({ rank, teamIds, needs, places, clusterId }) =>
				tieText(rank, teamIds, `${needs} for ${places} in ${clusterId ?? 'all'}`)
			)
		)
	);
	compared.same(
		told.path('reserves'),
		'reserves',
		JSON.stringify(
			told.boxes('reserves').map((reserve) => [reserve.textOrNull('clusterId'), reserve.list('order')])
		),
		JSON.stringify(counted.reserves.map(({ clusterId, order }) => [clusterId, order]))
	);
	return compared.found;
}
