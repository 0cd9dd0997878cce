import type { Actor } from '#lib/domain/access/actor.ts';
import type { Role } from '#lib/domain/access/roles.ts';
import { accountActor } from '#lib/server/auth/account-actor.ts';
import { hashPassword } from '#lib/server/auth/password.ts';
import { sessionsOf } from '#lib/server/auth/lucia.ts';
import { searchKey } from '#lib/domain/people/search-key.ts';
import { newId } from '#lib/live/id.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { testDatabase } from '../../support/database.ts';

export const PASSWORD = 'mưa xuân trên phố cổ';
let hashed: Promise<string> | undefined;

/**
 * A city with two districts and a commune, and a contest of the city and of one district. Everyone in it is made
 * directly: what is tested is what comes after.
 */
export async function cityOfTwo() {
	const { database, remove } = await testDatabase();
	const at = new Date('2024-09-01T02:00:00Z');
	const ids = {
		city: newId(),
		badinh: newId(),
		caugiay: newId(),
		commune: newId(),
		contest: newId(),
		other: newId()
	};
	const unit = async (
		tx: Tx,
		id: string,
		code: string,
		name: string,
		level: string,
		parentId: string | null
	) => {
		const validTo = level === 'district' ? '2025-06-30' : null;
		const kind = 'party-committee';
		const key = searchKey(`${name} ${code}`);
		await tx.unit.create({
			data: { id, code, name, level, kind, parentId, validTo, searchKey: key, createdAt: at }
		});
	};
	await database.transaction(async (tx) => {
		await unit(tx, ids.city, 'HN', 'Thành ủy Hà Nội', 'province', null);
		await unit(tx, ids.badinh, 'BD', 'Quận ủy Ba Đình', 'district', ids.city);
		await unit(tx, ids.caugiay, 'CG', 'Quận ủy Cầu Giấy', 'district', ids.city);
		await tx.unit.update({ where: { id: ids.badinh }, data: { validTo: null, level: 'district' } });
		await unit(tx, ids.commune, 'TB', 'Phường Trúc Bạch', 'commune', ids.badinh);
		for (const [id, code, hostUnitId] of [
			[ids.contest, 'hn-2024', ids.city],
			[ids.other, 'cg-2024', ids.caugiay]
		] as const) {
			const titles = { titleVi: `Hội thi ${code}`, titleEn: `Contest ${code}` };
			await tx.contest.create({
				data: { id, code, ...titles, hostUnitId, level: 'province', status: 'draft', createdAt: at }
			});
		}
	});

	/** An account with its roles; the password is PASSWORD. */
	async function account(
		username: string,
		grants: readonly { role: Role; unitId?: string; contestId?: string }[] = [],
		unitId?: string
	) {
		hashed ??= hashPassword(PASSWORD);
		const passwordHash = await hashed;
		const accountId = newId();
		await database.transaction(async (tx) => {
			const personId = unitId ? newId() : null;
			if (personId) {
				const keys = { sortKey: username, searchKey: username };
				await tx.person.create({
					data: { id: personId, fullName: username, ...keys, unitId, createdAt: at }
				});
			}
			await tx.account.create({
				data: {
					id: accountId,
					username,
					displayName: username,
					passwordHash,
					status: 'active',
					createdAt: at,
					personId
				}
			});
			for (const grant of grants)
				await tx.roleGrant.create({ data: { id: newId(), accountId, ...grant, createdAt: at } });
		});
		const actor = (): Promise<Actor> => accountActor(database.read, accountId);
		return { accountId, actor };
	}

	return { database, sessions: sessionsOf(database, false), remove, ids, account };
}

export type City = Awaited<ReturnType<typeof cityOfTwo>>;
