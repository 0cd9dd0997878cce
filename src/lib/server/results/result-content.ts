import type { ResultContent, ResultDecision, ResultSeat } from '#lib/domain/results/published-result.ts';
import { panelHash } from '#lib/domain/results/published-result.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { sortedBy } from '#lib/domain/shared/order.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { toldQualification } from './obstacles.ts';
import type { StageQualification } from './qualification.ts';
import type { RoundStandings } from './standings.ts';

const orderIn = (json: string): readonly (readonly string[])[] => {
	const parsed = JSON.parse(json) as {
		order?: (string | string[])[];
		admitted?: string[];
		teamIds?: string[];
	};
	return (parsed.order ?? parsed.admitted ?? parsed.teamIds ?? []).map((group) => [group].flat());
};

async function decisionsFor(read: Tx, round: RoundStandings): Promise<ResultDecision[]> {
	const { contestId, stageKey, id } = round.round;
	const rows = await read.decision.findMany({
		where: { contestId, supersededAt: null, OR: [{ roundId: id }, { roundId: null, stageKey }] },
		orderBy: [{ at: 'asc' }, { id: 'asc' }]
	});
	return rows.map(({ kind, roundId, json, reason, secondBy }) => ({
		kind,
		roundId,
		order: orderIn(json),
		reason,
		secondBy
	}));
}

const canonical = <T>(items: readonly T[]): T[] => sortedBy(items, canonicalJson);

const iso = (date: Date | null) => date?.toISOString() ?? null;

/** Puts a result together as it is published: everything it says, and everything it can be recomputed from. */
export async function resultContent(
	read: Tx,
	round: RoundStandings,
	of: StageQualification,
	publication: { readonly version: number; readonly reason: string | null; readonly at: Date }
): Promise<{ readonly content: ResultContent; readonly panel: readonly ResultSeat[] }> {
	const { contest, rules, stage, sheet, panel } = round;
	const told = toldQualification(of, round.round.id);
	const labels = new Map(panel.map(({ id, label }) => [id, label]));
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
			judges: sheet.judges.map((judge) => ({ ...judge, name: labels.get(judge.id) ?? judge.id }))
		},
		standings: round.standings,
		qualification: told && {
			...told.qualification,
			scope: told.scope,
			toStage: of.nextStage?.name ?? null,
			teams: of.rounds
				.filter((one) => told.scope === 'stage' || one.round.id === round.round.id)
				.flatMap((one) =>
					one.teams.map(({ id, name }) => ({ id, name, cluster: one.round.cluster?.name ?? null }))
				)
		},
		decisions: await decisionsFor(read, round),
		panelHash: panelHash(panel)
	};
	return { content, panel };
}
