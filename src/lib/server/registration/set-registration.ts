import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import { newestRules } from '#lib/server/contest/newest-rules.ts';
import { contestScope } from '#lib/server/contest/scope.ts';
import { momentRead } from '#lib/words/moment-typed.ts';

/** Opens registration until a deadline (Hà Nội time), or moves the deadline. Needs rules, because they limit the teams. */
export const openRegistration = command({
	action: 'registration.open',
	input: v.object({
		contestId: id,
		closesAt: v.pipe(
			v.string('field_required'),
			v.transform((typed) => momentRead(typed.trim())),
			v.date('registration_deadline')
		)
	}),
	scope: (tx, { contestId }) => contestScope(tx, contestId),
	async run({ tx, at, audit, publish }, { contestId, closesAt }) {
		if (closesAt <= at) {
			throw new Refusal('invalid', {}, [{ field: 'closesAt', code: 'registration_deadline_past' }]);
		}
		await newestRules(tx, contestId);
		const before = await tx.contest.findUniqueOrThrow({ where: { id: contestId } });
		await tx.contest.update({
			where: { id: contestId },
			data: { registration: 'open', registrationClosesAt: closesAt }
		});
		audit({
			subjectKind: 'contest',
			subjectId: contestId,
			before: { registration: before.registration, closesAt: before.registrationClosesAt },
			after: { registration: 'open', closesAt }
		});
		publish({ kind: 'contest.changed', contestId });
		return { closesAt: closesAt.toISOString() };
	}
});

/** Closes registration at once; teams that were returned for correction may still be sent again. */
export const closeRegistration = command({
	action: 'registration.close',
	input: v.object({ contestId: id }),
	scope: (tx, { contestId }) => contestScope(tx, contestId),
	async run({ tx, audit, publish }, { contestId }) {
		const before = await tx.contest.findUniqueOrThrow({ where: { id: contestId } });
		await tx.contest.update({ where: { id: contestId }, data: { registration: 'closed' } });
		audit({
			subjectKind: 'contest',
			subjectId: contestId,
			before: { registration: before.registration },
			after: { registration: 'closed' }
		});
		publish({ kind: 'contest.changed', contestId });
		return { registration: 'closed' };
	}
});
