import type { Part, SubPart } from '#lib/domain/contest/part.ts';
import type { QuizRule } from '#lib/domain/contest/quiz-rule.ts';
import { RulesSchema } from '#lib/domain/contest/rules.ts';
import type { SeatRole } from '#lib/domain/access/roles.ts';
import { commitDraw } from '#lib/server/contest/draw-commit.ts';
import { runDraw } from '#lib/server/contest/draw-run.ts';
import { createContest } from '#lib/server/contest/create-contest.ts';
import { placeTeams } from '#lib/server/contest/place-teams.ts';
import { openRound } from '#lib/server/contest/round-open.ts';
import { saveRules } from '#lib/server/contest/rules-save.ts';
import { makeClusters } from '#lib/server/contest/save-cluster.ts';
import { savePanel } from '#lib/server/contest/save-panel.ts';
import { makeRounds, saveRound } from '#lib/server/contest/save-round.ts';
import { saveTeam } from '#lib/server/contest/save-team.ts';
import type { Database } from '#lib/server/db/client.ts';
import { saveUnit } from '#lib/server/people/save-unit.ts';
import { parse } from 'valibot';
import { ask } from './ask.ts';
import type { SeedUnit } from './hanoi-units.ts';
import { inventedModel, inventedPerson } from './invented.ts';
import { seedCity } from './seed-city.ts';

export interface SeedOptions {
	readonly code: string;
	readonly titleVi: string;
	readonly titleEn: string;
	/** Days, such as 2024-10-01; the units that take part are those of that time. */
	readonly startsOn?: string;
	readonly endsOn?: string;
	/** One team a unit, in this order, filling the clusters. */
	readonly units: readonly SeedUnit[];
	readonly clusterSizes: readonly number[];
	readonly judges: number;
	/** Whether the first stage's rounds are drawn and opened. */
	readonly open: boolean;
	/** The public boards of the first stage stop before so many last teams; left out: as the template has it. */
	readonly freezeLastTeams?: number;
	/** The first stage has a prize that the audience votes on, as the template's final has. */
	readonly audiencePrize?: boolean;
	/** What has to be there before a round opens and is no part of this set-up, such as sealed questions. */
	readonly beforeOpening?: (contestId: string) => Promise<void>;
	/** How the first stage's part that is given from outside is counted from questions instead. */
	readonly quiz?: Partial<QuizRule>;
	/** Two people publish its results. */
	readonly publishNeedsTwo?: boolean;
}

export interface SeededRound {
	readonly id: string;
	readonly name: string;
}

export interface SeededContest {
	readonly contestId: string;
	readonly code: string;
	readonly cityId: string;
	readonly rounds: readonly SeededRound[];
	readonly final: SeededRound;
}

const PEOPLE_PER_TEAM = 7;

async function seedUnits(database: Database, units: readonly SeedUnit[]) {
	const cityId = await seedCity(database);
	const ids: string[] = [];
	for (const { code, name, shortName, kind, level } of units) {
		const validTo = level === 'district' ? '2025-06-30' : null;
		const unit = await ask(database, saveUnit, {
			code,
			name,
			shortName,
			kind,
			level,
			parentId: cityId,
			validTo
		});
		ids.push(unit.unitId);
	}
	return { cityId, ids };
}

function member(n: number, role: string) {
	const { fullName, gender, birthYear } = inventedPerson(n);
	return { fullName, gender, birthYear, role };
}

/** A part with a quiz wherever its score is given from outside. */
function withQuiz(part: Part | SubPart, quiz: Partial<QuizRule>): object {
	if (part.kind === 'compound') return { ...part, parts: part.parts.map((below) => withQuiz(below, quiz)) };
	return part.kind === 'given' ? { ...part, quiz } : part;
}

/** The template's rules with all three parts in one turn on stage, so that a board fills team by team. */
async function wholeTurns(
	database: Database,
	contestId: string,
	{ freezeLastTeams, audiencePrize, quiz }: Pick<SeedOptions, 'freezeLastTeams' | 'audiencePrize' | 'quiz'>
): Promise<void> {
	const newest = await database.read.rulesVersion.findFirstOrThrow({
		where: { contestId },
		orderBy: { version: 'desc' }
	});
	const rules = parse(RulesSchema, JSON.parse(newest.json));
	const voted = rules.stages.flatMap(({ prizes }) =>
		prizes.side.filter(({ by }) => by.kind === 'audienceVote')
	);
	const stages = rules.stages.map((stage, index) => ({
		...stage,
		prizes:
			audiencePrize && index === 0
				? { ...stage.prizes, side: [...stage.prizes.side, ...voted.slice(0, 1)] }
				: stage.prizes,
		visibility:
			freezeLastTeams !== undefined && index === 0
				? { ...stage.visibility, publicBoard: 'afterEachTeam' as const, freezeLastTeams }
				: stage.visibility,
		parts: stage.parts.map((part) => ({
			...(quiz && index === 0 ? withQuiz(part, quiz) : part),
			order: 'same' as const
		}))
	}));
	await ask(database, saveRules, {
		contestId,
		baseVersion: newest.version,
		rules: { ...rules, stages },
		reason: 'Mỗi đội trình diễn trọn vẹn các phần thi trong một lượt lên sân khấu'
	});
}

