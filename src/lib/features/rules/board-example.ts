import type { Stage } from '#lib/domain/contest/rules.ts';
import { tabulate } from '#lib/domain/scoring/tabulate.ts';
import type { BoardView } from '#lib/live/board.ts';
import { publicBoard, type BoardFacts } from '#lib/live/board-view.ts';
import { placed, sampleField } from './sample-field.ts';
import { sampleSheet } from './sample-round.ts';

export interface BoardMoment {
	/** How many teams have performed and have all their marks. */
	readonly performed: number;
	/** The team that has just performed; null: the result is being published. */
	readonly team: string | null;
	/** What everybody sees then, best first; null: no scores, only the order of performance. */
	readonly shown:
		readonly { readonly name: string; readonly rank: number | null; readonly total: string }[] | null;
	/** The board stands still since the moment before. */
	readonly isFrozen: boolean;
}

/** The public board of an invented round under these rules, after each of its teams and when the result is published. */
export function boardExample(stage: Stage, called: (letter: string) => string): BoardMoment[] {
	const { publicBoard: policy, freezeLastTeams } = stage.visibility;
	const count = Math.min(6, Math.max(4, freezeLastTeams + 2));
	// The best performs third, so that places are seen to change.
	const field = sampleField(1, count, called);
	const teams = field.map((team, index) => ({
		...team,
		...placed(stage, (index + count - 2) % count, count)
	}));
	const ids = teams.map(({ id }) => id);
	const nameOf = (id: string) => teams.find((team) => team.id === id)!.name;
	const boardAt = (performed: number, isPublished: boolean): BoardView => {
		const sheet = sampleSheet(stage, teams);
		const marked = new Set(ids.slice(0, performed));
		const facts: BoardFacts = {
			contest: { code: '', title: { vi: '', en: '' }, isInvented: true },
			round: { id: '', name: '', cluster: null, state: isPublished ? 'published' : 'open' },
			rules: { version: 1, hash: '' },
			stage,
			teams: teams.map(({ id, name }, index) => ({ id, name, order: index + 1 })),
			sheet: {
				...sheet,
				marks: sheet.marks.filter(({ teamId }) => marked.has(teamId)),
				givenScores: sheet.givenScores.filter(({ teamId }) => marked.has(teamId))
			},
			turns: ids.map((teamId, index) => ({
				teamId,
				partKey: '*',
				position: index + 1,
				status: index < performed ? 'performed' : 'waiting'
			})),
			onStage: null,
			published: isPublished ? { version: 1, standings: tabulate(stage, sheet) } : null
		};
		return publicBoard(facts);
	};
	const shownOn = (board: BoardView): BoardMoment['shown'] =>
		board.showsScores
			? board.rows.flatMap(({ teamId, rank, total }) =>
					total === null ? [] : [{ name: nameOf(teamId), rank, total }]
				)
			: null;
	const freezesAt = policy === 'afterEachTeam' ? count - freezeLastTeams : count;
	return [
		...ids.map((id, index): BoardMoment => ({
			performed: index + 1,
			team: nameOf(id),
			shown: shownOn(boardAt(Math.min(index + 1, Math.max(0, freezesAt)), false)),
			isFrozen: index + 1 > freezesAt
		})),
		{ performed: count, team: null, shown: shownOn(boardAt(count, true)), isFrozen: false }
	];
}
