import type { Actor } from '#lib/domain/access/actor.ts';
import type { AwardKind } from '#lib/domain/honours/award-kind.ts';
import type { DecisionState, DecisionStep } from '#lib/domain/honours/decision-steps.ts';
import { mayBePublic } from '#lib/domain/honours/publicity.ts';
import { searchKey, searchWords } from '#lib/domain/people/search-key.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { Locale } from '#lib/words/figure.ts';
import { awardsWithin } from '../award-reach.ts';
import { powersOf } from '../issuers/issuer-query.ts';
import { lacksNow } from './take-step.ts';

const EVENT = { select: { code: true, titleVi: true, titleEn: true } } as const;
const LISTED = { issuer: { select: { name: true } }, contest: EVENT, conference: EVENT } as const;

interface Event {
	readonly code: string;
	readonly titleVi: string;
	readonly titleEn: string;
}

/** The event that a decision is for, as a page names it. */
function eventOf(of: { contest: Event | null; conference: Event | null }, locale: Locale) {
	const event = of.contest ?? of.conference;
	if (!event) return null;
	const kind = of.contest ? ('contest' as const) : ('conference' as const);
	return { kind, code: event.code, title: locale === 'en' ? event.titleEn : event.titleVi };
}

export interface DecisionFilter {
	readonly state?: string | null;
	readonly kind?: string | null;
	readonly query?: string | null;
}

/** Decisions within an actor's reach, the newest first. */
export async function decisionsFor(read: Tx, actor: Actor, locale: Locale, filter: DecisionFilter = {}) {
	const within = await awardsWithin(read, actor);
	const rows = await read.awardDecision.findMany({
		where: {
			...within,
			...(filter.state && { state: filter.state }),
			...(filter.kind && { kind: filter.kind })
		},
		include: { ...LISTED, _count: { select: { recipients: { where: { removedAt: null } } } } },
		orderBy: [{ createdAt: 'desc' }, { id: 'desc' }]
	});
	const words = searchWords(filter.query ?? '');
	return rows
		.filter(({ title, number }) => {
			const key = searchKey(`${title} ${number ?? ''}`);
			return words.every((word) => key.includes(word));
		})
		.map(({ contest, conference, issuer, _count, ...award }) => ({
			...{ id: award.id, title: award.title, number: award.number, decidedOn: award.decidedOn },
			kind: award.kind as AwardKind,
			state: award.state as DecisionState,
			issuer: issuer.name,
			event: eventOf({ contest, conference }, locale),
			recipients: _count.recipients,
			isPublic: award.publishedAt !== null && mayBePublic(award.state as DecisionState)
		}));
}
export type ListedDecision = Awaited<ReturnType<typeof decisionsFor>>[number];

/** One decision with its issuer, its event, its steps and what it lacks; null where there is none. */
export async function decisionWhole(read: Tx, awardId: string, locale: Locale) {
	const award = await read.awardDecision.findUnique({
		where: { id: awardId },
		include: {
			...{ issuer: true, contest: EVENT, conference: EVENT },
			scan: { select: { type: true, size: true } },
			steps: { orderBy: [{ at: 'asc' }, { id: 'asc' }] },
			_count: { select: { recipients: { where: { removedAt: null } } } }
		}
	});
	if (!award) return null;
	const { contest, conference, issuer, steps, _count, ...rest } = award;
	return {
		...rest,
		kind: rest.kind as AwardKind,
		state: rest.state as DecisionState,
		issuer: { id: issuer.id, name: issuer.name, place: issuer.place, ...powersOf(issuer) },
		event: eventOf({ contest, conference }, locale),
		steps: steps.map(({ id, step, byName, at, reason }) => ({
			...{ id, byName, at, reason, step: step as DecisionStep }
		})),
		lacks: await lacksNow(read, rest),
		recipients: _count.recipients
	};
}
export type WholeDecision = NonNullable<Awaited<ReturnType<typeof decisionWhole>>>;

/** The golden-book numbers that a decision's recipients have. */
export async function numbersOf(read: Tx, awardId: string) {
	return read.awardNumber.findMany({
		where: { recipient: { decisionId: awardId } },
		orderBy: [{ year: 'asc' }, { number: 'asc' }],
		select: { number: true, year: true, voidedAt: true, voidedWhy: true }
	});
}

/** What decisions are called, by id. */
export async function titlesOf(read: Tx, ids: readonly string[]): Promise<Record<string, string>> {
	const rows = await read.awardDecision.findMany({
		where: { id: { in: [...new Set(ids)] } },
		select: { id: true, title: true, number: true }
	});
	return Object.fromEntries(
		rows.map(({ id, title, number }) => [id, number ? `${title} (${number})` : title])
	);
}
