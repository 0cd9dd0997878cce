import { searchWords } from '#lib/domain/people/search-key.ts';
import type { Reach } from '#lib/server/auth/reach.ts';
import type { Tx } from '#lib/server/db/client.ts';

export const PEOPLE_PER_PAGE = 50;

const LIST = {
	id: true,
	fullName: true,
	birthYear: true,
	position: true,
	phone: true,
	externalCode: true,
	unit: { select: { id: true, name: true, shortName: true } }
} as const;

export type PersonInList = Awaited<ReturnType<typeof peoplePage>>['people'][number];

/** People within reach: those of its units, and those who sit or play in its contests. */
export function peopleWithin(reach: Reach) {
	if (reach.everywhere) return {};
	const contestIds = [...reach.contestIds];
	return {
		OR: [
			{ unitId: { in: [...reach.unitIds] } },
			{ members: { some: { contestId: { in: contestIds } } } },
			{ seats: { some: { round: { contestId: { in: contestIds } } } } }
		]
	};
}

export async function isWithinReach(read: Tx, reach: Reach, personId: string): Promise<boolean> {
	return (await read.person.count({ where: { AND: [{ id: personId }, peopleWithin(reach)] } })) > 0;
}

/** A page of people within reach, sorted by given name, then family name. */
export async function peoplePage(
	read: Tx,
	reach: Reach,
	{ query = '', unitId, page = 1 }: { query?: string; unitId?: string; page?: number }
) {
	const where = {
		AND: [
			peopleWithin(reach),
			...searchWords(query).map((word) => ({ searchKey: { contains: word } })),
			...(unitId ? [{ unitId }] : [])
		]
	};
	const [total, people] = await Promise.all([
		read.person.count({ where }),
		read.person.findMany({
			where,
			select: LIST,
			orderBy: [{ sortKey: 'asc' }, { birthYear: 'asc' }, { id: 'asc' }],
			skip: (page - 1) * PEOPLE_PER_PAGE,
			take: PEOPLE_PER_PAGE
		})
	]);
	return { total, people };
}

export async function personById(read: Tx, id: string) {
	return read.person.findUnique({
		where: { id },
		include: {
			unit: { select: { id: true, name: true } },
			account: { select: { id: true, username: true } },
			members: { include: { team: { include: { contest: true } } } },
			seats: { include: { round: { include: { contest: true } } } }
		}
	});
}

/** Others within reach with the same name: shown with unit and birth year, so that nobody is taken for another. */
export async function homonymsOf(read: Tx, reach: Reach, person: { id: string; fullName: string }) {
	return read.person.findMany({
		where: { AND: [{ fullName: person.fullName, id: { not: person.id } }, peopleWithin(reach)] },
		select: LIST,
		take: 20
	});
}
