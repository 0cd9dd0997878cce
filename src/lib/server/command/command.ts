import type { GenericSchema, InferOutput } from 'valibot';
import type { Actor, Scope } from '#lib/domain/access/actor.ts';
import type { Action } from '#lib/domain/access/policy.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { Happening } from '#lib/server/realtime/happening.ts';

/** What a change leaves in the audit log: the subject, and how it was and is. */
export interface Change {
	readonly subjectKind: string;
	readonly subjectId: string;
	readonly before?: unknown;
	readonly after?: unknown;
	readonly reason?: string | undefined;
}

export interface Context {
	readonly tx: Tx;
	readonly actor: Actor;
	/** The moment of this command on the server's clock. */
	readonly at: Date;
	readonly scope: Scope;
	newId(): string;
	/** Writes to the audit log, in this transaction. */
	audit(change: Change): void;
	/** Told to sockets and projections after the commit. */
	publish(happening: Happening): void;
}

/** One thing that can be asked to change. `action` is its line in the policy; `run` throws a Refusal to say no. */
export interface Command<Schema extends GenericSchema = GenericSchema, Result = unknown> {
	readonly action: Action;
	readonly input: Schema;
	/** Where this happens; throws Refusal('not_found') where the thing named does not exist. */
	scope(tx: Tx, input: InferOutput<Schema>, actor: Actor): Promise<Scope>;
	run(context: Context, input: InferOutput<Schema>): Promise<Result>;
}

/** Keeps a command's types together; registers nothing. */
export function command<Schema extends GenericSchema, Result>(
	definition: Command<Schema, Result>
): Command<Schema, Result> {
	return definition;
}
