import { publicJudges } from '#lib/domain/results/public-judges.ts';
import type { ResultContent } from '#lib/domain/results/published-result.ts';
import type { ChainEntry, ChainHead, CutInput } from '#lib/domain/results/result-package.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { byCodeUnit } from '#lib/domain/shared/order.ts';
import type { Mark } from '#lib/domain/scoring/mark.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { StageQualification } from '../qualification.ts';
import type { RoundStandings } from '../standings.ts';
import { hashOf, headOf, holding, linked, type Link } from './chain.ts';
import { factsOf, type Fact } from './facts.ts';
import { corrections, markKey, markLog, surroundings } from './notes.ts';
import { piecesOf } from './pieces.ts';

/** What a version keeps to prove itself with: its own entries of the round's chain, and what its cut was made from. */
export interface StoredProof {
	readonly entries: readonly ChainEntry[];
	readonly cut: CutInput | null;
}

/** The chain of a round up to a version, oldest entry first; the versions from before chains have none. */
export async function chainOf(read: Tx, roundId: string, upTo?: number): Promise<ChainEntry[]> {
	const versions = await read.resultVersion.findMany({
		where: { roundId, ...(upTo === undefined ? {} : { version: { lte: upTo } }) },
		orderBy: { version: 'asc' },
		select: { proof: true }
	});
	return versions.flatMap(({ proof }) => (proof ? [...(JSON.parse(proof) as StoredProof).entries] : []));
}

/** What the told qualification is computed from; null where none is told. Other rounds only where they are published. */
export function cutInput(
	round: RoundStandings,
	of: StageQualification,
	{ qualification, sheet }: ResultContent
): CutInput | null {
	if (!qualification) return null;
	const clusterKeys = Object.fromEntries(
		of.rounds.flatMap(({ round: { cluster, clusterId } }) =>
			cluster && clusterId ? [[clusterId, cluster.key]] : []
		)
	) as Record<string, string>;
	if (qualification.scope === 'stage') {
		const others = of.rounds.filter((one) => one !== round);
		return {
			otherRounds: others.map((one) => ({
				roundId: one.round.id,
				clusterId: one.round.clusterId,
				stage: canonicalJson(one.stage) === canonicalJson(round.stage) ? null : one.stage,
				sheet: publicSheet(one)
			})),
			decisions: of.decisions,
			clusterKeys
		};
	}
	const own = new Set(sheet.entrants.map(({ id }) => id));
	const isOwn = (teamIds: readonly string[]) => teamIds.every((teamId) => own.has(teamId));
	const { lots, votes, cutDecisions, withdrawals, choice } = of.decisions;
	return {
		otherRounds: [],
		decisions: {
			lots: lots.filter(({ order }) => isOwn(order)),
			votes: votes.filter(({ order }) => isOwn(order.flat())),
			cutDecisions: cutDecisions.filter(({ contenders }) => isOwn(contenders)),
			withdrawals: withdrawals.filter(({ teamId }) => own.has(teamId)),
			choice
		},
		clusterKeys
	};
}

function publicSheet({ sheet, panel, stage }: RoundStandings): RoundStandings['sheet'] {
	return { ...sheet, judges: publicJudges(sheet.judges, panel, stage) };
}

/**
 * The round's chain, grown by everything that a version states and the chain does not hold yet, by what no longer holds
 * and by what happened since. Its head goes into the version; the entry of the version itself follows with its hash.
 */
export async function growChain(
	read: Tx,
	before: readonly ChainEntry[],
	content: ResultContent,
	cut: CutInput | null
): Promise<{ readonly entries: readonly ChainEntry[]; readonly head: ChainHead }> {
	const roundId = content.round.id;
	const { givenAt, replaced } = await markLog(read, roundId);
	const facts = factsOf(content, cut);
	const now = new Set(facts.map(key));
	const held = holding(before);
	const noted = new Set(before.filter(({ change }) => change === 'noted').map(({ bodyHash }) => bodyHash));
	const takenBack = [...held.values()]
		.filter((entry) => !now.has(`${entry.kind} ${entry.bodyHash}`))
		.map(({ kind, body }): Link => ({ kind, change: 'takenBack', at: content.publishedAt, body }));
	const stated = [...new Map(facts.map((fact) => [key(fact), fact]))]
		.filter(([named]) => !held.has(named))
		.map(([, { kind, body }]): Link => ({ kind, change: 'stated', at: timeOf(kind, body, givenAt), body }));
	const notes = [...(await surroundings(read, content)), ...replaced, ...(await corrections(read, roundId))];
	const links = [
		...notes.filter(({ kind, body }) => kind === 'auditLog' || !noted.has(hashOf(body))),
		...takenBack,
		...stated
	];
	const entries = linked(before, inTime(links));
	return { entries, head: headOf([...before, ...entries]) };
}

/** The last entry of a version: its hash, its code, and the hashes of its pieces, which name what was changed. */
export function versionEntry(
	chain: readonly ChainEntry[],
	content: ResultContent,
	{ hash, code }: { readonly hash: string; readonly code: string },
	rules: unknown
): ChainEntry {
	const body = { version: content.version, hash, code, result: piecesOf(content), rules: piecesOf(rules) };
	return linked(chain, [{ kind: 'version', change: 'noted', at: content.publishedAt, body }])[0]!;
}

const key = ({ kind, body }: Fact) => `${kind} ${hashOf(body)}`;

function timeOf(kind: string, body: unknown, givenAt: ReadonlyMap<string, string>): string | null {
	if (kind !== 'mark') return null;
	const { teamId, judgeId, criterionKey } = body as Mark;
	return givenAt.get(markKey(teamId, judgeId, criterionKey)) ?? null;
}

/** What has no time of its own stands first; what is known to have happened follows in its order. */
function inTime(links: readonly Link[]): Link[] {
	return links
		.map((link, index) => ({ link, index }))
		.sort((a, b) => byCodeUnit(a.link.at ?? '', b.link.at ?? '') || a.index - b.index)
		.map(({ link }) => link);
}
