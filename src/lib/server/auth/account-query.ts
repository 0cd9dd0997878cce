import { searchKey, searchWords } from '#lib/domain/people/search-key.ts';
import { byCodeUnit } from '#lib/domain/shared/order.ts';
import { nameSortKey } from '#lib/domain/people/collation.ts';
import type { Actor } from '#lib/domain/access/actor.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { conferencesWithin, contestsWithin, reachOf, type Reach } from './reach.ts';

export const ACCOUNTS_PER_PAGE = 50;

/** Accounts of people in these units; those without a person only for who reaches everywhere. */
function accountsWithin(reach: Reach) {
	return reach.everywhere ? {} : { person: { unitId: { in: [...reach.unitIds] } } };
}

/** A page of accounts within reach whose name or username holds every word of `query`, by name the Vietnamese way. */
export async function accountsPage(read: Tx, reach: Reach, query: string, page: number) {
	const rows = await read.account.findMany({
		where: accountsWithin(reach),
		select: {
			id: true,
			username: true,
			displayName: true,
			status: true,
			mustChange: true,
			person: { select: { unit: { select: { name: true } } } },
			grants: { where: { revokedAt: null }, select: { role: true } }
		}
	});
	const words = searchWords(query);
	const matching = rows
		.map((row) => ({
			row,
			found: searchKey(`${row.displayName} ${row.username}`),
			key: nameSortKey(row.displayName)
		}))
		.filter(({ found }) => words.every((word) => found.includes(word)))
		.sort((a, b) => byCodeUnit(a.key, b.key) || byCodeUnit(a.row.username, b.row.username));
	const start = (page - 1) * ACCOUNTS_PER_PAGE;
	return {
		total: matching.length,
		accounts: matching
			.slice(start, start + ACCOUNTS_PER_PAGE)
			.map(({ row: { person, grants, ...account } }) => ({
				...account,
				unit: person?.unit?.name ?? null,
				roles: [...new Set(grants.map(({ role }) => role))]
			}))
	};
}

/** Never the password's hash. */
export async function accountById(read: Tx, id: string) {
	return read.account.findUnique({
		where: { id },
		select: {
			id: true,
			username: true,
			displayName: true,
			status: true,
			mustChange: true,
			createdAt: true,
			person: { select: { id: true, fullName: true, unit: { select: { name: true } } } },
			grants: { where: { revokedAt: null }, select: GRANT, orderBy: { createdAt: 'asc' } }
		}
	});
}

const GRANT = {
	id: true,
	role: true,
	createdAt: true,
	unit: { select: { id: true, name: true } },
	contest: { select: { id: true, code: true, titleVi: true, titleEn: true } },
	conference: { select: { id: true, code: true, titleVi: true, titleEn: true } }
} as const;

/** Open sessions of an account, the last used first. Their ids are hashes and open nothing. */
export async function sessionsOfAccount(read: Tx, accountId: string, now: Date) {
	return read.session.findMany({
		where: { accountId, expiresAt: { gt: now }, endsAt: { gt: now } },
		orderBy: { lastSeenAt: 'desc' },
		select: { id: true, createdAt: true, lastSeenAt: true, expiresAt: true, address: true, userAgent: true }
	});
}

/** Every role in force within reach, with who holds it. */
export async function grantsWithin(read: Tx, reach: Reach) {
	const where = reach.everywhere
		? {}
		: {
				OR: [
					{ unitId: { in: [...reach.unitIds] } },
					{ contest: contestsWithin(reach) },
					{ conference: conferencesWithin(reach) }
				]
			};
	const rows = await read.roleGrant.findMany({
		where: { AND: [{ revokedAt: null, account: { status: 'active' } }, where] },
		select: { ...GRANT, account: { select: { id: true, username: true, displayName: true } } }
	});
	return rows
		.map((row) => ({ row, key: nameSortKey(row.account.displayName) }))
		.sort((a, b) => byCodeUnit(a.key, b.key))
		.map(({ row }) => row);
}

/** Contests that `actor` may see on the desk, the newest first. */
export async function contestsOnDesk(read: Tx, actor: Actor) {
	const reach = await reachOf(read, actor, 'contest.read');
	return read.contest.findMany({
		where: contestsWithin(reach),
		select: {
			id: true,
			code: true,
			titleVi: true,
			titleEn: true,
			status: true,
			startsOn: true,
			isInvented: true,
			host: { select: { name: true } }
		},
		orderBy: [{ startsOn: 'desc' }, { createdAt: 'desc' }]
	});
}

export async function contestChoices(read: Tx, reach: Reach) {
	return read.contest.findMany({
		where: contestsWithin(reach),
		select: { id: true, code: true, titleVi: true, titleEn: true },
		orderBy: { createdAt: 'desc' }
	});
}

export async function conferenceChoices(read: Tx, reach: Reach) {
	return read.conference.findMany({
		where: conferencesWithin(reach),
		select: { id: true, code: true, titleVi: true, titleEn: true },
		orderBy: { createdAt: 'desc' }
	});
}

export async function needsRootUnit(read: Tx): Promise<boolean> {
	return (await read.unit.count()) === 0;
}

/** Whether the one-time link still makes the first administrator. */
export async function setupLinkIsGood(read: Tx, tokenHash: string): Promise<boolean> {
	const token = await read.setupToken.findUnique({ where: { tokenHash } });
	if (!token || token.usedAt) return false;
	const administrators = await read.roleGrant.count({
		where: { role: 'administrator', revokedAt: null, account: { status: 'active' } }
	});
	return administrators === 0;
}
