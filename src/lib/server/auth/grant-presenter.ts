import type { Actor } from '#lib/domain/access/actor.ts';
import { may } from '#lib/domain/access/policy.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { unitChoices } from '#lib/server/people/unit-query.ts';
import { conferenceChoices, contestChoices } from './account-query.ts';
import { grantScope } from './account-scope.ts';
import { reachOf } from './reach.ts';

interface StoredGrant {
	readonly id: string;
	readonly role: string;
	readonly unit: { readonly id: string; readonly name: string } | null;
	readonly contest: {
		readonly id: string;
		readonly code: string;
		readonly titleVi: string;
		readonly titleEn: string;
	} | null;
	readonly conference: { readonly id: string; readonly titleVi: string; readonly titleEn: string } | null;
	readonly account?: { readonly username: string; readonly displayName: string };
}

/** Grants as a page shows them, each with whether `actor` may take it back. */
export async function shownGrants(
	read: Tx,
	actor: Actor,
	locale: 'vi' | 'en',
	grants: readonly StoredGrant[]
) {
	const shown = [];
	for (const { id, role, unit, contest, conference, account } of grants) {
		const scope = await grantScope(read, {
			unitId: unit?.id ?? null,
			contestId: contest?.id ?? null,
			conferenceId: conference?.id ?? null
		});
		const event = contest ?? conference;
		const allowed = may(actor, role === 'administrator' ? 'grant.give-administrator' : 'grant.revoke', scope);
		shown.push({
			id,
			role,
			unit: unit?.name ?? null,
			event: event && (locale === 'en' ? event.titleEn : event.titleVi),
			...(account && { holder: { name: account.displayName, username: account.username } }),
			mayRevoke: allowed
		});
	}
	return shown;
}

/** What the form for giving a role offers to `actor`. */
export async function grantChoices(read: Tx, actor: Actor, locale: 'vi' | 'en') {
	const reach = await reachOf(read, actor, 'grant.give');
	const contests = await contestChoices(read, reach);
	const conferences = await conferenceChoices(read, reach);
	const titled = ({ id, code, titleVi, titleEn }: (typeof contests)[number]) => ({
		id,
		title: `${code} · ${locale === 'en' ? titleEn : titleVi}`
	});
	return {
		units: await unitChoices(read, reach.everywhere ? null : reach.unitIds),
		contests: contests.map(titled),
		conferences: conferences.map(titled),
		everywhere: reach.everywhere,
		administrator: actor.kind === 'account' && actor.grants.some(({ role }) => role === 'administrator')
	};
}
