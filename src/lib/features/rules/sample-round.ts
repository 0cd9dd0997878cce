import { scoredParts, type JudgedPart, type ScoredPart } from '#lib/domain/contest/part.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import type { Judge } from '#lib/domain/scoring/judge.ts';
import type { RoundSheet } from '#lib/domain/scoring/round-sheet.ts';
import { exact, exactText, type Exact } from '#lib/domain/shared/exact.ts';

/** Something that is scored in steps: a criterion, or a part that is given its score. */
export interface Gauge {
	/** Path of the criterion or of the given part. */
	readonly path: string;
	readonly part: ScoredPart['part'];
	readonly min: Exact;
	readonly max: Exact;
	readonly step: Exact;
}

/** An invented team: how far each score stands from the ordinary one, in steps. `judge` counts from 0; null for a given score. */
export interface SampleTeam {
	readonly id: string;
	readonly name: string;
	steps(gauge: Gauge, judge: number | null): number;
	/** Seconds beyond the limit of a timed part; negative is within it. */
	overSeconds?(path: string): number;
}

/** Everything that the rules want a score for. */
export function gauges(stage: Stage): Gauge[] {
	return scoredParts(stage.parts).flatMap(({ path, part }): Gauge[] =>
		part.kind === 'judged'
			? part.criteria.map(({ key, min, max, step }) => gauge(`${path}.${key}`, part, min, max, step))
			: [gauge(path, part, part.min, part.scale, part.step)]
	);
}

function gauge(path: string, part: Gauge['part'], min: string, max: string, step: string): Gauge {
	return { path, part, min: exact(min), max: exact(max), step: exact(step) };
}

/** The ordinary score: four fifths of the most, in the rule's steps. */
export function ordinary({ min, max, step }: Gauge): Exact {
	const steps = max.sub(min).mul(exact('4/5')).div(step).floor();
	return min.add(step.mul(steps));
}

/** The score that is so many steps away from the ordinary one, kept within what may be given. */
export function stepped(gauge: Gauge, steps: number): Exact {
	const value = ordinary(gauge).add(gauge.step.mul(exact(steps)));
	if (value.compare(gauge.max) > 0) return gauge.max;
	return value.compare(gauge.min) < 0 ? gauge.min : value;
}

/** As many judges as the panel has, of every kind that a part asks for; the first one chairs. */
export function sampleJudges(stage: Stage, prefix = ''): Judge[] {
	const asked = scoredParts(stage.parts).flatMap(({ part }) =>
		part.kind === 'judged' ? part.judgeKinds : []
	);
	const kinds = asked.length > 0 ? [...new Set(asked)] : [null];
	const isChaired = stage.panel.chairs > 0;
	return kinds.flatMap((kind, k) =>
		Array.from({ length: stage.panel.judges }, (_, index): Judge => {
			const number = String(k * stage.panel.judges + index + 1);
			const isChair = isChaired && k === 0 && index === 0;
			return { id: prefix + number, name: number, isChair, kind };
		})
	);
}

const marks = (part: JudgedPart, { kind }: Judge) =>
	part.judgeKinds.length === 0 || (kind !== null && part.judgeKinds.includes(kind));

/** The sheet of a round that these teams have been through, with every mark and time that the rules want. */
export function sampleSheet(
	stage: Stage,
	teams: readonly SampleTeam[],
	{ judges = sampleJudges(stage), clusterId = null as string | null } = {}
): RoundSheet {
	const all = gauges(stage);
	const timed = stage.parts.flatMap((part) => [
		...(part.timeLimit ? [{ path: part.key, limit: part.timeLimit }] : []),
		...(part.kind === 'compound'
			? part.parts.flatMap((sub) =>
					sub.timeLimit ? [{ path: `${part.key}.${sub.key}`, limit: sub.timeLimit }] : []
				)
			: [])
	]);
	return {
		roundId: clusterId ?? 'sample',
		clusterId,
		judges,
		entrants: teams.map(({ id, name }) => ({ id, name, status: 'competing', isGuest: false })),
		marks: teams.flatMap((team) =>
			all.flatMap((gauge) => {
				const { part } = gauge;
				if (part.kind !== 'judged') return [];
				return judges
					.filter((judge) => marks(part, judge))
					.map((judge, seat) => ({
						teamId: team.id,
						judgeId: judge.id,
						criterionKey: gauge.path,
						value: exactText(stepped(gauge, team.steps(gauge, seat)))
					}));
			})
		),
		exclusions: [],
		givenScores: teams.flatMap((team) =>
			all
				.filter(({ part }) => part.kind === 'given')
				.map((gauge) => ({
					teamId: team.id,
					partKey: gauge.path,
					value: exactText(stepped(gauge, team.steps(gauge, null)))
				}))
		),
		deductions: [],
		timings: teams.flatMap((team) =>
			timed.map(({ path, limit }) => ({
				teamId: team.id,
				partKey: path,
				durationMs: Math.max(0, limit.seconds + (team.overSeconds?.(path) ?? 0)) * 1000
			}))
		),
		lots: [],
		votes: []
	};
}

/** 'Đội A', 'Đội B' …: the letter alone; what it is called is the page's business. */
export function letter(index: number): string {
	return index < 26
		? String.fromCharCode(65 + index)
		: `${letter(Math.floor(index / 26) - 1)}${letter(index % 26)}`;
}
