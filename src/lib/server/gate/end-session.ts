import * as v from 'valibot';
import { autoExits } from '#lib/domain/admission/auto-exit.ts';
import { actorId } from '#lib/domain/access/actor.ts';
import type { Presence } from '#lib/domain/admission/presence.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { nextRev } from '#lib/server/conference/roster-rev.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import { id } from '#lib/server/contest/input.ts';
import type { Database, Tx } from '#lib/server/db/client.ts';
import { mergePerson } from './merge-person.ts';
import { rosterCheckpoints } from './roster-rows.ts';

/** Later than this after its end a session is left alone: records that arrive then are history. */
const LATEST_MS = 48 * 3600_000;

const stillInside = (tx: Tx, checkpointId: string, endsAt: Date) =>
	tx.presence.findMany({ where: { checkpointId, direction: 'in', lastAt: { lt: endsAt } } });

/** Writes the exits that nobody showed. Answers for how many; again, or on another server, for none. */
async function writeExits(context: Context, checkpointId: string, endsAt: Date): Promise<number> {
	const { tx, at, actor, audit, publish } = context;
	const { conferenceId } = await tx.checkpoint.findUniqueOrThrow({ where: { id: checkpointId } });
	const rows = await stillInside(tx, checkpointId, endsAt);
	const people = rows.map(({ personId, summary }) => ({
		...{ checkpointId, personId, scans: [] },
		presence: summary ? (JSON.parse(summary) as Presence) : null
	}));
	const exits = autoExits({ people }, { checkpointId, endsAt: endsAt.toISOString() });
	const known = await tx.scan.findMany({
		where: { id: { in: exits.map((exit) => exit.id) } },
		select: { id: true }
	});
	// An exit that somebody took back is not written once more.
	const missing = exits.filter((exit) => !known.some((one) => one.id === exit.id));
	if (missing.length === 0) return 0;
	const rev = await nextRev(tx, conferenceId);
	const checkpoints = await rosterCheckpoints(tx, conferenceId);
	for (const exit of missing) {
		await tx.scan.create({
			data: {
				...{ id: exit.id, conferenceId, checkpointId, kind: 'scan', personId: exit.personId },
				...{ gate: exit.gate, gateGroup: exit.gateGroup, method: exit.method, direction: exit.direction },
				...{ operatorId: actorId(actor), operatorName: 'name' in actor ? actor.name : '' },
				...{ bundleRev: 0, isOffline: false, localCode: 'EXIT_OK', shown: 'EXIT_OK', code: 'EXIT_OK' },
				...{ tDevice: endsAt, offsetMs: 0, roundTripMs: 0, bundleIssuedAt: endsAt, receivedAt: at },
				...{ answer: '{}', payloadHash: '' }
			}
		});
		await mergePerson(context, { conferenceId, checkpointId, personId: exit.personId }, checkpoints, rev);
	}
	audit({
		subjectKind: 'checkpoint',
		subjectId: checkpointId,
		after: { exits: missing.map((exit) => exit.personId), endsAt }
	});
	publish({ kind: 'presence.changed', conferenceId });
	return missing.length;
}

async function placeOf(tx: Tx, checkpointId: string) {
	const checkpoint = await tx.checkpoint.findUnique({ where: { id: checkpointId } });
	if (!checkpoint) throw new Refusal('not_found');
	return checkpoint;
}

/** Only where people go in and out is anybody inside. */
async function countedPlace(tx: Tx, checkpointId: string) {
	const checkpoint = await placeOf(tx, checkpointId);
	if (checkpoint.policy !== 'inout') throw new Refusal('not_found');
	return checkpoint;
}

/** Ends a session at the desk: whoever is inside a checkpoint that counts in and out has gone out by now. */
export const endSession = command({
	action: 'admission.end-session',
	input: v.object({ checkpointId: id }),
	scope: async (tx, { checkpointId }) => conferenceScope(tx, (await placeOf(tx, checkpointId)).conferenceId),
	async run(context, { checkpointId }) {
		await countedPlace(context.tx, checkpointId);
		return { exits: await writeExits(context, checkpointId, context.at) };
	}
});

/** The same when the checkpoint's hours are over, by the server's clock: asked by nobody but the server itself. */
export const closeSession = command({
	action: 'admission.close-session',
	input: v.object({ checkpointId: id }),
	scope: async (tx, { checkpointId }) => conferenceScope(tx, (await placeOf(tx, checkpointId)).conferenceId),
	async run(context, { checkpointId }) {
		const { closesAt } = await countedPlace(context.tx, checkpointId);
		if (!closesAt || closesAt > context.at) return { exits: 0 };
		return { exits: await writeExits(context, checkpointId, closesAt) };
	}
});

/**
 * Closes every checkpoint whose hours are over and where somebody is still inside, also by a record that arrived later. Every
 * process may do it at once: each exit has one id, and the second finds nobody inside.
 */
export async function closeSessions(database: Database, now: Date): Promise<number> {
	const over = await database.read.checkpoint.findMany({
		where: {
			policy: 'inout',
			removedAt: null,
			closesAt: { lte: now, gt: new Date(now.getTime() - LATEST_MS) }
		},
		select: { id: true, closesAt: true }
	});
	let exits = 0;
	for (const { id: checkpointId, closesAt } of over) {
		if ((await stillInside(database.read, checkpointId, closesAt!)).length === 0) continue;
		const actor = { kind: 'system', name: 'session-end' } as const;
		const outcome = await execute(database, closeSession, { actor, input: { checkpointId }, at: now });
		if (!outcome.ok) throw outcome.refusal;
		exits += outcome.value.exits;
	}
	return exits;
}
