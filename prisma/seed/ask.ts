import type { GenericSchema } from 'valibot';
import type { Actor } from '#lib/domain/access/actor.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import type { Database } from '#lib/server/db/client.ts';

export const SEEDER: Actor = { kind: 'system', name: 'demo' };

/** Runs a command as the seeder; what would be a refusal to a person is an error here, with all its fields. */
export async function ask<Schema extends GenericSchema, Result>(
	database: Database,
	command: Command<Schema, Result>,
	input: unknown,
	actor: Actor = SEEDER
): Promise<Result> {
	const outcome = await execute(database, command, { actor, input });
	if (outcome.ok) return outcome.value;
	const { code, params, fields } = outcome.refusal;
	throw new Error(`${command.action}: ${code} ${JSON.stringify(params)} ${JSON.stringify(fields)}`);
}
