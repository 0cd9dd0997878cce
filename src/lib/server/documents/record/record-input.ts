import type { PublishedResult } from '#lib/domain/results/published-result.ts';

/** What a record is printed from: the published result and how anybody checks it. Plain data, so that a worker can have it. */
export interface RecordInput {
	readonly result: PublishedResult;
	readonly hash: string;
	/** As printed, in groups. */
	readonly code: string;
	/** Full address behind the QR. */
	readonly verifyAddress: string;
	readonly locale: 'vi' | 'en';
	/** The version that replaced this one; said on every page. */
	readonly replacedBy?: {
		readonly version: number;
		readonly publishedAt: string;
		/** As printed, in groups. */
		readonly code: string;
		readonly reason: string | null;
	};
}
