import type { Cookies } from '@sveltejs/kit';
import type { Actor } from '#lib/domain/access/actor.ts';
import { GATE_ROLES, type GateRole } from '#lib/domain/admission/gate-rights.ts';
import type { GateOperatorView } from '#lib/live/gate-protocol.ts';
import { hashOf } from '#lib/server/auth/secret.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { pairedTablets, type PairedTablet } from '#lib/server/db/gate-statements.ts';
import { operatorView } from './operator-view.ts';

export const GATE_COOKIE = 'kheo_gate';

export type GateActor = Extract<Actor, { kind: 'gate' }>;

/** A paired tablet at a gate, as its cookie shows it. */
export interface GateSession {
	readonly deviceId: string;
	readonly label: string;
	readonly gateId: string;
	readonly conferenceId: string;
	/** Who works at it; null between two shifts. */
	readonly operator: GateOperatorView | null;
	/** Between two shifts it can only hand in what it holds: a steward without a name. */
	readonly actor: GateActor;
}

const isGateRole = (role: string): role is GateRole => (GATE_ROLES as readonly string[]).includes(role);

/** The tablet that holds a cookie; null where it was revoked, has ended or never was. */
export async function gateSession(read: Tx, token: string, now: Date): Promise<GateSession | null> {
	const [device] = await pairedTablets(read, { tokenHash: hashOf(token) });
	return device && device.expiresAt > now ? sessionOf(device) : null;
}

/** The sessions of these tablets by their ids, and the unit that hosts each one's conference; who is paired no more is not there. */
export async function gateSessions(read: Tx, deviceIds: readonly string[], now: Date) {
	const devices = await pairedTablets(read, { ids: deviceIds });
	return new Map(
		devices.flatMap((device) =>
			device.expiresAt > now
				? [[device.id, { session: sessionOf(device), hostUnitId: device.hostUnitId }] as const]
				: []
		)
	);
}

function sessionOf(device: PairedTablet): GateSession {
	const { id: deviceId, gateId, conferenceId, label, operatorId, operatorName, role, pinHash } = device;
	const known = operatorId ? { id: operatorId, name: operatorName!, role: role!, pinHash: pinHash! } : null;
	const operator = known && isGateRole(known.role) ? operatorView(known) : null;
	return {
		deviceId,
		label,
		gateId,
		conferenceId,
		operator,
		actor: {
			kind: 'gate',
			deviceId,
			gateId,
			conferenceId,
			operatorId: operator?.id ?? deviceId,
			gateRole: operator?.role ?? 'steward',
			name: operator?.name ?? label
		}
	};
}

/** Where a gate's tablet asks: its session, or null. */
export function gateOf(
	{ cookies }: { readonly cookies: Cookies },
	read: Tx,
	now = new Date()
): Promise<GateSession | null> {
	const token = cookies.get(GATE_COOKIE);
	return token ? gateSession(read, token, now) : Promise.resolve(null);
}
