import type { Part, SubPart } from '#lib/domain/contest/part.ts';
import type { TieStepBy } from '#lib/domain/contest/tie-ladder.ts';
import type { Exact } from '#lib/domain/shared/exact.ts';
import { exact } from '#lib/domain/shared/exact.ts';
import type { TieEvidence } from './tie-evidence.ts';
import { isWithin } from './tie-evidence.ts';

/** Milliseconds beyond the limits, over all parts that have one. Null while a time is missing: no time is not no overtime. */
export function leastOvertime(step: TieStepBy<'leastOvertime'>, team: TieEvidence): Exact | null {
	let overMs = 0;
	for (const { path, part } of timedParts(team.rules)) {
		if (!isWithin(path, step.at)) continue;
		const durationMs = team.durationMs(path);
		if (durationMs === undefined) return null;
		overMs += Math.max(0, durationMs - part.timeLimit!.seconds * 1000);
	}
	return exact(overMs);
}

function timedParts(parts: readonly Part[]): { path: string; part: Part | SubPart }[] {
	const all = parts.flatMap((part): { path: string; part: Part | SubPart }[] => [
		{ path: part.key, part },
		...(part.kind === 'compound'
			? part.parts.map((sub) => ({ path: `${part.key}.${sub.key}`, part: sub }))
			: [])
	]);
	return all.filter(({ part }) => part.timeLimit !== null);
}
