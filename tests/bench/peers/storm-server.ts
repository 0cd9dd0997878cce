// The product as it runs, in a folder and on a port that are given: started again, it goes on where it was killed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';

const [, , folder, port] = process.argv;
process.env.KHEO_DATA = folder!;
delete process.env.DATABASE_URL;
delete process.env.REDIS_URL;
process.env.KHEO_VIEWERS_PER_ADDRESS = '20000';

const { app } = await import('#lib/server/app.ts');
const { readConfig } = await import('#lib/server/config.ts');
const { migrate } = await import('#lib/server/db/migrate.ts');
const { publicProjection } = await import('#lib/server/live/public-projection.ts');
const { attachSockets } = await import('#lib/server/realtime/attach.ts');
const { announce } = await import('#lib/server/realtime/bus.ts');
const { publisherOf } = await import('#lib/server/realtime/publisher.ts');
const { benchContest, CRITERIA } = await import('../contest.ts');
const { answering } = await import('../process.ts');

const { database } = app();
const file = join(folder!, 'contest.json');

async function made() {
	await migrate(readConfig(), resolve(import.meta.dirname, '../../../prisma/migrations'));
	const { contest, round, last, tablets } = await benchContest(database);
	const contestId = contest.id;
	const cookies = tablets.map(({ cookie }) => cookie);
	const [other] = round.teams;
	return { contestId, roundId: round.id, teamId: last.id, other: other!.id, criteria: CRITERIA, cookies };
}

type Made = Awaited<ReturnType<typeof made>>;
const isAgain = existsSync(file);
const contest = isAgain ? (JSON.parse(readFileSync(file, 'utf8')) as Made) : await made();
if (!isAgain) writeFileSync(file, JSON.stringify(contest));
const { contestId, roundId } = contest;
const publisher = publisherOf(database);
publisher.refresh(roundId);
await publisher.settled();
const http = createServer();
await attachSockets(http);
await new Promise<void>((done) => http.listen(Number(port), '127.0.0.1', 4096, done));
const listeningAt = performance.timeOrigin + performance.now();

let driving: NodeJS.Timeout | undefined;
let drives = 0;

/** Something changes on both boards `hz` times a second. */
function drive(hz: number): void {
	driving = setInterval(() => {
		drives += 1;
		const name = `Đội số ${drives}`;
		void database
			.transaction((tx) => tx.team.update({ where: { id: contest.other }, data: { name } }))
			.then(() => announce([{ kind: 'stage.changed', contestId, roundId }]));
	}, 1000 / hz);
}

answering(async (question: { kind: 'place' | 'rest' | 'board' | 'cpu' } | { kind: 'drive'; hz: number }) => {
	switch (question.kind) {
		case 'place':
			return { ...contest, port: (http.address() as AddressInfo).port, listeningAt };
		case 'drive':
			return drive(question.hz);
		case 'cpu': {
			const used = process.cpuUsage();
			return (used.user + used.system) / 1000;
		}
		case 'rest':
			clearInterval(driving);
			return true;
		case 'board': {
			await publisher.settled();
			const board = (await publicProjection(database.read, roundId))!;
			return { version: board.version, view: board.view };
		}
	}
});
