import { fail } from '@sveltejs/kit';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { fieldsOf, refusedForm } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { attendanceReport } from '#lib/server/conference/attendance/attendance-query.ts';
import {
	makeAttendanceScreen,
	revokeAttendanceScreen
} from '#lib/server/conference/attendance/attendance-screen.ts';
import {
	conferenceSessions,
	countedPeople,
	sessionLines
} from '#lib/server/conference/attendance/sessions-query.ts';
import { closeRollCall, reopenRollCall } from '#lib/server/conference/attendance/roll-call.ts';
import { conferenceForm, refusedAt } from '#lib/server/conference/conference-form.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	// The name that forms of a desk ask to be read again.
	depends('desk:round');
	const { read } = app().database;
	const { conference, mayDo } = await deskConference(read, locals.actor, params.code, 'attendance.read');
	const report = await attendanceReport(read, conference.id, {
		day: url.searchParams.get('day'),
		now: new Date()
	});
	const held = await conferenceSessions(read, conference.id, new Date());
	const counted = await countedPeople(read, conference.id);
	const rollCall = await read.rollCall.findUnique({ where: { conferenceId: conference.id } });
	return {
		key: newId(),
		report,
		// Of one day only the sessions of that day.
		held: {
			...{ asked: held.asked, from: held.from },
			sessions: sessionLines(held, counted).filter(({ day }) => report.day === null || day === report.day)
		},
		asksSessions: conference.presencePercent !== null || held.asked !== 'entrances',
		rollCall: {
			closedAt: rollCall?.closedAt ?? null,
			screenMadeAt: rollCall?.screenMadeAt ?? null,
			version: rollCall?.version ?? 0
		},
		maySettle: mayDo('attendance.settle'),
		mayScreen: mayDo('attendance.screen')
	};
};

const conferenceIdOf = async (event: RequestEvent) =>
	(await deskConference(app().database.read, event.locals.actor, event.params.code)).conference.id;

export const actions: Actions = {
	close: async (event) => conferenceForm(event, await conferenceIdOf(event), closeRollCall),
	reopen: async (event) => conferenceForm(event, await conferenceIdOf(event), reopenRollCall),
	endScreen: async (event) => conferenceForm(event, await conferenceIdOf(event), revokeAttendanceScreen),
	screen: async (event) => {
		const conferenceId = await conferenceIdOf(event);
		const form = await event.request.formData();
		const { at: name } = fieldsOf(form);
		const at = typeof name === 'string' ? name : '';
		const { actor, requestId, locale } = event.locals;
		const outcome = await makeAttendanceScreen(app().database, {
			...{ actor, requestId, input: { conferenceId } },
			key: String(form.get('key') ?? '') || undefined
		});
		if (!outcome.ok) return refusedAt(refusedForm(event, outcome.refusal, {}), at, {});
		if (outcome.token === null) {
			// The same request once more: the address was answered then and is stored nowhere.
			const refused = refusalWords(new Refusal('attendance_screen_shown'), locale);
			return fail(409, { at, refused, values: {} });
		}
		event.setHeaders({ 'Cache-Control': 'no-store' });
		const origin = app().config.origin ?? event.url.origin;
		return { done: true as const, at, value: { address: `${origin}/stage/attendance/${outcome.token}` } };
	}
};
