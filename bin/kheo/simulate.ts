import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ContestPackage } from '#lib/domain/contest/package/package.ts';
import { TROUBLES, type Trouble } from '#lib/server/rehearsal/mix.ts';
import type { Locale } from '#lib/words/figure.ts';
import { reportLines, verdictLines } from '#lib/words/rehearsal.ts';
import type { CliCommand } from './command.ts';
import { UsageError, type Words } from './words.ts';

const MIGRATIONS = resolve(import.meta.dirname, '../../prisma/migrations');

interface Asked {
	readonly contest: string | null;
	readonly rounds: 'all' | 'first';
	readonly speed: number;
	readonly seed: string;
	readonly mix: readonly Trouble[];
	readonly locale: Locale;
	readonly isHere: boolean;
	readonly isQuiet: boolean;
}

function asked({ options, json, plain }: Words): Asked {
	if (plain.length > 0) throw new UsageError(`${plain[0]} is too much`);
	const { contest = null, rounds = 'all', speed = '60', seed = '1', mix, locale = 'vi', here } = options;
	if (rounds !== 'all' && rounds !== 'first') throw new UsageError('--rounds is all or first');
	if (!(Number(speed) >= 0.1 && Number(speed) <= 1000)) {
		throw new UsageError('--speed is a number from 0.1 to 1000');
	}
	if (locale !== 'vi' && locale !== 'en') throw new UsageError('--locale is vi or en');
	const named = mix === undefined ? TROUBLES : mix.split(',').filter((trouble) => trouble !== '');
	const unknown = named.find((trouble) => !(TROUBLES as readonly string[]).includes(trouble));
	if (unknown) throw new UsageError(`--mix knows ${TROUBLES.join(',')}, not ${unknown}`);
	if (here && contest === null) throw new UsageError('--here needs --contest CODE');
	return {
		contest,
		rounds,
		speed: Number(speed),
		seed,
		mix: named as Trouble[],
		locale,
		isHere: here === 'yes',
		isQuiet: json
	};
}

/** A contest of this installation as a package; the database is only read. */
async function packed(code: string): Promise<ContestPackage> {
	const { readConfig } = await import('#lib/server/config.ts');
	const { openDatabase } = await import('#lib/server/db/client.ts');
	const { contestPackage } = await import('#lib/server/contest/package-export.ts');
	const { barePackage } = await import('#lib/server/rehearsal/bare-package.ts');
	const database = openDatabase(readConfig());
	try {
		const contest = await database.read.contest.findUnique({ where: { code } });
		if (!contest) throw new Error(`There is no contest ${code}.`);
		const withdrawn = await database.read.team.findMany({
			where: { contestId: contest.id, withdrawnAt: { not: null } },
			select: { id: true }
		});
		const pkg = await contestPackage(database.read, contest.id);
		return barePackage(pkg, new Set(withdrawn.map(({ id }) => id)));
	} finally {
		await database.close();
	}
}

/** From here on this process knows the throwaway folder only. */
function moveTo(folder: string): void {
	process.env.KHEO_DATA = folder;
	process.env.DATABASE_URL = '';
	process.env.REDIS_URL = '';
	process.env.ORIGIN = '';
}

async function simulate(wanted: Asked, folder: string) {
	const pkg = wanted.contest !== null && !wanted.isHere ? await packed(wanted.contest) : null;
	if (!wanted.isHere) moveTo(folder);
	const { app, closeApp } = await import('#lib/server/app.ts');
	const { prepareDatabase } = await import('#lib/server/db/prepare.ts');
	const { attachSockets } = await import('#lib/server/realtime/attach.ts');
	const { publisherOf } = await import('#lib/server/realtime/publisher.ts');
	const { holdRehearsal } = await import('#lib/server/rehearsal/hold-rehearsal.ts');
	const { copyHere, copyOf, hanoi } = await import('./simulate-copy.ts');

	const { config, database } = app();
	await prepareDatabase(config, MIGRATIONS);
	const contestId = wanted.isHere
		? await copyHere(database, wanted.contest!, wanted)
		: pkg
			? await copyOf(database, wanted.contest!, pkg, wanted)
			: await hanoi(database, wanted);
	// The tablets of robots know their own port; an origin of the real installation must not turn them away.
	const server = createServer((_request, response) => response.writeHead(404).end());
	const sockets = await attachSockets(server);
	const publisher = publisherOf(database);
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const rehearsal = holdRehearsal(database, {
		...wanted,
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		contestId,
		tell: (line) => wanted.isQuiet || console.error(`  ${line}`)
	});
	const stop = () => rehearsal.stop();
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
	try {
		return await rehearsal.done;
	} finally {
		publisher.stop();
		await sockets.close();
		server.closeAllConnections();
		await closeApp();
	}
}

export const simulateCommand: CliCommand = {
	usage:
		'[--contest CODE [--here]] [--rounds all|first] [--speed N] [--seed N] [--mix LIST] [--locale vi|en]',
	summary: 'robots judge a copy of a contest over real sockets, and everything is checked',
	options: ['contest', 'here!', 'rounds', 'speed', 'seed', 'mix', 'locale'],
	async run(words) {
		const wanted = asked(words);
		const folder = mkdtempSync(join(tmpdir(), 'kheo-simulate-'));
		try {
			const report = await simulate(wanted, folder);
			const lines = [...reportLines(report, wanted.locale), '', ...verdictLines(report, wanted.locale)];
			return { text: lines.join('\n'), data: report, code: report.ok ? 0 : 1 };
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	}
};
