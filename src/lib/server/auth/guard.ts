import { error } from '@sveltejs/kit';
import type { Actor, Scope } from '#lib/domain/access/actor.ts';
import { may, mayAnywhere, type Action } from '#lib/domain/access/policy.ts';

/** For loads: answers 403 where `actor` may not do `action` in `scope`. */
export function allow(actor: Actor, action: Action, scope: Scope): void {
	if (!may(actor, action, scope)) error(403, 'forbidden');
}

/** For loads of lists that show only what is within reach: answers 403 where there can be nothing to show. */
export function allowAnywhere(actor: Actor, action: Action): void {
	if (!mayAnywhere(actor, action)) error(403, 'forbidden');
}

/** For loads that tell a missing thing: answers 404. */
export function found<T>(thing: T | null | undefined): T {
	if (thing === null || thing === undefined) error(404, 'not found');
	return thing;
}

/** A path of this site to come back to, never another site's: `//host`, `/\host` and full addresses become `otherwise`. */
export function pathBack(to: unknown, otherwise: string): string {
	if (typeof to !== 'string' || !to.startsWith('/') || /[\\\p{Cc}]/u.test(to) || to.startsWith('//'))
		return otherwise;
	const base = 'http://same.invalid';
	const url = URL.parse(to, base);
	if (!url || url.origin !== base) return otherwise;
	const path = url.pathname + url.search + url.hash;
	// `/.//host` becomes `//host` once the dots are gone.
	return path.startsWith('//') ? otherwise : path;
}
