// `npm start`: builds if needed, migrates with a backup before, and serves pages and sockets on one port.
import { resolve } from 'node:path';
import { requireNode } from './node-version.ts';

requireNode();
const { buildIfNeeded } = await import('./build-if-needed.ts');
const { serve, stopOnSignal } = await import('./serving.ts');
const { readConfig } = await import('#lib/server/config.ts');
const { prepareDatabase } = await import('#lib/server/db/prepare.ts');
const { firstAdministratorLink } = await import('#lib/server/auth/setup.ts');
const { log } = await import('#lib/server/log.ts');

const port = Number(process.env.PORT ?? 3000);
const host = process.env.HOST ?? '0.0.0.0';
try {
	const config = readConfig();
	const build = buildIfNeeded();
	await prepareDatabase(config, resolve(import.meta.dirname, '../prisma/migrations'));
	const serving = await serve(build, host, port);
	stopOnSignal(serving);
	log.info({ port, host, origin: serving.origin }, 'Khéo is ready');
	const link = await firstAdministratorLink(config, serving.origin);
	if (link) console.log(`\n  No administrator yet. Open this link once to make the first:\n  ${link}\n`);
} catch (error) {
	log.fatal({ err: error }, error instanceof Error ? error.message : 'Khéo could not start');
	process.exit(1);
}
