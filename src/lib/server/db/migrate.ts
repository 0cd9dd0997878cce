import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory, type SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import type { Config } from '#lib/server/config.ts';
import { schemaEngine } from './schema-engine.ts';
import { PatientPostgres } from './postgres.ts';
import { DurableSqlite } from './sqlite.ts';

export type Provider = Config['provider'];

/** The installed code is older than the database: running it would write what the newer code does not expect. */
export class NewerDatabase extends Error {}

/** The engine takes an exclusive lock on SQLite and never closes its connections: they are kept here to be closed. */
function adapterFactory(config: Pick<Config, 'databaseUrl' | 'provider'>, opened: SqlDriverAdapter[]) {
	const factory =
		config.provider === 'sqlite'
			? new DurableSqlite(config.databaseUrl)
			: new PatientPostgres({ connectionString: config.databaseUrl, max: 1 });
	const keep = async (connecting: Promise<SqlDriverAdapter>) => {
		const adapter = await connecting;
		opened.push(adapter);
		return adapter;
	};
	return bindMigrationAwareSqlAdapterFactory({
		provider: factory.provider,
		adapterName: factory.adapterName,
		connect: () => keep(factory.connect()),
		connectToShadowDb: () => keep(factory.connectToShadowDb())
	});
}

function migrationList(folder: string): MigrationList {
	const names = existsSync(folder)
		? readdirSync(folder, { withFileTypes: true })
				.filter((entry) => entry.isDirectory())
				.map((entry) => entry.name)
				.sort()
		: [];
	return {
		baseDir: folder,
		lockfile: {
			path: 'migration_lock.toml',
			content: readFileSync(join(folder, 'migration_lock.toml'), 'utf8')
		},
		shadowDbInitScript: '',
		migrationDirectories: names.map((path) => ({
			path,
			migrationFile: {
				path: 'migration.sql',
				content: { tag: 'ok', value: readFileSync(join(folder, path, 'migration.sql'), 'utf8') }
			}
		}))
	};
}

async function unappliedIn(engine: SchemaEngine, migrationsList: MigrationList): Promise<string[]> {
	const filters = { externalTables: [], externalEnums: [] };
	const diagnosis = await engine
		.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters })
		.catch((error: unknown) => {
			// P1014, the table of migrations is missing: a fresh database, which this engine build calls an error.
			if ((error as { code?: unknown }).code === 'P1014') return null;
			throw error;
		});
	if (!diagnosis) return migrationsList.migrationDirectories.map(({ path }) => path);
	const { history, failedMigrationNames } = diagnosis;
	if (failedMigrationNames.length > 0) {
		throw new Error(
			`A migration was cut off half way: ${failedMigrationNames.join(', ')}. Restore the backup taken before it.`
		);
	}
	if (!history) return [];
	if (history.diagnostic === 'databaseIsBehind') return history.unappliedMigrationNames;
	throw new NewerDatabase(
		`This database was written by a newer Khéo (it knows ${history.unpersistedMigrationNames.join(', ')}). Install that version or restore an older backup.`
	);
}

/**
 * Brings the database up to the code's schema and says which migrations ran. `beforeChange` is called first
 * where there is data and something to change: that is the moment for a backup copy.
 */
export async function migrate(
	config: Pick<Config, 'databaseUrl' | 'provider'>,
	migrationsFolder: string,
	beforeChange: () => Promise<void> = async () => {}
): Promise<string[]> {
	const list = migrationList(join(migrationsFolder, config.provider));
	const opened: SqlDriverAdapter[] = [];
	const engine = await schemaEngine(adapterFactory(config, opened), undefined);
	try {
		const waiting = await unappliedIn(engine, list);
		if (waiting.length === 0) return [];
		if (waiting.length < list.migrationDirectories.length) await beforeChange();
		const { appliedMigrationNames } = await engine.applyMigrations({
			migrationsList: list,
			filters: { externalTables: [], externalEnums: [] }
		});
		return appliedMigrationNames;
	} finally {
		engine.free();
		for (const adapter of opened) await adapter.dispose();
	}
}
