import { safeParse } from 'valibot';
import type { Actor } from '#lib/domain/access/actor.ts';
import { GivenMarkSchema, type GivenMark, type MarkAnswer } from '#lib/live/judge-protocol.ts';
import type { Database } from '#lib/server/db/client.ts';
import { markQueue } from './mark-queue.ts';

const idOf = (mark: unknown): string => {
	const id = typeof mark === 'object' && mark !== null ? (mark as { id?: unknown }).id : null;
	return typeof id === 'string' ? id.slice(0, 40) : '';
};

/**
 * Stores what a tablet gave, each mark checked for itself, and answers after the durable commit in the order given. A
 * mark sent again gets its first answer; only a tablet of the panel can give marks, for its own seat. Throws
 * Refusal('judging_not_paired') where the tablet is revoked or has ended.
 */
export async function recordMarks(
	database: Database,
	actor: Actor,
	marks: readonly unknown[]
): Promise<readonly MarkAnswer[]> {
	const read = marks.map((mark) => safeParse(GivenMarkSchema, mark));
	const sound = read.flatMap((result): GivenMark[] => (result.success ? [result.output] : []));
	const answers =
		actor.kind === 'device' && sound.length > 0
			? await markQueue(database).add(actor, sound)
			: sound.map(({ id }): MarkAnswer => ({ id, status: 'refused', code: 'forbidden' }));
	let next = 0;
	return read.map((result, index): MarkAnswer =>
		result.success ? answers[next++]! : { id: idOf(marks[index]), status: 'refused', code: 'invalid' }
	);
}
