import { drawOrder, commitmentTo } from '../draw.ts';
import { scoredParts } from '../part.ts';
import { cityContest } from '../templates/city-contest.ts';
import { RULES_TEMPLATES } from '../templates/templates.ts';
import type { ContestPackageInput } from './package.ts';

type RoundInput = NonNullable<ContestPackageInput['rounds']>[number];

const SIZES = [6, 6, 6, 6, 6, 5];
const SEED = 'fixture seed';
const prelim = RULES_TEMPLATES[0]!.rules.stages[0]!;

/** An invented contest of Hanoi's shape: 35 teams in six clusters, five judges a cluster, every mark given. */
export function cityPackage(): ContestPackageInput & { rounds: RoundInput[] } {
	const clusters = SIZES.map((size, index) => ({ id: `C${index + 1}`, size }));
	const teams = clusters.flatMap(({ id, size }) =>
		Array.from({ length: size }, (_, index) => ({ id: `${id}-T${index + 1}`, clusterId: id }))
	);
	const judges = clusters.flatMap(({ id }) =>
		[1, 2, 3, 4, 5].map((seat) => ({ id: `${id}-J${seat}`, seat, id_: id }))
	);
	return {
		format: 'kheo-contest-package',
		version: 1,
		title: { vi: 'Hội thi mẫu (số liệu hư cấu)', en: 'Sample contest (invented figures)' },
		rules: cityContest,
		units: [
			{ id: 'city', name: 'Thành phố' },
			...teams.map(({ id }) => ({ id: `U-${id}`, name: `Đơn vị ${id}`, parentId: 'city' }))
		],
		clusters: clusters.map(({ id }) => ({ id, name: { vi: `Cụm ${id}`, en: `Cluster ${id}` } })),
		teams: teams.map(({ id, clusterId }) => ({ id, name: `Đội ${id}`, unitIds: [`U-${id}`], clusterId })),
		judges: judges.map(({ id, seat, id_ }) => ({
			id,
			name: `Giám khảo ${id}`,
			// The fifth judge of every cluster comes from the unit of its second team and cannot mark it.
			unitId: seat === 5 ? `U-${id_}-T2` : 'city'
		})),
		rounds: clusters.map(({ id }, index) =>
			round(
				id,
				teams.filter((team) => team.clusterId === id).map((team) => team.id),
				index
			)
		)
	};
}

function round(clusterId: string, teamIds: string[], salt: number): RoundInput {
	const panel = [1, 2, 3, 4, 5].map((seat) => ({ judgeId: `${clusterId}-J${seat}`, isChair: seat === 1 }));
	const id = `R-${clusterId}`;
	return {
		id,
		stageKey: 'prelim',
		clusterId,
		panel,
		entrants: teamIds.map((teamId) => ({ teamId })),
		draw: {
			method: 'seed',
			commitment: commitmentTo(SEED),
			seed: SEED,
			orders: [
				{ partKey: 'greeting', teamIds: drawOrder(SEED, { roundId: id, partKey: 'greeting' }, teamIds) }
			]
		},
		marks: teamIds.flatMap((teamId, team) =>
			panel
				.filter(({ judgeId }) => !(judgeId.endsWith('J5') && teamId.endsWith('T2')))
				.flatMap(({ judgeId }, seat) =>
					scoredParts(prelim.parts).flatMap(({ path, part }) =>
						part.kind === 'judged'
							? part.criteria.map((criterion, line) => ({
									teamId,
									judgeId,
									criterionKey: `${path}.${criterion.key}`,
									value: quarter(
										Number(criterion.max) * 0.75 + ((team * 7 + seat * 5 + line * 3 + salt) % 9) * 0.0625
									)
								}))
							: []
					)
				)
		),
		givenScores: teamIds.map((teamId, team) => ({
			teamId,
			partKey: 'knowledge.quiz',
			value: String(6 + ((team * 3 + salt) % 5))
		}))
	};
}

function quarter(value: number): string {
	return String(Math.round(value * 4) / 4);
}
