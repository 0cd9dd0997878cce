import { m } from '#lib/paraglide/messages.js';
import { allowAnywhere } from '#lib/server/auth/guard.ts';
import { calibrationPage } from '#lib/server/documents/awards/calibration-page.ts';
import type { RequestHandler } from './$types';

/** The page to be printed and measured. */
export const GET: RequestHandler = async ({ locals: { actor, locale } }) => {
	allowAnywhere(actor, 'printer.save');
	const o = { locale };
	const bytes = await calibrationPage({
		title: m.papers_calibration_title({}, o),
		lines: [
			m.papers_calibration_true_size({}, o),
			m.papers_calibration_first({}, o),
			m.papers_calibration_second({}, o)
		]
	});
	return new Response(bytes as BodyInit, {
		headers: {
			'Content-Type': 'application/pdf',
			'Content-Disposition': 'attachment; filename="trang-can-chinh-may-in.pdf"'
		}
	});
};
