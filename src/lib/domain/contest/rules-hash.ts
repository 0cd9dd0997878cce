import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { sha256Hex } from '#lib/domain/shared/sha256.ts';
import type { Rules } from './rules.ts';

/**
 * SHA-256 of the rules' canonical JSON, 64 hexadecimal digits. Hash the rules as they were stored when they were locked:
 * reading old rules again with a newer version of the program may write out more defaults.
 */
export function rulesHash(rules: Rules): string {
	return sha256Hex(canonicalJson(rules));
}
