import type { GivenMark, MarkAnswer } from '#lib/live/judge-protocol.ts';
import { MARKS_AT_ONCE } from '#lib/live/judge-protocol.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Database } from '#lib/server/db/client.ts';
import { storeMarks, type MarkBatch, type TabletActor } from './store-marks.ts';

interface Waiting extends MarkBatch {
	resolve(answers: readonly MarkAnswer[]): void;
	reject(error: unknown): void;
}

interface MarkQueue {
	add(actor: TabletActor, marks: readonly GivenMark[]): Promise<readonly MarkAnswer[]>;
}

/** As many of the first waiting batches as fit into one transaction; always at least one. */
function nextGroup(waiting: Waiting[]): Waiting[] {
	let marks = 0;
	let count = 0;
	for (const batch of waiting) {
		marks += batch.marks.length;
		if (count > 0 && marks > MARKS_AT_ONCE) break;
		count++;
	}
	return waiting.splice(0, count);
}

/**
 * Marks that arrive while a commit runs wait for it and share the next one: a durable commit costs the same for one mark
 * as for a hundred. Answers come only after the commit, in the order of arrival.
 */
function queueOf(database: Database): MarkQueue {
	const waiting: Waiting[] = [];
	let isRunning = false;

	async function commit(group: readonly Waiting[]): Promise<void> {
		try {
			const outcomes = await storeMarks(database, group);
			group.forEach((batch, index) => {
				const outcome = outcomes[index]!;
				if (outcome instanceof Refusal) batch.reject(outcome);
				else batch.resolve(outcome);
			});
		} catch (error) {
			if (group.length === 1) return group[0]!.reject(error);
			// One batch that the database cannot take must not cost the others their marks.
			for (const batch of group) await commit([batch]);
		}
	}

	async function run(): Promise<void> {
		isRunning = true;
		while (waiting.length > 0) {
			// Whoever was just answered, or is in the same turn, comes along; otherwise one would always travel alone.
			await new Promise((resolve) => setImmediate(resolve));
			await commit(nextGroup(waiting));
		}
		isRunning = false;
	}

	return {
		add: (actor, marks) =>
			new Promise((resolve, reject) => {
				waiting.push({ actor, marks, resolve, reject });
				if (!isRunning) void run();
			})
	};
}

const queues = new WeakMap<Database, MarkQueue>();

export function markQueue(database: Database): MarkQueue {
	const known = queues.get(database);
	if (known) return known;
	const queue = queueOf(database);
	queues.set(database, queue);
	return queue;
}
