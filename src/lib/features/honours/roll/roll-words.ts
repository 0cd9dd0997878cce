import type { SubjectKind } from '#lib/domain/honours/award-kind.ts';
import { m } from '#lib/paraglide/messages.js';

export const groupWord = (subject: SubjectKind): string =>
	({ collective: m.roll_collectives, household: m.roll_households, individual: m.roll_individuals })[
		subject
	]();

/** '37 cá nhân'. */
export const countWords = (subject: SubjectKind, count: number): string =>
	({
		collective: m.roll_count_collectives,
		household: m.roll_count_households,
		individual: m.roll_count_individuals
	})[subject]({ count });

interface Place {
	readonly query: string;
	readonly sort: string;
	readonly page?: number;
	readonly isOnScreen: boolean;
}

/** What follows a roll's address: only what differs from its first page. */
export function rollSearch({ query, sort, page = 1, isOnScreen }: Place): string {
	const asked = Object.entries({
		q: query,
		sort: sort === 'decision' ? '' : sort,
		page: page > 1 ? String(page) : '',
		view: isOnScreen ? 'screen' : ''
	}).filter(([, value]) => value !== '');
	return asked.length === 0 ? '' : `?${new URLSearchParams(asked)}`;
}
