import { readCheckCode } from '#lib/domain/shared/check-code.ts';
import { readPublicCode } from '#lib/domain/results/public-code.ts';

/** The page that answers a typed code, whichever paper it stands on; null where it is no code. */
export function pageOfCode(typed: string): string | null {
	const certificate = readCheckCode(typed);
	if (certificate) return `/v/${certificate}`;
	const result = readPublicCode(typed);
	return result && `/verify/${encodeURIComponent(result)}`;
}
