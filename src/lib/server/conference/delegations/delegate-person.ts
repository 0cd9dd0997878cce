import { searchKey } from '#lib/domain/people/search-key.ts';
import type { Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { reachOf, withDescendants } from '#lib/server/auth/reach.ts';
import { isWithinReach } from '#lib/server/people/person-query.ts';
import { movedRostersOf } from '../roster-rev.ts';
import { personFacts, personKeys, type PersonFacts } from '#lib/server/people/save-person.ts';

export interface NamedPerson {
	readonly fullName: string | null;
	readonly birthYear: number | null;
	readonly phone: string | null;
}

/** The person who was chosen from the lists or named by name. */
export function personNamed(
	context: Context,
	named: NamedPerson & { readonly personId: string | null; readonly title: string | null },
	/** Null for a guest who comes for no unit. */
	unitId: string | null
): Promise<string> {
	if (named.personId) return chosenPerson(context, named.personId, unitId);
	const { fullName } = named;
	if (fullName === null) {
		throw new Refusal('invalid', {}, [{ field: 'fullName', code: 'field_required' }]);
	}
	return typedPerson(context, { ...named, fullName }, unitId);
}

/** Somebody on the lists, chosen at the desk: of the delegation's unit and below, or within the actor's own reach. */
async function chosenPerson(
	{ tx, actor }: Pick<Context, 'tx' | 'actor'>,
	personId: string,
	unitId: string | null
): Promise<string> {
	// Behind a unit's link nobody is chosen by number: it would tell who is on the lists.
	if (actor.kind !== 'account') throw new Refusal('forbidden');
	const person = await tx.person.findUnique({ where: { id: personId }, select: { id: true, unitId: true } });
	if (!person || !(await isNear({ tx, actor }, person, unitId))) throw new Refusal('not_found');
	return personId;
}

/** Of the delegation's unit and below, or within the actor's own reach. */
async function isNear(
	{ tx, actor }: Pick<Context, 'tx' | 'actor'>,
	person: { readonly id: string; readonly unitId: string | null },
	unitId: string | null
): Promise<boolean> {
	const units = unitId === null ? [] : await withDescendants(tx, [unitId]);
	if (person.unitId && units.includes(person.unitId)) return true;
	return isWithinReach(tx, await reachOf(tx, actor, 'person.read'), person.id);
}

/** The person of the unit with this name (and year, where both are known), or a new one there. Homonyms are never guessed. */
async function typedPerson(
	context: Context,
	typed: NamedPerson & { readonly fullName: string; readonly title: string | null },
	unitId: string | null
): Promise<string> {
	const { tx, at } = context;
	const { fullName, birthYear, phone, title } = typed;
	const namesakes = await tx.person.findMany({
		where: { unitId, fullName },
		select: { id: true, birthYear: true }
	});
	const sameYear = namesakes.filter((known) => birthYear !== null && known.birthYear === birthYear);
	const perhaps = namesakes.filter((known) => birthYear === null || known.birthYear === null);
	const [only, ...others] = sameYear.length > 0 ? sameYear : perhaps;
	if (only && others.length === 0) return only.id;
	// Which of them is meant, a year of birth tells; a year that none of them has makes somebody new.
	if (only && (birthYear === null || sameYear.length > 0)) {
		const params = { name: fullName, count: others.length + 1 };
		throw new Refusal('delegate_homonyms', params, [
			{ field: 'birthYear', code: 'delegate_homonyms', params }
		]);
	}
	const facts: PersonFacts = {
		...{ fullName, birthYear, phone, unitId, position: title },
		...{ gender: null, email: null, externalCode: null }
	};
	const id = context.newId();
	await tx.person.create({ data: { id, ...facts, ...personKeys(facts), createdAt: at } });
	context.audit({ subjectKind: 'person', subjectId: id, after: facts });
	return id;
}

/**
 * Corrects the writing of a name, a year or a phone. Another name is another person, who takes the place by substitution. Whoever
 * is on another unit's lists is corrected by those who keep them.
 */
export async function correctedPerson(
	context: Context,
	personId: string,
	typed: NamedPerson,
	unitId: string | null
): Promise<void> {
	const { tx } = context;
	const before = await tx.person.findUniqueOrThrow({ where: { id: personId } });
	const after = {
		...personFacts(before),
		fullName: typed.fullName ?? before.fullName,
		birthYear: typed.birthYear ?? before.birthYear,
		phone: typed.phone ?? before.phone
	};
	if (JSON.stringify(after) === JSON.stringify(personFacts(before))) return;
	if (!(await isNear(context, before, unitId))) throw new Refusal('forbidden');
	if (searchKey(before.fullName) !== searchKey(after.fullName)) {
		throw new Refusal('delegate_other_person', { name: before.fullName }, [
			{ field: 'fullName', code: 'delegate_other_person', params: { name: before.fullName } }
		]);
	}
	await tx.person.update({ where: { id: personId }, data: { ...after, ...personKeys(after) } });
	context.audit({ subjectKind: 'person', subjectId: personId, before: personFacts(before), after });
	await movedRostersOf(context, { personId });
}
