import { commitmentTo, partOrders } from '#lib/domain/contest/draw.ts';
import type { ContestPackageInput } from '#lib/domain/contest/package/package.ts';
import { scoredParts, type Part } from '#lib/domain/contest/part.ts';
import type { RulesInput } from '#lib/domain/contest/rules.ts';
import { cityContest } from '#lib/domain/contest/templates/city-contest.ts';
import { validateRules } from '#lib/domain/contest/validate-rules.ts';

type Round = NonNullable<ContestPackageInput['rounds']>[number];
type Decisions = NonNullable<ContestPackageInput['decisions']>[number];
type Stage = RulesInput['stages'][number];
type PartInput = Stage['parts'][number];

/** What the judges of a part gave a team in all: one figure for everybody, or one a seat; null is no mark. */
type Ballots = number | readonly (number | null)[];

/** A team's evening in short. `message`: what everybody gave the skit's message, where the ladder looks at it. */
export interface Evening {
	readonly greeting: Ballots;
	readonly quiz: number;
	readonly situation: Ballots;
	readonly skit: Ballots;
	readonly message?: number;
	/** Seconds on stage; without, the part ended in time. */
	readonly times?: Readonly<Record<string, number>>;
}

export interface RoundInShort {
	readonly id: string;
	readonly stageKey: string;
	readonly clusterId: string | null;
	readonly teams: Readonly<Record<string, Evening | null>>;
	readonly rest?: Partial<Round>;
}

const IN_TIME: Readonly<Record<string, number>> = { greeting: 290, 'knowledge.situation': 200, skit: 880 };
export const SEED = 'Kế hoạch 48-KH/BDVTU, 15/10/2024';

const [prelimTemplate, finalTemplate] = cityContest.stages as readonly Stage[] as readonly [Stage, Stage];

/** The city's regulation whole: with its quiz, drawn situations, special judges and the time for appeals. */
function withSpecials(parts: Stage['parts'], hasSpecialJudges: boolean): PartInput[] {
	const kinds = (special: string) => (hasSpecialJudges ? { judgeKinds: ['common', special] } : {});
	return parts.map((part): PartInput => {
		if (part.kind === 'given') return part;
		if (part.kind === 'judged') {
			return part.key === 'skit'
				? { ...part, ...kinds('artistic') }
				: { ...part, ...(hasSpecialJudges && { judgeKinds: ['common'] }) };
		}
		return {
			...part,
			parts: part.parts.map((sub) =>
				sub.kind === 'given'
					? {
							...sub,
							quiz: { items: 10, pointsEach: '1', answerSeconds: 15, input: 'tablet', turn: 'allTeams' }
						}
					: {
							...sub,
							...kinds('professional'),
							situations: { perTeam: 1, consultSeconds: 120, answerSeconds: 240 }
						}
			)
		};
	});
}

export const regulation: RulesInput = {
	...cityContest,
	stages: [
		{
			...prelimTemplate,
			panel: { judges: 7, quorum: 3, secretaries: 2, timekeepers: 1 },
			parts: withSpecials(prelimTemplate.parts, true),
			appealHours: 24
		},
		{
			...finalTemplate,
			panel: { judges: 7, quorum: 5, secretaries: 2, timekeepers: 1 },
			parts: withSpecials(finalTemplate.parts, false),
			appealHours: 24
		}
	]
};

/** Who marks what in a cluster: five judges everything, one more the skit, one more the situations. */
const KINDS = ['common', 'common', 'common', 'common', 'common', 'artistic', 'professional'];

/**
 * A ballot of so many points as marks on the criteria, in quarter points: each as its largest mark is to the scale, and what
 * is left to the first that still has room.
 */
function marksOf(
	part: { readonly scale: string; readonly criteria: readonly { key: string; max: string }[] },
	ballot: number
) {
	const marks = part.criteria.map(
		({ max }) => Math.floor((4 * ballot * Number(max)) / Number(part.scale)) / 4
	);
	let left = ballot - marks.reduce((sum, mark) => sum + mark, 0);
	return part.criteria.map(({ key, max }, index) => {
		const more = Math.min(left, Number(max) - marks[index]!);
		left -= more;
		return { key, value: marks[index]! + more };
	});
}

/** The skit with everybody's mark for the message as said, the other criteria sharing the rest. */
function skitMarks(part: Extract<Part, { kind: 'judged' }>, ballot: number, message: number | undefined) {
	if (message === undefined) return marksOf(part, ballot);
	const others = {
		scale: String(Number(part.scale) - 15),
		criteria: part.criteria.filter(({ key }) => key !== 'message')
	};
	return [{ key: 'message', value: message }, ...marksOf(others, ballot - message)];
}

