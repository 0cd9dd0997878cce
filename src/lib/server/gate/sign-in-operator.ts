import * as v from 'valibot';
import { passwordMatches, spendAsMuchTime } from '#lib/server/auth/password.ts';
import { forgetFailures, takeAttempt } from '#lib/server/auth/throttle.ts';
import { command } from '#lib/server/command/command.ts';
import { execute, type Outcome } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import type { Database } from '#lib/server/db/client.ts';
import { SignInSchema, type GateOperatorView } from '#lib/live/gate-protocol.ts';
import { tabletGateScope } from './gate-scope.ts';
import type { GateSession } from './gate-session.ts';
import { operatorView } from './operator-view.ts';

const FREE_TRIES = 5;

// Anyone may ask, because between two shifts nobody has a role; the scope asks for the paired tablet, and the hash of the PIN
// that was just compared has to be the operator's still.
const startShift = command({
	action: 'gate.sign-in',
	input: v.object({ operatorId: v.nullable(id), pinHash: v.string(), since: v.nullable(v.number()) }),
	scope: (tx, _input, actor) => tabletGateScope(tx, actor),
	async run({ tx, actor, at, newId, audit, publish }, { operatorId, pinHash, since }) {
		if (actor.kind !== 'gate') throw new Refusal('forbidden');
		const { deviceId, conferenceId } = actor;
		const operator =
			operatorId === null ? null : await tx.gateOperator.findUnique({ where: { id: operatorId } });
		if (operatorId !== null) {
			const isGood = operator?.conferenceId === conferenceId && !operator.removedAt;
			if (!isGood || operator.pinHash !== pinHash) throw new Refusal('gate_pin_wrong');
		}
		await tx.gateDevice.update({
			where: { id: deviceId },
			data: { operatorId, shiftSince: operatorId ? at : null, lastSeenAt: at }
		});
		await tx.gateShift.updateMany({ where: { deviceId, until: null }, data: { until: at } });
		if (operatorId) {
			// Nobody has begun later than now.
			const began = since === null ? at : new Date(Math.min(since, at.getTime()));
			await tx.gateShift.create({ data: { id: newId(), deviceId, operatorId, since: began } });
		}
		audit({
			subjectKind: 'gate-device',
			subjectId: deviceId,
			after: { shift: operator ? { operatorId, name: operator.name, role: operator.role } : null }
		});
		publish({ kind: 'gate.changed', conferenceId, deviceId });
		return operator && operatorView(operator);
	}
});

/** Begins somebody's shift at a tablet with their PIN. Guesses are slowed down by tablet and operator. */
export async function signInOperator(
	database: Database,
	session: GateSession,
	raw: unknown
): Promise<Outcome<GateOperatorView | null>> {
	const parsed = v.safeParse(SignInSchema, raw);
	if (!parsed.success)
		return { ok: false, refusal: new Refusal('invalid', {}, [{ field: 'pin', code: 'gate_pin_format' }]) };
	const { operatorId, pin, since } = parsed.output;
	const now = new Date();
	const key = `gate-pin ${session.deviceId} ${operatorId}`;
	const waitMs = await takeAttempt(database, [{ key, allowed: FREE_TRIES }], now);
	if (waitMs > 0)
		return { ok: false, refusal: new Refusal('gate_pin_wait', { seconds: Math.ceil(waitMs / 1000) }) };
	const operator = await database.read.gateOperator.findUnique({ where: { id: operatorId } });
	const isOurs = operator?.conferenceId === session.conferenceId && !operator.removedAt;
	if (!isOurs) await spendAsMuchTime(pin);
	if (!isOurs || !(await passwordMatches(operator.pinHash, pin)))
		return { ok: false, refusal: new Refusal('gate_pin_wrong') };
	await forgetFailures(database, key, [], now);
	const input = { operatorId, pinHash: operator.pinHash, since };
	return execute(database, startShift, { actor: session.actor, input });
}

/** Ends the shift: the tablet goes on handing in what it holds, and admits nobody. */
export function signOutOperator(database: Database, session: GateSession) {
	const input = { operatorId: null, pinHash: '', since: null };
	return execute(database, startShift, { actor: session.actor, input });
}
