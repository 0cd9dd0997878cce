import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => ({
	locale: locals.locale,
	account:
		locals.actor.kind === 'account'
			? { displayName: locals.actor.name, roles: [...new Set(locals.actor.grants.map(({ role }) => role))] }
			: null
});
