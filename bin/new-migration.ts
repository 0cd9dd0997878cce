// `npm run migration -- NAME`: writes what changed in prisma/models since the last migration, for both databases.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import {
	bindMigrationAwareSqlAdapterFactory,
	type SqlDriverAdapter,
	type SqlMigrationAwareDriverAdapterFactory
} from '@prisma/driver-adapter-utils';
import { schemaEngine } from '#lib/server/db/schema-engine.ts';

const name = process.argv[2];
if (!name || !/^[a-z0-9-]+$/.test(name)) {
	console.error(
		'Give the migration a name of small letters, digits and dashes: npm run migration -- add-venue'
	);
	process.exit(2);
}
const prisma = resolve(import.meta.dirname, '../prisma');

function datamodel(provider: 'sqlite' | 'postgresql'): string {
	const models = readdirSync(join(prisma, 'models'))
		.sort()
		.map((file) => readFileSync(join(prisma, 'models', file), 'utf8'));
	return [`datasource db {\n  provider = "${provider}"\n}\n`, ...models].join('\n');
}

// The engine connects before it compares two schemas, though it asks the database nothing.
const silence = async () => ({ columnNames: [], columnTypes: [], rows: [] });
const disconnected: SqlDriverAdapter = {
	provider: 'postgres',
	adapterName: '@prisma/adapter-pg',
	queryRaw: silence,
	executeRaw: async () => 0,
	executeScript: async () => {},
	startTransaction: () => Promise.reject(new Error('no database')),
	dispose: async () => {}
};
const unconnected: SqlMigrationAwareDriverAdapterFactory = {
	provider: 'postgres',
	adapterName: '@prisma/adapter-pg',
	connect: async () => disconnected,
	connectToShadowDb: async () => disconnected
};

const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
for (const provider of ['sqlite', 'postgresql'] as const) {
	const adapter = bindMigrationAwareSqlAdapterFactory(
		provider === 'sqlite' ? new PrismaBetterSqlite3({ url: ':memory:' }) : unconnected
	);
	const folder = join(prisma, 'migrations', provider);
	mkdirSync(folder, { recursive: true });
	const last = join(folder, 'schema.last.prisma');
	const now = datamodel(provider);
	const engine = await schemaEngine(adapter, undefined);
	const { stdout } = await engine.diff({
		from: existsSync(last)
			? { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: readFileSync(last, 'utf8') }] }
			: { tag: 'empty' },
		to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: now }] },
		script: true,
		exitCode: null,
		filters: { externalTables: [], externalEnums: [] }
	});
	engine.free();
	if (!stdout || stdout.includes('This is an empty migration')) {
		console.log(`${provider}: nothing changed`);
		continue;
	}
	mkdirSync(join(folder, `${stamp}_${name}`));
	writeFileSync(join(folder, `${stamp}_${name}`, 'migration.sql'), stdout);
	writeFileSync(join(folder, 'migration_lock.toml'), `provider = "${provider}"\n`);
	writeFileSync(last, now);
	console.log(`${provider}: ${stamp}_${name}`);
}
