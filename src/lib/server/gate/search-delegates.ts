import type { Actor } from '#lib/domain/access/actor.ts';
import { may } from '#lib/domain/access/policy.ts';
import { searchWords } from '#lib/domain/people/search-key.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { tabletGateScope } from './gate-scope.ts';

const MOST_FOUND = 20;

/** Delegates whose name or unit holds every word: for supervisors and the desk at a gate, never for stewards. */
export async function searchDelegates(read: Tx, actor: Actor, query: string) {
	const scope = await tabletGateScope(read, actor);
	if (!may(actor, 'gate.search', scope)) throw new Refusal('forbidden');
	const words = searchWords(query);
	if (words.length === 0) return [];
	const rows = await read.delegate.findMany({
		where: {
			conferenceId: scope.conferenceId!,
			AND: words.map((word) => ({
				OR: [
					{ person: { searchKey: { contains: word } } },
					{ delegation: { unit: { searchKey: { contains: word } } } }
				]
			}))
		},
		orderBy: { person: { sortKey: 'asc' } },
		take: MOST_FOUND,
		include: {
			person: { include: { unit: { select: { name: true } } } },
			category: { select: { name: true } },
			delegation: { select: { unit: { select: { name: true } } } }
		}
	});
	return rows.map(({ id, person, delegation, category, title, seat }) => ({
		delegateId: id,
		name: person.fullName,
		unit: delegation?.unit.name ?? person.unit?.name ?? '',
		role: title ?? category.name,
		seat,
		birthYear: person.birthYear,
		phoneEnd: person.phone?.replace(/\D/g, '').slice(-3) ?? null
	}));
}
