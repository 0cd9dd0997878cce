import { m } from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import type { LayoutServerLoad } from './$types';

/** What every page of a contest at the desk has: the contest's name and its sections. */
export const load: LayoutServerLoad = async ({ locals, params, url }) => {
	const { contest, mayDo } = await deskContest(app().database.read, locals.actor, params.code);
	const base = `/desk/contests/${contest.code}`;
	const sections = [
		{ path: '', label: m.contest_nav_overview(), icon: 'checklist' },
		{ path: '/settings', label: m.contest_nav_settings(), icon: 'settings', shown: mayDo('contest.edit') },
		{ path: '/rules', label: m.contest_nav_rules(), icon: 'rules' },
		{
			path: '/registration',
			label: m.contest_nav_registration(),
			icon: 'import',
			shown: mayDo('invitation.make')
		},
		{ path: '/teams', label: m.contest_nav_teams(), icon: 'teams' },
		{ path: '/clusters', label: m.contest_nav_clusters(), icon: 'units' },
		{ path: '/rounds', label: m.contest_nav_rounds(), icon: 'rounds' },
		{ path: '/questions', label: m.questions_nav(), icon: 'questions', shown: mayDo('questions.read') },
		{ path: '/votes', label: m.vote_nav(), icon: 'vote', shown: mayDo('vote.ticket') },
		{ path: '/results', label: m.results_nav(), icon: 'results', shown: mayDo('sheet.read') },
		{ path: '/ceremony', label: m.ceremony_nav(), icon: 'stage', shown: mayDo('ceremony.read') },
		{ path: '/screens', label: m.screens_title(), icon: 'screens', shown: mayDo('screen.read') },
		{
			path: '/rehearsal',
			label: m.rehearsal_nav(),
			icon: 'devices',
			shown: mayDo('rehearsal.run')
		},
		{ path: '/package', label: m.contest_nav_package(), icon: 'record', shown: mayDo('contest.export') }
	];
	return {
		contest: {
			id: contest.id,
			code: contest.code,
			title: locals.locale === 'en' ? contest.titleEn : contest.titleVi,
			status: contest.status,
			isInvented: contest.isInvented,
			host: contest.host.name
		},
		nav: [
			{ href: '/desk', label: m.contest_nav_all(), icon: 'contest' },
			...sections
				.filter(({ shown }) => shown !== false)
				.map(({ path, label, icon }) => {
					const href = base + path;
					const isHere = url.pathname === href || (path !== '' && url.pathname.startsWith(`${href}/`));
					return { href, label, icon, current: isHere };
				})
		]
	};
};
