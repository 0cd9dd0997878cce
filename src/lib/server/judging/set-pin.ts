import * as v from 'valibot';
import type { Actor } from '#lib/domain/access/actor.ts';
import { PinSchema } from '#lib/live/judge-protocol.ts';
import { hashPassword } from '#lib/server/auth/password.ts';
import { command } from '#lib/server/command/command.ts';
import { execute, type Outcome } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Database } from '#lib/server/db/client.ts';
import { deskWake } from './device-awake.ts';
import { tabletScope } from './tablet-scope.ts';
import { wakeToken } from './wake-token.ts';

// Takes the hash: hashing must not hold up the database's one writer, nor a PIN's digest lie in a receipt.
const storePin = command({
	action: 'device.set-pin',
	input: v.object({ pinHash: v.string() }),
	scope: (tx, _input, actor) => tabletScope(tx, actor),
	async run({ tx, actor, audit }, { pinHash }) {
		if (actor.kind !== 'device') throw new Refusal('forbidden');
		const set = await tx.device.updateMany({
			where: { id: actor.deviceId, pinHash: null },
			data: { pinHash }
		});
		if (set.count === 0) throw new Refusal('judging_pin_already_set');
		audit({ subjectKind: 'device', subjectId: actor.deviceId, after: { pin: 'set' } });
		return null;
	}
});

/** device.set-pin: the judge's own PIN, once, right after pairing. Answers with what proves that the tablet is awake. */
export async function setPin(
	database: Database,
	asked: { readonly actor: Actor; readonly pin: unknown; readonly requestId?: string }
): Promise<Outcome<{ wake: string; desk: string }>> {
	const pin = v.safeParse(PinSchema, asked.pin);
	if (!pin.success) {
		const fields = [{ field: 'pin', code: 'judging_pin_format' }];
		return { ok: false, refusal: new Refusal('invalid', {}, fields) };
	}
	const pinHash = await hashPassword(pin.output);
	const { actor, requestId } = asked;
	const outcome = await execute(database, storePin, { actor, requestId, input: { pinHash } });
	if (!outcome.ok) return outcome;
	const deviceId = actor.kind === 'device' ? actor.deviceId : '';
	const now = new Date();
	const value = { wake: wakeToken(pinHash, deviceId, now), desk: deskWake(pinHash, deviceId, now) };
	return { ...outcome, value };
}
