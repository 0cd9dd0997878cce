import type { BadgeFormat } from './badge-formats.ts';

export interface PrintedBadge {
	readonly name: string;
	readonly unit: string;
	/** Office; null where none is known. */
	readonly title: string | null;
	readonly seat: string | null;
	readonly category: string;
	/** red | gold | green | blue | grey */
	readonly ribbon: string;
	/** The text of the QR. */
	readonly token: string;
	/** In groups, as printed below the QR. */
	readonly code: string;
}

/** What sheets of badges are drawn from. */
export interface BadgesInput {
	readonly locale: 'vi' | 'en';
	readonly format: BadgeFormat;
	readonly conference: string;
	readonly host: string;
	readonly days: { readonly startsOn: string; readonly endsOn: string };
	readonly at: Date;
	readonly badges: readonly PrintedBadge[];
}
