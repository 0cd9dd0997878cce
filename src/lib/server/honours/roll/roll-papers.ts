import type { AwardKind, Letterhead, SubjectKind } from '#lib/domain/honours/award-kind.ts';
import type { DecisionState } from '#lib/domain/honours/decision-steps.ts';
import { isNamed, ROLL_ORDER, type Publicity } from '#lib/domain/honours/publicity.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { RollDecision, RollListInput } from '#lib/server/documents/honours/roll-input.ts';
import type { Printable, PrintJob } from '#lib/server/documents/job.ts';
import { plainName } from '#lib/server/records/file-name.ts';
import type { Locale } from '#lib/words/figure.ts';
import { publishedOf, type EventNamed } from './public-event.ts';
import { entriesOf, HONOURED, ROLL_ROW } from './roll-entries.ts';

const EVENT = { select: { code: true, titleVi: true, titleEn: true, isInvented: true } } as const;

const awardsWith = (read: Tx, where: object) =>
	read.awardDecision.findMany({
		where,
		orderBy: [{ decidedOn: 'asc' }, { number: 'asc' }, { id: 'asc' }],
		include: {
			...{ issuer: true, contest: EVENT, conference: EVENT },
			recipients: {
				where: HONOURED,
				orderBy: [{ position: 'asc' }, { id: 'asc' }],
				select: ROLL_ROW
			}
		}
	});
type Award = Awaited<ReturnType<typeof awardsWith>>[number];

/** A decision with everybody on it, or, for everybody's eyes, with those by name who may be. */
async function rolled(read: Tx, award: Award, as: Publicity): Promise<RollDecision> {
	const entries = await entriesOf(read, award, award.recipients);
	const groups = ROLL_ORDER.flatMap((subject: SubjectKind) => {
		const own = entries.filter((entry) => entry.subject === subject);
		return own.length === 0
			? []
			: [{ subject, count: own.length, entries: isNamed(as, subject) ? own : null }];
	});
	return {
		...{ kind: award.kind as AwardKind, letterhead: award.issuer.letterhead as Letterhead, groups },
		...{ issuer: award.issuer.name, number: award.number, decidedOn: award.decidedOn },
		...{ signerTitle: award.signerTitle ?? '', signerName: award.signerName ?? '' }
	};
}

function markOf({ state, contest, conference }: Award): RollListInput['mark'] {
	const stands: DecisionState = state as DecisionState;
	if (stands === 'annulled') return 'annulled';
	if (stands === 'draft' || stands === 'proposed') return 'draft';
	return (contest ?? conference)?.isInvented ? 'invented' : null;
}

/** list: the annex of a decision · poster: the board of honour. */
export type RollPaper = { readonly as: 'list' } | { readonly as: 'poster'; readonly size: 'A4' | 'A3' };

/** What an address asks for; null where it asks for nothing that there is. */
export function rollPaperAsked(search: URLSearchParams): RollPaper | null {
	const as = search.get('as');
	if (as === 'list') return { as };
	return as === 'poster' ? { as, size: search.get('size') === 'A3' ? 'A3' : 'A4' } : null;
}

async function paperOf(
	read: Tx,
	awards: readonly Award[],
	how: { paper: RollPaper; locale: Locale; at: Date; publicityOf: (award: Award) => Publicity }
): Promise<PrintJob> {
	const [first] = awards as [Award, ...Award[]];
	const { paper, locale, publicityOf } = how;
	const event = first.contest ?? first.conference;
	const at = how.at.toISOString();
	const common = {
		...{ locale, at, mark: markOf(first) },
		event: event && (locale === 'en' ? event.titleEn : event.titleVi)
	};
	const decisions: RollDecision[] = [];
	for (const award of awards) decisions.push(await rolled(read, award, publicityOf(award)));
	const named = plainName(event?.code ?? first.title).slice(0, 60);
	const printable: Printable =
		paper.as === 'list'
			? {
					kind: 'roll-list',
					fileName: `danh-sach-${plainName(first.number ?? first.title).slice(0, 60)}`,
					input: { ...common, decision: decisions[0]! }
				}
			: {
					kind: 'roll-poster',
					fileName: `bang-vang-${named}-${paper.size}`,
					input: { ...common, decisions, size: paper.size }
				};
	return { papers: [printable], form: 'pdf', title: '', at };
}

/** A paper of one decision for its desk, in whatever state it is; null where it honours nobody yet. */
export async function deskRoll(read: Tx, awardId: string, paper: RollPaper, locale: Locale, now: Date) {
	const awards = await awardsWith(read, { id: awardId });
	if (!awards[0] || awards[0].recipients.length === 0) return null;
	return paperOf(read, awards, { paper, locale, at: now, publicityOf: () => 'names' });
}

/**
 * A paper of an event's published decisions, the same bytes until one of them changes: of one decision its list, of all the
 * board of honour. Null where there is nothing that everybody may read.
 */
export async function publicRollPaper(
	read: Tx,
	event: EventNamed,
	{ paper, awardId, locale }: { paper: RollPaper; awardId: string | null; locale: Locale }
) {
	if (paper.as === 'list' && awardId === null) return null;
	const one = paper.as === 'list' ? { id: awardId! } : {};
	const found = await awardsWith(read, { ...publishedOf(event), ...one });
	const awards = found.filter(({ recipients }) => recipients.length > 0);
	if (awards.length === 0) return null;
	const at = new Date(Math.max(...awards.map(({ publishedAt }) => publishedAt!.getTime())));
	const publicityOf = ({ publishedAs }: Award) => publishedAs as Publicity;
	return paperOf(read, awards, { paper, locale, at, publicityOf });
}
