// `npm run demo`: a throwaway installation in which a contest shaped like Hanoi's of 2024 runs by itself.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseWords } from './kheo/words.ts';
import { requireNode } from './node-version.ts';

requireNode();
const { options } = parseWords(process.argv.slice(2), ['speed', 'port', 'human!', 'keep!']);
const speed = Number(options.speed ?? 1);
const port = Number(options.port ?? process.env.PORT ?? 3000);
if (!(speed > 0 && speed <= 100)) {
	console.error('--speed is a number from 0.1 to 100');
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
const { CLUSTER_SIZES, HANOI_UNITS } = await import('../prisma/seed/hanoi-units.ts');
const { seedContest } = await import('../prisma/seed/seed-contest.ts');
const { seedAccounts } = await import('../prisma/seed/seed-accounts.ts');
const { rehearse } = await import('#lib/server/rehearsal/rehearse.ts');
const { inviteDevice } = await import('#lib/server/judging/invite-device.ts');
const { ask } = await import('../prisma/seed/ask.ts');

const build = buildIfNeeded();
const { config, database } = app();
await prepareDatabase(config, resolve(import.meta.dirname, '../prisma/migrations'));
console.log('Setting up 35 teams in six clusters ...');
const contest = await seedContest(database, {
	code: 'HN-DVK-2024',
	titleVi: 'Hội thi “Dân vận khéo” thành phố Hà Nội năm 2024',
	titleEn: 'Hanoi “Skilled Mass Mobilization” contest 2024',
	startsOn: '2024-10-01',
	endsOn: '2024-10-10',
	units: HANOI_UNITS,
	clusterSizes: CLUSTER_SIZES,
	judges: 5,
	open: true
});
const logins = await seedAccounts(database, contest.contestId);
const serving = await serve(build, process.env.HOST ?? '127.0.0.1', port);

const at = (path: string) => serving.origin + path;
const first = contest.rounds[0]!;
const lines = [
	'',
	'Khéo is running a contest that is invented: the teams bear the names of Hanoi’s units of 2024,',
	'the people, the split into clusters and every mark are made up.',
	'',
	`  Home                     ${at('/')}`,
	`  Contest                  ${at(`/contests/${contest.code}`)}`,
	`  Live board, cluster 1    ${at(`/contests/${contest.code}/rounds/${first.id}`)}`,
	`  Projector, cluster 1     ${at(`/stage/rounds/${first.id}`)}`,
	`  Desk                     ${at('/desk')}`,
	`  Secretary, cluster 1     ${at(`/desk/rounds/${first.id}`)}`,
	'',
	'  Logins of this run only:',
	...logins.map(({ username, password, role }) => `  ${username.padEnd(12)} ${password.padEnd(26)} ${role}`)
];
if (options.human) {
	const seat = await database.read.panelSeat.findUniqueOrThrow({
		where: { roundId_label: { roundId: first.id, label: 'GK5' } }
	});
	const { path } = await ask(database, inviteDevice, { seatId: seat.id });
	lines.push(
		'',
		'  You are judge GK5 of cluster 1; open this on a tablet within ten minutes:',
		`  ${at(path ?? '')}`
	);
}
console.log(
	[
		...lines,
		'',
		`  Robots judge at speed ${speed} (--speed 10 is faster). Ctrl+C ends it and leaves nothing behind.`,
		''
	].join('\n')
);

const rehearsal = rehearse(database, {
	origin: `http://127.0.0.1:${port}`,
	contestId: contest.contestId,
	rounds: contest.rounds,
	final: contest.final,
	speed,
	humans: options.human ? ['GK5'] : [],
	tell: (line) => console.log(`  ${new Date().toLocaleTimeString('vi-VN')}  ${line}`)
});
stopOnSignal(serving, () => rehearsal.stop());
rehearsal.done.catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
