import type { GenericSchema } from 'valibot';
import type { Actor } from '#lib/domain/access/actor.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import type { Database } from '#lib/server/db/client.ts';

/** The rehearsal was stopped while something waited. */
export class ended extends Error {}

export interface Conductor {
	readonly database: Database;
	readonly speed: number;
	/** For what the desk keys in, and for what people decide: by chance, and always the same. */
	readonly seed: string;
	readonly tell: (line: string) => void;
	stopped: boolean;
}

export const REHEARSAL: Actor = { kind: 'system', name: 'rehearsal' };

/** Runs a command as the rehearsal's desk; a refusal here is a fault of the rehearsal. */
export async function asRehearsal<Schema extends GenericSchema, Result>(
	database: Database,
	command: Command<Schema, Result>,
	input: unknown,
	actor: Actor = REHEARSAL
): Promise<Result> {
	const outcome = await execute(database, command, { actor, input });
	if (outcome.ok) return outcome.value;
	const { code, params, fields } = outcome.refusal;
	throw new Error(`${command.action}: ${code} ${JSON.stringify(params)} ${JSON.stringify(fields)}`);
}

/** Waits so many milliseconds at speed 1; throws where the rehearsal has been stopped meanwhile. */
export async function waitFor(conductor: Conductor, ms: number): Promise<void> {
	await new Promise((resume) => setTimeout(resume, ms / conductor.speed));
	if (conductor.stopped) throw new ended();
}
