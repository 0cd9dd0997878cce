import type { AskedState, AskedTimes } from '#lib/domain/quiz/question-clock.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Context } from '#lib/server/command/command.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { roundScope } from '#lib/server/contest/scope.ts';

/** One drawn question as it is committed now. Refuses with `not_found`, also for one that was left out. */
export async function askedAt(tx: Tx, askedId: string) {
	const asked = await tx.askedQuestion.findUnique({
		where: { id: askedId },
		include: { question: { select: { number: true, options: true, answer: true } } }
	});
	if (!asked || asked.voidedAt) throw new Refusal('not_found');
	return asked;
}

/** For commands on one drawn question: where it stands. */
export async function askedScope(tx: Tx, askedId: string) {
	return roundScope(tx, (await askedAt(tx, askedId)).roundId);
}

export function timesOf(asked: { readonly state: string; readonly until: Date | null }): AskedTimes {
	return { state: asked.state as AskedState, until: asked.until?.getTime() ?? null };
}

interface Choice {
	readonly askedId: string;
	readonly teamId: string;
	readonly choice: number | null;
	readonly source: 'tablet' | 'board';
	readonly tabletId: string | null;
	readonly by: string;
}

/** Appends a choice. Two at once meet in the number of the press, and the slower one is done again with what the faster left. */
export async function writeChoice({ tx, at, newId }: Context, choice: Choice): Promise<string> {
	const { askedId, teamId } = choice;
	const press = (await tx.teamAnswer.count({ where: { askedId, teamId } })) + 1;
	const id = newId();
	await tx.teamAnswer.create({ data: { id, ...choice, press, at } });
	return id;
}

/** What counts of each team for each question: its newest press. Keys are `askedId teamId`. */
export async function choicesIn(
	read: Tx,
	askedIds: readonly string[]
): Promise<Map<string, { choice: number | null; source: string; at: Date; presses: number }>> {
	const rows = await read.teamAnswer.findMany({
		where: { askedId: { in: [...askedIds] } },
		orderBy: { press: 'asc' }
	});
	return new Map(
		rows.map(({ askedId, teamId, choice, source, at, press }) => [
			`${askedId} ${teamId}`,
			{ choice, source, at, presses: press }
		])
	);
}
