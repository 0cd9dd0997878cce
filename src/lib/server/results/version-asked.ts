import { found } from '#lib/server/auth/guard.ts';

/** Which version an address asks for with `?v=`; undefined is the newest. Answers 404 to what can be no version. */
export function versionAsked(url: URL): number | undefined {
	const asked = url.searchParams.get('v');
	if (asked === null) return undefined;
	return Number(found(/^[1-9]\d{0,5}$/.test(asked) ? asked : null));
}
