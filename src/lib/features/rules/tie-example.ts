import type { Stage } from '#lib/domain/contest/rules.ts';
import type { TieStep } from '#lib/domain/contest/tie-ladder.ts';
import { isWithin } from '#lib/domain/scoring/tie-steps/tie-evidence.ts';
import type { RoundSheet } from '#lib/domain/scoring/round-sheet.ts';
import type { Standings, StandingsRow, Tie } from '#lib/domain/scoring/standings.ts';
import { tabulate } from '#lib/domain/scoring/tabulate.ts';
import { exact } from '#lib/domain/shared/exact.ts';
import { gauges, letter, ordinary, sampleSheet, type Gauge, type SampleTeam } from './sample-round.ts';

export interface TieExample {
	readonly sheet: RoundSheet;
	readonly standings: Standings;
	readonly tie: Tie;
}

type Steps = SampleTeam['steps'];
type Change = Pick<SampleTeam, 'steps' | 'overSeconds'>;

const NOTHING: Change = { steps: () => 0 };
/** Teams beside the two that nothing but the end of the ladder can separate. */
const MOST_SEPARATED = 3;
const MOST_GAUGES = 8;

/**
 * Teams with the same total under these rules, one of them told apart by each measuring step of the ladder as far as the
 * rules let that happen, and two that are alike to the end. Null where the rules give no total yet.
 */
export function tieExample(stage: Stage, called: (letter: string) => string): TieExample | null {
	const measured = stage.tieLadder.findIndex(({ by }) => END.has(by));
	const steps = measured < 0 ? stage.tieLadder.length : measured;
	const pool = level(stage, [NOTHING, ...changes(stage)]);
	const base = pool[0];
	if (!base) return null;

	const told: Change[] = [];
	let rest = pool.slice(1);
	for (let index = 0; index < steps && told.length < MOST_SEPARATED; index++) {
		const differs = ({ row }: Scored) => row.tieValues[index] !== base.row.tieValues[index];
		const one = rest.find(differs);
		if (one) told.push(one.change);
		rest = rest.filter((other) => !differs(other));
	}
	// The letters say nothing about the places: the two that are alike come first.
	const teams = [NOTHING, NOTHING, ...told].map((change, index) => named(change, letter(index), called));
	const sheet: RoundSheet = {
		...sampleSheet(stage, teams),
		lots: [{ order: teams.map(({ id }) => id).reverse() }],
		votes: [{ order: [['B'], ['A']], reason: '' }]
	};
	const standings = tabulate(stage, sheet);
	const tie = standings.ties[0];
	return tie ? { sheet, standings, tie } : null;
}

const END: ReadonlySet<TieStep['by']> = new Set(['drawOfLots', 'committeeVote', 'sharedPlace']);

interface Scored {
	readonly change: Change;
	readonly row: StandingsRow;
}

function named(change: Change, id: string, called: (letter: string) => string): SampleTeam {
	return { ...change, id, name: called(id) };
}

/** Those of the changed teams whose total is that of the first one. */
function level(stage: Stage, all: readonly Change[]): Scored[] {
	const { rows } = tabulate(
		stage,
		sampleSheet(
			stage,
			all.map((change, index) => named(change, String(index), String))
		)
	);
	const scored = all.map((change, index) => ({
		change,
		row: rows.find(({ teamId }) => teamId === String(index))!
	}));
	const total = scored[0]!.row.compared;
	return total === null ? [] : scored.filter(({ row }) => row.compared === total);
}

/** Ways in which a team may differ and still have the same total; which of them do is for `level` to see. */
function changes(stage: Stage): Change[] {
	const all = spread(gauges(stage));
	return [...traded(stage, all), ...stage.tieLadder.flatMap((step) => aimed(stage, step))];
}

/** A few gauges of every part, so that rules with many criteria stay quick. */
function spread(all: readonly Gauge[]): Gauge[] {
	const rank = (gauge: Gauge) => all.filter(({ part }) => part === gauge.part).indexOf(gauge);
	return all.toSorted((a, b) => rank(a) - rank(b)).slice(0, MOST_GAUGES);
}

/** Better in one thing and worse in another, by as many steps as make up for each other. */
function traded(stage: Stage, all: readonly Gauge[]): Change[] {
	const alone = (gauge: Gauge): Change => ({ steps: (other) => (other.path === gauge.path ? -1 : 0) });
	const teams = [NOTHING, ...all.map(alone)].map((change, index) => named(change, String(index), String));
	const { rows } = tabulate(stage, sampleSheet(stage, teams));
	const total = (index: number) =>
		exact(rows.find(({ teamId }) => teamId === String(index))?.compared ?? '0');
	const worth = all.map((_, index) => total(0).sub(total(index + 1)));
	return all.flatMap((more, i) =>
		all.flatMap((less, j): Change[] => {
			if (i === j || worth[i]!.n === 0n || worth[j]!.n === 0n) return [];
			// `ratio` = n/d: d steps of the one are worth n steps of the other.
			const ratio = worth[i]!.div(worth[j]!);
			if (ratio.n > 8n || ratio.d > 8n) return [];
			const [up, down] = [Number(ratio.d), Number(ratio.n)];
			const steps: Steps = ({ path }) => (path === more.path ? up : path === less.path ? -down : 0);
			return [{ steps }];
		})
	);
}

/** Differences between the judges that only a certain step sees: the chair's mark, a given mark, a zero, the time. */
function aimed(stage: Stage, step: TieStep): Change[] {
	if (!('at' in step)) return [];
	const within = gauges(stage).filter(({ path, part }) => part.kind === 'judged' && isWithin(path, step.at));
	const first = within[0];
	switch (step.by) {
		case 'chairMark':
			return within.slice(0, 2).map(({ path }) => ({
				steps: (gauge, judge) => (gauge.path === path ? ([1, -1][judge ?? -1] ?? 0) : 0)
			}));
		case 'countOfMark':
			return within.slice(0, 3).flatMap((wanted) => {
				const far = exact(step.mark).sub(ordinary(wanted)).div(wanted.step);
				if (far.d !== 1n) return [];
				const by = Number(far.n * far.s);
				return [
					[by, -by],
					[by, by, -by, -by]
				].map((ofJudge): Change => ({
					steps: (gauge, judge) => (gauge.path === wanted.path ? (ofJudge[judge ?? -1] ?? 0) : 0)
				}));
			});
		case 'judgesNonZero': {
			if (!first) return [];
			const judges = stage.panel.judges;
			return [
				{
					steps: (gauge, judge) => {
						if (judge === null || !within.some(({ path }) => path === gauge.path)) return 0;
						const zero = ordinary(gauge).div(gauge.step).valueOf();
						return judge === 0 ? -zero : zero / Math.max(1, judges - 1);
					}
				}
			];
		}
		case 'leastOvertime':
			return [12, 40].map((seconds) => ({
				steps: () => 0,
				overSeconds: (path) => (isWithin(path, step.at) ? seconds : 0)
			}));
	}
}
