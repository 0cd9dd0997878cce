import * as v from 'valibot';
import { hashOf, newSecret } from '#lib/server/auth/secret.ts';
import { command } from '#lib/server/command/command.ts';
import { execute, type Asked } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, whole } from '#lib/server/contest/input.ts';
import { newestRules } from '#lib/server/contest/newest-rules.ts';
import { contestScope } from '#lib/server/contest/scope.ts';
import type { Database } from '#lib/server/db/client.ts';

const MakeInput = v.object({
	contestId: id,
	unitIds: v.pipe(
		v.array(id),
		v.minLength(1, 'registration_choose_units'),
		v.maxLength(2000, 'field_too_long')
	),
	maxTeams: v.optional(whole(1, 20), 1)
});

/** A unit's link as it is shown once: the secret is stored nowhere. */
export interface FreshInvitation {
	readonly unitId: string;
	readonly unitName: string;
	readonly token: string;
	/** A link that the unit had before has stopped working. */
	readonly isRemade: boolean;
}

/**
 * Makes each unit's link. The secrets stay outside of input and answer, because both leave traces in receipts; so a
 * resend of the same form is known as one and makes nothing, but cannot show the links again.
 */
const makeInvitations = (secretOf: (unitId: string) => string) =>
	command({
		action: 'invitation.make',
		input: MakeInput,
		scope: (tx, { contestId }) => contestScope(tx, contestId),
		async run({ tx, at, newId, audit, publish }, { contestId, unitIds, maxTeams }) {
			const { rules } = await newestRules(tx, contestId);
			const most = rules.teams.maxTeamsPerUnit;
			if (maxTeams > most) {
				throw new Refusal('invalid', {}, [
					{ field: 'maxTeams', code: 'registration_too_many_teams', params: { most } }
				]);
			}
			const ids = [...new Set(unitIds)];
			const found = await tx.unit.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
			const units = ids.flatMap((unitId) => found.find((unit) => unit.id === unitId) ?? []);
			if (units.length !== ids.length) {
				throw new Refusal('invalid', {}, [{ field: 'unitIds', code: 'not_found' }]);
			}
			const earlier = await tx.teamInvitation.findMany({ where: { contestId, unitId: { in: ids } } });
			const made = [];
			for (const unit of units) {
				const before = earlier.find(({ unitId }) => unitId === unit.id);
				const tokenHash = hashOf(secretOf(unit.id));
				const invitationId = before?.id ?? newId();
				if (before) {
					await tx.teamInvitation.update({
						where: { id: invitationId },
						data: { tokenHash, maxTeams, revokedAt: null, createdAt: at }
					});
				} else {
					await tx.teamInvitation.create({
						data: { id: invitationId, contestId, unitId: unit.id, tokenHash, maxTeams, createdAt: at }
					});
				}
				audit({
					subjectKind: 'invitation',
					subjectId: invitationId,
					before: before && { maxTeams: before.maxTeams, revokedAt: before.revokedAt },
					after: { unitId: unit.id, maxTeams, remade: before !== undefined }
				});
				made.push({
					unitId: unit.id,
					unitName: unit.name,
					isRemade: before !== undefined && !before.revokedAt
				});
			}
			publish({ kind: 'contest.changed', contestId });
			return made;
		}
	});

/** Makes (or makes anew) the links of units and gives them back this one time; `links` is empty for a resend. */
export async function makeLinks(database: Database, asked: Asked) {
	const secrets = new Map<string, string>();
	const secretOf = (unitId: string) => {
		const secret = secrets.get(unitId) ?? newSecret();
		secrets.set(unitId, secret);
		return secret;
	};
	const outcome = await execute(database, makeInvitations(secretOf), asked);
	if (!outcome.ok) return outcome;
	const links: FreshInvitation[] = outcome.replayed
		? []
		: outcome.value.map((made) => ({ ...made, token: secretOf(made.unitId) }));
	return { ...outcome, links };
}
