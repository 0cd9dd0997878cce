import { createHash } from 'node:crypto';
import { getDotPath, safeParse, type GenericSchema } from 'valibot';
import { actorId, type Actor } from '#lib/domain/access/actor.ts';
import { may } from '#lib/domain/access/policy.ts';
import { newId } from '#lib/live/id.ts';
import { recordChanges } from '#lib/server/audit/record.ts';
import type { Database, Tx } from '#lib/server/db/client.ts';
import { announce } from '#lib/server/realtime/bus.ts';
import type { Happening } from '#lib/server/realtime/happening.ts';
import type { Change, Command } from './command.ts';
import { Refusal, type FieldProblem } from './refusal.ts';

export interface Asked {
	readonly actor: Actor;
	readonly input: unknown;
	/** Idempotency key: the same key with the same input changes nothing again and gets the first answer. */
	readonly key?: string | undefined;
	readonly requestId?: string | undefined;
	/** The server's clock; tests pass their own. */
	readonly at?: Date;
}

export type Outcome<Result> =
	| { readonly ok: true; readonly value: Result; readonly replayed: boolean }
	| { readonly ok: false; readonly refusal: Refusal };

/** What was asked, as the command takes it. Refuses with `invalid` and the fields. */
export function parsed(schema: GenericSchema, input: unknown): unknown {
	const result = safeParse(schema, input);
	if (result.success) return result.output;
	const fields: FieldProblem[] = result.issues.map((issue) => ({
		field: getDotPath(issue) ?? '',
		// A schema's message is a code of ours; valibot's own sentences (with spaces) become the general one.
		code: /^[a-z0-9_]+$/.test(issue.message) ? issue.message : 'field_invalid'
	}));
	throw new Refusal('invalid', {}, fields);
}

const digest = (value: unknown): string =>
	createHash('sha256')
		.update(JSON.stringify(value) ?? '')
		.digest('hex');

async function earlierAnswer(tx: Tx, action: string, asked: Asked, payloadHash: string) {
	if (!asked.key) return undefined;
	const receipt = await tx.commandReceipt.findUnique({ where: { key: asked.key } });
	if (!receipt) return undefined;
	const same =
		receipt.command === action &&
		receipt.payloadHash === payloadHash &&
		receipt.actorId === actorId(asked.actor);
	if (!same) throw new Refusal('key_reused');
	return { value: JSON.parse(receipt.answer) as unknown };
}

/**
 * The one way in which anything changes: validates, opens a transaction, answers a resend from its receipt,
 * authorises, runs, audits, commits, and only then tells the others.
 */
export async function execute<Schema extends GenericSchema, Result>(
	database: Database,
	command: Command<Schema, Result>,
	asked: Asked
): Promise<Outcome<Result>> {
	const at = asked.at ?? new Date();
	let happenings: Happening[] = [];
	try {
		const input = parsed(command.input, asked.input) as never;
		const payloadHash = digest(input);
		const attempt = async (tx: Tx) => {
			happenings = [];
			const scope = await command.scope(tx, input, asked.actor);
			if (!may(asked.actor, command.action, scope)) throw new Refusal('forbidden');
			const earlier = await earlierAnswer(tx, command.action, asked, payloadHash);
			if (earlier) return { value: earlier.value as Result, replayed: true };
			const changes: Change[] = [];
			const value = await command.run(
				{
					tx,
					actor: asked.actor,
					at,
					scope,
					newId: () => newId(at.getTime()),
					audit: (change) => changes.push(change),
					publish: (happening) => happenings.push(happening)
				},
				input
			);
			await recordChanges(
				tx,
				{
					actor: asked.actor,
					action: command.action,
					at,
					contestId: scope.contestId ?? null,
					conferenceId: scope.conferenceId ?? null,
					unitId: scope.unitIds?.[0] ?? null,
					requestId: asked.requestId ?? null,
					newId: () => newId(at.getTime())
				},
				changes
			);
			if (asked.key) {
				await tx.commandReceipt.create({
					data: {
						key: asked.key,
						command: command.action,
						actorId: actorId(asked.actor),
						payloadHash,
						answer: JSON.stringify(value ?? null),
						at
					}
				});
			}
			return { value, replayed: false };
		};
		const done = await database.transaction(attempt).catch((error: unknown) => {
			// Two resends of one key at once: the slower meets the faster one's receipt, and answers from it.
			if (asked.key && (error as { code?: unknown }).code === 'P2002') return database.transaction(attempt);
			throw error;
		});
		announce(happenings);
		return { ok: true, ...done };
	} catch (error) {
		if (error instanceof Refusal) return { ok: false, refusal: error };
		throw error;
	}
}
