import type { PageServerLoad } from './$types';

interface ContestOnHome {
	code: string;
	title: string;
	host: string;
	status: string;
	/** YYYY-MM-DD, or null while it is not decided. */
	startsOn: string | null;
	isInvented: boolean;
	liveRounds: { id: string; name: string }[];
}

export const load: PageServerLoad = (): { contests: ContestOnHome[] } => ({ contests: [] });
