import { RULES_TEMPLATES } from '#lib/domain/contest/templates/templates.ts';
import { scoredParts } from '#lib/domain/contest/part.ts';
import type { Mark } from '#lib/domain/scoring/mark.ts';
import type { BoardFacts, StageTurn } from './board-view.ts';

const rules = RULES_TEMPLATES[0]!.rules;
const [template] = rules.stages;

/** Identifiers as long as real ones. */
export const teamId = (index: number) => `01900000-0000-7000-8000-${String(index).padStart(12, '0')}`;

export interface Hall {
	readonly teams: number;
	/** How many teams, in order of performance, have performed and have all their marks. */
	readonly performed: number;
	readonly publicBoard: 'afterEachTeam' | 'atTheEnd';
	/** A number between 0 and 1 for each mark: any fixed function makes a fixed hall. */
	readonly luck?: (team: number, judge: number, criterion: number) => number;
}

const spread = (team: number, judge: number, criterion: number) =>
	((team * 7919 + judge * 104729 + criterion * 1299709) % 101) / 101;

/** A round of the city contest's rules in a hall where the first `performed` teams have been on stage. */
export function hall({ teams, performed, publicBoard, luck = spread }: Hall): BoardFacts {
	const stage = { ...template!, visibility: { ...template!.visibility, publicBoard } };
	const judges = Array.from({ length: stage.panel.judges }, (_, index) => `J${index + 1}`);
	const ids = Array.from({ length: teams }, (_, index) => teamId(index + 1));
	const parts = scoredParts(stage.parts);
	const marked = ids.slice(0, performed);
	const marks = marked.flatMap((team, t) =>
		judges.flatMap((judgeId, j) =>
			parts.flatMap(({ path, part }): Mark[] =>
				part.kind === 'judged'
					? part.criteria.map((criterion, c) => ({
							teamId: team,
							judgeId,
							criterionKey: `${path}.${criterion.key}`,
							value: String(Math.floor(luck(t, j, c) * (Number(criterion.max) + 1)))
						}))
					: []
			)
		)
	);
	return {
		contest: {
			code: 'dvk-ha-noi-2024',
			title: {
				vi: 'Hội thi Dân vận khéo thành phố Hà Nội năm 2024',
				en: 'Hanoi Skilled Mass Mobilization Contest 2024'
			},
			isInvented: true
		},
		round: {
			id: '01900000-0000-7000-8000-00000000000a',
			name: 'Vòng loại Cụm 1',
			cluster: 'Cụm 1',
			state: 'open'
		},
		rules: { version: 1, hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' },
		stage,
		teams: ids.map((id, index) => ({ id, name: `Đội thi quận số ${index + 1}`, order: index + 1 })),
		sheet: {
			roundId: '01900000-0000-7000-8000-00000000000a',
			clusterId: null,
			judges: judges.map((id, index) => ({ id, name: id, isChair: index === 0, kind: null })),
			entrants: ids.map((id, index) => ({
				id,
				name: `Đội ${index + 1}`,
				status: 'competing',
				isGuest: false
			})),
			marks,
			exclusions: [],
			givenScores: marked.flatMap((team, t) =>
				parts
					.filter(({ part }) => part.kind === 'given')
					.map(({ path, part }) => ({
						teamId: team,
						partKey: path,
						value: String(Math.floor(luck(t, 0, 0) * Number(part.scale)))
					}))
			),
			deductions: [],
			timings: [],
			lots: [],
			votes: []
		},
		turns: ids.map((id, index): StageTurn => ({
			teamId: id,
			partKey: '*',
			position: index + 1,
			status: index < performed ? 'performed' : 'waiting'
		})),
		onStage: null,
		published: null
	};
}
