import { printedShortCode } from '#lib/domain/admission/short-code.ts';
import type { BadgesInput, PrintedBadge } from '#lib/server/documents/badges/badges-input.ts';
import type { BadgeFormat } from '#lib/server/documents/badges/badge-formats.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { badgeToken } from './badge-token.ts';
import { secretOf } from './conference-key.ts';

/** Everything that stands on the badges with these numbers, by unit and name. Refuses where their keys cannot be opened. */
export async function badgeSheet(
	read: Tx,
	asked: {
		readonly conferenceId: string;
		readonly numbers: readonly string[];
		readonly format: BadgeFormat;
		readonly locale: 'vi' | 'en';
		readonly at: Date;
	}
): Promise<BadgesInput> {
	const conference = await read.conference.findUniqueOrThrow({
		where: { id: asked.conferenceId },
		include: { host: { select: { name: true } } }
	});
	const rows = await read.credential.findMany({
		where: { number: { in: [...asked.numbers] } },
		include: {
			key: true,
			delegate: {
				include: {
					person: { include: { unit: { select: { name: true } } } },
					category: true,
					delegation: { include: { unit: { select: { name: true } } } }
				}
			}
		}
	});
	const secrets = new Map<string, Uint8Array>();
	const badges = rows.flatMap(({ key, delegate, number, shortCode }) => {
		if (!delegate) return [];
		const secret = secrets.get(key.id) ?? secretOf(key);
		secrets.set(key.id, secret);
		const [zone = 0] = JSON.parse(delegate.category.zones) as number[];
		const { kid } = key;
		const { tag, tokenProfile: profile } = conference;
		const unit = delegate.delegation?.unit.name ?? delegate.person.unit?.name ?? '';
		const badge: PrintedBadge = {
			name: delegate.person.fullName,
			unit,
			title: delegate.title ?? delegate.person.position,
			seat: delegate.seat,
			category: (asked.locale === 'en' && delegate.category.nameEn) || delegate.category.name,
			ribbon: delegate.category.ribbon,
			token: badgeToken({ number, kid, tag, profile, zone }, secret),
			code: printedShortCode(shortCode)
		};
		return [{ badge, unit, sortKey: delegate.person.sortKey }];
	});
	badges.sort(
		(a, b) =>
			a.unit.localeCompare(b.unit, 'vi') || (a.sortKey < b.sortKey ? -1 : Number(a.sortKey > b.sortKey))
	);
	return {
		locale: asked.locale,
		format: asked.format,
		conference: asked.locale === 'en' ? conference.titleEn : conference.titleVi,
		host: conference.host.name,
		days: { startsOn: conference.startsOn, endsOn: conference.endsOn },
		at: asked.at,
		badges: badges.map(({ badge }) => badge)
	};
}
