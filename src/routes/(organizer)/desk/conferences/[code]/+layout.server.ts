import { m } from '#lib/paraglide/messages.js';
import { app } from '#lib/server/app.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import type { LayoutServerLoad } from './$types';

/** What every page of a conference at the desk has: its name and its sections. */
export const load: LayoutServerLoad = async ({ locals, params, url }) => {
	const { conference, mayDo } = await deskConference(app().database.read, locals.actor, params.code);
	const base = `/desk/conferences/${conference.code}`;
	const sections = [
		{ path: '', label: m.contest_nav_overview(), icon: 'checklist' },
		{
			path: '/settings',
			label: m.contest_nav_settings(),
			icon: 'settings',
			shown: mayDo('conference.edit')
		},
		{
			path: '/set-up',
			label: m.conference_nav_set_up(),
			icon: 'gates',
			shown: mayDo('conference.set-up')
		},
		{
			path: '/delegations',
			label: m.conference_nav_delegations(),
			icon: 'delegations',
			shown: mayDo('delegation.read')
		},
		{
			path: '/programme',
			label: m.programme_title(),
			icon: 'programme',
			shown: mayDo('programme.read')
		},
		{
			path: '/documents',
			label: m.paper_nav(),
			icon: 'documents',
			shown: mayDo('document.read')
		},
		{
			path: '/questions',
			label: m.asking_nav(),
			icon: 'asking',
			shown: mayDo('hall-question.read')
		},
		{
			path: '/mail',
			label: m.mail_nav(),
			icon: 'mail',
			shown: mayDo('mail.read')
		},
		{
			path: '/badges',
			label: m.admission_badges(),
			icon: 'badges',
			shown: mayDo('credential.read')
		},
		{
			path: '/reception',
			label: m.reception_title(),
			icon: 'reception',
			shown: mayDo('reception.read')
		},
		{
			path: '/gates',
			label: m.gate_desk_title(),
			icon: 'devices',
			shown: mayDo('gate.read')
		},
		{
			path: '/attendance',
			label: m.attendance_title(),
			icon: 'attendance',
			shown: mayDo('attendance.read')
		},
		{
			path: '/seating',
			label: m.seating_title(),
			icon: 'seating',
			shown: mayDo('seating.read')
		},
		{
			path: '/certificates',
			label: m.certificate_title(),
			icon: 'certificates',
			shown: mayDo('certificate.read')
		}
	];
	return {
		conference: {
			id: conference.id,
			code: conference.code,
			title: locals.locale === 'en' ? conference.titleEn : conference.titleVi,
			kind: conference.kind,
			status: conference.status,
			startsOn: conference.startsOn,
			endsOn: conference.endsOn,
			venue: conference.venue,
			isInvented: conference.isInvented,
			host: conference.host.name
		},
		nav: [
			{ href: '/desk/conferences', label: m.conference_nav_all(), icon: 'conference' },
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
