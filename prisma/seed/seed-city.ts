import type { Database } from '#lib/server/db/client.ts';
import { saveUnit } from '#lib/server/people/save-unit.ts';
import { ask } from './ask.ts';
import { CITY } from './hanoi-units.ts';

/** The city that holds contests and conferences; made where it is not there yet. Answers its id. */
export async function seedCity(database: Database): Promise<string> {
	const known = await database.read.unit.findUnique({ where: { code: CITY.code } });
	if (known) return known.id;
	const fields = { ...CITY, level: 'province', kind: 'party-committee' };
	return (await ask(database, saveUnit, fields)).unitId;
}
