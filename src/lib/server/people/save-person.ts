import * as v from 'valibot';
import type { Scope } from '#lib/domain/access/actor.ts';
import { may } from '#lib/domain/access/policy.ts';
import { nameSortKey } from '#lib/domain/people/collation.ts';
import { searchKey } from '#lib/domain/people/search-key.ts';
import { command } from '#lib/server/command/command.ts';
import { movedRostersOf } from '#lib/server/conference/roster-rev.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { lineage, unitScope } from '#lib/server/contest/scope.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { OptionalId, OptionalText, RequiredText } from './fields.ts';

const OptionalYear = v.pipe(
	v.optional(v.nullable(v.union([v.string(), v.number()])), null),
	v.transform((typed) => (typed === null || String(typed).trim() === '' ? null : Number(typed))),
	v.nullable(
		v.pipe(
			v.number('people_birth_year'),
			v.integer('people_birth_year'),
			v.minValue(1900, 'people_birth_year'),
			v.maxValue(2100, 'people_birth_year')
		)
	)
);

export async function personScope(tx: Tx, personId: string): Promise<Scope> {
	const person = await tx.person.findUnique({ where: { id: personId }, select: { unitId: true } });
	if (!person) throw new Refusal('not_found');
	return person.unitId ? { unitIds: await lineage(tx, person.unitId) } : {};
}

/** Adds a person, or changes one. People without e-mail, phone or code are as good as others. */
export const savePerson = command({
	action: 'person.save',
	input: v.object({
		personId: OptionalId,
		fullName: RequiredText(120),
		birthYear: OptionalYear,
		gender: v.pipe(OptionalId, v.nullable(v.picklist(['female', 'male'], 'field_invalid'))),
		position: OptionalText(200),
		unitId: OptionalId,
		phone: v.pipe(
			OptionalText(30),
			v.nullable(v.pipe(v.string(), v.regex(/^[+\d][\d .()/-]{5,}$/, 'people_phone')))
		),
		email: v.pipe(OptionalText(200), v.nullable(v.pipe(v.string(), v.email('people_email')))),
		externalCode: OptionalText(60)
	}),
	async scope(tx, { personId, unitId }): Promise<Scope> {
		if (personId) return personScope(tx, personId);
		return unitId ? unitScope(tx, unitId) : {};
	},
	async run(context, { personId, ...facts }) {
		const { tx, actor, at, newId, audit } = context;
		const before = personId ? await tx.person.findUniqueOrThrow({ where: { id: personId } }) : null;
		if (before && before.unitId !== facts.unitId) {
			const line = facts.unitId ? await lineage(tx, facts.unitId) : [];
			if (facts.unitId && line.length === 0) {
				throw new Refusal('invalid', {}, [{ field: 'unitId', code: 'not_found' }]);
			}
			if (!may(actor, 'person.save', { unitIds: line })) throw new Refusal('forbidden');
		}
		const twin = facts.externalCode
			? await tx.person.findUnique({ where: { externalCode: facts.externalCode } })
			: null;
		if (twin && twin.id !== personId) {
			const params = { name: twin.fullName };
			throw new Refusal('invalid', {}, [{ field: 'externalCode', code: 'people_code_taken', params }]);
		}
		const data = { ...facts, ...personKeys(facts) };
		const id = before?.id ?? newId();
		if (before) await tx.person.update({ where: { id }, data });
		else await tx.person.create({ data: { id, ...data, createdAt: at } });
		audit({
			subjectKind: 'person',
			subjectId: id,
			before: before ? personFacts(before) : undefined,
			after: facts
		});
		if (before) await movedRostersOf(context, { personId: id });
		return { personId: id };
	}
});

export interface PersonFacts {
	readonly fullName: string;
	readonly birthYear: number | null;
	readonly gender: string | null;
	readonly position: string | null;
	readonly unitId: string | null;
	readonly phone: string | null;
	readonly email: string | null;
	readonly externalCode: string | null;
}

/** What of a person can be changed, and so what the audit log shows. */
export function personFacts(person: PersonFacts): PersonFacts {
	const { fullName, birthYear, gender, position, unitId, phone, email, externalCode } = person;
	return { fullName, birthYear, gender, position, unitId, phone, email, externalCode };
}

/** The columns by which people are sorted and found, from what is written. */
export function personKeys({
	fullName,
	externalCode,
	position
}: Pick<PersonFacts, 'fullName' | 'externalCode' | 'position'>) {
	return {
		sortKey: nameSortKey(fullName),
		searchKey: searchKey([fullName, position ?? '', externalCode ?? ''].join(' '))
	};
}
