import { currentKey } from '#lib/server/admission/conference-key.ts';
import { newBadge } from '#lib/server/admission/new-credential.ts';
import type { Context } from '#lib/server/command/command.ts';
import { movedRoster } from '../roster-rev.ts';

/** Makes whatever a delegate could show at a gate worthless: badge, temporary badge and invitation. */
export async function takeBack(
	{ tx, at, audit }: Pick<Context, 'tx' | 'at' | 'audit'>,
	delegateId: string,
	why: string
): Promise<string | null> {
	const active = await tx.credential.findMany({
		where: { delegateId, status: 'active', kind: { not: 'pick-up' } }
	});
	for (const { number, kind } of active) {
		await tx.credential.update({
			where: { number },
			data: { status: 'replaced', activeBadgeOf: null, withdrawnAt: at, reason: why }
		});
		audit({
			subjectKind: 'credential',
			subjectId: number,
			before: { status: 'active', kind },
			after: { status: 'replaced', delegateId },
			reason: why
		});
	}
	return active.find(({ kind }) => kind !== 'invite')?.number ?? null;
}

/** Gives a delegate a badge; whatever they had is dead in the same moment. Answers its number. */
export async function handOut(
	context: Context,
	{ conferenceId, delegateId }: { readonly conferenceId: string; readonly delegateId: string },
	why: string
): Promise<string> {
	const { tx, audit } = context;
	const old = await takeBack(context, delegateId, why);
	const newer = old && (await tx.credential.findUnique({ where: { replacesId: old } }));
	const key = await currentKey(context, conferenceId);
	const badge = newBadge(context, { conferenceId, keyId: key.id, delegateId }, newer ? null : old);
	await tx.credential.create({ data: badge });
	audit({
		subjectKind: 'credential',
		subjectId: badge.number,
		after: { number: badge.number, delegateId, kid: key.kid },
		reason: why
	});
	await movedRoster(context, conferenceId);
	return badge.number;
}
