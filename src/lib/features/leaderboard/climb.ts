import { cubicOut } from 'svelte/easing';
import type { AnimationConfig } from 'svelte/animate';

interface Places {
	readonly from: DOMRect;
	readonly to: DOMRect;
}

/** Long enough to be followed by eye from the last row of a hall. */
const MS = 900;

const prefersStillness = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** A row moves to its new place; one that climbs passes over the others, lit up, so that the eye finds it. */
export function climb(_row: Element, { from, to }: Places): AnimationConfig {
	const dx = from.left - to.left;
	const dy = from.top - to.top;
	if ((dx === 0 && dy === 0) || prefersStillness()) return { duration: 0 };
	const isClimbing = dy > 0 || dx > 0;
	return {
		duration: MS,
		easing: cubicOut,
		css: (_t, u) =>
			`transform: translate(${u * dx}px, ${u * dy}px);` +
			(isClimbing ? 'position: relative; z-index: 2; background: var(--gold-wash);' : '')
	};
}
