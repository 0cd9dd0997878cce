import { may } from '#lib/domain/access/policy.ts';
import { RECOVERY_STATES } from '#lib/domain/honours/standing.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { allow, found } from '#lib/server/auth/guard.ts';
import type { Command } from '#lib/server/command/command.ts';
import { certificateForm } from '#lib/server/honours/proof/certificate-form.ts';
import { certificateAtDesk } from '#lib/server/honours/proof/certificate-query.ts';
import { certificateScope } from '#lib/server/honours/proof/certificate-scope.ts';
import { declineCorrection } from '#lib/server/honours/revocation/decline-correction.ts';
import { keepDoubted } from '#lib/server/honours/revocation/keep-doubted.ts';
import { revokeCertificate } from '#lib/server/honours/revocation/revoke-certificate.ts';
import { TAKING_AWAY } from '#lib/server/honours/revocation/revocation-fields.ts';
import { setRecovery } from '#lib/server/honours/revocation/set-recovery.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	// The name that forms of a desk ask to be read again.
	depends('desk:round');
	const { read } = app().database;
	const certificate = found(await certificateAtDesk(read, params.id));
	const scope = await certificateScope(read, { certificate: params.id });
	allow(locals.actor, 'award-certificate.read', scope);
	return {
		key: newId(),
		certificate,
		reasons: TAKING_AWAY,
		recoveries: RECOVERY_STATES,
		mayRevoke: may(locals.actor, 'award-certificate.revoke', scope),
		mayReplace: may(locals.actor, 'award-certificate.replace', scope)
	};
};

const run = (event: RequestEvent, command: Command) =>
	certificateForm(event, command, { certificate: event.params.id });

export const actions: Actions = {
	revoke: (event) => run(event, revokeCertificate),
	recovery: (event) => run(event, setRecovery),
	keep: (event) => run(event, keepDoubted),
	decline: (event) => run(event, declineCorrection)
};
