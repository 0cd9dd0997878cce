import { PUBLIC_STATES } from '#lib/domain/honours/publicity.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { Locale } from '#lib/words/figure.ts';

/** Which event's honours: its kind and its code. */
export interface EventNamed {
	readonly kind: 'contest' | 'conference';
	readonly code: string;
}

/** Decisions that everybody may read: published, approved and not annulled, of an event that is no draft. */
export const publishedOf = ({ kind, code }: EventNamed) => ({
	publishedAt: { not: null },
	state: { in: [...PUBLIC_STATES] },
	[kind]: { code, status: { not: 'draft' } }
});

/** How many of an event's decisions everybody may read. */
export const publishedHonours = (read: Tx, event: EventNamed): Promise<number> =>
	read.awardDecision.count({ where: publishedOf(event) });

/** The event as its page of honours names it; null for a draft or where there is none. */
export async function honouredEvent(read: Tx, { kind, code }: EventNamed, locale: Locale) {
	const asked = {
		where: { code, status: { not: 'draft' } },
		select: { titleVi: true, titleEn: true, isInvented: true }
	};
	const event = await (kind === 'contest' ? read.contest.findFirst(asked) : read.conference.findFirst(asked));
	if (!event) return null;
	const { titleVi, titleEn, isInvented } = event;
	return { kind, code, title: locale === 'en' ? titleEn : titleVi, isInvented };
}
