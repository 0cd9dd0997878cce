import * as v from 'valibot';
import type { Actor } from '#lib/domain/access/actor.ts';
import { passwordMatches } from '#lib/server/auth/password.ts';
import { command } from '#lib/server/command/command.ts';
import { execute, type Outcome } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Database } from '#lib/server/db/client.ts';
import { deskWake } from './device-awake.ts';
import { tabletScope } from './tablet-scope.ts';
import { wakeToken } from './wake-token.ts';

const PIN_TRIES = 5;

// A try is counted before it is checked: a hundred tries sent at once still get five.
const countTry = command({
	action: 'device.wake',
	input: v.object({}),
	scope: (tx, _input, actor) => tabletScope(tx, actor),
	async run({ tx, actor }) {
		if (actor.kind !== 'device') throw new Refusal('forbidden');
		const device = await tx.device.findUniqueOrThrow({ where: { id: actor.deviceId } });
		if (!device.pinHash) throw new Refusal('judging_pin_unset');
		if (device.pinFailures >= PIN_TRIES) throw new Refusal('judging_pin_spent');
		const pinFailures = device.pinFailures + 1;
		await tx.device.update({ where: { id: device.id }, data: { pinFailures } });
		return { pinHash: device.pinHash, left: PIN_TRIES - pinFailures };
	}
});

const settleTry = command({
	action: 'device.wake',
	input: v.object({ isRight: v.boolean(), left: v.number() }),
	scope: (tx, _input, actor) => tabletScope(tx, actor),
	async run({ tx, actor, at, audit, publish }, { isRight, left }) {
		if (actor.kind !== 'device') throw new Refusal('forbidden');
		const { deviceId, contestId } = actor;
		if (isRight) {
			await tx.device.update({ where: { id: deviceId }, data: { pinFailures: 0, lastSeenAt: at } });
			return;
		}
		audit({ subjectKind: 'device', subjectId: deviceId, after: { pin: 'wrong', left } });
		if (left > 0) return;
		await tx.device.update({ where: { id: deviceId }, data: { revokedAt: at } });
		publish({ kind: 'device.revoked', contestId, deviceId });
	}
});

/**
 * Wakes a tablet with its PIN: answers what proves it, on the judge's sheet (`wake`) and at the desk (`desk`), or refuses
 * with `judging_pin_wrong` (`left` tries) and, at the fifth failure, with `judging_pin_spent`: the tablet must then be
 * paired again.
 */
export async function wakeDevice(
	database: Database,
	asked: { readonly actor: Actor; readonly pin: string; readonly requestId?: string }
): Promise<Outcome<{ wake: string; desk: string }>> {
	const { actor, requestId } = asked;
	const counted = await execute(database, countTry, { actor, requestId, input: {} });
	if (!counted.ok || actor.kind !== 'device') return counted as Outcome<never>;
	const { pinHash, left } = counted.value;
	const isRight = await passwordMatches(pinHash, asked.pin);
	const settled = await execute(database, settleTry, { actor, requestId, input: { isRight, left } });
	if (!settled.ok) return settled;
	if (isRight) {
		const now = new Date();
		const value = {
			wake: wakeToken(pinHash, actor.deviceId, now),
			desk: deskWake(pinHash, actor.deviceId, now)
		};
		return { ...settled, value };
	}
	return { ok: false, refusal: new Refusal(left > 0 ? 'judging_pin_wrong' : 'judging_pin_spent', { left }) };
}
