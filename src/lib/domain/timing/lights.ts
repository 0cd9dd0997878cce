import type { Part, SubPart } from '#lib/domain/contest/part.ts';

/** running: green · warned: amber, from the first warning on · over: red, from the limit on · stopped: the rules end the part. */
export const LIGHTS = ['running', 'warned', 'over', 'stopped'] as const;
export type Light = (typeof LIGHTS)[number];

/** When the lights of a part change, in milliseconds from the start; null: never. */
export interface LightTimes {
	readonly warnAtMs: readonly number[];
	readonly limitMs: number | null;
	readonly stopAtMs: number | null;
}

/** When the rules of a part change the lights. `stopAtMs` is the first millisecond at which the penalty stops the part. */
export function lightTimes({
	timeLimit,
	overtime
}: Pick<Part | SubPart, 'timeLimit' | 'overtime'>): LightTimes {
	if (!timeLimit) return { warnAtMs: [], limitMs: null, stopAtMs: null };
	const limitMs = timeLimit.seconds * 1000;
	return {
		warnAtMs: timeLimit.warnAtSeconds.map((seconds) => seconds * 1000).sort((a, b) => a - b),
		limitMs,
		stopAtMs: stopAt(limitMs, overtime)
	};
}

function stopAt(limitMs: number, rule: Part['overtime']): number | null {
	if (!rule) return null;
	if (rule.kind === 'perUnit') {
		return rule.stopsAfterSeconds === null ? null : limitMs + rule.stopsAfterSeconds * 1000;
	}
	const step = rule.steps.find(({ stopsPart }) => stopsPart);
	if (!step) return null;
	return limitMs + step.seconds * 1000 + (rule.boundary === 'at' ? 0 : 1);
}

/** The light at a time on stage; the limit is red only once it is passed, as no penalty counts from its very end. */
export function lightAt(times: LightTimes, elapsedMs: number): Light {
	const { warnAtMs, limitMs, stopAtMs } = times;
	if (stopAtMs !== null && elapsedMs >= stopAtMs) return 'stopped';
	if (limitMs !== null && elapsedMs > limitMs) return 'over';
	return warnAtMs.some((at) => elapsedMs >= at) ? 'warned' : 'running';
}

/** Which warning it is, counted from 1, and of how many; 0 before the first. */
export function warningAt({ warnAtMs }: LightTimes, elapsedMs: number): { number: number; of: number } {
	return { number: warnAtMs.filter((at) => elapsedMs >= at).length, of: warnAtMs.length };
}
