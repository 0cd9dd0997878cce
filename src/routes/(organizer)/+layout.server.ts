import { redirect } from '@sveltejs/kit';
import { mayAnywhere, type Action } from '#lib/domain/access/policy.ts';
import { m } from '#lib/paraglide/messages.js';
import type { LayoutServerLoad } from './$types';

interface Entry {
	readonly href: string;
	readonly label: () => string;
	readonly icon: string;
	/** Shown to whoever may do this anywhere; to everyone who is signed in where it is missing. */
	readonly action?: Action;
}

const ENTRIES: readonly Entry[] = [
	{ href: '/desk', label: m.access_nav_home, icon: 'contest' },
	{
		href: '/desk/conferences',
		label: m.access_nav_conferences,
		icon: 'conference',
		action: 'conference.read'
	},
	{ href: '/desk/honours', label: m.award_nav, icon: 'certificates', action: 'award.read' },
	{ href: '/desk/admin/units', label: m.access_nav_units, icon: 'units', action: 'unit.read' },
	{ href: '/desk/admin/people', label: m.access_nav_people, icon: 'people', action: 'person.read' },
	{ href: '/desk/admin/import', label: m.access_nav_import, icon: 'import', action: 'import.apply' },
	{ href: '/desk/admin/roles', label: m.access_nav_roles, icon: 'roles', action: 'grant.give' },
	{ href: '/desk/admin/accounts', label: m.access_nav_accounts, icon: 'teams', action: 'account.read' },
	{ href: '/desk/admin/mail', label: m.mail_settings_title, icon: 'mail', action: 'mail.set-up' },
	{ href: '/desk/admin/audit', label: m.access_nav_audit, icon: 'audit', action: 'audit.read' },
	{ href: '/auth/account', label: m.access_nav_account, icon: 'settings' }
];

function isCurrent(href: string, path: string): boolean {
	if (href === '/desk')
		return path === '/desk' || path.startsWith('/desk/contests') || path.startsWith('/desk/rounds');
	return path === href || path.startsWith(`${href}/`);
}

/** Everything at the desk is for people who signed in; the desk of a round also for the tablets of its table. */
export const load: LayoutServerLoad = ({ locals, url }) => {
	const { actor, tablet } = locals;
	if (actor.kind !== 'account' && tablet.kind === 'device') {
		const desk = `/desk/rounds/${tablet.roundId}`;
		if (url.pathname === desk || url.pathname.startsWith(`${desk}/`)) return { nav: [] };
	}
	if (actor.kind !== 'account') {
		redirect(303, `/auth/sign-in?to=${encodeURIComponent(url.pathname + url.search)}`);
	}
	if (actor.mustChange) redirect(303, '/auth/account');
	const nav = ENTRIES.filter(({ action }) => !action || mayAnywhere(actor, action)).map(
		({ href, label, icon }) => ({
			href,
			label: label(),
			icon,
			current: isCurrent(href, url.pathname)
		})
	);
	return { nav };
};
