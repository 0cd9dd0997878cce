// Writes one committed row after another and says each only once it is acknowledged, until somebody kills it; or says which
// rows are there.
import { join, resolve } from 'node:path';
import { app, closeApp } from '#lib/server/app.ts';
import { prepareDatabase } from '#lib/server/db/prepare.ts';
import { newId } from '#lib/live/id.ts';

const { config, database } = app();
await prepareDatabase(config, join(resolve(import.meta.dirname, '../..'), 'prisma/migrations'));
if (process.argv[2] === 'read') {
	const rows = await database.read.setting.findMany({ where: { value: 'mark' } });
	for (const { key } of rows) process.stdout.write(`${key}\n`);
	await closeApp();
} else {
	for (;;) {
		const key = newId();
		await database.transaction((tx) => tx.setting.create({ data: { key, value: 'mark' } }));
		process.stdout.write(`${key}\n`);
	}
}
