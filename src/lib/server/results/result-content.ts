import type { PrizeRecipient } from '#lib/domain/prizes/awarded-prizes.ts';
import { resultChanges } from '#lib/domain/results/difference.ts';
import type { ResultContent, ResultDecision, ResultSeat } from '#lib/domain/results/published-result.ts';
import { publicJudges } from '#lib/domain/results/public-judges.ts';
import { panelHash } from '#lib/domain/results/published-result.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { sortedBy } from '#lib/domain/shared/order.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { toldQualification } from './obstacles.ts';
import { prizesOf } from './prize-decisions.ts';
import type { StageQualification } from './qualification.ts';
import type { RoundStandings } from './standings.ts';

const orderIn = (json: string): readonly (readonly string[])[] => {
	const parsed = JSON.parse(json) as {
		order?: (string | string[])[];
		admitted?: string[];
		teamIds?: string[];
		recipients?: PrizeRecipient[];
	};
	const named = parsed.recipients?.map(({ teamId }) => teamId);
	return (parsed.order ?? parsed.admitted ?? parsed.teamIds ?? named ?? []).map((group) => [group].flat());
};

const prizeIn = (kind: string, json: string) =>
	kind === 'prize-tie' || kind === 'side-prize'
		? { prizeKey: (JSON.parse(json) as { prizeKey: string }).prizeKey }
		: {};

async function decisionsFor(read: Tx, round: RoundStandings): Promise<ResultDecision[]> {
	const { contestId, stageKey, id } = round.round;
	const rows = await read.decision.findMany({
		where: { contestId, supersededAt: null, OR: [{ roundId: id }, { roundId: null, stageKey }] },
		orderBy: [{ at: 'asc' }, { id: 'asc' }]
	});
	return rows.map(({ kind, roundId, json, reason, secondBy }) => ({
		kind,
		roundId,
		...prizeIn(kind, json),
		order: orderIn(json),
		reason,
		secondBy
	}));
}

const canonical = <T>(items: readonly T[]): T[] => sortedBy(items, canonicalJson);

const iso = (date: Date | null) => date?.toISOString() ?? null;

interface Publication {
	readonly version: number;
	readonly reason: string | null;
	readonly at: Date;
	/** The version that this one follows. */
	readonly before?: {
		readonly version: number;
		readonly hash: string;
		readonly result: ResultContent;
	} | null;
}

/** Puts a result together as it is published: everything it says, and everything it can be recomputed from. */
export async function resultContent(
	read: Tx,
	round: RoundStandings,
	of: StageQualification,
	publication: Publication
): Promise<{ readonly content: ResultContent; readonly panel: readonly ResultSeat[] }> {
	const { contest, rules, stage, sheet, panel } = round;
	const told = toldQualification(of, round.round.id);
	const content: ResultContent = {
		format: 'kheo-result',
		formatVersion: 1,
		version: publication.version,
		reason: publication.reason,
		publishedAt: publication.at.toISOString(),
		contest: {
			code: contest.code,
			title: { vi: contest.titleVi, en: contest.titleEn },
			host: contest.host.name,
			hostKind: contest.host.kind,
			level: contest.level,
			venue: contest.venue,
			isInvented: contest.isInvented
		},
		round: {
			id: round.round.id,
			name: round.round.name,
			nameEn: round.round.nameEn,
			stageKey: round.round.stageKey,
			cluster: round.round.cluster?.name ?? null,
			venue: round.round.venue,
			startsAt: iso(round.round.startsAt),
			openedAt: iso(round.round.openedAt),
			closedAt: iso(round.round.closedAt)
		},
		rules: { version: rules.version, hash: rules.hash },
		stage,
		teams: round.teams,
		sheet: {
			...sheet,
			// Databases answer in no order of their own; the published bytes have one.
			marks: canonical(sheet.marks),
			exclusions: canonical(sheet.exclusions),
			givenScores: canonical(sheet.givenScores),
			deductions: canonical(sheet.deductions),
			timings: canonical(sheet.timings),
			judges: publicJudges(sheet.judges, panel, stage)
		},
		standings: round.standings,
		prizes: prizesOf(round),
		qualification: told && {
			...told.qualification,
			scope: told.scope,
			toStage: of.nextStage?.name ?? null,
			teams: of.rounds
				.filter((one) => told.scope === 'stage' || one.round.id === round.round.id)
				.flatMap((one) =>
					one.teams.map(({ id, name }) => ({
						id,
						name,
						cluster: one.round.cluster?.name ?? null,
						clusterEn: one.round.cluster?.nameEn ?? null
					}))
				)
		},
		decisions: await decisionsFor(read, round),
		panelHash: panelHash(panel)
	};
	const { before } = publication;
	if (!before) return { content, panel };
	const from = { version: before.version, hash: before.hash };
	return { content: { ...content, changes: { from, ...resultChanges(before.result, content) } }, panel };
}
