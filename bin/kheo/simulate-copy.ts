import type { ContestPackage } from '#lib/domain/contest/package/package.ts';
import { searchKey } from '#lib/domain/people/search-key.ts';
import { newId } from '#lib/live/id.ts';
import { importContest } from '#lib/server/contest/package-import.ts';
import type { Database } from '#lib/server/db/client.ts';
import { asRehearsal } from '#lib/server/rehearsal/conductor.ts';
import { makeRehearsal } from '#lib/server/rehearsal/make-copy.ts';
import type { Trouble } from '#lib/server/rehearsal/mix.ts';
import { noteRehearsal } from '#lib/server/rehearsal/rehearsal-facts.ts';
import { CLUSTER_SIZES, HANOI_UNITS } from '../../prisma/seed/hanoi-units.ts';
import { seedContest } from '../../prisma/seed/seed-contest.ts';

interface Kind {
	readonly seed: string;
	readonly mix: readonly Trouble[];
	readonly speed: number;
}

/** A copy in the real database, flagged and removable as one made by the button is. */
export async function copyHere(database: Database, code: string, kind: Kind): Promise<string> {
	const contest = await database.read.contest.findUnique({ where: { code } });
	if (!contest) throw new Error(`There is no contest ${code}.`);
	const { seed, mix, speed } = kind;
	const made = await asRehearsal(database, makeRehearsal, { contestId: contest.id, seed, mix, speed });
	return made.contestId;
}

/** A copy of a contest of elsewhere, in an empty database. */
export async function copyOf(
	database: Database,
	of: string,
	pkg: ContestPackage,
	{ seed, mix, speed }: Kind
): Promise<string> {
	const hostUnitId = newId();
	const name = 'Đơn vị tổ chức (tổng duyệt)';
	await database.transaction((tx) =>
		tx.unit.create({
			data: {
				id: hostUnitId,
				code: `host-${hostUnitId}`,
				name,
				level: 'province',
				kind: 'other',
				searchKey: searchKey(name),
				createdAt: new Date()
			}
		})
	);
	const made = await asRehearsal(database, importContest, {
		code: `${of.slice(0, 36)}-TD1`,
		hostUnitId,
		isInvented: true,
		text: JSON.stringify(pkg)
	});
	await database.transaction((tx) => noteRehearsal(tx, made.contestId, { of, seed, mix, speed }));
	return made.contestId;
}

/** 35 teams in six clusters and a final, as in Hanoi in 2024, with invented people. */
export async function hanoi(database: Database, { seed, mix, speed }: Kind): Promise<string> {
	const { contestId, code } = await seedContest(database, {
		code: 'HN-DVK-2024-TD1',
		titleVi: 'Tổng duyệt: hội thi “Dân vận khéo” như ở Hà Nội năm 2024',
		titleEn: 'Rehearsal: a contest as in Hanoi in 2024',
		units: HANOI_UNITS,
		clusterSizes: CLUSTER_SIZES,
		judges: 5,
		open: false
	});
	await database.transaction((tx) => noteRehearsal(tx, contestId, { of: code, seed, mix, speed }));
	return contestId;
}
