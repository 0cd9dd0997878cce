import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, setHeaders }) => {
	setHeaders({ 'X-Robots-Tag': 'noindex' });
	const code = url.searchParams.get('code')?.trim();
	if (code) redirect(303, `/verify/${encodeURIComponent(code.slice(0, 40))}`);
};
