import type { PaperName } from '#lib/domain/records/paper-name.ts';
import { contentHash } from '#lib/domain/records/contents.ts';
import { printedCode } from '#lib/domain/results/public-code.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { Printable } from '#lib/server/documents/job.ts';
import type { PaperHead, PaperInput } from '#lib/server/documents/papers/paper-input.ts';
import {
	publishedResult,
	publishedVersions,
	type StoredResult,
	type VersionFacts
} from '#lib/server/results/published-query.ts';
import { recordInput } from '#lib/server/results/record-input.ts';
import { fileNameOf } from './file-name.ts';
import { paperOf, publishedSummary, type RoundPaper, type RoundPapers } from './round-papers.ts';

export interface PrintAsked {
	readonly locale: 'vi' | 'en';
	/** Where codes are checked. */
	readonly origin: string;
	/** The moment that a draft bears. */
	readonly now: Date;
}

/** A paper ready to be printed, with what is written down about it when it leaves the desk. */
export interface ToPrint {
	readonly printable: Printable;
	readonly log: PaperName & {
		readonly version: number;
		readonly isDraft: boolean;
		readonly locale: 'vi' | 'en';
		readonly hash: string;
	};
}

const iso = (date: Date | null) => date?.toISOString() ?? null;

function headOf({ round: { contest, round, rules, panel } }: RoundPapers): PaperHead {
	return {
		contest: {
			code: contest.code,
			title: { vi: contest.titleVi, en: contest.titleEn },
			host: contest.host.name,
			hostKind: contest.host.kind,
			venue: contest.venue,
			isInvented: contest.isInvented
		},
		round: {
			name: round.name,
			nameEn: round.nameEn,
			venue: round.venue,
			openedAt: iso(round.openedAt),
			closedAt: iso(round.closedAt)
		},
		rules: { version: rules.version, hash: rules.hash },
		panel
	};
}

const verifyAddress = (code: string, origin: string) => new URL(`/verify/${code}`, origin).href;

function toPrint(
	all: RoundPapers,
	{ name, content, hash, isDraft, since, version }: RoundPaper,
	{ locale, origin, now }: PrintAsked
): ToPrint {
	const input: PaperInput = {
		head: headOf(all),
		content,
		hash,
		at: (since ?? now).toISOString(),
		isDraft,
		locale,
		...(version && {
			published: {
				version: version.number,
				code: printedCode(version.code),
				hash: version.hash,
				verifyAddress: verifyAddress(version.code, origin)
			}
		})
	};
	return {
		printable: { kind: 'paper', fileName: fileNameOf(content), input },
		log: { ...name, version: version?.number ?? 0, isDraft, locale, hash }
	};
}

function recordToPrint(stored: StoredResult, newest: VersionFacts | undefined, asked: PrintAsked): ToPrint {
	const { version, hash } = stored;
	const { locale, origin } = asked;
	return {
		printable: {
			kind: 'record',
			fileName: `bien-ban-ket-qua-v${version}`,
			input: { ...recordInput(stored, origin, newest), locale }
		},
		log: { kind: 'record', subject: '', version, isDraft: false, locale, hash }
	};
}

/** The summary of a version that is not the newest, or whose round is being corrected. */
function oldSummary(
	all: RoundPapers,
	stored: StoredResult,
	newest: VersionFacts | undefined,
	{ locale, origin }: PrintAsked
): ToPrint {
	const { result, version, hash, code, publishedAt } = stored;
	const content = publishedSummary(result);
	const head = headOf(all);
	return {
		printable: {
			kind: 'paper',
			fileName: `${fileNameOf(content)}-v${version}`,
			input: {
				// What counted for this version, not what counts now.
				head: { ...head, rules: result.rules, panel: result.panel },
				content,
				hash: contentHash(content),
				at: publishedAt.toISOString(),
				isDraft: false,
				locale,
				published: {
					version,
					code: printedCode(code),
					hash,
					verifyAddress: verifyAddress(code, origin)
				},
				...(newest &&
					newest.version > version && {
						replacedBy: { version: newest.version, publishedAt: newest.publishedAt.toISOString() }
					})
			}
		},
		log: { kind: 'summary', subject: '', version, isDraft: false, locale, hash: contentHash(content) }
	};
}

/** One paper of a round, of a published version where one is named; null where there is none such. */
export async function paperToPrint(
	read: Tx,
	all: RoundPapers,
	name: PaperName,
	asked: PrintAsked,
	version?: number
): Promise<ToPrint | null> {
	const { round } = all;
	if (name.kind === 'record' || (name.kind === 'summary' && version !== undefined)) {
		const stored = await publishedResult(read, round.contest.code, round.round.id, version);
		if (!stored) return null;
		const [newest] = await publishedVersions(read, round.contest.code, round.round.id);
		return name.kind === 'record'
			? recordToPrint(stored, newest, asked)
			: oldSummary(all, stored, newest, asked);
	}
	const paper = version === undefined ? paperOf(all, name) : null;
	return paper && toPrint(all, paper, asked);
}

/** Every paper that there is, in the order of a file of minutes; of `shown` only those that may be seen. */
export async function papersToPrint(
	read: Tx,
	all: RoundPapers,
	asked: PrintAsked,
	shown: (name: PaperName) => boolean
): Promise<ToPrint[]> {
	const record = await paperToPrint(read, all, { kind: 'record', subject: '' }, asked);
	const papers = all.papers.filter(({ name }) => shown(name));
	// A team's sheets are the judges' sheets again, by team: they are printed for themselves.
	const own = papers.filter(({ name }) => name.kind !== 'team').map((paper) => toPrint(all, paper, asked));
	const list = [...own, ...(record ? [record] : [])];
	return list.map(({ printable, log }, index) => ({
		log,
		printable: {
			...printable,
			fileName: `${String(index + 1).padStart(2, '0')}-${printable.fileName}`
		}
	}));
}
