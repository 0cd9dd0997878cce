import * as v from 'valibot';
import { currentKey } from '#lib/server/admission/conference-key.ts';
import { newTemporary } from '#lib/server/admission/new-credential.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, whole } from '#lib/server/contest/input.ts';
import { insertRows } from '#lib/server/db/bulk.ts';
import { movedRoster } from '../roster-rev.ts';
import { conferenceScope } from '../scope.ts';

const MOST_AT_ONCE = 200;

/** Signed badges for nobody yet, numbered, for one gate's desk: they are printed before the day and given out while it is offline. */
export const makeTemporaryBadges = command({
	action: 'credential.issue',
	input: v.object({ conferenceId: id, gateId: id, count: whole(1, MOST_AT_ONCE) }),
	scope: (tx, input) => conferenceScope(tx, input.conferenceId),
	async run(context, { conferenceId, gateId, count }) {
		const { tx, audit, publish } = context;
		const gate = await tx.gate.findUnique({ where: { id: gateId } });
		if (gate?.conferenceId !== conferenceId || gate.removedAt) throw new Refusal('not_found');
		const { _max: last } = await tx.temporaryBadge.aggregate({
			where: { conferenceId },
			_max: { serial: true }
		});
		const key = await currentKey(context, conferenceId);
		const badges = Array.from({ length: count }, () =>
			newTemporary(context, { conferenceId, keyId: key.id })
		);
		const first = (last.serial ?? 0) + 1;
		await insertRows(tx, 'Credential', badges);
		await insertRows(
			tx,
			'TemporaryBadge',
			badges.map(({ number }, index) => ({ credential: number, conferenceId, gateId, serial: first + index }))
		);
		audit({
			subjectKind: 'gate',
			subjectId: gateId,
			after: { temporary: badges.map(({ number }) => number), from: first, kid: key.kid }
		});
		await movedRoster(context, conferenceId);
		publish({ kind: 'conference.changed', conferenceId });
		return { from: first, to: first + count - 1 };
	}
});
