import { fail } from '@sveltejs/kit';
import { GATE_ROLES } from '#lib/domain/admission/gate-rights.ts';
import { RESOLUTIONS } from '#lib/domain/admission/resolution.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { fieldsOf, refusedForm } from '#lib/server/command/form.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { conferenceForm, refusedAt } from '#lib/server/conference/conference-form.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { peopleInside } from '#lib/server/conference/reception/pool-query.ts';
import { pairingQr } from '#lib/server/desk/pairing-qr.ts';
import { conflictViews } from '#lib/server/gate/conflict-query.ts';
import { endSession } from '#lib/server/gate/end-session.ts';
import { headCount } from '#lib/server/gate/gate-standing.ts';
import { takeScanFile } from '#lib/server/gate/import-scans.ts';
import { inviteGate } from '#lib/server/gate/invite-gate.ts';
import { reviewScan } from '#lib/server/gate/review-scan.ts';
import { revokeGate } from '#lib/server/gate/revoke-gate.ts';
import { removeOperator, saveOperatorWithPin } from '#lib/server/gate/save-operator.ts';
import { settleConflict } from '#lib/server/gate/settle-conflict.ts';
import { voidScan } from '#lib/server/gate/void-scan.ts';
import {
	everyTablet,
	flaggedScans,
	gateOperators,
	gatesWatched,
	lastScans
} from '#lib/server/gate/watch-query.ts';
import { refusalWords } from '#lib/words/refusal.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const SCANS_SHOWN = 20;
const FLAGGED_SHOWN = 50;
const LARGEST_FILE = 20 * 1024 * 1024;

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	// The name that forms of a desk ask to be read again.
	depends('desk:round');
	const { read } = app().database;
	const { conference, mayDo } = await deskConference(read, locals.actor, params.code, 'gate.read');
	const now = new Date();
	const { id } = conference;
	return {
		key: newId(),
		now: now.getTime(),
		gates: await gatesWatched(read, id, now),
		operators: await gateOperators(read, id),
		conflicts: await conflictViews(read, id),
		scans: await lastScans(read, id, SCANS_SHOWN),
		counts: await headCount(read, id),
		flagged: await flaggedScans(read, id, FLAGGED_SHOWN),
		everyTablet: await everyTablet(read, id),
		places: await peopleInside(read, id),
		mayEnd: mayDo('admission.end-session'),
		roles: GATE_ROLES,
		resolutions: RESOLUTIONS,
		mayInvite: mayDo('gate.invite'),
		// A tablet cannot open an address that means "this machine".
		isLocal: ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
	};
};

const conferenceIdOf = async (event: RequestEvent) =>
	(await deskConference(app().database.read, event.locals.actor, event.params.code)).conference.id;

export const actions: Actions = {
	invite: async (event) => {
		const answer = await conferenceForm(event, await conferenceIdOf(event), inviteGate);
		if (!('done' in answer)) return answer;
		const { path, pairingId, expiresAt } = answer.value;
		if (path === null) {
			// The same request once more: the link was answered then and is stored nowhere.
			const refused = refusalWords(new Refusal('desk_pairing_shown'), event.locals.locale);
			return fail(409, { at: answer.at, refused, values: {} });
		}
		const link = event.url.origin + path;
		return { ...answer, value: { pairingId, expiresAt, link, svg: await pairingQr(link) } };
	},
	revoke: async (event) => conferenceForm(event, await conferenceIdOf(event), revokeGate),
	removeOperator: async (event) => conferenceForm(event, await conferenceIdOf(event), removeOperator),
	settle: async (event) => conferenceForm(event, await conferenceIdOf(event), settleConflict),
	endSession: async (event) => conferenceForm(event, await conferenceIdOf(event), endSession),
	review: async (event) => conferenceForm(event, await conferenceIdOf(event), reviewScan),
	takeFile: async (event) => {
		const conferenceId = await conferenceIdOf(event);
		const form = await event.request.formData();
		const at = String(form.get('at') ?? '');
		const file = form.get('file');
		const refused = (refusal: Refusal) => refusedAt(refusedForm(event, refusal, {}), at, {});
		if (!(file instanceof File) || file.size === 0) return refused(new Refusal('gate_file_unknown'));
		if (file.size > LARGEST_FILE) return refused(new Refusal('too_large'));
		const { actor, requestId } = event.locals;
		const gateDeviceId = String(form.get('gateDeviceId') ?? '');
		const asked = { actor, requestId, conferenceId, gateDeviceId, text: await file.text() };
		const outcome = await takeScanFile(app().database, asked);
		return outcome.ok ? { done: true as const, at, value: outcome.value } : refused(outcome.refusal);
	},
	void: async (event) => conferenceForm(event, await conferenceIdOf(event), voidScan),
	operator: async (event) => {
		const conferenceId = await conferenceIdOf(event);
		const { at, ...fields } = fieldsOf(await event.request.formData());
		const name = typeof at === 'string' ? at : '';
		const { actor, requestId } = event.locals;
		const input = { ...fields, conferenceId };
		const outcome = await saveOperatorWithPin(app().database, { actor, requestId, input });
		if (outcome.ok) return { done: true as const, at: name, value: outcome.value };
		// A PIN is never sent back to the page.
		const { pin: _pin, ...values } = fields;
		return refusedAt(refusedForm(event, outcome.refusal, values), name, values);
	}
};
