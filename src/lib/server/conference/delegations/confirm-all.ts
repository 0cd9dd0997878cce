import * as v from 'valibot';
import { moved } from '#lib/domain/conference/delegate-status.ts';
import { command } from '#lib/server/command/command.ts';
import { id } from '#lib/server/contest/input.ts';
import { movedRoster } from '../roster-rev.ts';
import { delegationScope } from './delegation-scope.ts';
import { assertMayWrite } from './link-may-write.ts';

/** Confirms everybody of a delegation who is invited and has said neither yes nor no. */
export const confirmAll = command({
	action: 'delegate.move',
	input: v.object({ delegationId: id }),
	scope: (tx, { delegationId }) => delegationScope(tx, delegationId),
	async run(context, { delegationId }) {
		await assertMayWrite(context);
		const { tx, at, scope, audit, publish } = context;
		const invited = await tx.delegate.findMany({ where: { delegationId, status: 'invited' } });
		for (const { id: delegateId } of invited) {
			const answer = moved('invited', 'confirm');
			if (!answer.ok) continue;
			const { status } = answer;
			await tx.delegate.update({
				where: { id: delegateId },
				data: { status, statusAt: at, version: { increment: 1 } }
			});
			audit({
				subjectKind: 'delegate',
				subjectId: delegateId,
				before: { status: 'invited' },
				after: { status }
			});
		}
		if (invited.length > 0) {
			await movedRoster(context, scope.conferenceId!);
			publish({ kind: 'conference.changed', conferenceId: scope.conferenceId! });
		}
		return { confirmed: invited.length };
	}
});
