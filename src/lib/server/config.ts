import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

export interface Config {
	/** Where the embedded database, backups and uploads live. */
	readonly dataFolder: string;
	readonly databaseUrl: string;
	readonly provider: 'sqlite' | 'postgresql';
	readonly redisUrl: string | undefined;
	readonly origin: string | undefined;
	/** One of several rights-less secrets: proves to /metrics that the caller is the operator's scraper. */
	readonly metricsToken: string | undefined;
}

/** The installation's settings from the environment. Creates the data folder. Throws in words where a setting is wrong. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
	const dataFolder = resolve(env.KHEO_DATA ?? 'data');
	const databaseUrl = env.DATABASE_URL || `file:${resolve(dataFolder, 'kheo.db')}`;
	if (!/^(file:|postgres(ql)?:\/\/)/.test(databaseUrl)) {
		throw new Error('DATABASE_URL must begin with file: or postgresql://');
	}
	mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
	return {
		dataFolder,
		databaseUrl,
		provider: databaseUrl.startsWith('file:') ? 'sqlite' : 'postgresql',
		redisUrl: env.REDIS_URL || undefined,
		origin: env.ORIGIN || undefined,
		metricsToken: env.KHEO_METRICS_TOKEN || undefined
	};
}
