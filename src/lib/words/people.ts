import { m } from '#lib/paraglide/messages.js';
import { dayWords } from './moment.ts';

const words = m as unknown as Record<string, (() => string) | undefined>;

export function levelName(level: string): string {
	return words[`people_level_${level}`]?.() ?? level;
}

export function kindName(kind: string): string {
	return words[`people_kind_${kind.replace('-', '_')}`]?.() ?? kind;
}

/** "since 01/07/2025, until …" or that it is open-ended. */
export function validityWords({
	validFrom,
	validTo
}: {
	validFrom: string | null;
	validTo: string | null;
}): string {
	const parts = [
		validFrom && m.people_unit_valid_since({ day: dayWords(validFrom) }),
		validTo && m.people_unit_valid_until({ day: dayWords(validTo) })
	].filter(Boolean);
	return parts.join(' ') || m.people_unit_valid_always();
}
