import { TeamRuleSchema, type TeamRule } from '#lib/domain/contest/team-rule.ts';
import { currentRules } from '#lib/server/contest/rules-query.ts';
import { teamWhole } from '#lib/server/contest/team-query.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { parse } from 'valibot';
import { isOpen } from './deadline.ts';
import type { InvitationActor } from './invitation-actor.ts';

/** Where and when a team performs, as soon as it is drawn. */
export interface Turn {
	readonly roundId: string;
	readonly roundName: string;
	readonly roundNameEn: string | null;
	readonly position: number;
	readonly of: number;
	readonly callTime: Date | null;
	readonly startsAt: Date | null;
	readonly venue: string | null;
}

async function turnsOf(read: Tx, teamIds: readonly string[]): Promise<Map<string, Turn[]>> {
	const entries = await read.entry.findMany({
		where: { teamId: { in: [...teamIds] }, position: { gt: 0 } },
		include: {
			round: {
				select: {
					id: true,
					name: true,
					nameEn: true,
					venue: true,
					startsAt: true,
					position: true,
					_count: { select: { entries: true } }
				}
			}
		}
	});
	const calls = await read.performance.findMany({
		where: { teamId: { in: [...teamIds] }, callTime: { not: null } },
		orderBy: { callTime: 'asc' },
		select: { teamId: true, roundId: true, callTime: true }
	});
	const turns = new Map<string, Turn[]>();
	for (const { teamId, roundId, position, round } of entries.sort(
		(a, b) => a.round.position - b.round.position
	)) {
		const call = calls.find((one) => one.teamId === teamId && one.roundId === roundId);
		const turn: Turn = {
			roundId,
			roundName: round.name,
			roundNameEn: round.nameEn,
			position,
			of: round._count.entries,
			callTime: call?.callTime ?? null,
			startsAt: round.startsAt,
			venue: round.venue
		};
		turns.set(teamId, [...(turns.get(teamId) ?? []), turn]);
	}
	return turns;
}

/** All that a unit sees behind its link: the contest, the deadline, its limits, its teams with their turns. */
export async function unitRegistration(read: Tx, actor: InvitationActor, at: Date) {
	const { contestId } = actor;
	const contest = await read.contest.findUniqueOrThrow({
		where: { id: contestId },
		include: { host: { select: { name: true } } }
	});
	const invitation = await read.teamInvitation.findUniqueOrThrow({ where: { id: actor.invitationId } });
	const rules = await currentRules(read, contestId);
	const limits: TeamRule = rules?.rules.teams ?? parse(TeamRuleSchema, {});
	const teamIds = await read.team.findMany({
		where: {
			contestId,
			OR: [
				{ invitationId: actor.invitationId },
				{ invitationId: null, units: { some: { unitId: actor.unitId, position: 0 } } }
			]
		},
		orderBy: { code: 'asc' },
		select: { id: true, invitationId: true, entries: { select: { id: true } } }
	});
	const turns = await turnsOf(
		read,
		teamIds.map(({ id }) => id)
	);
	const teams = [];
	for (const { id, invitationId, entries } of teamIds) {
		const team = (await teamWhole(read, contestId, id))!;
		teams.push({
			...team,
			isOwn: invitationId !== null,
			isPlaced: entries.length > 0,
			turns: turns.get(id) ?? []
		});
	}
	const partners = limits.unitsPerTeam.max > 1 ? await invitedUnits(read, contestId, actor.unitId) : [];
	return {
		contest: {
			code: contest.code,
			titleVi: contest.titleVi,
			titleEn: contest.titleEn,
			hostName: contest.host.name,
			isInvented: contest.isInvented
		},
		unit: { id: actor.unitId, name: actor.name },
		isOpen: isOpen(contest, at),
		closesAt: contest.registrationClosesAt,
		maxTeams: invitation.maxTeams,
		limits,
		teams,
		partners
	};
}

async function invitedUnits(read: Tx, contestId: string, except: string) {
	const invited = await read.teamInvitation.findMany({
		where: { contestId, revokedAt: null, unitId: { not: except } },
		select: { unitId: true }
	});
	const units = await read.unit.findMany({
		where: { id: { in: invited.map(({ unitId }) => unitId) } },
		select: { id: true, name: true }
	});
	const collator = new Intl.Collator('vi', { numeric: true });
	return units.sort((a, b) => collator.compare(a.name, b.name));
}
