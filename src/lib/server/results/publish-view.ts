import type { Qualification, QualificationWarning, TieAtCut } from '#lib/domain/scoring/qualification.ts';
import type { PublishedResult } from '#lib/domain/results/published-result.ts';
import type { TieNeed } from '#lib/domain/scoring/standings.ts';
import type { ObstacleView, OpenQuestion, PublishView } from '#lib/features/results/publish-view.ts';
import type { PrizeVote } from '#lib/features/results/prize-view.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Tx } from '#lib/server/db/client.ts';
import { prizeVotes } from '#lib/server/vote/prize-votes-query.ts';
import { whyThisPlace } from '#lib/words/derivation.ts';
import { listed, type Locale } from '#lib/words/figure.ts';
import { openWords } from '#lib/words/prizes.ts';
import { ruleNames } from '#lib/words/rule-names.ts';
import { obstaclesTo, toldQualification, type Obstacle } from './obstacles.ts';
import type { StageQualification } from './qualification.ts';
import { resultContent } from './result-content.ts';
import { prizeQuestion, rostersOf, settledPrizes, type Rosters } from './prize-questions.ts';
import { changesIn, prizesIn, rowsOf, throughOf } from './result-view.ts';
import type { RoundStandings } from './standings.ts';

interface Speaking {
	readonly locale: Locale;
	readonly round: RoundStandings;
	readonly names: ReadonlyMap<string, string>;
	readonly rosters: Rosters;
	readonly votes: ReadonlyMap<string, PrizeVote>;
}

/** What the ladder waits for, as a sentence. */
function needWords(needs: TieNeed, locale: Locale): string {
	switch (needs) {
		case 'timing':
			return m.results_obstacle_tied_timing({}, { locale });
		case 'drawOfLots':
			return m.results_obstacle_tied_lots({}, { locale });
		case 'committeeVote':
			return m.results_obstacle_tied_vote({}, { locale });
	}
}

function cutNeedWords(needs: TieAtCut['needs'], locale: Locale): string {
	if (needs === 'cutDecision') return m.results_obstacle_tied_cut_todo({}, { locale });
	if (needs === 'extraPerformance') return m.results_obstacle_tied_extra({}, { locale });
	return needWords(needs, locale);
}

/** The jury of the round; a tie across clusters has several, and its vote is recorded by its outcome. */
function membersOf({ panel }: RoundStandings): OpenQuestion['members'] {
	return panel
		.filter(({ role }) => role === 'chair' || role === 'judge')
		.map(({ label, name, role }) => ({ id: label, name: `${label} · ${name}`, isChair: role === 'chair' }));
}

function question(
	needs: TieAtCut['needs'],
	teamIds: readonly string[],
	names: ReadonlyMap<string, string>,
	at: Pick<OpenQuestion, 'roundId' | 'places' | 'members'>
): OpenQuestion | null {
	const teams = teamIds.map((id) => ({ id, name: names.get(id) ?? id }));
	if (needs === 'timing') return null;
	const kind = {
		drawOfLots: 'lots',
		committeeVote: 'committee-vote',
		cutDecision: 'tie-at-cut',
		extraPerformance: 'tie-at-cut'
	} as const;
	return { kind: kind[needs], teams, ...at };
}

function stateWords(state: string, locale: Locale): string {
	switch (state) {
		case 'open':
			return m.results_obstacle_open({}, { locale });
		case 'closed':
			return m.results_obstacle_closed({}, { locale });
		case 'published':
			return m.results_obstacle_published({}, { locale });
		default:
			return m.results_obstacle_configured({}, { locale });
	}
}

function obstacleViews(
	obstacle: Obstacle,
	{ locale, round, names, rosters, votes }: Speaking
): ObstacleView[] {
	const options = { locale };
	const teams = (ids: readonly string[]) =>
		listed(
			ids.map((id) => names.get(id) ?? id),
			locale
		);
	switch (obstacle.kind) {
		case 'state':
			return [{ title: stateWords(obstacle.state, locale), lines: [], question: null }];
		case 'noTeams':
			return [{ title: m.results_obstacle_no_teams({}, options), lines: [], question: null }];
		case 'incomplete':
			return obstacle.rows.map((row) => ({
				title: m.results_obstacle_incomplete({ team: names.get(row.teamId) ?? row.teamId }, options),
				lines: whyThisPlace(row, round, locale).place.slice(1),
				question: null
			}));
		case 'tied': {
			const { rank, teamIds, needs } = obstacle.tie;
			return [
				{
					title: m.results_obstacle_tied({ rank, teams: teams(teamIds) }, options),
					lines: [needWords(needs, locale)],
					question: question(needs, teamIds, names, {
						roundId: round.round.id,
						places: teamIds.length,
						members: membersOf(round)
					})
				}
			];
		}
		case 'tiedAtCut': {
			const { rank, teamIds, places, needs } = obstacle.tie;
			return [
				{
					title: m.results_obstacle_tied_cut({ rank, places, teams: teams(teamIds) }, options),
					lines: [cutNeedWords(needs, locale)],
					question: question(needs, teamIds, names, { roundId: null, places })
				}
			];
		}
		case 'prize': {
			const { prize } = obstacle;
			return [
				{
					title: m.results_obstacle_prize({ prize: prize.name[locale] }, options),
					lines: [openWords(prize.open, names, locale)],
					question: null,
					prize: prizeQuestion(prize, { round, rosters, votes })
				}
			];
		}
	}
}

