import { checkTeam } from '#lib/domain/contest/check-team.ts';
import type { Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { newestRules } from './newest-rules.ts';
import type { TeamFields } from './team-fields.ts';
import { peopleOf, refuseTaken } from './team-people.ts';

export type TeamStatus = 'draft' | 'submitted' | 'returned' | 'accepted';

export interface TeamToWrite {
	readonly contestId: string;
	/** Null makes a new team. */
	readonly teamId: string | null;
	readonly fields: TeamFields;
	/** What else changes with it: status, guest, invitation, code. */
	readonly extra: {
		readonly status: TeamStatus;
		readonly isGuest?: boolean;
		readonly invitationId?: string;
		readonly code?: string | null;
		readonly returnReason?: string | null;
	};
	/** The version that the writer saw; required to change a team. */
	readonly version: number | null;
	/** Whether the rules' lower limits hold too; a draft may still lack people. */
	readonly isWhole: boolean;
	readonly reason?: string | null;
}

/**
 * Writes a team with its units and members, after holding it against the rules: the one way in for the desk and for the
 * registration by link. Refuses a stale version, people of other teams and of panels, and what the team rule forbids.
 */
export async function writeTeam(
	context: Context,
	wanted: TeamToWrite
): Promise<{ teamId: string; version: number }> {
	const { tx, at } = context;
	const { contestId, fields, extra } = wanted;
	const before = wanted.teamId ? await teamAsIs(tx, wanted.teamId) : null;
	if (wanted.teamId && before?.contestId !== contestId) throw new Refusal('not_found');
	if (before && before.version !== wanted.version) throw new Refusal('stale');
	const teamId = before?.id ?? context.newId();
	const unitIds = [...new Set(fields.unitIds)];
	if ((await tx.unit.count({ where: { id: { in: unitIds } } })) !== unitIds.length) {
		throw new Refusal('invalid', {}, [{ field: 'unitIds', code: 'not_found' }]);
	}
	await refuseAgainstRules(context, wanted, teamId, unitIds);
	const known = new Set(before?.members.map(({ personId }) => personId));
	const personIds = await peopleOf(context, fields.members, unitIds, known);
	await refuseTaken(context, contestId, teamId, personIds);

	const { name, modelTitle, modelSummary, stageNeeds, contactName, contactPhone } = fields;
	const row = { name, modelTitle, modelSummary, stageNeeds, contactName, contactPhone };
	const { code, ...status } = extra;
	if (before) {
		await tx.team.update({
			where: { id: teamId },
			data: { ...row, ...status, ...(code ? { code } : {}), version: { increment: 1 } }
		});
	} else {
		const data = { ...row, ...status, id: teamId, contestId, code: code ?? (await freeCode(tx, contestId)) };
		await tx.team.create({ data: { ...data, createdAt: at } });
	}
	await tx.teamUnit.deleteMany({ where: { teamId } });
	await tx.teamUnit.createMany({ data: unitIds.map((unitId, position) => ({ teamId, unitId, position })) });
	await tx.teamMember.deleteMany({ where: { teamId, personId: { notIn: personIds } } });
	for (const [position, personId] of personIds.entries()) {
		const role = fields.members[position]!.role;
		const held = known.has(personId);
		if (held) await tx.teamMember.updateMany({ where: { teamId, personId }, data: { role, position } });
		else
			await tx.teamMember.create({
				data: { id: context.newId(), teamId, contestId, personId, role, position }
			});
	}
	context.audit({
		subjectKind: 'team',
		subjectId: teamId,
		before: before && {
			name: before.name,
			status: before.status,
			unitIds: before.units.map(({ unitId }) => unitId),
			members: before.members.map(({ personId, role }) => ({ personId, role })),
			modelTitle: before.modelTitle
		},
		after: {
			name,
			...status,
			unitIds,
			members: personIds.map((personId, index) => ({ personId, role: fields.members[index]!.role })),
			modelTitle
		},
		reason: wanted.reason ?? undefined
	});
	context.publish({ kind: 'contest.changed', contestId });
	return { teamId, version: before ? before.version + 1 : 0 };
}

function teamAsIs(tx: Tx, teamId: string) {
	return tx.team.findUnique({ where: { id: teamId }, include: { units: true, members: true } });
}

async function refuseAgainstRules(
	{ tx }: Context,
	wanted: TeamToWrite,
	teamId: string,
	unitIds: readonly string[]
) {
	const { rules } = await newestRules(tx, wanted.contestId);
	const others = await tx.teamUnit.groupBy({
		by: ['unitId'],
		where: {
			unitId: { in: [...unitIds] },
			team: { contestId: wanted.contestId, id: { not: teamId }, withdrawnAt: null }
		},
		_count: true
	});
	const problems = checkTeam(
		rules.teams,
		{
			units: unitIds.length,
			members: wanted.fields.members,
			hasModel: wanted.fields.modelTitle !== null,
			teamsOfUnit: 1 + Math.max(0, ...others.map(({ _count }) => _count))
		},
		wanted.isWhole
	);
	const [first] = problems;
	if (first) throw new Refusal(first.code, first.params, problems);
}

/** D01, D02 ...: a team's number on lists, whatever it is called. */
async function freeCode(tx: Tx, contestId: string): Promise<string> {
	const taken = new Set(
		(await tx.team.findMany({ where: { contestId }, select: { code: true } })).map(({ code }) => code)
	);
	let number = 1;
	while (taken.has(codeOf(number))) number++;
	return codeOf(number);
}

const codeOf = (number: number): string => `D${String(number).padStart(2, '0')}`;
