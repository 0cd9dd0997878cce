import { namesUntil } from '#lib/domain/conference/delegation.ts';

interface Dated {
	readonly speechesUntil: Date | null;
	readonly namesUntil: Date | null;
	readonly startsOn: string;
	readonly status: string;
}

/** Until when units may send their speeches: as the desk said, else as long as they may name their people. */
export const speechesUntil = (conference: Dated): Date => conference.speechesUntil ?? namesUntil(conference);

export const maySendNow = (conference: Dated, at: Date): boolean =>
	!['finished', 'archived'].includes(conference.status) &&
	at.getTime() <= speechesUntil(conference).getTime();
