import type { PersonDraft } from '#lib/domain/people/import/plan-people.ts';
import type { ImportPlan } from '#lib/domain/people/import/table.ts';
import type { Context } from '#lib/server/command/command.ts';
import { pieces } from '#lib/server/db/pieces.ts';
import { personFacts, personKeys } from '../save-person.ts';
import type { Effect } from './effect.ts';

export async function writePeople(
	{ tx, at, newId }: Context,
	plan: ImportPlan<PersonDraft>
): Promise<Effect[]> {
	const effects: Effect[] = plan.rows.flatMap(({ fate, facts }) =>
		fate === 'new' && facts
			? [{ table: 'person' as const, id: newId(), name: facts.fullName, before: null, after: facts }]
			: []
	);
	for (const piece of pieces(effects)) {
		await tx.person.createMany({
			data: piece.map(({ id, after }) => {
				const facts = after as PersonDraft;
				return { id, ...facts, ...personKeys(facts), createdAt: at };
			})
		});
	}
	for (const { fate, id, facts } of plan.rows) {
		if (fate !== 'changed' || !facts || id === null) continue;
		const before = personFacts(await tx.person.findUniqueOrThrow({ where: { id } }));
		await tx.person.update({ where: { id }, data: { ...facts, ...personKeys(facts) } });
		effects.push({ table: 'person', id, name: facts.fullName, before, after: facts });
	}
	return effects;
}
