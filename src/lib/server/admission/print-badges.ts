import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { receptionScope } from '#lib/server/conference/reception/reception-scope.ts';
import { id, optionalId, optionalText } from '#lib/server/contest/input.ts';
import { insertRows } from '#lib/server/db/bulk.ts';
import { BADGE_FORMATS } from '#lib/server/documents/badges/badge-formats.ts';
import { credentialNumber } from './credential-number.ts';

/** More than this is asked for in several sheets. */
export const BADGES_AT_ONCE = 1000;

const ofGate = (gateId: string) => ({ kind: 'temporary', temporary: { gateId, boundAt: null } });
const ofBearers = (delegationId: string | null) => ({
	activeBadgeOf: { not: null },
	...(delegationId ? { delegate: { delegationId } } : {})
});

/**
 * Writes down that badges go to the printer: those named, else of one delegation or all, whatever was not printed yet. Who
 * prints one once more says why. Answers their numbers; lets nobody in.
 */
export const printBadges = command({
	action: 'credential.print',
	input: v.object({
		conferenceId: id,
		format: v.picklist(BADGE_FORMATS, 'field_required'),
		credentials: v.optional(
			v.pipe(v.array(credentialNumber), v.maxLength(BADGES_AT_ONCE, 'field_too_long')),
			[]
		),
		delegationId: optionalId,
		/** The gate whose pool of temporary badges it is. */
		temporaryOf: optionalId,
		again: optionalText(500)
	}),
	scope: receptionScope,
	async run(context, { conferenceId, format, credentials, delegationId, temporaryOf, again }) {
		const { tx, at, actor, newId, audit } = context;
		const badges = await tx.credential.findMany({
			where: {
				conferenceId,
				status: 'active',
				...(credentials.length > 0
					? { number: { in: [...credentials] }, kind: { in: ['badge', 'temporary'] } }
					: { prints: { none: {} }, ...(temporaryOf ? ofGate(temporaryOf) : ofBearers(delegationId)) })
			},
			select: { number: true, _count: { select: { prints: true } } },
			orderBy: { number: 'asc' },
			take: BADGES_AT_ONCE
		});
		if (badges.length < new Set(credentials).size) throw new Refusal('admission_not_active');
		if (badges.length === 0) throw new Refusal('admission_nothing_to_print');
		if (!again && badges.some(({ _count: { prints } }) => prints > 0)) {
			throw new Refusal('admission_print_reason', {}, [{ field: 'again', code: 'admission_print_reason' }]);
		}
		const printedName = 'name' in actor ? actor.name : '';
		await insertRows(
			tx,
			'BadgePrint',
			badges.map(({ number, _count: { prints } }) => ({
				id: newId(),
				credential: number,
				format,
				reason: prints > 0 ? again : null,
				printedBy: actorId(actor),
				printedName,
				at
			}))
		);
		const numbers = badges.map(({ number }) => number);
		audit({
			subjectKind: 'conference',
			subjectId: conferenceId,
			after: { printed: numbers, format },
			reason: again ?? undefined
		});
		return { numbers };
	}
});
