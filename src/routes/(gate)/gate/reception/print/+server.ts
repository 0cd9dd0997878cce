import { error } from '@sveltejs/kit';
import { printAtDesk } from '#lib/server/conference/reception/reception-forms.ts';
import { gateAtDesk } from '#lib/server/gate/gate-at-desk.ts';
import type { RequestHandler } from './$types';

/** One badge as a PDF, opened by the tablet's browser. */
export const POST: RequestHandler = async (event) =>
	printAtDesk(event, (await gateAtDesk(event)) ?? error(403, 'forbidden'), '/gate/reception');
