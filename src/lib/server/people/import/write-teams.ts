import type { TeamDraft } from '#lib/domain/people/import/plan-teams.ts';
import type { ImportPlan } from '#lib/domain/people/import/table.ts';
import type { Context } from '#lib/server/command/command.ts';
import { deleteRows, insertRows, turns, updateRows } from '#lib/server/db/bulk.ts';
import { currentTeams } from './current-facts.ts';
import type { Effect } from './effect.ts';
import type { TeamFacts } from './team-facts.ts';
import { insertPeople } from './write-people.ts';

interface TeamEntry {
	readonly id: string;
	readonly facts: TeamFacts;
}

const columnsOf = ({ code, name, clusterId, modelTitle, contactName, contactPhone }: TeamFacts) => ({
	...{ code, name, clusterId, modelTitle, contactName, contactPhone }
});

/** Writes who belongs to these teams, from which every unit and member was taken before. */
async function writeCompositions(
	{ tx, newId }: Pick<Context, 'tx' | 'newId'>,
	contestId: string,
	teams: readonly TeamEntry[]
): Promise<void> {
	const units = teams.flatMap(({ id: teamId, facts }) =>
		facts.unitIds.map((unitId, position) => ({ teamId, unitId, position }))
	);
	const members = teams.flatMap(({ id: teamId, facts }) =>
		facts.members.map(({ personId, role }, position) => {
			return { id: newId(), teamId, contestId, position, personId, role };
		})
	);
	await insertRows(tx, 'TeamUnit', units);
	await insertRows(tx, 'TeamMember', members);
}

/** Takes everybody out of these teams, so that a person can pass from one to another in one go. */
async function empty({ tx }: Pick<Context, 'tx'>, teams: readonly TeamEntry[]): Promise<void> {
	const ids = teams.map(({ id }) => id);
	await deleteRows(tx, 'TeamUnit', ids, 'teamId');
	await deleteRows(tx, 'TeamMember', ids, 'teamId');
}

/** Makes teams that are there already as `facts` says. */
export async function changeTeams(
	context: Pick<Context, 'tx' | 'newId'>,
	contestId: string,
	teams: readonly TeamEntry[]
): Promise<void> {
	const { tx } = context;
	await empty(context, teams);
	const columns = teams.map(({ id, facts }) => ({ id, ...columnsOf(facts) }));
	await updateRows(tx, 'Team', columns);
	for await (const piece of turns(columns, 500)) {
		const ids = piece.map(({ id }) => id);
		await tx.team.updateMany({ where: { id: { in: ids } }, data: { version: { increment: 1 } } });
	}
	await writeCompositions(context, contestId, teams);
}

export async function writeTeams(
	context: Context,
	contestId: string,
	plan: ImportPlan<TeamDraft>
): Promise<Effect[]> {
	const { tx, at, newId } = context;
	const rows = plan.rows.filter(({ fate, facts }) => facts && (fate === 'new' || fate === 'changed'));
	const befores = await currentTeams(
		tx,
		rows.flatMap(({ id }) => (id === null ? [] : [id]))
	);
	const effects: Effect[] = [];
	const people: Parameters<typeof insertPeople>[1][number][] = [];
	const made: TeamEntry[] = [];
	const changed: TeamEntry[] = [];
	for (const { fate, id: existingId, facts } of rows) {
		const draft = facts!;
		const members = draft.members.map(({ personId, fullName, birthYear, role }) => {
			if (personId !== null) return { personId, role };
			const after = {
				...{ fullName, birthYear, gender: null, position: null },
				...{ unitId: draft.unitIds[0] ?? null, phone: null, email: null, externalCode: null }
			};
			const id = newId();
			people.push({ id, ...after });
			effects.push({ table: 'person', id, name: fullName, before: null, after });
			return { personId: id, role };
		});
		const after: TeamFacts = { ...columnsOf({ ...draft, members }), unitIds: draft.unitIds, members };
		const id = existingId ?? newId();
		(fate === 'new' ? made : changed).push({ id, facts: after });
		effects.push({ table: 'team', id, name: draft.name, before: befores.get(id) ?? null, after });
	}
	await insertPeople(tx, people, at);
	// First everyone leaves the changed teams: a person may pass from one of them to a new one.
	await empty(context, changed);
	await insertRows(
		tx,
		'Team',
		made.map(({ id, facts }) => ({ id, contestId, ...columnsOf(facts), status: 'accepted', createdAt: at }))
	);
	await writeCompositions(context, contestId, made);
	await changeTeams(context, contestId, changed);
	return effects;
}
