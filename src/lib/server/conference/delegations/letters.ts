import { namesUntil } from '#lib/domain/conference/delegation.ts';
import { searchKey } from '#lib/domain/people/search-key.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { PrintForm, PrintJob } from '#lib/server/documents/job.ts';
import { delegationAddress } from './shown-links.ts';

interface Asked {
	readonly conferenceId: string;
	/** The delegations that are invited; all where it is empty. */
	readonly delegationIds: readonly string[];
	/** Secrets of links that were just made, by delegation; without one the QR opens the public page. */
	readonly tokens: ReadonlyMap<string, string>;
	readonly origin: string;
	readonly form: PrintForm;
	readonly locale: 'vi' | 'en';
	readonly at: Date;
}

const fileNameOf = (unit: string, index: number): string =>
	`${String(index + 1).padStart(3, '0')}-giay-moi-${searchKey(unit)
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, 60)}`;

/** The invitations of a conference's delegations, by unit, ready for the printing thread; null where there are none. */
export async function letterJob(read: Tx, asked: Asked): Promise<PrintJob | null> {
	const { conferenceId, delegationIds, tokens, origin, locale } = asked;
	const conference = await read.conference.findUniqueOrThrow({
		where: { id: conferenceId },
		include: {
			host: { select: { name: true, kind: true } },
			checkpoints: {
				where: { isEntry: true, removedAt: null, opensAt: { not: null } },
				orderBy: { opensAt: 'asc' },
				take: 1
			}
		}
	});
	const delegations = await read.delegation.findMany({
		where: { conferenceId, ...(delegationIds.length > 0 && { id: { in: [...delegationIds] } }) },
		select: { id: true, quota: true, unit: { select: { name: true } } }
	});
	if (delegations.length === 0) return null;
	const collator = new Intl.Collator('vi', { numeric: true });
	delegations.sort((a, b) => collator.compare(a.unit.name, b.unit.name));
	const { code, startsOn, endsOn, venue, isInvented } = conference;
	const title = locale === 'en' ? conference.titleEn : conference.titleVi;
	const at = asked.at.toISOString();
	return {
		form: asked.form,
		title,
		at,
		papers: delegations.map(({ id, quota, unit }, index) => {
			const token = tokens.get(id);
			return {
				kind: 'letter',
				fileName: fileNameOf(unit.name, index),
				input: {
					...{ locale, at, quota, unit: unit.name, isOwnLink: token !== undefined },
					conference: {
						...{ code, title, host: conference.host.name, hostKind: conference.host.kind },
						...{ startsOn, endsOn, venue, isInvented },
						receivesAt: conference.checkpoints[0]?.opensAt?.toISOString() ?? null,
						until: namesUntil(conference).toISOString()
					},
					address: token ? delegationAddress(origin, token) : `${origin}/conferences/${code}`
				}
			};
		})
	};
}
