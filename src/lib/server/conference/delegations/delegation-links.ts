import * as v from 'valibot';
import { hashOf, newSecret } from '#lib/server/auth/secret.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { execute, type Asked } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText } from '#lib/server/contest/input.ts';
import type { Database } from '#lib/server/db/client.ts';
import { conferenceScope } from '../scope.ts';
import { delegationScope } from './delegation-scope.ts';

/** A unit's link as it is shown once: the secret is stored nowhere. */
export interface FreshLink {
	readonly delegationId: string;
	readonly unitName: string;
	readonly quota: number;
	readonly token: string;
	/** A link that the unit had before has stopped working. */
	readonly isRemade: boolean;
}

/** Gives a unit a new link; answers whether it had one that worked until now. */
export async function giveLink(
	{ tx, at, audit }: Pick<Context, 'tx' | 'at' | 'audit'>,
	delegation: { readonly id: string; readonly linkHash: string | null; readonly linkRevokedAt: Date | null },
	secret: string
): Promise<boolean> {
	const { id: delegationId, linkHash, linkRevokedAt } = delegation;
	await tx.delegation.update({
		where: { id: delegationId },
		data: { linkHash: hashOf(secret), linkMadeAt: at, linkRevokedAt: null }
	});
	const isRemade = linkHash !== null && linkRevokedAt === null;
	audit({
		subjectKind: 'delegation_link',
		subjectId: delegationId,
		before: { worked: isRemade },
		after: { made: true, remade: linkHash !== null }
	});
	return isRemade;
}

/**
 * Makes units' links. The secrets stay outside of input and answer, because both leave traces in receipts; so a resend of the
 * same form is known as one and makes nothing, but cannot show the links again.
 */
const makeLinks = (secretOf: (delegationId: string) => string) =>
	command({
		action: 'delegation.link',
		input: v.object({
			conferenceId: id,
			delegationIds: v.pipe(
				v.array(id),
				v.minLength(1, 'delegation_choose_units'),
				v.maxLength(2000, 'field_too_long')
			)
		}),
		scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
		async run({ tx, at, audit, publish }, { conferenceId, delegationIds }) {
			const ids = [...new Set(delegationIds)];
			const delegations = await tx.delegation.findMany({
				where: { conferenceId, id: { in: ids } },
				include: { unit: { select: { name: true } } }
			});
			if (delegations.length !== ids.length) throw new Refusal('not_found');
			const made = [];
			for (const { id: delegationId, unit, quota, linkHash, linkRevokedAt } of delegations) {
				const delegation = { id: delegationId, linkHash, linkRevokedAt };
				const isRemade = await giveLink({ tx, at, audit }, delegation, secretOf(delegationId));
				made.push({ delegationId, unitName: unit.name, quota, isRemade });
			}
			publish({ kind: 'conference.changed', conferenceId });
			return made;
		}
	});

/** Makes (or makes anew) units' links and gives them back this one time; `links` is empty for a resend. */
export async function makeDelegationLinks(database: Database, asked: Asked) {
	const secrets = new Map<string, string>();
	const secretOf = (delegationId: string) => {
		const secret = secrets.get(delegationId) ?? newSecret();
		secrets.set(delegationId, secret);
		return secret;
	};
	const outcome = await execute(database, makeLinks(secretOf), asked);
	if (!outcome.ok) return outcome;
	const collator = new Intl.Collator('vi', { numeric: true });
	const links: FreshLink[] = outcome.replayed
		? []
		: outcome.value
				.map((made) => ({ ...made, token: secretOf(made.delegationId) }))
				.sort((a, b) => collator.compare(a.unitName, b.unitName));
	return { ...outcome, links };
}

/** Stops a unit's link at once. What the unit has named stays. */
export const revokeDelegationLink = command({
	action: 'delegation.link',
	input: v.object({ delegationId: id, reason: optionalText(500) }),
	scope: (tx, { delegationId }) => delegationScope(tx, delegationId),
	async run({ tx, at, audit, publish }, { delegationId, reason }) {
		const before = await tx.delegation.findUniqueOrThrow({ where: { id: delegationId } });
		if (!before.linkHash || before.linkRevokedAt) throw new Refusal('delegation_no_link');
		await tx.delegation.update({ where: { id: delegationId }, data: { linkRevokedAt: at } });
		audit({
			subjectKind: 'delegation_link',
			subjectId: delegationId,
			before: { revokedAt: null },
			after: { revokedAt: at },
			reason: reason ?? undefined
		});
		publish({ kind: 'conference.changed', conferenceId: before.conferenceId });
		return {};
	}
});
