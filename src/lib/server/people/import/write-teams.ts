import type { MemberDraft, TeamDraft } from '#lib/domain/people/import/plan-teams.ts';
import type { ImportPlan } from '#lib/domain/people/import/table.ts';
import type { Context } from '#lib/server/command/command.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { personKeys } from '../save-person.ts';
import type { Effect } from './effect.ts';

/** What an import writes of a team. */
export interface TeamFacts {
	readonly code: string;
	readonly name: string;
	readonly clusterId: string | null;
	readonly modelTitle: string | null;
	readonly contactName: string | null;
	readonly contactPhone: string | null;
	readonly unitIds: readonly string[];
	readonly members: readonly { readonly personId: string; readonly role: string }[];
}

export async function teamFacts(tx: Tx, teamId: string): Promise<TeamFacts | null> {
	const team = await tx.team.findUnique({
		where: { id: teamId },
		include: { units: { orderBy: { position: 'asc' } }, members: { orderBy: { position: 'asc' } } }
	});
	if (!team) return null;
	const { code, name, clusterId, modelTitle, contactName, contactPhone } = team;
	return {
		...{ code, name, clusterId, modelTitle, contactName, contactPhone },
		unitIds: team.units.map(({ unitId }) => unitId),
		members: team.members.map(({ personId, role }) => ({ personId, role }))
	};
}

/** Writes who belongs to a team as `facts` says, instead of what was there. */
export async function writeComposition(
	{ tx, newId }: Pick<Context, 'tx' | 'newId'>,
	contestId: string,
	teamId: string,
	{ unitIds, members }: Pick<TeamFacts, 'unitIds' | 'members'>
): Promise<void> {
	await tx.teamUnit.deleteMany({ where: { teamId } });
	await tx.teamUnit.createMany({ data: unitIds.map((unitId, position) => ({ teamId, unitId, position })) });
	await tx.teamMember.deleteMany({ where: { teamId } });
	await tx.teamMember.createMany({
		data: members.map((member, position) => ({ id: newId(), teamId, contestId, position, ...member }))
	});
}

async function makePerson(
	{ tx, at, newId }: Context,
	member: MemberDraft,
	unitId: string | null
): Promise<Effect> {
	const id = newId();
	const after = {
		fullName: member.fullName,
		birthYear: member.birthYear,
		gender: null,
		position: null,
		unitId,
		phone: null,
		email: null,
		externalCode: null
	};
	await tx.person.create({ data: { id, ...after, ...personKeys(after), createdAt: at } });
	return { table: 'person', id, name: member.fullName, before: null, after };
}

export async function writeTeams(
	context: Context,
	contestId: string,
	plan: ImportPlan<TeamDraft>
): Promise<Effect[]> {
	const { tx, at, newId } = context;
	const effects: Effect[] = [];
	const rows = plan.rows.filter(({ fate }) => fate === 'new' || fate === 'changed');
	// First everyone leaves the changed teams, so that a person can pass from one to another in one import.
	const befores = new Map<string, TeamFacts | null>();
	for (const { id } of rows) {
		if (id === null) continue;
		befores.set(id, await teamFacts(tx, id));
		await tx.teamMember.deleteMany({ where: { teamId: id } });
	}
	for (const { fate, id: existingId, facts: draft } of rows) {
		if (!draft) continue;
		const people: { personId: string; role: string }[] = [];
		for (const member of draft.members) {
			let { personId } = member;
			if (personId === null) {
				const made = await makePerson(context, member, draft.unitIds[0] ?? null);
				effects.push(made);
				personId = made.id;
			}
			people.push({ personId, role: member.role });
		}
		const { code, name, clusterId, modelTitle, contactName, contactPhone, unitIds } = draft;
		const columns = { code, name, clusterId, modelTitle, contactName, contactPhone };
		const after: TeamFacts = { ...columns, unitIds, members: people };
		const id = existingId ?? newId();
		if (fate === 'new') {
			await tx.team.create({ data: { id, contestId, ...columns, status: 'accepted', createdAt: at } });
		} else await tx.team.update({ where: { id }, data: { ...columns, version: { increment: 1 } } });
		await writeComposition(context, contestId, id, after);
		effects.push({ table: 'team', id, name, before: befores.get(id) ?? null, after });
	}
	return effects;
}
