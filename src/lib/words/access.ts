import { m } from '#lib/paraglide/messages.js';
import type { Role } from '#lib/domain/access/roles.ts';

type Words = Record<string, (() => string) | undefined>;
const words = m as unknown as Words;
const key = (code: string): string => code.replace(/[.-]/g, '_');

export function roleName(role: string): string {
	return words[`access_role_${key(role)}`]?.() ?? role;
}

/** What a role may do, in half a sentence. */
export function roleAbout(role: Role): string {
	return words[`access_role_about_${key(role)}`]?.() ?? '';
}

/** An action of the policy as the audit log tells it. */
export function actionName(action: string): string {
	return words[`access_action_${key(action)}`]?.() ?? action;
}

export function subjectName(kind: string): string {
	return words[`access_subject_${key(kind)}`]?.() ?? kind;
}

/** "Chrome, Android" from a browser's own line; null where it says nothing known. */
export function browserName(userAgent: string | null): string | null {
	const one = (known: readonly (readonly [RegExp, string])[]) =>
		known.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
	const browser = one([
		[/coc_coc_browser/i, 'Cốc Cốc'],
		[/Edg\//, 'Edge'],
		[/OPR\//, 'Opera'],
		[/SamsungBrowser/, 'Samsung Internet'],
		[/Firefox\//, 'Firefox'],
		[/Chrome\//, 'Chrome'],
		[/Safari\//, 'Safari']
	]);
	const system = one([
		[/iPhone|iPad/, 'iOS'],
		[/Android/, 'Android'],
		[/Windows/, 'Windows'],
		[/Mac OS/, 'macOS'],
		[/Linux/, 'Linux']
	]);
	return [browser, system].filter(Boolean).join(', ') || null;
}

/** A field of an audit entry in words where it is known; `members[2].role` keeps its path. */
export function auditFieldName(path: string): string {
	return path
		.split('.')
		.map((part) => {
			const [, name = part, index = ''] = /^(\w+)(\[\d+\])?$/.exec(part) ?? [];
			const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
			return (words[`access_field_${snake}`]?.() ?? name) + index;
		})
		.join(' · ');
}
