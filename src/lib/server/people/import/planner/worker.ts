// Runs in a thread of its own: twenty thousand lines are read and compared for longer than a judge's acknowledgement may wait.
import { parentPort } from 'node:worker_threads';
import { Refusal } from '#lib/server/command/refusal.ts';
import { openDatabase } from '#lib/server/db/client.ts';
import { answers, type Answered, type Asked } from './answers.ts';
import type { Desk } from './plans.ts';

const desks = new Map<string, Desk>();

function deskOf({ databaseUrl, provider }: Asked['database']): Desk {
	const known = desks.get(databaseUrl);
	if (known) return known;
	const desk = { database: openDatabase({ databaseUrl, provider }), plans: new Map() };
	desks.set(databaseUrl, desk);
	return desk;
}

async function answer({ id, name, input, database }: Asked): Promise<Answered> {
	try {
		const ask = answers[name] as (desk: Desk, input: unknown) => Promise<unknown>;
		return { id, value: await ask(deskOf(database), input) };
	} catch (error) {
		if (error instanceof Refusal) {
			const { code, params, fields } = error;
			return { id, refusal: { code, params, fields } };
		}
		return { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
	}
}

// One after another: two long lists in turns would both be late.
let last = Promise.resolve();
parentPort?.on('message', (asked: Asked) => {
	last = last.then(async () => parentPort?.postMessage(await answer(asked)));
});
