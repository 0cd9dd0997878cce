import * as v from 'valibot';
import { GATE_ROLES } from '#lib/domain/admission/gate-rights.ts';
import { hashPassword } from '#lib/server/auth/password.ts';
import { command } from '#lib/server/command/command.ts';
import { execute, type Asked, type Outcome } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { nextRev } from '#lib/server/conference/roster-rev.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import { id, optionalId, reason, text } from '#lib/server/contest/input.ts';
import type { Database, Tx } from '#lib/server/db/client.ts';

const PIN = /^\d{4,8}$/;

/** Somebody who works at gates. Takes the PIN's hash: hashing must not hold up the database's one writer. */
export const saveOperator = command({
	action: 'gate.operator',
	input: v.object({
		conferenceId: id,
		operatorId: optionalId,
		name: text(80),
		role: v.picklist(GATE_ROLES, 'field_required'),
		pinHash: v.nullable(v.string())
	}),
	scope: (tx, input) => conferenceScope(tx, input.conferenceId),
	async run({ tx, at, newId, audit, publish }, { conferenceId, operatorId, name, role, pinHash }) {
		const known = await tx.gateOperator.findMany({ where: { conferenceId, removedAt: null } });
		const before = known.find(({ id: one }) => one === operatorId);
		if (operatorId && !before) throw new Refusal('not_found');
		if (known.some((other) => other.id !== operatorId && other.name === name)) {
			throw new Refusal('conference_name_taken', { name }, [
				{ field: 'name', code: 'conference_name_taken', params: { name } }
			]);
		}
		if (!before && !pinHash) throw new Refusal('invalid', {}, [{ field: 'pin', code: 'gate_pin_format' }]);
		const savedId = before?.id ?? newId();
		const data = { name, role, ...(pinHash ? { pinHash } : {}) };
		if (before) {
			await tx.gateOperator.update({ where: { id: savedId }, data });
			// Whoever works with rights or a PIN that changed signs in anew.
			if (pinHash || before.role !== role) await endShifts(tx, savedId, at);
		} else {
			await tx.gateOperator.create({
				data: { id: savedId, conferenceId, name, role, pinHash: pinHash!, createdAt: at }
			});
		}
		audit({
			subjectKind: 'gate-operator',
			subjectId: savedId,
			before: before && { name: before.name, role: before.role },
			after: { name, role, ...(pinHash ? { pin: 'set' } : {}) }
		});
		await nextRev(tx, conferenceId);
		publish({ kind: 'presence.changed', conferenceId });
		return { operatorId: savedId };
	}
});

/** Somebody works at no gate any more. What they scanned keeps their name. */
export const removeOperator = command({
	action: 'gate.operator',
	input: v.object({ conferenceId: id, operatorId: id, reason }),
	scope: (tx, input) => conferenceScope(tx, input.conferenceId),
	async run({ tx, at, audit, publish }, { conferenceId, operatorId, reason: why }) {
		const operator = await tx.gateOperator.findUnique({ where: { id: operatorId } });
		if (operator?.conferenceId !== conferenceId) throw new Refusal('not_found');
		if (operator.removedAt) return {};
		await tx.gateOperator.update({ where: { id: operatorId }, data: { removedAt: at } });
		await endShifts(tx, operatorId, at);
		audit({
			subjectKind: 'gate-operator',
			subjectId: operatorId,
			before: { name: operator.name },
			after: { removed: true },
			reason: why
		});
		await nextRev(tx, conferenceId);
		publish({ kind: 'presence.changed', conferenceId });
		return {};
	}
});

async function endShifts(tx: Tx, operatorId: string, at: Date): Promise<void> {
	await tx.gateDevice.updateMany({ where: { operatorId }, data: { operatorId: null, shiftSince: null } });
	await tx.gateShift.updateMany({ where: { operatorId, until: null }, data: { until: at } });
}

/** Runs `saveOperator` with the PIN as it was typed; left empty, a known operator's stays. */
export async function saveOperatorWithPin(
	database: Database,
	asked: Asked & { readonly input: Record<string, unknown> }
): Promise<Outcome<{ operatorId: string }>> {
	const { pin, ...input } = asked.input;
	const typed = typeof pin === 'string' ? pin.trim() : '';
	if (typed && !PIN.test(typed)) {
		return { ok: false, refusal: new Refusal('invalid', {}, [{ field: 'pin', code: 'gate_pin_format' }]) };
	}
	const pinHash = typed ? await hashPassword(typed) : null;
	// Each hash has a salt of its own: with a key, sending twice would be two different inputs.
	return execute(database, saveOperator, { ...asked, key: undefined, input: { ...input, pinHash } });
}
