import { attendedEnough } from '#lib/domain/conference/presence-rule.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { conferenceSessions, sessionLines } from '../attendance/sessions-query.ts';

/** Somebody of a counted category, with what the presence rule says of them. */
export interface Candidate {
	readonly delegateId: string;
	readonly name: string;
	readonly gender: string | null;
	readonly title: string | null;
	readonly unit: string;
	readonly attended: number;
	readonly held: number;
	readonly needed: number;
	readonly isMet: boolean;
	/** The good certificate; null where there is none. */
	readonly certificate: { readonly id: string; readonly number: number } | null;
}

/** Who of a conference qualifies by `now` for a certificate of attendance, and who does not; null where it gives none. */
export async function certificateCandidates(read: Tx, conferenceId: string, now: Date) {
	const conference = await read.conference.findUniqueOrThrow({ where: { id: conferenceId } });
	const { presencePercent } = conference;
	if (presencePercent === null) return null;
	const rows = await read.delegate.findMany({
		where: { conferenceId, status: { not: 'substituted' }, category: { isCounted: true } },
		include: {
			person: {
				select: {
					...{ fullName: true, gender: true, position: true, sortKey: true },
					unit: { select: { name: true } }
				}
			},
			delegation: { select: { unit: { select: { name: true } } } }
		}
	});
	const good = await read.attendanceCertificate.findMany({
		where: { conferenceId, activeOf: { not: null } },
		select: { id: true, number: true, delegateId: true }
	});
	const held = await conferenceSessions(read, conferenceId, now);
	const certificateOf = new Map(good.map(({ delegateId, id, number }) => [delegateId, { id, number }]));
	const asked = held.sessions.map(({ id }) => ({ id, wasHeld: true }));
	const rule = { numerator: presencePercent, denominator: 100, required: [] };
	const people = rows
		.toSorted((a, b) =>
			a.person.sortKey < b.person.sortKey ? -1 : a.person.sortKey > b.person.sortKey ? 1 : 0
		)
		.map((row): Candidate => {
			const attended = new Set(
				held.sessions.filter(({ attendedBy }) => attendedBy.has(row.personId)).map(({ id }) => id)
			);
			const result = attendedEnough(rule, asked, attended);
			return {
				delegateId: row.id,
				name: row.person.fullName,
				gender: row.person.gender,
				title: row.title ?? row.person.position,
				unit: row.delegation?.unit.name ?? row.person.unit?.name ?? '',
				...{ attended: result.attended, held: result.held, needed: result.needed, isMet: result.isMet },
				certificate: certificateOf.get(row.id) ?? null
			};
		});
	return {
		presencePercent,
		...{ asked: held.asked, from: held.from },
		sessions: sessionLines(held, new Set(rows.map(({ personId }) => personId))),
		people
	};
}
export type CertificateCandidates = NonNullable<Awaited<ReturnType<typeof certificateCandidates>>>;

/** Every number that was given, in order; those withdrawn too. */
export function certificatesGiven(read: Tx, conferenceId: string) {
	return read.attendanceCertificate.findMany({ where: { conferenceId }, orderBy: { number: 'asc' } });
}
export type GivenCertificate = Awaited<ReturnType<typeof certificatesGiven>>[number];
