import type { AdmissionConflict } from '#lib/domain/admission/conflict.ts';
import { merge, type MergedPerson } from '#lib/domain/admission/merge.ts';
import type { Presence } from '#lib/domain/admission/presence.ts';
import type { VoidRecord } from '#lib/domain/admission/scan.ts';
import type { AdmissionView } from '#lib/domain/admission/view.ts';
import type { Context } from '#lib/server/command/command.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { scanRecord } from './scan-record.ts';

interface Place {
	readonly checkpointId: string;
	readonly personId: string;
}

/** All scans of a person at a checkpoint, put together: what counts, and what contradicts. */
export async function mergedScans(
	tx: Tx,
	{ checkpointId, personId }: Place,
	checkpoints: AdmissionView['checkpoints']
): Promise<{
	person: MergedPerson | null;
	conflicts: readonly AdmissionConflict[];
	/** The tablet of each scan. */
	deviceOf: ReadonlyMap<string, string | null>;
}> {
	const rows = await tx.scan.findMany({ where: { checkpointId, personId, kind: 'scan' } });
	const voided = await tx.scan.findMany({
		where: { voids: { in: rows.map(({ id }) => id) }, code: 'VOIDED' }
	});
	const numbers = [...new Set(rows.flatMap(({ credential }) => credential ?? []))];
	const withdrawn = await tx.credential.findMany({
		where: { number: { in: numbers }, withdrawnAt: { not: null } },
		select: { number: true, withdrawnAt: true }
	});
	const voids = voided.map((row): VoidRecord => ({
		kind: 'void',
		id: row.id,
		scanId: row.voids!,
		by: row.operatorName,
		at: row.receivedAt.toISOString(),
		reason: row.reason ?? ''
	}));
	const { people, conflicts } = merge([...rows.map(scanRecord), ...voids], {
		checkpoints: checkpoints.filter(({ id }) => id === checkpointId),
		withdrawnAt: new Map(withdrawn.map(({ number, withdrawnAt }) => [number, withdrawnAt!.toISOString()]))
	});
	const deviceOf = new Map(rows.map(({ id, deviceId }) => [id, deviceId]));
	return { person: people[0] ?? null, conflicts, deviceOf };
}

async function keepPresence(
	tx: Tx,
	place: Place & { readonly conferenceId: string },
	presence: Presence | null,
	rev: number
): Promise<void> {
	const { checkpointId, personId } = place;
	const data = {
		summary: presence && JSON.stringify(presence),
		times: presence?.times ?? 0,
		direction: presence?.last.direction ?? null,
		firstAt: presence?.times ? new Date(presence.first.at) : null,
		lastAt: presence ? new Date(presence.last.at) : null,
		rev
	};
	await tx.presence.upsert({
		where: { checkpointId_personId: { checkpointId, personId } },
		create: { ...place, ...data },
		update: data
	});
}

/** Writes the conflicts of a place as they are now. Answers those that are new, with their devices. */
async function keepConflicts(
	{ tx, at }: Pick<Context, 'tx' | 'at'>,
	place: Place & { readonly conferenceId: string },
	conflicts: readonly AdmissionConflict[]
): Promise<readonly AdmissionConflict[]> {
	const { checkpointId, personId, conferenceId } = place;
	const known = await tx.admissionConflict.findMany({ where: { checkpointId, personId } });
	const raised: AdmissionConflict[] = [];
	for (const conflict of conflicts) {
		const { id, bundleRevs, ...facts } = conflict;
		const before = known.find((one) => one.id === id);
		const data = { ...facts, bundleRevs: JSON.stringify(bundleRevs), goneAt: null };
		if (before) await tx.admissionConflict.update({ where: { id }, data });
		else {
			await tx.admissionConflict.create({ data: { id, conferenceId, raisedAt: at, ...data } });
			raised.push(conflict);
		}
	}
	const gone = known.filter(
		({ id, goneAt, settledAt }) => !goneAt && !settledAt && !conflicts.some((one) => one.id === id)
	);
	for (const { id } of gone) await tx.admissionConflict.update({ where: { id }, data: { goneAt: at } });
	return raised;
}

/**
 * Puts together anew what all gates saw of a person at a checkpoint, and keeps it with this revision. Conflicts that are new
 * are told to the gates concerned.
 */
export async function mergePerson(
	context: Context,
	place: Place & { readonly conferenceId: string },
	checkpoints: AdmissionView['checkpoints'],
	rev: number
): Promise<{ readonly presence: Presence | null; readonly conflictIds: readonly string[] }> {
	const { tx, publish } = context;
	const { person, conflicts, deviceOf } = await mergedScans(tx, place, checkpoints);
	const presence = person?.presence ?? null;
	await keepPresence(tx, place, presence, rev);
	const raised = await keepConflicts(context, place, conflicts);
	for (const { id, scanId, canonicalScanId } of raised) {
		const deviceIds = [scanId, canonicalScanId ?? scanId].flatMap((scan) => deviceOf.get(scan) ?? []);
		publish({
			kind: 'admission.conflict',
			conferenceId: place.conferenceId,
			conflictId: id,
			deviceIds: [...new Set(deviceIds)]
		});
	}
	return { presence, conflictIds: raised.map(({ id }) => id) };
}
