import { MARKS_AT_ONCE, type GivenMark, type MarkAnswer } from '#lib/live/judge-protocol.ts';
import { sharedCommits, type SharedCommits } from '#lib/server/command/shared-commits.ts';
import type { Database } from '#lib/server/db/client.ts';
import { storeMarks, type MarkBatch, type TabletActor } from './store-marks.ts';

interface MarkQueue {
	add(actor: TabletActor, marks: readonly GivenMark[]): Promise<readonly MarkAnswer[]>;
}

const queues = new WeakMap<Database, SharedCommits<MarkBatch, readonly MarkAnswer[]>>();

/** Marks of all tablets, which share their commits. */
export function markQueue(database: Database): MarkQueue {
	const queue =
		queues.get(database) ??
		sharedCommits<MarkBatch, readonly MarkAnswer[]>({
			most: MARKS_AT_ONCE,
			sizeOf: ({ marks }) => marks.length,
			commit: (batches) => storeMarks(database, batches)
		});
	queues.set(database, queue);
	return { add: (actor, marks) => queue.add({ actor, marks }) };
}
