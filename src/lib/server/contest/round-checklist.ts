import { checklist, type ChecklistItem } from '#lib/domain/contest/checklist.ts';
import type { Stage } from '#lib/domain/contest/rules.ts';
import { validateRules } from '#lib/domain/contest/validate-rules.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { conflictGrounds } from './conflicts-query.ts';
import { bankStock } from '#lib/server/quiz/bank-stock.ts';
import { newestRules } from './newest-rules.ts';
import { inRound, passedTeams, registeredTeams } from './round-teams.ts';

export interface RoundChecklist {
	readonly roundId: string;
	readonly items: readonly ChecklistItem[];
}

/** What is missing before each configured round of a contest can open; with a fixed number of queries for any number of rounds. */
export async function contestChecklists(read: Tx, contestId: string): Promise<RoundChecklist[]> {
	const { rules } = await newestRules(read, contestId);
	const rounds = await read.round.findMany({
		where: { contestId, state: 'configured' },
		orderBy: { position: 'asc' },
		include: {
			panel: {
				select: {
					id: true,
					role: true,
					speciality: true,
					personId: true,
					person: { select: { unitId: true } },
					devices: { where: { revokedAt: null }, select: { id: true }, take: 1 }
				}
			},
			entries: { select: { teamId: true, position: true } }
		}
	});
	// One after another: inside a transaction there is one connection.
	const teams = await registeredTeams(read, contestId);
	const roundIds = rounds.map((round) => round.id);
	const passed = await passedTeams(read, roundIds);
	const grounds = await conflictGrounds(read, contestId);
	const stock = await bankStock(read, contestId);
	const rulesAreValid = validateRules(rules).ok;
	const teamsOf = (round: (typeof rounds)[number], stage: Stage) =>
		stage.entrants.kind === 'qualified' ? passed.get(round.id)! : inRound(teams, round, stage);
	const drawing = rounds.flatMap((round) => {
		const stage = rules.stages.find(({ key }) => key === round.stageKey);
		return stage ? [{ id: round.id, stage, teamIds: teamsOf(round, stage).map(({ id }) => id) }] : [];
	});
	return rounds.map((round): RoundChecklist => {
		const stage = rules.stages.find(({ key }) => key === round.stageKey);
		if (!stage)
			return {
				roundId: round.id,
				items: [{ code: 'checklist_rules_invalid', severity: 'blocks', params: {} }]
			};
		const here = teamsOf(round, stage);
		const judges = round.panel.filter(({ role }) => role === 'chair' || role === 'judge');
		const isDrawn = (round.drawState === 'drawn' || round.drawState === 'typed') && here.length > 0;
		const positions = new Map(round.entries.map(({ teamId, position }) => [teamId, position]));
		return {
			roundId: round.id,
			items: checklist({
				stage,
				rulesAreValid,
				judges: judges.map(({ id, role, speciality, devices }) => ({
					id,
					isChair: role === 'chair',
					kind: speciality,
					isPaired: devices.length > 0
				})),
				secretaries: round.panel.filter(({ role }) => role === 'secretary').length,
				timekeepers: round.panel.filter(({ role }) => role === 'timekeeper').length,
				teams: here,
				conflicts: grounds.of(
					judges.map(({ id, personId, person }) => ({ id, personId, unitId: person.unitId })),
					here
				),
				// A team that came after the draw has no place in the order yet: the draw is not whole.
				isOrderDrawn: isDrawn && here.every((team) => (positions.get(team.id) ?? 0) > 0),
				isSeedCommitted: round.seedHash !== null || round.drawState === 'typed',
				members: rules.teams.members,
				mustPresentModel: rules.teams.mustPresentModel,
				banks: stock.summaries(drawing.slice(0, drawing.findIndex(({ id }) => id === round.id) + 1))
			})
		};
	});
}

/** The list of one round that is not open yet. */
export async function roundChecklist(
	read: Tx,
	contestId: string,
	roundId: string
): Promise<readonly ChecklistItem[]> {
	const list = (await contestChecklists(read, contestId)).find((candidate) => candidate.roundId === roundId);
	if (!list) throw new Refusal('contest_round_not_configured');
	return list.items;
}