async function seatPanel(database: Database, roundId: string, judges: number, from: number, cityId: string) {
	const seat = (n: number, role: SeatRole) => ({
		fullName: inventedPerson(from + n).fullName,
		role,
		unitId: cityId
	});
	const seats = [
		seat(0, 'chair'),
		...Array.from({ length: judges - 1 }, (_, n) => seat(n + 1, 'judge')),
		seat(judges, 'secretary'),
		seat(judges + 1, 'secretary'),
		seat(judges + 2, 'timekeeper')
	];
	await ask(database, savePanel, { roundId, seats });
}

async function seedTeams(
	database: Database,
	{ units }: SeedOptions,
	contestId: string,
	unitIds: readonly string[]
): Promise<string[]> {
	const teamIds: string[] = [];
	for (const [index, unit] of units.entries()) {
		const first = index * PEOPLE_PER_TEAM;
		const members = Array.from({ length: PEOPLE_PER_TEAM }, (_, n) =>
			member(first + n, n === 0 ? 'leader' : n < 5 ? 'member' : 'reserve')
		);
		const team = await ask(database, saveTeam, {
			contestId,
			name: unit.shortName,
			unitIds: [unitIds[index]!],
			members,
			modelTitle: inventedModel(index),
			modelSummary: 'Mô hình minh họa, được đặt ra cho bản trình diễn.',
			contactName: members[0]!.fullName,
			accept: true
		});
		teamIds.push(team.teamId);
	}
	return teamIds;
}

/** Sets a whole contest up through the product's own commands, as an organizer would. */
export async function seedContest(database: Database, options: SeedOptions): Promise<SeededContest> {
	const { cityId, ids } = await seedUnits(database, options.units);
	const { contestId, code } = await ask(database, createContest, {
		code: options.code,
		titleVi: options.titleVi,
		titleEn: options.titleEn,
		hostUnitId: cityId,
		level: 'province',
		plan: '48-KH/BDVTU',
		venue: 'Hà Nội',
		startsOn: options.startsOn,
		endsOn: options.endsOn,
		begin: 'template:cityContest',
		isInvented: true,
		publishNeedsTwo: options.publishNeedsTwo ?? false
	});
	await wholeTurns(database, contestId, options);
	const { clusterIds } = await ask(database, makeClusters, {
		contestId,
		stageKey: 'prelim',
		name: 'Cụm thi số',
		nameEn: 'Contest cluster no.',
		count: options.clusterSizes.length
	});
	const teamIds = await seedTeams(database, options, contestId, ids);
	let taken = 0;
	for (const [index, clusterId] of clusterIds.entries()) {
		const size = options.clusterSizes[index]!;
		await ask(database, placeTeams, { contestId, clusterId, teamIds: teamIds.slice(taken, taken + size) });
		taken += size;
	}
	const { roundIds } = await ask(database, makeRounds, { contestId, stageKey: 'prelim' });
	await options.beforeOpening?.(contestId);
	const final = await ask(database, makeRounds, { contestId, stageKey: 'final' });
	const firstJudge = options.units.length * PEOPLE_PER_TEAM + 1;
	const rounds: SeededRound[] = [];
	for (const [index, roundId] of roundIds.entries()) {
		const name = `Sơ khảo · Cụm thi số ${index + 1}`;
		const nameEn = `Preliminary · Contest cluster no. ${index + 1}`;
		await ask(database, saveRound, { roundId, name, nameEn, venue: `Hội trường ${index + 1}` });
		await seatPanel(database, roundId, options.judges, firstJudge + index * (options.judges + 3), cityId);
		await ask(database, commitDraw, { roundId });
		if (options.open) {
			await ask(database, runDraw, { roundId, turns: 'whole' });
			await ask(database, openRound, { roundId });
		}
		rounds.push({ id: roundId, name });
	}
	const finalId = final.roundIds[0]!;
	await ask(database, saveRound, {
		roundId: finalId,
		name: 'Chung khảo',
		nameEn: 'Final',
		venue: 'Nhà hát thành phố'
	});
	await seatPanel(database, finalId, 7, firstJudge + roundIds.length * (options.judges + 3), cityId);
	return { contestId, code, cityId, rounds, final: { id: finalId, name: 'Chung khảo' } };
}
