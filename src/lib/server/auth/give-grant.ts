import * as v from 'valibot';
import { may } from '#lib/domain/access/policy.ts';
import { ROLES } from '#lib/domain/access/roles.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { dropSessions, grantScope } from './account-scope.ts';
import { usernameOf } from './username.ts';

const OptionalId = v.optional(
	v.nullable(
		v.pipe(
			v.string(),
			v.transform((id) => id || null)
		)
	),
	null
);

/** Gives an account a role in a unit (and all below it), in one contest, in one conference, or everywhere. */
export const giveGrant = command({
	action: 'grant.give',
	input: v.pipe(
		v.object({
			username: v.pipe(v.string('field_required'), v.transform(usernameOf), v.minLength(1, 'field_required')),
			role: v.picklist(ROLES, 'field_required'),
			unitId: OptionalId,
			contestId: OptionalId,
			conferenceId: OptionalId
		}),
		v.forward(
			v.check(
				({ unitId, contestId, conferenceId }) =>
					[unitId, contestId, conferenceId].filter((place) => place !== null).length <= 1,
				'access_grant_one_place'
			),
			['contestId']
		)
	),
	scope: (tx, input) => grantScope(tx, input),
	async run(context, { username, role, unitId, contestId, conferenceId }) {
		const { tx, actor, at, scope, newId, audit } = context;
		if (role === 'administrator' && !may(actor, 'grant.give-administrator', scope))
			throw new Refusal('forbidden');
		const account = await tx.account.findUnique({ where: { username } });
		if (!account || account.status !== 'active') {
			throw new Refusal('invalid', {}, [{ field: 'username', code: 'access_no_such_account' }]);
		}
		const place = { role, unitId, contestId, conferenceId };
		const held = await tx.roleGrant.findFirst({
			where: { accountId: account.id, ...place, revokedAt: null }
		});
		if (held) return { grantId: held.id, accountId: account.id };
		const id = newId();
		const grantedBy = actor.kind === 'account' ? actor.accountId : null;
		await tx.roleGrant.create({ data: { id, accountId: account.id, ...place, grantedBy, createdAt: at } });
		await dropSessions(context, account.id);
		audit({ subjectKind: 'grant', subjectId: id, after: { accountId: account.id, username, ...place } });
		return { grantId: id, accountId: account.id };
	}
});
