import type { ResultChanges } from '#lib/domain/results/difference.ts';
import type { Name } from '#lib/domain/shared/name.ts';

/** What a new version of a result says otherwise of a team than the version that a certificate may have been issued from. */
export interface Doubt {
	readonly version: number;
	/** The place of before and now, where it is another one; null where a version gives none. */
	readonly place: readonly [before: number | null, now: number | null] | null;
	readonly lost: readonly Name[];
	readonly won: readonly Name[];
}

/** The teams whose place or prizes changed: what was issued for them may no longer hold. Points alone change no certificate. */
export function doubtsOf({ places, prizes }: ResultChanges, version: number): ReadonlyMap<string, Doubt> {
	const moved = new Map(
		places
			.filter(({ before, after }) => before?.rank !== after?.rank || before?.status !== after?.status)
			.map(({ teamId, before, after }) => [teamId, [before?.rank ?? null, after?.rank ?? null]] as const)
	);
	const named = (teamId: string, how: 'lost' | 'won') =>
		prizes.filter((prize) => prize[how].some((one) => one.teamId === teamId)).map(({ name }) => name);
	const teams = new Set([
		...moved.keys(),
		...prizes.flatMap(({ lost, won }) => [...lost, ...won].map(({ teamId }) => teamId))
	]);
	return new Map(
		[...teams].map((teamId) => [
			teamId,
			{ version, place: moved.get(teamId) ?? null, lost: named(teamId, 'lost'), won: named(teamId, 'won') }
		])
	);
}
