import { CAME_BY_HAND } from '#lib/domain/conference/delegate-status.ts';
import type { GateStanding } from '#lib/live/gate-protocol.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { countDelegates } from '#lib/server/db/gate-statements.ts';
import type { GateSession } from './gate-session.ts';
import { operatorView } from './operator-view.ts';
import { SCAN_FLAGS } from './scan-record.ts';

/** How many are called and counted, and how many of them came: at a gate, or marked by hand. */
export function headCount(read: Tx, conferenceId: string) {
	return countDelegates(read, conferenceId, CAME_BY_HAND);
}

/** Counted anew only where something of the roster has changed: every tablet asks at every change. */
const counted = new Map<
	string,
	{ readonly rev: number; readonly counts: Awaited<ReturnType<typeof headCount>> }
>();

export async function headCountAt(read: Tx, conferenceId: string, rev: number) {
	const known = counted.get(conferenceId);
	if (known?.rev === rev) return known.counts;
	const counts = await headCount(read, conferenceId);
	counted.set(conferenceId, { rev, counts });
	return counts;
}

type ConferenceFacts = NonNullable<Awaited<ReturnType<Tx['conference']['findUnique']>>>;

/** What a tablet is, where it stands, and who may work at it. */
export async function gateStanding(
	read: Tx,
	session: GateSession,
	conference: ConferenceFacts
): Promise<GateStanding> {
	const { conferenceId, gateId, deviceId, label, operator } = session;
	const gate = await read.gate.findUniqueOrThrow({
		where: { id: gateId },
		include: {
			checkpoints: { where: { checkpoint: { removedAt: null } }, include: { checkpoint: true } }
		}
	});
	const operators = await read.gateOperator.findMany({
		where: { conferenceId, removedAt: null },
		orderBy: { name: 'asc' },
		select: { id: true, name: true, role: true, pinHash: true }
	});
	const last = await read.scan.aggregate({ where: { deviceId }, _max: { seq: true } });
	const { code, titleVi, titleEn, isPrivate } = conference;
	return {
		deviceId,
		label,
		gate: { id: gateId, name: gate.name, group: gate.group ?? gateId },
		checkpointIds: gate.checkpoints
			.toSorted((a, b) => a.checkpoint.position - b.checkpoint.position)
			.map(({ checkpointId }) => checkpointId),
		conference: { code, titleVi, titleEn, isPrivate },
		operators: operators.map(operatorView),
		operator,
		lastSeq: last._max.seq ?? 0,
		flagged: await read.scan.count({
			where: { conferenceId, flag: { in: [...SCAN_FLAGS] }, flagSeenBy: null }
		}),
		...(await headCountAt(read, conferenceId, conference.rosterRev))
	};
}
