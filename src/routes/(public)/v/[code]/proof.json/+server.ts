import { readCheckCode } from '#lib/domain/shared/check-code.ts';
import { app } from '#lib/server/app.ts';
import { found } from '#lib/server/auth/guard.ts';
import { proofByCode } from '#lib/server/honours/proof/certificate-by-code.ts';
import { countLookUp } from '#lib/server/honours/proof/look-ups.ts';
import type { RequestHandler } from './$types';

/** What proves a certificate without network: to be saved. */
export const GET: RequestHandler = async (event) => {
	countLookUp(event);
	const { config, database } = app();
	const code = readCheckCode(event.params.code);
	const proof = found(
		code ? await proofByCode(database.read, code, config.origin ?? event.url.origin) : null
	);
	return new Response(`${JSON.stringify(proof, null, '\t')}\n`, {
		headers: {
			'Content-Type': 'application/json',
			'Content-Disposition': `attachment; filename="${proof.code}.proof.json"`
		}
	});
};
