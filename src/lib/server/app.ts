import { readConfig, type Config } from './config.ts';
import { openDatabase, type Database } from './db/client.ts';
import { sessionsOf } from './auth/lucia.ts';

/** What the running process holds once: settings, database, sessions. */
export interface App {
	readonly config: Config;
	readonly database: Database;
	readonly sessions: ReturnType<typeof sessionsOf>;
}

// Kept on globalThis: in development vite loads modules again, and a second pool or bus would be a second app.
const KEY = Symbol.for('kheo.app');
const holder = globalThis as typeof globalThis & { [KEY]?: App };

/** The process's one App, opened at first use. The database must have been migrated before. */
export function app(): App {
	if (!holder[KEY]) {
		const config = readConfig();
		const database = openDatabase(config);
		const secure = config.origin?.startsWith('https://') ?? false;
		holder[KEY] = { config, database, sessions: sessionsOf(database, secure) };
	}
	return holder[KEY];
}

export async function closeApp(): Promise<void> {
	const open = holder[KEY];
	delete holder[KEY];
	await open?.database.close();
}
