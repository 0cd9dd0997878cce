import { redirect } from '@sveltejs/kit';
import { pageOfCode } from '#lib/server/honours/proof/code-address.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, setHeaders }) => {
	setHeaders({ 'X-Robots-Tag': 'noindex' });
	const code = url.searchParams.get('code')?.trim().slice(0, 40);
	if (code) redirect(303, pageOfCode(code) ?? `/verify/${encodeURIComponent(code)}`);
};
