import type { Actor } from '#lib/domain/access/actor.ts';
import type { GateRole } from '#lib/domain/admission/gate-rights.ts';
import { newId } from '#lib/live/id.ts';
import type { BindItem, ScanItem, ScanResult, VoidItem } from '#lib/live/gate-protocol.ts';
import { badgeSheet } from '#lib/server/admission/badge-sheet.ts';
import { issueBadges } from '#lib/server/admission/issue-badges.ts';
import { execute } from '#lib/server/command/execute.ts';
import { createConference } from '#lib/server/conference/create-conference.ts';
import { claimGate } from '#lib/server/gate/claim-gate.ts';
import { gateSession, type GateSession } from '#lib/server/gate/gate-session.ts';
import { inviteGate } from '#lib/server/gate/invite-gate.ts';
import { takeScans } from '#lib/server/gate/scan-queue.ts';
import { saveOperatorWithPin } from '#lib/server/gate/save-operator.ts';
import { signInOperator } from '#lib/server/gate/sign-in-operator.ts';
import type { Database } from '#lib/server/db/client.ts';
import { dayInVietnam } from '#lib/domain/shared/day.ts';
import type { City } from '../integration/contest/city.ts';
import { calledDelegates, type CalledDelegate } from './conference-world.ts';

/** A conference of today with badges, and what its gates are called. */
export async function gateWorld(here: City, code: string, names: readonly string[]) {
	const today = dayInVietnam(new Date());
	const { conferenceId } = await here.done(createConference, {
		code,
		titleVi: `Hội nghị ${code}`,
		kind: 'final-review',
		hostUnitId: here.cityId,
		startsOn: today,
		endsOn: today
	});
	const delegates = await calledDelegates(here.database, { conferenceId, unitId: here.wards[0]!, names });
	await here.done(issueBadges, { conferenceId });
	const { read } = here.database;
	const [gates, entry] = await Promise.all([
		read.gate.findMany({ where: { conferenceId }, orderBy: { position: 'asc' } }),
		read.checkpoint.findFirstOrThrow({ where: { conferenceId, isEntry: true } })
	]);
	return {
		conferenceId,
		delegates,
		gateIds: gates.map(({ id }) => id),
		entryId: entry.id,
		/** The text in a delegate's badge. */
		async badge({ id }: CalledDelegate): Promise<{ number: string; text: string }> {
			const { number } = await read.credential.findUniqueOrThrow({ where: { activeBadgeOf: id } });
			const asked = { conferenceId, numbers: [number], format: 'a6', locale: 'vi', at: new Date() } as const;
			return { number, text: (await badgeSheet(read, asked)).badges[0]!.token };
		}
	};
}
export type GateWorld = Awaited<ReturnType<typeof gateWorld>>;

/** A tablet at a gate with somebody's shift on it. */
export interface GateTablet {
	readonly deviceId: string;
	/** The cookie's value. */
	readonly token: string;
	readonly operatorId: string;
	session(): Promise<GateSession>;
	actor(): Promise<Extract<Actor, { kind: 'gate' }>>;
	/** A record as the tablet writes it, numbered on. */
	scan(change: Partial<ScanItem> & Pick<ScanItem, 'what' | 'checkpointId'>): ScanItem;
	undo(scanId: string, change?: Partial<VoidItem>): VoidItem;
	/** A temporary badge given out, as the tablet writes it. */
	bind(change: Partial<BindItem> & Pick<BindItem, 'credential' | 'delegateId'>): BindItem;
	send(...items: readonly unknown[]): Promise<readonly ScanResult[]>;
}

let pins = 4000;

export async function gateTablet(
	database: Database,
	world: Pick<GateWorld, 'conferenceId' | 'gateIds'>,
	{ gate = 0, role = 'steward', name }: { gate?: number; role?: GateRole; name?: string } = {}
): Promise<GateTablet> {
	const system: Actor = { kind: 'system', name: 'test' };
	const { conferenceId } = world;
	const invited = await execute(database, inviteGate, {
		actor: system,
		input: { gateId: world.gateIds[gate] }
	});
	if (!invited.ok) throw invited.refusal;
	const claimed = await execute(database, claimGate, {
		actor: { kind: 'anonymous' },
		input: { token: invited.value.path!.split('/').at(-1) }
	});
	if (!claimed.ok) throw claimed.refusal;
	const { deviceId, token } = claimed.value as { deviceId: string; token: string };
	const pin = String((pins += 1));
	const saved = await saveOperatorWithPin(database, {
		actor: system,
		input: { conferenceId, name: name ?? `${role} ${pin}`, role, pin }
	});
	if (!saved.ok) throw saved.refusal;
	const { operatorId } = saved.value;
	const session = async () => {
		const found = await gateSession(database.read, token, new Date());
		if (!found) throw new Error('the tablet is not paired');
		return found;
	};
	const signedIn = await signInOperator(database, await session(), { operatorId, pin });
	if (!signedIn.ok) throw signedIn.refusal;
	let seq = 0;
	const clock = () => ({ tDevice: Date.now(), offset: { offsetMs: 0, roundTripMs: 20 } });
	const actor = async () => (await session()).actor;
	const pairedAt = new Date().toISOString();
	return {
		deviceId,
		token,
		operatorId,
		session,
		actor,
		scan: (change) => ({
			kind: 'scan',
			id: newId(),
			seq: (seq += 1),
			direction: 'in',
			method: 'camera',
			operatorId,
			...clock(),
			bundleRev: 1,
			bundleIssuedAt: pairedAt,
			localCode: 'ADMIT_OFFLINE',
			override: null,
			seen: null,
			offline: false,
			...change
		}),
		undo: (scanId, change = {}) => ({
			kind: 'void',
			id: newId(),
			seq: (seq += 1),
			scanId,
			operatorId,
			...clock(),
			reason: '',
			...change
		}),
		bind: (change) => ({
			kind: 'bind',
			id: newId(),
			seq: (seq += 1),
			guest: null,
			operatorId,
			...clock(),
			...change
		}),
		async send(...items) {
			const outcome = await takeScans(database, { deviceId, items });
			if (!outcome.ok) throw outcome.refusal;
			return outcome.value.results;
		}
	};
}
