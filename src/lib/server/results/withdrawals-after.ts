import { listChanges } from '#lib/domain/results/difference.ts';
import type { PublishedResult } from '#lib/domain/results/published-result.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Tx } from '#lib/server/db/client.ts';
import { listed, type Locale } from '#lib/words/figure.ts';
import { momentWords } from '#lib/words/moment.ts';
import { toldQualification } from './obstacles.ts';
import { qualificationOf } from './qualification.ts';

interface Told {
	readonly contestId: string;
	readonly publishedAt: Date;
	readonly result: PublishedResult;
}

/**
 * Withdrawals since a version was published that change its list of teams that go on, as sentences. The version itself
 * says what it said. Who moved up is told only while every round of the stage is published: else it might change again.
 */
export async function withdrawalsAfter(
	read: Tx,
	{ contestId, publishedAt, result }: Told,
	locale: Locale
): Promise<string[]> {
	const { qualification, round } = result;
	if (qualification?.state !== 'decided') return [];
	const rows = await read.decision.findMany({
		where: {
			contestId,
			stageKey: round.stageKey,
			kind: 'withdrawal',
			supersededAt: null,
			at: { gt: publishedAt }
		},
		orderBy: { at: 'asc' }
	});
	const left = rows
		.map(({ json, at }) => ({ at, teamId: (JSON.parse(json) as { teamId: string }).teamId }))
		.filter(({ teamId }) => qualification.through.includes(teamId));
	if (left.length === 0) return [];
	const open = await read.round.count({
		where: { contestId, stageKey: round.stageKey, state: { not: 'published' } }
	});
	// A public page computes nothing from rounds that are not out.
	const of = open === 0 ? await qualificationOf(read, contestId, round.stageKey) : null;
	const now = of && toldQualification(of, round.id);
	const known = [...qualification.teams, ...(of?.rounds.flatMap(({ teams }) => teams) ?? [])];
	const teams = new Map(known.map(({ id, name }) => [id, name]));
	const names = (ids: readonly string[]) =>
		listed(
			ids.map((id) => teams.get(id) ?? id),
			locale
		);
	const isDecided = now?.qualification.state === 'decided';
	const own = new Set(result.teams.map(({ id }) => id));
	const promoted = isDecided
		? listChanges(qualification, { scope: now.scope, through: now.qualification.through }, own).added
		: [];
	return left.map(({ teamId, at }) => {
		const facts = { team: names([teamId]), at: momentWords(at).slice(0, 10) };
		return promoted.length > 0
			? m.correction_withdrawn({ ...facts, promoted: names(promoted) }, { locale })
			: m.correction_withdrawn_none(facts, { locale });
	});
}
