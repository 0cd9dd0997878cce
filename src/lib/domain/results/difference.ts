import type { PrizeRecipient } from '#lib/domain/prizes/awarded-prizes.ts';
import type { EntrantStatus } from '#lib/domain/scoring/entrant.ts';
import type { Figure } from '#lib/domain/scoring/derivation.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import type { Name } from '#lib/domain/shared/name.ts';
import type { ResultContent, ResultQualification } from './published-result.ts';

/** Where a team stands in one version. */
export interface Standing {
	readonly rank: number | null;
	readonly status: EntrantStatus;
	readonly total: Figure | null;
}

/** How one team stood before and stands now; null: it was not in that version. */
export interface PlaceChange {
	readonly teamId: string;
	readonly before: Standing | null;
	readonly after: Standing | null;
}

/** Who no longer gets a prize, and who gets it now. */
export interface PrizeChange {
	readonly key: string;
	readonly name: Name;
	readonly lost: readonly PrizeRecipient[];
	readonly won: readonly PrizeRecipient[];
}

/** Everything that a version says otherwise than the one before it: places, prizes, and who goes on. */
export interface ResultChanges {
	readonly places: readonly PlaceChange[];
	readonly prizes: readonly PrizeChange[];
	readonly through: { readonly added: readonly string[]; readonly removed: readonly string[] };
}

/** As a version keeps it: with the version that it is compared to. */
export interface KeptChanges extends ResultChanges {
	readonly from: { readonly version: number; readonly hash: string };
}

/** Of a result what is compared, so that a version may be compared that is not made yet. */
export type Compared = Pick<ResultContent, 'standings' | 'prizes' | 'qualification' | 'teams'>;

/** What `after` says otherwise than `before`; both are results of one round. Teams in the order of the new standings. */
export function resultChanges(before: Compared, after: Compared): ResultChanges {
	return {
		places: placeChanges(before, after),
		prizes: prizeChanges(before, after),
		through: throughChanges(before, after)
	};
}

export function isUnchanged({ places, prizes, through }: ResultChanges): boolean {
	return places.length + prizes.length + through.added.length + through.removed.length === 0;
}

/** What one team's papers say that no longer holds. */
export interface Affected {
	readonly teamId: string;
	readonly place: boolean;
	readonly prizes: boolean;
	readonly through: boolean;
}

/**
 * The teams of which a paper made from `before` (record, list of finalists, certificate) says what `after` does not: what
 * was printed for them must be withdrawn, and made again where it is still due. By team id.
 */
export function affectedBy(before: Compared, after: Compared): Affected[] {
	const { places, prizes, through } = resultChanges(before, after);
	const placed = new Set(places.map(({ teamId }) => teamId));
	const awarded = new Set(prizes.flatMap(({ lost, won }) => [...lost, ...won].map(({ teamId }) => teamId)));
	const sent = new Set([...through.added, ...through.removed]);
	return [...new Set([...placed, ...awarded, ...sent])].sort().map((teamId) => ({
		teamId,
		place: placed.has(teamId),
		prizes: awarded.has(teamId),
		through: sent.has(teamId)
	}));
}

function placeChanges(before: Compared, after: Compared): PlaceChange[] {
	const standings = ({ standings: { rows } }: Compared) =>
		new Map(
			rows.map(({ teamId, rank, status, total }): [string, Standing] => [teamId, { rank, status, total }])
		);
	const old = standings(before);
	const now = standings(after);
	return [...new Set([...now.keys(), ...old.keys()])]
		.map((teamId) => ({ teamId, before: old.get(teamId) ?? null, after: now.get(teamId) ?? null }))
		.filter(
			(row) =>
				row.before?.rank !== row.after?.rank ||
				row.before?.status !== row.after?.status ||
				row.before?.total?.exact !== row.after?.total?.exact
		);
}

/** Versions from before prizes were kept say nothing of them; then there is nothing to compare. */
function prizeChanges(before: Compared, after: Compared): PrizeChange[] {
	if (!before.prizes || !after.prizes) return [];
	const listed = ({ main, side }: NonNullable<Compared['prizes']>) =>
		new Map(
			[
				...main.map(({ key, name, teamIds }) => ({
					key,
					name,
					to: teamIds.map((teamId): PrizeRecipient => ({ teamId, person: null }))
				})),
				...side.map(({ key, name, recipients }) => ({ key, name, to: recipients }))
			].map((prize) => [prize.key, prize])
		);
	const old = listed(before.prizes);
	const now = listed(after.prizes);
	const without = (all: readonly PrizeRecipient[], gone: readonly PrizeRecipient[]) => {
		const known = new Set(gone.map(canonicalJson));
		return all.filter((one) => !known.has(canonicalJson(one)));
	};
	return [...new Set([...now.keys(), ...old.keys()])]
		.map((key) => {
			const was = old.get(key)?.to ?? [];
			const is = now.get(key)?.to ?? [];
			const { name } = (now.get(key) ?? old.get(key))!;
			return { key, name, lost: without(was, is), won: without(is, was) };
		})
		.filter(({ lost, won }) => lost.length + won.length > 0);
}

function throughChanges(before: Compared, after: Compared): ResultChanges['through'] {
	if (!before.qualification || !after.qualification) return { added: [], removed: [] };
	const own = new Set([...before.teams, ...after.teams].map(({ id }) => id));
	return listChanges(before.qualification, after.qualification, own);
}

type TeamList = Pick<ResultQualification, 'scope' | 'through'>;

/**
 * Who was added to a list of teams that go on, and who left it. A version told before the other rounds were out names its
 * own round's teams only; against a list of the whole stage those of `own` are compared.
 */
export function listChanges(
	before: TeamList,
	after: TeamList,
	own: ReadonlySet<string>
): ResultChanges['through'] {
	const isSame = before.scope === after.scope;
	const comparable = (ids: readonly string[]) => (isSame ? ids : ids.filter((id) => own.has(id)));
	const was = comparable(before.through);
	const is = comparable(after.through);
	return { added: is.filter((id) => !was.includes(id)), removed: was.filter((id) => !is.includes(id)) };
}
