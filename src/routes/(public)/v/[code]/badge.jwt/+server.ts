import { readCheckCode } from '#lib/domain/shared/check-code.ts';
import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { openBadge } from '#lib/server/honours/badges/credential.ts';
import { countLookUp } from '#lib/server/honours/proof/look-ups.ts';
import type { RequestHandler } from './$types';

/** A certificate that stands as an Open Badge 3.0: to be saved, and put into a wallet. */
export const GET: RequestHandler = async (event) => {
	countLookUp(event);
	const { config, database } = app();
	const code = readCheckCode(event.params.code);
	const origin = config.origin ?? event.url.origin;
	const badge = found(code ? await openBadge(database.read, code, origin) : null);
	return new Response(badge, {
		headers: {
			'Content-Type': 'application/vc+jwt',
			'Content-Disposition': `attachment; filename="${code}.badge.jwt"`
		}
	});
};
