import type { PaperContent, PaperSeat } from '#lib/domain/records/contents.ts';
import type { Name } from '#lib/domain/shared/name.ts';

/** What all papers of a round have in their heads and at their feet. */
export interface PaperHead {
	readonly contest: {
		readonly code: string;
		readonly title: Name;
		readonly host: string;
		readonly hostKind: string;
		readonly venue: string | null;
		readonly isInvented: boolean;
	};
	readonly round: {
		readonly name: string;
		readonly nameEn: string | null;
		readonly venue: string | null;
		readonly openedAt: string | null;
		readonly closedAt: string | null;
	};
	readonly rules: { readonly version: number; readonly hash: string };
	readonly panel: readonly PaperSeat[];
}

/** One paper as it is printed: plain data, so that a worker can have it; the same input gives the same bytes. */
export interface PaperInput {
	readonly head: PaperHead;
	readonly content: PaperContent;
	/** SHA-256 over the content. */
	readonly hash: string;
	/** Its date: when it became final, or for a draft when it was asked for. */
	readonly at: string;
	readonly isDraft: boolean;
	readonly locale: 'vi' | 'en';
	/** The published result that it names. */
	readonly published?: {
		readonly version: number;
		/** As printed, in groups. */
		readonly code: string;
		readonly hash: string;
		readonly verifyAddress: string;
	};
	/** The version that replaced the one it names; said on every page. */
	readonly replacedBy?: { readonly version: number; readonly publishedAt: string };
}
