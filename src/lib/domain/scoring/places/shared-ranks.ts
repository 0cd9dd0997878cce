import type { Exact } from '#lib/domain/shared/exact.ts';
import { exact } from '#lib/domain/shared/exact.ts';
import { byCodeUnit } from '#lib/domain/shared/order.ts';

export interface TeamFigure {
	readonly teamId: string;
	readonly value: Exact;
}

/** Rank of every team by its figure, highest first; equal figures share the mean of their ranks (1, 2.5, 2.5, 4). */
export function sharedRanks(figures: readonly TeamFigure[]): ReadonlyMap<string, Exact> {
	const ordered = [...figures].sort((a, b) => b.value.compare(a.value) || byCodeUnit(a.teamId, b.teamId));
	return new Map(
		ordered.map(({ teamId, value }) => {
			const first = ordered.findIndex((other) => other.value.equals(value));
			const sharing = ordered.filter((other) => other.value.equals(value)).length;
			return [teamId, meanPlace(first + 1, sharing)];
		})
	);
}

/** The mean of the places from `first` on that `sharing` teams share. */
export function meanPlace(first: number, sharing: number): Exact {
	return exact(2 * first + sharing - 1).div(exact(2));
}
