import { guessMapping } from '#lib/domain/people/import/columns.ts';
import { applyImport } from '#lib/server/people/import/apply-import.ts';
import { planHash, planImport } from '#lib/server/people/import/plan.ts';
import type { Database } from '#lib/server/db/client.ts';
import { ask, SEEDER } from './ask.ts';

/** Imports a list with its headings as the desk does: planned, looked at, and written whole. Problems are errors here. */
export async function importList(
	database: Database,
	kind: 'units' | 'delegates',
	table: readonly (readonly string[])[],
	conferenceId: string | null = null
): Promise<void> {
	const request = {
		...{ kind, contestId: null, conferenceId, underUnitId: null, headings: 0 },
		...{ fileName: kind === 'units' ? 'don-vi.xlsx' : 'dai-bieu.xlsx' },
		mapping: guessMapping(kind, table[0]!),
		table: table.map((row) => [...row])
	};
	const planned = await database.snapshot((read) => planImport(read, SEEDER, request, new Date()));
	const errors = planned.plan.problems.filter(({ severity }) => severity === 'error');
	if (errors.length > 0) throw new Error(JSON.stringify(errors.slice(0, 5)));
	await ask(database, applyImport, { ...request, consent: planHash(planned) });
}
