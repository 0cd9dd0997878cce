import * as v from 'valibot';
import type { InferOutput } from 'valibot';
import { actorId, type Actor } from '#lib/domain/access/actor.ts';
import type { Action } from '#lib/domain/access/policy.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Database, Tx } from '#lib/server/db/client.ts';
import { lastEntry, loggedSince } from '#lib/server/db/statements.ts';
import type { Effect } from './effect.ts';
import { ImportInput, type ImportRequest } from './input.ts';
import { importScope, planHash, planImport, type Planned } from './plan.ts';
import { writeDelegates } from './write-delegates.ts';
import { writePeople } from './write-people.ts';
import { writeTeams } from './write-teams.ts';
import { writeUnits } from './write-units.ts';

function write(context: Context, planned: Planned): Promise<Effect[]> {
	switch (planned.kind) {
		case 'units':
			return writeUnits(context, planned.plan);
		case 'people':
			return writePeople(context, planned.plan);
		case 'teams':
			return writeTeams(context, planned.contestId, planned.plan);
		case 'delegates':
			return writeDelegates(context, planned.conferenceId, planned.plan);
	}
}

// What is asked all through a contest's day and changes nothing that an import is planned by: neither units, people, teams
// and clusters, nor who may import.
export const APART: readonly Action[] = [
	...(['ballot.mark', 'ballot.finalize', 'ballot.unlock', 'paper.enter', 'given.enter'] as const),
	...(['time.record', 'deduction.add', 'deduction.void', 'decision.record', 'seat.absence'] as const),
	...(['stage.call', 'performance.status'] as const),
	...(['device.invite', 'device.claim', 'device.set-pin', 'device.wake', 'device.revoke'] as const)
];

/** A plan, and the newest entry of the audit log that it has seen. */
export interface Prepared {
	readonly planned: Planned;
	readonly hash: string;
	readonly seq: number;
}

export async function prepare(read: Tx, actor: Actor, request: ImportRequest, at: Date): Promise<Prepared> {
	const seq = (await lastEntry(read))?.seq ?? 0;
	const planned = await planImport(read, actor, request, at);
	return { planned, hash: planHash(planned), seq };
}

async function apply(
	context: Context,
	{ consent, leftOut, ...request }: InferOutput<typeof ApplyInput>,
	before: Prepared | null
) {
	const { tx, actor, at, newId, audit, publish } = context;
	const isFresh = before !== null && (await loggedSince(tx, before.seq, APART)).other === null;
	const { planned, hash } = isFresh ? before : await prepare(tx, actor, request, at);
	const errors = planned.plan.problems.filter(({ severity }) => severity === 'error').length;
	if (errors > 0) throw new Refusal('people_import_errors', { count: errors });
	if (hash !== consent) throw new Refusal('people_import_moved');
	const effects = await write(context, planned);
	const changed = effects.filter((effect) => effect.before !== null).length;
	const created = effects.length - changed;
	const { kind, contestId, conferenceId = null, fileName } = request;
	const batchId = newId();
	await tx.importBatch.create({
		data: {
			id: batchId,
			kind,
			contestId,
			conferenceId,
			fileName,
			accountId: actorId(actor),
			createdAt: at,
			effects: JSON.stringify(effects),
			created,
			changed
		}
	});
	const after = { kind, fileName, created, changed, ...(leftOut > 0 && { leftOut }) };
	audit({ subjectKind: 'import', subjectId: batchId, after });
	for (const { table, id, before: was, after: is } of effects) {
		audit({ subjectKind: table, subjectId: id, before: was ?? undefined, after: is });
	}
	if (contestId) publish({ kind: 'contest.changed', contestId });
	if (conferenceId) publish({ kind: 'conference.changed', conferenceId });
	return { batchId, created, changed };
}

const ApplyInput = v.object({
	...ImportInput.entries,
	consent: v.string(),
	/** How many lines with errors the person chose to leave out; they are not in `table`. */
	leftOut: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0)
});

/** Writes a previewed list, all of it or nothing. `consent` is the hash of the plan that the person saw. */
export const applyImport = command({
	action: 'import.apply',
	input: ApplyInput,
	scope: (tx, input) => importScope(tx, input),
	run: (context, input) => apply(context, input, null)
});

/**
 * The same, with the plan made before the transaction begins, so that the one writer is not held meanwhile. The plan is made
 * again inside only where something that it rests on has changed since.
 */
export async function preparedImport(
	database: Database,
	actor: Actor,
	request: ImportRequest,
	known: Prepared | null = null
): Promise<typeof applyImport> {
	try {
		const before = known ?? (await database.snapshot((read) => prepare(read, actor, request, new Date())));
		return { ...applyImport, run: (context, input) => apply(context, input, before) };
	} catch (error) {
		// What refuses to be planned refuses again, in the right order of questions.
		if (error instanceof Refusal) return applyImport;
		throw error;
	}
}
