// `npm run demo`: a throwaway installation in which a contest shaped like Hanoi's of 2024 and a review conference run by
// themselves.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseWords } from './kheo/words.ts';
import { requireNode } from './node-version.ts';

requireNode();
const { options } = parseWords(process.argv.slice(2), ['speed', 'port', 'only', 'human!', 'keep!']);
const speed = Number(options.speed ?? 1);
const port = Number(options.port ?? process.env.PORT ?? 3000);
if (!(speed > 0 && speed <= 100)) {
	console.error('--speed is a number from 0.1 to 100');
	process.exit(2);
}
if (options.only && options.only !== 'contest' && options.only !== 'conference') {
	console.error('--only is contest or conference');
	process.exit(2);
}
if (options.human && options.only === 'conference') {
	console.error('--human judges the contest, which --only conference leaves out');
	process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'kheo-demo-'));
process.env.KHEO_DATA = folder;
process.env.DATABASE_URL = '';
process.env.REDIS_URL = '';
process.env.KHEO_LOG ??= 'warn';
process.env.ORIGIN ||= `http://localhost:${port}`;
process.on('exit', () => {
	if (!options.keep) rmSync(folder, { recursive: true, force: true });
});

const { buildIfNeeded } = await import('./build-if-needed.ts');
const { serve, stopOnSignal } = await import('./serving.ts');
const { app } = await import('#lib/server/app.ts');
const { prepareDatabase } = await import('#lib/server/db/prepare.ts');
const { seedAccounts } = await import('../prisma/seed/seed-accounts.ts');
const { showContest } = await import('./demo/show-contest.ts');
const { showConference } = await import('./demo/show-conference.ts');

const build = buildIfNeeded();
const { config, database } = app();
await prepareDatabase(config, resolve(import.meta.dirname, '../prisma/migrations'));
const showing = {
	url: `http://127.0.0.1:${port}`,
	origin: process.env.ORIGIN,
	speed,
	isHumanJudging: Boolean(options.human),
	tell: (line: string) => console.log(`  ${new Date().toLocaleTimeString('vi-VN')}  ${line}`)
};
const contest = options.only === 'conference' ? null : await showContest(database, showing);
const logins = await seedAccounts(database, contest?.contestId ?? null, options.only !== 'contest');
const serving = await serve(build, process.env.HOST ?? '127.0.0.1', port);
console.log(
	[
		'',
		'What runs here is invented: teams and delegations bear the names of Hanoi’s units;',
		'the people, the split into clusters, every mark and every honour are made up.',
		'',
		`  Home                     ${serving.origin}/`,
		`  Desk                     ${serving.origin}/desk`,
		...(contest?.lines ?? []),
		'',
		'  Logins of this run only:',
		...logins.map(
			({ username, password, role }) => `  ${username.padEnd(12)} ${password.padEnd(26)} ${role}`
		),
		...(contest?.ownSeat ?? []),
		'',
		`  Robots work at speed ${speed} (--speed 10 is faster). Ctrl+C ends it and ${options.keep ? `leaves ${folder}` : 'leaves nothing'} behind.`,
		''
	].join('\n')
);
const parts = [
	...(contest ? [contest.begin()] : []),
	...(options.only === 'contest' ? [] : [showConference(database, showing)])
];
stopOnSignal(serving, () => {
	for (const part of parts) part.stop();
});
for (const { done } of parts) {
	done.catch((error: unknown) => {
		console.error(error);
		process.exitCode = 1;
	});
}
