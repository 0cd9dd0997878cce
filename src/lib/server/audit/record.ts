import { createHash } from 'node:crypto';
import { actorId, type Actor } from '#lib/domain/access/actor.ts';
import type { Change } from '#lib/server/command/command.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { insertAudit, lastEntry } from '#lib/server/db/statements.ts';

export const GENESIS = '0'.repeat(64);

/** The fields that an entry's hash covers, in this order, with the hash of the entry before it. */
export interface HashedEntry {
	readonly id: string;
	readonly at: Date;
	readonly actorKind: string;
	readonly actorId: string | null;
	readonly actorName: string;
	readonly deviceId: string | null;
	readonly action: string;
	readonly contestId: string | null;
	readonly conferenceId: string | null;
	readonly unitId: string | null;
	readonly subjectKind: string;
	readonly subjectId: string;
	readonly before: string | null;
	readonly after: string | null;
	readonly reason: string | null;
	readonly requestId: string | null;
}

/** SHA-256, in hex, of an entry chained to the one before it. */
export function entryHash(prevHash: string, entry: HashedEntry): string {
	const fields = [
		entry.id,
		entry.at.toISOString(),
		entry.actorKind,
		entry.actorId,
		entry.actorName,
		entry.deviceId,
		entry.action,
		entry.contestId,
		entry.unitId,
		entry.subjectKind,
		entry.subjectId,
		entry.before,
		entry.after,
		entry.reason,
		entry.requestId,
		// Entries of before there were conferences keep their hashes.
		...(entry.conferenceId === null ? [] : [entry.conferenceId])
	];
	return createHash('sha256').update(prevHash).update(JSON.stringify(fields)).digest('hex');
}

export interface AuditFacts {
	readonly actor: Actor;
	readonly action: string;
	readonly at: Date;
	readonly contestId: string | null;
	readonly conferenceId?: string | null;
	readonly unitId: string | null;
	readonly requestId: string | null;
	newId(): string;
}

function actorName(actor: Actor): string {
	return actor.kind === 'anonymous' ? 'anonymous' : actor.name;
}

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

/** What one actor changed, among others in the same transaction. */
export interface AuditGroup {
	readonly facts: AuditFacts;
	readonly changes: readonly Change[];
}

/** Appends `changes` to the audit log inside the transaction of the command that made them. */
export function recordChanges(tx: Tx, facts: AuditFacts, changes: readonly Change[]): Promise<void> {
	return recordGroups(tx, [{ facts, changes }]);
}

/** Appends the changes of several actors, in order, where their commands share one durable commit. */
export async function recordGroups(tx: Tx, groups: readonly AuditGroup[]): Promise<void> {
	if (groups.every(({ changes }) => changes.length === 0)) return;
	let prevHash = (await lastEntry(tx))?.hash ?? GENESIS;
	const rows = groups.flatMap(({ facts, changes }) =>
		changes.map((change) => {
			const entry: HashedEntry = {
				id: facts.newId(),
				at: facts.at,
				actorKind: facts.actor.kind,
				actorId: actorId(facts.actor),
				actorName: actorName(facts.actor),
				deviceId: facts.actor.kind === 'device' || facts.actor.kind === 'gate' ? facts.actor.deviceId : null,
				action: facts.action,
				contestId: facts.contestId,
				conferenceId: facts.conferenceId ?? null,
				unitId: facts.unitId,
				subjectKind: change.subjectKind,
				subjectId: change.subjectId,
				before: json(change.before),
				after: json(change.after),
				reason: change.reason ?? null,
				requestId: facts.requestId
			};
			const hash = entryHash(prevHash, entry);
			const row = { ...entry, prevHash, hash };
			prevHash = hash;
			return row;
		})
	);
	await insertAudit(tx, rows);
}
