import type { Tx } from '#lib/server/db/client.ts';
import { TROUBLES, type Trouble } from './mix.ts';

/** What makes a contest a rehearsal's copy: written when it is made, and the only ground on which one can be deleted. */
export interface RehearsalFacts {
	/** Code of the contest that it rehearses. */
	readonly of: string;
	readonly seed: string;
	readonly mix: readonly Trouble[];
	readonly speed: number;
}

const PREFIX = 'rehearsal:';

export async function noteRehearsal(tx: Tx, contestId: string, facts: RehearsalFacts): Promise<void> {
	await tx.setting.create({ data: { key: PREFIX + contestId, value: JSON.stringify(facts) } });
}

export async function forgetRehearsal(tx: Tx, contestId: string): Promise<void> {
	await tx.setting.deleteMany({ where: { key: PREFIX + contestId } });
}

/** Null: the contest is no rehearsal's copy. */
export async function rehearsalFacts(read: Tx, contestId: string): Promise<RehearsalFacts | null> {
	const row = await read.setting.findUnique({ where: { key: PREFIX + contestId } });
	if (!row) return null;
	const facts = JSON.parse(row.value) as RehearsalFacts;
	return { ...facts, mix: facts.mix.filter((trouble) => TROUBLES.includes(trouble)) };
}

/** Ids of the rehearsal copies of a contest, newest first. */
export async function copiesOf(read: Tx, code: string): Promise<string[]> {
	const rows = await read.setting.findMany({ where: { key: { startsWith: PREFIX } } });
	return rows
		.filter(({ value }) => (JSON.parse(value) as RehearsalFacts).of === code)
		.map(({ key }) => key.slice(PREFIX.length))
		.toSorted()
		.reverse();
}
