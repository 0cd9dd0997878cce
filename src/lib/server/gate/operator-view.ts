import type { GateRole } from '#lib/domain/admission/gate-rights.ts';
import type { GateOperatorView } from '#lib/live/gate-protocol.ts';
import { hashOf } from '#lib/server/auth/secret.ts';

/** An operator as tablets know them. The mark tells that a PIN has changed, and nothing of the PIN. */
export const operatorView = (row: {
	readonly id: string;
	readonly name: string;
	readonly role: string;
	readonly pinHash: string;
}): GateOperatorView => ({
	...{ id: row.id, name: row.name, role: row.role as GateRole },
	mark: hashOf(`${row.id} ${row.pinHash}`).slice(0, 12)
});
