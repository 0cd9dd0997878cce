import { m } from '#lib/paraglide/messages.js';
import { printedShortCode } from '#lib/domain/admission/short-code.ts';
import type { BadgesInput, PrintedBadge } from '#lib/server/documents/badges/badges-input.ts';
import type { BadgeFormat } from '#lib/server/documents/badges/badge-formats.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { badgeToken } from './badge-token.ts';
import { secretOf } from './conference-key.ts';

const WITH_BEARER = {
	key: true,
	temporary: { include: { gate: { select: { name: true } } } },
	delegate: {
		include: {
			person: { include: { unit: { select: { name: true } } } },
			category: true,
			delegation: { include: { unit: { select: { name: true } } } },
			admittedAs: true
		}
	}
} as const;
const readRows = (read: Tx, conferenceId: string, numbers: readonly string[]) =>
	read.credential.findMany({ where: { conferenceId, number: { in: [...numbers] } }, include: WITH_BEARER });
type Row = Awaited<ReturnType<typeof readRows>>[number];

function bearerOf(delegate: NonNullable<Row['delegate']>, locale: 'vi' | 'en') {
	const { person, category, delegation, admittedAs } = delegate;
	const [zone = 0] = JSON.parse(category.zones) as number[];
	return {
		name: person.fullName,
		unit: delegation?.unit.name ?? person.unit?.name ?? '',
		title: delegate.title ?? person.position,
		// Whose place another has sits in none.
		seat: admittedAs ? null : delegate.seat,
		category: (locale === 'en' && category.nameEn) || category.name,
		ribbon: category.ribbon,
		zone,
		sortKey: person.sortKey
	};
}

const pickUpWords = (locale: 'vi' | 'en') => ({
	category: m.reception_pick_up_category({}, { locale }),
	ribbon: 'gold'
});

/** A badge for nobody yet: a number that people can tell over the radio. */
function temporaryOf({ temporary }: Row, locale: 'vi' | 'en') {
	if (!temporary) return null;
	const { serial, gate } = temporary;
	return {
		name: m.reception_temporary_name({ serial }, { locale }),
		unit: gate.name,
		title: m.reception_temporary_title({}, { locale }),
		seat: null,
		category: m.reception_temporary_category({}, { locale }),
		ribbon: 'grey',
		zone: 0,
		sortKey: String(serial).padStart(6, '0')
	};
}

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
	const rows = await readRows(read, asked.conferenceId, asked.numbers);
	const secrets = new Map<string, Uint8Array>();
	const badges = rows.flatMap((row) => {
		const facts = row.delegate ? bearerOf(row.delegate, asked.locale) : temporaryOf(row, asked.locale);
		if (!facts) return [];
		const { key, number, kind, shortCode } = row;
		const secret = secrets.get(key.id) ?? secretOf(key);
		secrets.set(key.id, secret);
		const { kid } = key;
		const { tag, tokenProfile: profile } = conference;
		const { zone, sortKey, ...words } =
			kind === 'pick-up' ? { ...facts, ...pickUpWords(asked.locale) } : facts;
		const badge: PrintedBadge = {
			...words,
			token: badgeToken({ number, kid, tag, profile, kind, zone }, secret),
			code: printedShortCode(shortCode)
		};
		return [{ badge, unit: words.unit, sortKey }];
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
