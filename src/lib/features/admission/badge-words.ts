import { m } from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/tone.ts';

export const FILTER_WORDS = {
	all: m.admission_filter_all,
	none: m.admission_filter_none,
	unprinted: m.admission_filter_unprinted,
	printed: m.admission_filter_printed,
	withdrawn: m.admission_filter_withdrawn
} as const;

const STATUS: Readonly<Record<string, { readonly tone: Tone; readonly label: () => string }>> = {
	active: { tone: 'success', label: m.admission_status_active },
	revoked: { tone: 'error', label: m.admission_status_revoked },
	lost: { tone: 'error', label: m.admission_status_lost },
	replaced: { tone: 'neutral', label: m.admission_status_replaced }
};

/** How a badge stands, as a mark. */
export function badgeStatus(status: string | undefined): { tone: Tone; label: string } {
	const known = status === undefined ? undefined : STATUS[status];
	return known
		? { tone: known.tone, label: known.label() }
		: { tone: 'warning', label: m.admission_status_none() };
}

export const FORMAT_WORDS: Readonly<Record<string, () => string>> = {
	a6: m.admission_format_a6,
	a7: m.admission_format_a7,
	cr80: m.admission_format_cr80
};
