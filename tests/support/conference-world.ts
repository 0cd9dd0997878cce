import { nameSortKey } from '#lib/domain/people/collation.ts';
import { searchKey } from '#lib/domain/people/search-key.ts';
import { newId } from '#lib/live/id.ts';
import type { Database } from '#lib/server/db/client.ts';

export interface CalledDelegate {
	readonly id: string;
	readonly personId: string;
	readonly name: string;
}

/** Calls people to a conference as one unit's delegation, as rows: what comes before badges and gates. */
export async function calledDelegates(
	database: Database,
	asked: {
		readonly conferenceId: string;
		readonly unitId: string;
		readonly names: readonly string[];
		readonly title?: string;
	}
): Promise<CalledDelegate[]> {
	const { conferenceId, unitId, names } = asked;
	const at = new Date();
	return database.transaction(async (tx) => {
		const category = await tx.delegateCategory.findFirstOrThrow({
			where: { conferenceId },
			orderBy: { position: 'asc' }
		});
		const delegation =
			(await tx.delegation.findUnique({ where: { conferenceId_unitId: { conferenceId, unitId } } })) ??
			(await tx.delegation.create({
				data: { id: newId(), conferenceId, unitId, quota: 500, createdAt: at }
			}));
		const called: CalledDelegate[] = [];
		for (const [index, name] of names.entries()) {
			const [id, personId] = [newId(), newId()];
			await tx.person.create({
				data: {
					id: personId,
					fullName: name,
					sortKey: nameSortKey(name),
					searchKey: searchKey(name),
					unitId,
					createdAt: at
				}
			});
			await tx.delegate.create({
				data: {
					id,
					conferenceId,
					personId,
					delegationId: delegation.id,
					categoryId: category.id,
					role: 'member',
					title: asked.title ?? null,
					seat: `B – ${index + 1}`,
					status: 'confirmed',
					statusAt: at,
					createdAt: at
				}
			});
			called.push({ id, personId, name });
		}
		return called;
	});
}