/** A whole round from the evenings of its teams; null: the team did not perform. */
export function roundOf(
	rules: RulesInput,
	{ id, stageKey, clusterId, teams, rest = {} }: RoundInShort
): Round {
	const valid = validateRules(rules);
	if (!valid.ok) throw new Error(JSON.stringify(valid.problems));
	const stage = valid.rules.stages.find(({ key }) => key === stageKey)!;
	const hasSpecials = stage.layout === 'perCluster' && stage.panel.judges === 7;
	const panel = Array.from({ length: stage.panel.judges }, (_, seat) => ({
		judgeId: judgeOf(clusterId, seat),
		isChair: seat === 0,
		...(hasSpecials && { kind: KINDS[seat]! })
	}));
	const performed = Object.entries(teams).flatMap(([teamId, evening]) =>
		evening ? [{ teamId, evening }] : []
	);
	const orders = partOrders(SEED, id, stage.parts, Object.keys(teams));
	return {
		id,
		stageKey,
		clusterId,
		panel,
		entrants: Object.keys(teams).map((teamId) => ({ teamId })),
		draw: {
			method: 'seed',
			commitment: commitmentTo(SEED),
			seed: SEED,
			orders: [...orders].map(([partKey, teamIds]) => ({ partKey, teamIds: [...teamIds] }))
		},
		marks: performed.flatMap(({ teamId, evening }) =>
			scoredParts(stage.parts).flatMap(({ path, part }) => {
				if (part.kind !== 'judged') return [];
				const seats = panel.filter(
					({ kind }) => part.judgeKinds.length === 0 || part.judgeKinds.includes(kind ?? '')
				);
				const ballots = evening[part.key as 'greeting' | 'situation' | 'skit'];
				return seats.flatMap(({ judgeId }, seat) => {
					const ballot = typeof ballots === 'number' ? ballots : (ballots[seat] ?? null);
					if (ballot === null) return [];
					const lines =
						part.key === 'skit' ? skitMarks(part as never, ballot, evening.message) : marksOf(part, ballot);
					return lines.map(({ key, value }) => ({
						teamId,
						judgeId,
						criterionKey: `${path}.${key}`,
						value: String(value)
					}));
				});
			})
		),
		givenScores: performed.map(({ teamId, evening }) => ({
			teamId,
			partKey: 'knowledge.quiz',
			value: String(evening.quiz)
		})),
		timings: performed.flatMap(({ teamId, evening }) =>
			Object.entries({ ...IN_TIME, ...evening.times }).map(([partKey, seconds]) => ({
				teamId,
				partKey,
				durationMs: seconds * 1000
			}))
		),
		...rest
	};
}

export function judgeOf(clusterId: string | null, seat: number): string {
	return `${clusterId ?? 'final'}-J${seat + 1}`;
}

/** A package of these rounds, with a unit for every team and a judge for every seat. */
export function contestOf(
	rules: RulesInput,
	rounds: readonly Round[],
	{
		decisions = [],
		guests = [],
		judgeUnits = {}
	}: {
		readonly decisions?: readonly Decisions[];
		readonly guests?: readonly string[];
		readonly judgeUnits?: Readonly<Record<string, string>>;
	} = {}
): ContestPackageInput {
	const clusterOf = new Map(
		rounds.flatMap(({ clusterId, entrants }) =>
			clusterId ? (entrants ?? []).map(({ teamId }) => [teamId, clusterId]) : []
		)
	);
	const teamIds = [
		...new Set(rounds.flatMap(({ entrants }) => (entrants ?? []).map(({ teamId }) => teamId)))
	];
	const judgeIds = [...new Set(rounds.flatMap(({ panel }) => (panel ?? []).map(({ judgeId }) => judgeId)))];
	return {
		format: 'kheo-contest-package',
		version: 1,
		title: {
			vi: 'Hội thi theo thể lệ thành phố (số liệu hư cấu)',
			en: 'Contest by a city’s rules (invented figures)'
		},
		rules,
		units: teamIds.map((id) => ({ id: `U-${id}`, name: `Đơn vị ${id}` })),
		clusters: [...new Set(clusterOf.values())].map((id) => ({
			id,
			name: { vi: `Cụm ${id}`, en: `Cluster ${id}` }
		})),
		teams: teamIds.map((id) => ({
			id,
			name: `Đội ${id}`,
			unitIds: [`U-${id}`],
			clusterId: clusterOf.get(id) ?? null,
			isGuest: guests.includes(id)
		})),
		judges: judgeIds.map((id) => ({ id, name: `Giám khảo ${id}`, unitId: judgeUnits[id] ?? null })),
		rounds: [...rounds],
		decisions: [...decisions]
	};
}
