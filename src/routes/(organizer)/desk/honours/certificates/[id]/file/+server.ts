import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { allow, found } from '#lib/server/auth/guard.ts';
import { certificateFile, OtherFile } from '#lib/server/honours/issue/certificate-file.ts';
import { certificateAtDesk } from '#lib/server/honours/proof/certificate-query.ts';
import { certificateScope } from '#lib/server/honours/proof/certificate-scope.ts';
import type { RequestHandler } from './$types';

/** The file as it was issued, byte for byte. */
export const GET: RequestHandler = async ({ params, locals }) => {
	const { read } = app().database;
	const certificate = found(await certificateAtDesk(read, params.id));
	allow(
		locals.actor,
		'award-certificate.read',
		await certificateScope(read, { certificate: params.id }, 'award-certificate.read')
	);
	try {
		const bytes = await certificateFile(read, certificate);
		return new Response(bytes as BodyInit, {
			headers: {
				'Content-Type': 'application/pdf',
				'Content-Disposition': `attachment; filename="${certificate.code}.pdf"`,
				'Cache-Control': 'private, no-store'
			}
		});
	} catch (failure) {
		if (!(failure instanceof OtherFile)) throw failure;
		error(409, m.proof_file_differs({}, { locale: locals.locale }));
	}
};
