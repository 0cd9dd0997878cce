import type { Tone } from './tone.ts';

export interface Toast {
	id: number;
	tone: Tone;
	text: string;
	/** One way back, e.g. "Undo". */
	action?: { label: string; run: () => void };
}

const SHOWN_MS = 6000;

let last = 0;
export const toasts = $state<Toast[]>([]);

/** Says that something went through. A problem belongs in a Notice, which stays. */
export function toast(text: string, options: { tone?: Tone; action?: Toast['action'] } = {}): void {
	const id = ++last;
	toasts.push({ id, text, tone: options.tone ?? 'success', action: options.action });
	// What can be undone stays until it is closed: nobody should have to race a clock (WCAG 2.2.1).
	if (!options.action) setTimeout(() => dismiss(id), SHOWN_MS);
}

export function dismiss(id: number): void {
	const at = toasts.findIndex((shown) => shown.id === id);
	if (at >= 0) toasts.splice(at, 1);
}
