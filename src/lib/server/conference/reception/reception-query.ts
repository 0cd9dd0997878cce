import { statusSeen, type DelegateStatus } from '#lib/domain/conference/delegate-status.ts';
import { printedShortCode, readShortCode } from '#lib/domain/admission/short-code.ts';
import { readToken } from '#lib/domain/admission/token.ts';
import { searchKey, searchWords } from '#lib/domain/people/search-key.ts';
import { eventTagOf } from '#lib/server/admission/badge-token.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { seenAtGates, type SeenAtGate } from '../came-in.ts';

const MOST_FOUND = 20;

const FOR_DESK = {
	person: { include: { unit: { select: { name: true } } } },
	category: { select: { name: true } },
	delegation: { select: { id: true, unit: { select: { name: true } } } },
	admittedAs: true,
	replaces: { select: { person: { select: { fullName: true } } } },
	replacedBy: { select: { id: true, personId: true, person: { select: { fullName: true } } } },
	credentials: {
		orderBy: { issuedAt: 'desc' },
		include: { prints: { select: { at: true }, orderBy: { at: 'desc' } }, temporary: true }
	}
} as const;

const readDelegates = (read: Tx, where: object) =>
	read.delegate.findMany({
		where,
		include: FOR_DESK,
		orderBy: [{ person: { sortKey: 'asc' } }, { id: 'asc' }],
		take: MOST_FOUND
	});
type Row = Awaited<ReturnType<typeof readDelegates>>[number];

/** The code that was scanned or typed, and whose it is. */
async function credentialOf(
	read: Tx,
	conference: { readonly id: string; readonly tag: string },
	typed: string
) {
	const token = readToken(typed.replace(/\s/g, ''));
	const isToken = token.kind === 'signed' || token.kind === 'compact';
	const code = readShortCode(typed);
	if (!isToken && code === null) return null;
	if (isToken && token.payload.eventTag !== eventTagOf(conference.tag)) return { state: 'other' as const };
	const row = await read.credential.findUnique({
		where: isToken ? { number: token.payload.credential } : { shortCode: code! },
		include: { temporary: { select: { serial: true, gate: { select: { name: true } } } } }
	});
	if (row?.conferenceId !== conference.id) return { state: 'unknown' as const };
	const { number, kind, status, delegateId, temporary, reason } = row;
	return {
		state: 'known' as const,
		number,
		kind,
		status,
		reason,
		delegateId,
		temporary: temporary && { serial: temporary.serial, gate: temporary.gate.name }
	};
}
export type ScannedAtDesk = NonNullable<Awaited<ReturnType<typeof credentialOf>>>;

function personAtDesk(row: Row, seen: ReadonlyMap<string, SeenAtGate>) {
	const { person, delegation, replacedBy, credentials } = row;
	const badge = credentials.find(({ activeBadgeOf }) => activeBadgeOf !== null) ?? null;
	return {
		...{ id: row.id, version: row.version, role: row.role, seat: row.seat },
		name: person.fullName,
		birthYear: person.birthYear,
		phoneEnd: person.phone?.replace(/\D/g, '').slice(-3) ?? null,
		title: row.title ?? person.position,
		category: row.category.name,
		unit: delegation?.unit.name ?? person.unit?.name ?? null,
		delegationId: delegation?.id ?? null,
		status: statusSeen(row.status as DelegateStatus, seen.get(person.id) ?? null),
		isReplaced: row.status === 'substituted',
		seen: seen.get(person.id) ?? null,
		standsInFor: row.replaces?.person.fullName ?? null,
		replacedBy: replacedBy && {
			name: replacedBy.person.fullName,
			seen: seen.get(replacedBy.personId) ?? null
		},
		isGuest: row.admittedAs !== null,
		badge: badge && {
			number: badge.number,
			code: printedShortCode(badge.shortCode),
			isTemporary: badge.kind === 'temporary',
			serial: badge.temporary?.serial ?? null,
			prints: badge.prints.length,
			printedAt: badge.prints[0]?.at ?? null
		},
		/** A badge was given before; another needs a reason. */
		hadBadge: credentials.some(({ kind }) => kind === 'badge' || kind === 'temporary'),
		hasInvite: credentials.some(({ kind, status }) => kind === 'invite' && status === 'active')
	};
}
export type PersonAtDesk = ReturnType<typeof personAtDesk>;

/** Deputies and empty places of the delegations with these people: who may take a seat. */
async function deputiesOf(read: Tx, delegationIds: readonly string[]) {
	const rows = await read.delegate.findMany({
		where: {
			delegationId: { in: [...delegationIds] },
			role: 'deputy',
			status: { in: ['invited', 'confirmed'] }
		},
		orderBy: { deputyOrder: 'asc' },
		select: { id: true, delegationId: true, person: { select: { fullName: true } } }
	});
	return rows.map(({ id, delegationId, person }) => ({ id, delegationId, name: person.fullName }));
}

/** Every delegation with the places it still has. */
async function delegationsAtDesk(read: Tx, conferenceId: string) {
	const [rows, named] = await Promise.all([
		read.delegation.findMany({
			where: { conferenceId },
			select: { id: true, quota: true, unit: { select: { name: true } } }
		}),
		read.delegate.groupBy({
			by: ['delegationId'],
			where: { conferenceId, status: { not: 'substituted' } },
			_count: { _all: true }
		})
	]);
	const counts = new Map(named.map(({ delegationId, _count }) => [delegationId, _count._all]));
	const collator = new Intl.Collator('vi', { numeric: true });
	return rows
		.map(({ id, quota, unit }) => ({ id, quota, name: unit.name, named: counts.get(id) ?? 0 }))
		.sort((a, b) => collator.compare(a.name, b.name));
}

/** What a registration desk works with: who is looked for or whose code was scanned, delegations with their places, categories. */
export async function atReception(
	read: Tx,
	conference: { readonly id: string; readonly tag: string },
	query: string,
	personId: string | null = null
) {
	const conferenceId = conference.id;
	const typed = query.trim();
	const scanned = typed === '' ? null : await credentialOf(read, conference, typed);
	const words = scanned || typed === '' ? [] : searchWords(typed);
	const where = scanned
		? { id: 'delegateId' in scanned && scanned.delegateId ? scanned.delegateId : '' }
		: {
				AND: words.map((word) => ({
					OR: [
						{ person: { searchKey: { contains: word } } },
						{ delegation: { unit: { searchKey: { contains: word } } } }
					]
				}))
			};
	const isAsked = scanned !== null || words.length > 0;
	const rows = personId
		? await readDelegates(read, { conferenceId, id: personId })
		: isAsked
			? await readDelegates(read, { conferenceId, ...where })
			: [];
	const ids = rows.flatMap(({ personId: own, replacedBy }) => [
		own,
		...(replacedBy ? [replacedBy.personId] : [])
	]);
	const seen = await seenAtGates(read, conferenceId, ids);
	const people = rows.map((row) => personAtDesk(row, seen));
	const [deputies, delegations, categories] = await Promise.all([
		deputiesOf(read, [...new Set(people.flatMap(({ delegationId }) => delegationId ?? []))]),
		delegationsAtDesk(read, conferenceId),
		read.delegateCategory.findMany({
			where: { conferenceId },
			orderBy: { position: 'asc' },
			select: { id: true, name: true }
		})
	]);
	return {
		scanned,
		people,
		isCut: rows.length === MOST_FOUND,
		deputies,
		delegations,
		categories,
		/** The name as it was typed, to begin a new entry with. */
		typedName: scanned || searchKey(typed) === '' ? '' : typed
	};
}
export type AtReception = Awaited<ReturnType<typeof atReception>>;
