// Writes a staged list until somebody kills it.
import { openDatabase, type Database } from '#lib/server/db/client.ts';
import { writeList } from '#lib/server/people/import/long-import.ts';

const { database, asked } = JSON.parse(process.env.ASKED ?? '') as {
	database: Parameters<typeof openDatabase>[0];
	asked: Parameters<typeof writeList>[1];
};
const opened: Database = openDatabase(database);
await writeList(opened, asked);
await opened.close();
process.exit();
