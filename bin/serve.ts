// `npm start`: builds if needed, migrates with a backup before, and serves pages and sockets on one port.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freshAfter } from './fresh.ts';

const [major, minor] = process.versions.node.split('.').map(Number) as [number, number];
if (major < 22 || (major === 22 && minor < 18)) {
	console.error(`Khéo needs Node 22.18 or newer, this is ${process.version}. Start it with "npm start".`);
	process.exit(1);
}

const root = resolve(import.meta.dirname, '..');
const build = resolve(root, process.env.KHEO_BUILD_DIR ?? 'build');
const sources = ['src', 'messages', 'static', 'prisma/models', 'package.json', 'svelte.config.js'].map(
	(path) => resolve(root, path)
);
if (
	!existsSync(resolve(build, 'handler.js')) ||
	(process.env.KHEO_BUILT !== '1' && !freshAfter(resolve(build, 'handler.js'), sources))
) {
	console.log('Building Khéo (once, about half a minute) ...');
	execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}

const { readConfig } = await import('#lib/server/config.ts');
const { prepareDatabase } = await import('#lib/server/db/prepare.ts');
const { log } = await import('#lib/server/log.ts');
const config = readConfig();
try {
	await prepareDatabase(config, resolve(root, 'prisma/migrations'));
} catch (error) {
	log.fatal({ err: error }, error instanceof Error ? error.message : 'The database is not usable');
	process.exit(1);
}

const port = Number(process.env.PORT ?? 3000);
const host = process.env.HOST ?? '0.0.0.0';
process.env.ORIGIN ??= `http://localhost:${port}`;

const { handler } = (await import(pathToFileURL(resolve(build, 'handler.js')).href)) as {
	handler: import('node:http').RequestListener;
};
type Sockets = { attach(server: import('node:http').Server): Promise<void>; close(): Promise<void> };
const sockets = (globalThis as Record<symbol, unknown>)[Symbol.for('kheo.sockets')] as Sockets;

const server = createServer(handler);
server.requestTimeout = 60_000;
server.headersTimeout = 20_000;
await sockets.attach(server);
server.listen(port, host, () => log.info({ port, host, origin: process.env.ORIGIN }, 'Khéo is ready'));

const { firstAdministratorLink } = await import('#lib/server/auth/setup.ts');
const link = await firstAdministratorLink(config, process.env.ORIGIN);
if (link) console.log(`\n  No administrator yet. Open this link once to make the first:\n  ${link}\n`);

let stopping = false;
async function stop(signal: string): Promise<void> {
	if (stopping) return;
	stopping = true;
	log.info({ signal }, 'stopping');
	// Sockets first: they hold the HTTP server open.
	await sockets.close();
	server.close();
	server.closeIdleConnections();
	const { closeApp } = await import('#lib/server/app.ts');
	await closeApp();
	setTimeout(() => process.exit(0), 200).unref();
}
process.on('SIGTERM', () => void stop('SIGTERM'));
process.on('SIGINT', () => void stop('SIGINT'));
