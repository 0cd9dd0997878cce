import type { Actor } from '#lib/domain/access/actor.ts';
import type { Database } from '#lib/server/db/client.ts';
import { newId } from '#lib/live/id.ts';

export interface ContestHere {
	readonly organizer: Actor;
	readonly contestId: string;
	/** Unit ids by code. */
	readonly units: Readonly<Record<string, string>>;
}

/** A signed-in person with one role in one contest, or everywhere. */
export function person(role: string, name: string, contestId: string | null = null): Actor {
	return {
		kind: 'account',
		accountId: newId(),
		personId: null,
		name,
		grants: [{ role: role as never, unitId: null, contestId, conferenceId: null }],
		mustChange: false
	};
}

/** A city with three wards and a contest of the city. */
export async function contestHere(database: Database, code = 'HN-DVK-2024'): Promise<ContestHere> {
	const at = new Date('2024-08-01T02:00:00Z');
	const units: Record<string, string> = {};
	const contestId = newId();
	await database.transaction(async (tx) => {
		const names = {
			city: 'Thành phố Hà Nội',
			BADINH: 'Quận Ba Đình',
			HOANKIEM: 'Quận Hoàn Kiếm',
			TAYHO: 'Quận Tây Hồ'
		};
		for (const [unit, name] of Object.entries(names)) {
			units[unit] = newId();
			await tx.unit.create({
				data: {
					id: units[unit],
					code: unit === 'city' ? `HN-${code}` : `${unit}-${code}`,
					name,
					level: unit === 'city' ? 'province' : 'district',
					kind: 'party-committee',
					parentId: unit === 'city' ? null : units.city!,
					searchKey: name.toLowerCase(),
					createdAt: at
				}
			});
		}
		await tx.contest.create({
			data: {
				id: contestId,
				code,
				titleVi: 'Hội thi “Dân vận khéo”',
				titleEn: 'Skilled Mass Mobilization contest',
				hostUnitId: units.city!,
				level: 'province',
				status: 'announced',
				createdAt: at
			}
		});
	});
	return { organizer: person('organizer', 'Lê Thị Bình'), contestId, units };
}
