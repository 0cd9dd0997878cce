import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleDot from '@lucide/svelte/icons/circle-dot';
import CircleX from '@lucide/svelte/icons/circle-x';
import Info from '@lucide/svelte/icons/info';
import Radio from '@lucide/svelte/icons/radio';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import type { Icon } from './icon.ts';

/** How a state feels; it is never told by colour alone, so each has its own shape. */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'error' | 'live';

export const toneIcon: Record<Tone, Icon> = {
	neutral: CircleDot,
	info: Info,
	success: CircleCheck,
	warning: TriangleAlert,
	error: CircleX,
	live: Radio
};
