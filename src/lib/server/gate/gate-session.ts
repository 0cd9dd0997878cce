import type { Cookies } from '@sveltejs/kit';
import type { Actor } from '#lib/domain/access/actor.ts';
import { GATE_ROLES, type GateRole } from '#lib/domain/admission/gate-rights.ts';
import type { GateOperatorView } from '#lib/live/gate-protocol.ts';
import { hashOf } from '#lib/server/auth/secret.ts';
import type { Tx } from '#lib/server/db/client.ts';
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

const standing = { operator: true, gate: { select: { removedAt: true } } } as const;

type StandingDevice = NonNullable<Awaited<ReturnType<typeof deviceWith>>>;

const deviceWith = (read: Tx, tokenHash: string) =>
	read.gateDevice.findUnique({ where: { tokenHash }, include: standing });

/** The tablet that holds a cookie; null where it was revoked, has ended or never was. */
export async function gateSession(read: Tx, token: string, now: Date): Promise<GateSession | null> {
	const device = await deviceWith(read, hashOf(token));
	return device && sessionOf(device, now);
}

/** The sessions of these tablets by their ids, and the unit that hosts each one's conference; who is paired no more is not there. */
export async function gateSessions(read: Tx, deviceIds: readonly string[], now: Date) {
	const devices = await read.gateDevice.findMany({
		where: { id: { in: [...deviceIds] } },
		include: { ...standing, conference: { select: { hostUnitId: true } } }
	});
	return new Map(
		devices.flatMap((device) => {
			const session = sessionOf(device, now);
			return session ? [[device.id, { session, hostUnitId: device.conference.hostUnitId }] as const] : [];
		})
	);
}

function sessionOf(device: StandingDevice, now: Date): GateSession | null {
	if (device.revokedAt || device.expiresAt <= now || device.gate.removedAt) return null;
	const { id: deviceId, gateId, conferenceId, label } = device;
	const known = device.operator && !device.operator.removedAt ? device.operator : null;
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
