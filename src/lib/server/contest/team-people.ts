import { nameSortKey } from '#lib/domain/people/collation.ts';
import { searchKey } from '#lib/domain/people/search-key.ts';
import type { Context } from '#lib/server/command/command.ts';
import { Refusal, type FieldProblem } from '#lib/server/command/refusal.ts';
import type { MemberFields } from './team-fields.ts';

/**
 * The people behind the lines of a team, in their order. A line with the same name (and year, where both are known) as
 * one person of the team's units is that person; a line with a known id whose name differs only in its accents corrects
 * the spelling; every other line makes a new person in the team's first unit.
 */
export async function peopleOf(
	context: Context,
	members: readonly MemberFields[],
	unitIds: readonly string[],
	known: ReadonlySet<string>
): Promise<string[]> {
	const { tx, at } = context;
	const ids: string[] = [];
	for (const [index, member] of members.entries()) {
		const personId =
			(await sameAsKnown(context, member, known)) ?? (await sameName(context, member, unitIds));
		if (personId) {
			if (ids.includes(personId)) {
				throw new Refusal('contest_member_twice', { person: member.fullName }, [
					{
						field: `members.${index}.fullName`,
						code: 'contest_member_twice',
						params: { person: member.fullName }
					}
				]);
			}
			ids.push(personId);
			continue;
		}
		const { fullName, birthYear, gender, position, phone } = member;
		const created = { fullName, birthYear, gender, position, phone, unitId: unitIds[0] ?? null };
		const id = context.newId();
		await tx.person.create({
			data: { id, ...created, sortKey: nameSortKey(fullName), searchKey: searchKey(fullName), createdAt: at }
		});
		context.audit({ subjectKind: 'person', subjectId: id, after: created });
		ids.push(id);
	}
	return ids;
}

async function sameAsKnown(
	context: Context,
	member: MemberFields,
	known: ReadonlySet<string>
): Promise<string | null> {
	// Only people already in the team may be named by id: an id from elsewhere must not rewrite a stranger.
	if (!member.personId || !known.has(member.personId)) return null;
	const person = await context.tx.person.findUnique({ where: { id: member.personId } });
	if (!person || person.searchKey !== searchKey(member.fullName)) return null;
	const { fullName, birthYear, gender, position, phone } = member;
	const data = {
		fullName,
		birthYear: birthYear ?? person.birthYear,
		gender: gender ?? person.gender,
		position: position ?? person.position,
		phone: phone ?? person.phone
	};
	const before = Object.fromEntries(Object.keys(data).map((key) => [key, person[key as keyof typeof data]]));
	if (JSON.stringify(before) === JSON.stringify(data)) return person.id;
	await context.tx.person.update({
		where: { id: person.id },
		data: { ...data, sortKey: nameSortKey(fullName), searchKey: searchKey(fullName) }
	});
	context.audit({ subjectKind: 'person', subjectId: person.id, before, after: data });
	return person.id;
}

async function sameName(
	{ tx }: Context,
	member: MemberFields,
	unitIds: readonly string[]
): Promise<string | null> {
	const namesakes = await tx.person.findMany({
		where: { fullName: member.fullName, unitId: { in: [...unitIds] } },
		select: { id: true, birthYear: true }
	});
	const { birthYear } = member;
	const candidates = namesakes.filter(
		(person) => birthYear === null || person.birthYear === null || person.birthYear === birthYear
	);
	return candidates.length === 1 ? candidates[0]!.id : null;
}

/** Refuses people who are in another team of the contest (named in the refusal) or sit on one of its panels. */
export async function refuseTaken(
	{ tx }: Context,
	contestId: string,
	teamId: string,
	personIds: readonly string[]
): Promise<void> {
	const elsewhere = await tx.teamMember.findMany({
		where: { contestId, personId: { in: [...personIds] }, teamId: { not: teamId } },
		include: { person: { select: { fullName: true } }, team: { select: { name: true } } }
	});
	const seats = await tx.panelSeat.findMany({
		where: { personId: { in: [...personIds] }, round: { contestId } },
		include: { person: { select: { fullName: true } } }
	});
	const problems: FieldProblem[] = [
		...elsewhere.map(({ personId, person, team }) => ({
			field: `members.${personIds.indexOf(personId)}.fullName`,
			code: 'contest_person_in_other_team',
			params: { person: person.fullName, team: team.name }
		})),
		...seats.map(({ personId, person }) => ({
			field: `members.${personIds.indexOf(personId)}.fullName`,
			code: 'contest_person_on_panel',
			params: { person: person.fullName }
		}))
	];
	const [first] = problems;
	if (first) throw new Refusal(first.code, first.params, problems);
}
