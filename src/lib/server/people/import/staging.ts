import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { safeParse } from 'valibot';
import { ID_PATTERN, newId } from '#lib/live/id.ts';
import type { Config } from '#lib/server/config.ts';
import { ImportInput, type ImportRequest } from './input.ts';

// An uploaded list waits for consent in the data folder and not in the database: nothing of it is data yet.
const KEPT_MS = 24 * 3600_000;
const KEPT_EACH = 5;

const folderOf = ({ dataFolder }: Pick<Config, 'dataFolder'>): string => join(dataFolder, 'imports');
const nameOf = (accountId: string, id: string): string => `${accountId}.${id}.json`;

async function forgetOld(folder: string, accountId: string, now: number): Promise<void> {
	const names = (await readdir(folder)).toSorted().toReversed();
	const own = names.filter((name) => name.startsWith(`${accountId}.`));
	for (const name of names) {
		const old = now - (await stat(join(folder, name))).mtimeMs > KEPT_MS;
		if (old || own.indexOf(name) >= KEPT_EACH) await rm(join(folder, name), { force: true });
	}
}

/** Keeps a list for its preview, for this account only; answers its id. */
export async function stage(
	config: Pick<Config, 'dataFolder'>,
	accountId: string,
	request: ImportRequest,
	id = newId()
): Promise<string> {
	const folder = folderOf(config);
	await mkdir(folder, { recursive: true, mode: 0o700 });
	await writeFile(join(folder, nameOf(accountId, id)), JSON.stringify(request), { mode: 0o600 });
	await forgetOld(folder, accountId, Date.now());
	return id;
}

/** Whether this account has a list staged under `id`, without reading it. */
export function isStaged(config: Pick<Config, 'dataFolder'>, accountId: string, id: string): boolean {
	if (!ID_PATTERN.test(id) || !ID_PATTERN.test(accountId)) return false;
	return existsSync(join(folderOf(config), nameOf(accountId, id)));
}

/** The list that this account staged under `id`; null where it is gone or somebody else's. */
export async function staged(
	config: Pick<Config, 'dataFolder'>,
	accountId: string,
	id: string
): Promise<ImportRequest | null> {
	if (!ID_PATTERN.test(id) || !ID_PATTERN.test(accountId)) return null;
	const text = await readFile(join(folderOf(config), nameOf(accountId, id)), 'utf8').catch(() => null);
	if (text === null) return null;
	const request = safeParse(ImportInput, JSON.parse(text));
	return request.success ? request.output : null;
}

export async function unstage(
	config: Pick<Config, 'dataFolder'>,
	accountId: string,
	id: string
): Promise<void> {
	if (!ID_PATTERN.test(id)) return;
	await rm(join(folderOf(config), nameOf(accountId, id)), { force: true });
}