export function warningWords({ code, params }: QualificationWarning, locale: Locale): string {
	const options = { locale };
	const number = (key: string) => Number(params[key] ?? 0);
	switch (code) {
		case 'qualification_warning_panels_differ':
			return m.results_warning_panels_differ({ panels: number('panels') }, options);
		case 'qualification_warning_cluster_sizes_differ':
			return m.results_warning_sizes_differ({ least: number('least'), most: number('most') }, options);
		case 'qualification_warning_too_few_for_z':
			return m.results_warning_too_few_for_z({ teams: number('teams'), least: number('least') }, options);
		case 'qualification_warning_cluster_without_quota':
			return m.results_warning_cluster_without_quota({ cluster: String(params.cluster) }, options);
		case 'qualification_warning_quota_without_cluster':
			return m.results_warning_quota_without_cluster({ cluster: String(params.cluster) }, options);
		case 'qualification_warning_places_left_open':
			return m.results_warning_places_open({ places: number('places') }, options);
		case 'qualification_warning_decision_unused':
			return m.results_warning_decision_unused({}, options);
		case 'qualification_warning_withdrawal_unknown':
			return m.results_warning_withdrawal_unknown({}, options);
	}
}

/** Why nobody is named as through; null where it is decided or nobody is to go on. */
export function stateOfQualification(of: Qualification | null, locale: Locale): string | null {
	const options = { locale };
	if (!of) return m.results_qual_hidden({}, options);
	switch (of.state) {
		case 'lastStage':
		case 'decided':
			return null;
		case 'incomplete':
			return m.results_qual_incomplete({}, options);
		case 'needsChoice':
			return m.results_qual_needs_choice({}, options);
		case 'refused':
			return m.results_qual_refused({}, options);
		case 'tiedAtCut':
			return m.results_qual_tied({}, options);
	}
}

/** What the publish desk shows of a round: what stands in the way, and what would be published now. */
export async function publishView(
	read: Tx,
	of: StageQualification,
	roundId: string,
	locale: Locale,
	at: Date
): Promise<PublishView> {
	const round = of.rounds.find((one) => one.round.id === roundId)!;
	const last = await read.resultVersion.findFirst({
		where: { roundId },
		orderBy: { version: 'desc' },
		select: { version: true, hash: true, json: true }
	});
	const nextVersion = (last?.version ?? 0) + 1;
	const { content } = await resultContent(read, round, of, {
		version: nextVersion,
		reason: null,
		at,
		before: last && { ...last, result: JSON.parse(last.json) as PublishedResult }
	});
	const names = new Map(of.rounds.flatMap(({ teams }) => teams).map(({ id, name }) => [id, name]));
	const told = toldQualification(of, roundId)?.qualification ?? null;
	const rules = ruleNames(of.stage, locale);
	const rosters = await rostersOf(read, round);
	const votes = await prizeVotes(read, roundId, at);
	return {
		obstacles: obstaclesTo(round, of).flatMap((one) =>
			obstacleViews(one, { locale, round, names, rosters, votes })
		),
		nextVersion,
		changes: content.changes && round.round.state !== 'published' ? changesIn(content, locale) : null,
		rows: rowsOf(content, locale),
		parts: of.stage.parts.map(({ key }) => rules.at(key)),
		decimals: of.stage.shownDecimals,
		prizes: prizesIn(content, locale),
		settledPrizes: settledPrizes({ round, rosters, votes }, locale),
		through: throughOf(content, locale),
		throughNote: of.stage.qualification.kind === 'none' ? null : stateOfQualification(told, locale),
		warnings: [...of.qualification.warnings].map((one) => warningWords(one, locale))
	};
}
