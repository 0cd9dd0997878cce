import { app } from '#lib/server/app.ts';
import { allow, found } from '#lib/server/auth/guard.ts';
import { certificateAtDesk } from '#lib/server/honours/proof/certificate-query.ts';
import { certificateScope } from '#lib/server/honours/proof/certificate-scope.ts';
import { fileResponse } from '#lib/server/papers/file-response.ts';
import { storedFile } from '#lib/server/papers/store-file.ts';
import type { RequestHandler } from './$types';

/** A certificate's file as it was signed, byte for byte, for whoever may read the certificate. */
export const GET: RequestHandler = async ({ params, locals, request }) => {
	const { read } = app().database;
	const certificate = found(await certificateAtDesk(read, params.id));
	allow(
		locals.actor,
		'award-certificate.read',
		await certificateScope(read, { certificate: params.id }, 'award-certificate.read')
	);
	const signed = found(certificate.signedFiles.find(({ id }) => id === params.file));
	const file = found(await storedFile(read, signed.hash));
	return fileResponse({ ...file, hash: signed.hash, fileName: signed.fileName, keeps: 'private' }, request);
};
