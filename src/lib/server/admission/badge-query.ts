import { searchKey, searchWords } from '#lib/domain/people/search-key.ts';
import { printedShortCode } from '#lib/domain/admission/short-code.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { unprintable } from '#lib/server/documents/lacking-signs.ts';

export const BADGES_PER_PAGE = 50;
export const BADGE_FILTERS = ['all', 'none', 'unprinted', 'printed', 'withdrawn'] as const;
export type BadgeFilter = (typeof BADGE_FILTERS)[number];

const FOR_LIST = {
	id: true,
	title: true,
	seat: true,
	status: true,
	person: { select: { fullName: true, sortKey: true, searchKey: true, unit: { select: { name: true } } } },
	delegation: { select: { id: true, unit: { select: { name: true } } } },
	category: { select: { name: true, ribbon: true } },
	credentials: {
		where: { kind: { notIn: ['invite', 'pick-up'] as string[] } },
		orderBy: { issuedAt: 'desc' as const },
		select: {
			number: true,
			shortCode: true,
			status: true,
			reason: true,
			issuedAt: true,
			withdrawnAt: true,
			replacesId: true,
			prints: { select: { at: true }, orderBy: { at: 'desc' as const } }
		}
	}
} as const;

async function allForList(read: Tx, conferenceId: string) {
	const rows = await read.delegate.findMany({
		where: { conferenceId, OR: [{ status: { not: 'substituted' } }, { admittedAs: { isNot: null } }] },
		select: FOR_LIST
	});
	return rows.map(({ person, delegation, category, credentials, ...delegate }) => {
		// The active one, else the one that was withdrawn last.
		const shown = credentials.find(({ status }) => status === 'active') ?? credentials[0] ?? null;
		return {
			...delegate,
			name: person.fullName,
			sortKey: person.sortKey,
			unit: delegation?.unit.name ?? person.unit?.name ?? null,
			delegationId: delegation?.id ?? null,
			category: category.name,
			ribbon: category.ribbon,
			found: searchKey(`${person.fullName} ${delegation?.unit.name ?? ''} ${delegate.title ?? ''}`),
			earlier: Math.max(0, credentials.length - 1),
			badge: shown && {
				number: shown.number,
				code: printedShortCode(shown.shortCode),
				status: shown.status,
				reason: shown.reason,
				withdrawnAt: shown.withdrawnAt,
				prints: shown.prints.length,
				printedAt: shown.prints[0]?.at ?? null
			}
		};
	});
}
type Listed = Awaited<ReturnType<typeof allForList>>[number];

const FITS: Readonly<Record<BadgeFilter, (one: Listed) => boolean>> = {
	all: () => true,
	none: ({ badge }) => badge?.status !== 'active',
	unprinted: ({ badge }) => badge?.status === 'active' && badge.prints === 0,
	printed: ({ badge }) => badge?.status === 'active' && badge.prints > 0,
	withdrawn: ({ badge }) => badge !== null && badge.status !== 'active'
};

/** A page of delegates with their badges, by unit and name the Vietnamese way, and how many there are of each kind. */
export async function badgesPage(
	read: Tx,
	conferenceId: string,
	asked: { readonly query: string; readonly filter: BadgeFilter; readonly page: number }
) {
	const all = await allForList(read, conferenceId);
	const words = searchWords(asked.query);
	const matching = all
		.filter((one) => FITS[asked.filter](one) && words.every((word) => one.found.includes(word)))
		.sort(
			(a, b) =>
				(a.unit ?? '').localeCompare(b.unit ?? '', 'vi') ||
				(a.sortKey < b.sortKey ? -1 : Number(a.sortKey > b.sortKey))
		);
	const start = (asked.page - 1) * BADGES_PER_PAGE;
	const counts = Object.fromEntries(
		BADGE_FILTERS.map((filter) => [filter, all.filter(FITS[filter]).length])
	) as Record<BadgeFilter, number>;
	return {
		counts,
		total: matching.length,
		/** Of everybody: what would stand on a badge as a box. */
		lacking: unprintable(all.map(({ name, title, unit }) => [name, title, unit])),
		delegates: matching
			.slice(start, start + BADGES_PER_PAGE)
			.map(({ sortKey: _sortKey, found: _found, ...one }) => one)
	};
}
export type BadgesPage = Awaited<ReturnType<typeof badgesPage>>;

/** The conference's keys, the newest first: never their secrets. */
export function conferenceKeys(read: Tx, conferenceId: string) {
	return read.conferenceKey.findMany({
		where: { conferenceId },
		orderBy: { kid: 'desc' },
		select: {
			kid: true,
			createdAt: true,
			retiredAt: true,
			distrustedAt: true,
			_count: { select: { credentials: true } }
		}
	});
}

/** The units whose delegations come, by name. */
export async function delegationNames(read: Tx, conferenceId: string) {
	const delegations = await read.delegation.findMany({
		where: { conferenceId },
		select: { id: true, unit: { select: { name: true } } }
	});
	return delegations
		.map(({ id, unit }) => ({ id, name: unit.name }))
		.sort((a, b) => a.name.localeCompare(b.name, 'vi'));
}
