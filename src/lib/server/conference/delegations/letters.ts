import { namesUntil } from '#lib/domain/conference/delegation.ts';
import { printedShortCode, shortCode } from '#lib/domain/admission/short-code.ts';
import { searchKey } from '#lib/domain/people/search-key.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { badgeSheet } from '#lib/server/admission/badge-sheet.ts';
import type { Slip } from '#lib/server/documents/letters/letter-input.ts';
import type { PrintForm, PrintJob } from '#lib/server/documents/job.ts';
import { delegationAddress } from './shown-links.ts';

interface Asked {
	readonly conferenceId: string;
	/** The delegations that are invited; all where it is empty. */
	readonly delegationIds: readonly string[];
	/** Secrets of links that were just made, by delegation; without one the QR opens the public page. */
	readonly tokens: ReadonlyMap<string, string>;
	/** With a page of the codes that named delegates exchange for their badges. */
	readonly withSlips: boolean;
	readonly origin: string;
	readonly form: PrintForm;
	readonly locale: 'vi' | 'en';
	readonly at: Date;
}

const fileNameOf = (unit: string, index: number): string =>
	`${String(index + 1).padStart(3, '0')}-giay-moi-${searchKey(unit)
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, 60)}`;

/** Codes of invitations that are good, by delegation, people in the order of their names. */
async function slipsOf(read: Tx, conferenceId: string, locale: 'vi' | 'en'): Promise<Map<string, Slip[]>> {
	const rows = await read.credential.findMany({
		where: { conferenceId, kind: 'invite', status: 'active', delegate: { delegationId: { not: null } } },
		select: { number: true, delegate: { select: { delegationId: true } } }
	});
	const sheet = await badgeSheet(read, {
		...{ conferenceId, numbers: rows.map(({ number }) => number), format: 'a6', locale, at: new Date(0) }
	});
	const of = new Map(rows.map(({ number, delegate }) => [printedShortCode(shortCode(number)), delegate!]));
	const slips = new Map<string, Slip[]>();
	for (const { name, title, token, code } of sheet.badges) {
		const { delegationId } = of.get(code)!;
		slips.set(delegationId!, [...(slips.get(delegationId!) ?? []), { name, title, token, code }]);
	}
	return slips;
}

/** The invitations of a conference's delegations, by unit, ready for the printing thread; null where there are none. */
export async function letterJob(read: Tx, asked: Asked): Promise<PrintJob | null> {
	const { conferenceId, delegationIds, tokens, withSlips, origin, locale } = asked;
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
	const slips = withSlips ? await slipsOf(read, conferenceId, locale) : new Map<string, Slip[]>();
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
					slips: slips.get(id) ?? [],
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
