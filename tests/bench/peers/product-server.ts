// The product as it runs: database on disk, judge's socket, publisher, boards. No pages.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'kheo-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.env.KHEO_DATA = folder;
delete process.env.DATABASE_URL;
delete process.env.REDIS_URL;
process.env.KHEO_VIEWERS_PER_ADDRESS = '20000';

const { newId } = await import('#lib/live/id.ts');
const { app } = await import('#lib/server/app.ts');
const { readConfig } = await import('#lib/server/config.ts');
const { migrate } = await import('#lib/server/db/migrate.ts');
const { answerTablet } = await import('#lib/server/judging/answer-tablet.ts');
const { attachSockets } = await import('#lib/server/realtime/attach.ts');
const { announce } = await import('#lib/server/realtime/bus.ts');
const { publisherOf } = await import('#lib/server/realtime/publisher.ts');
const { benchContest, CRITERIA, markOf } = await import('../contest.ts');
const { answering } = await import('../process.ts');

await migrate(readConfig(), resolve(import.meta.dirname, '../../../prisma/migrations'));
const { database } = app();
const { contest, round, last, tablets } = await benchContest(database);
const publisher = publisherOf(database);
publisher.refresh(round.id);
await publisher.settled();
const http = createServer();
await attachSockets(http);
await new Promise<void>((done) => http.listen(0, '127.0.0.1', 4096, done));

let driving: NodeJS.Timeout | undefined;
let drives = 0;
/** Teams that are judged while the server warms up; the naive one has scored before, too. */
const WARM = 3;

/** Something changes on both boards `hz` times a second. */
function drive(hz: number): void {
	const other = round.teams[0]!.id;
	driving = setInterval(() => {
		drives += 1;
		const name = `Đội số ${drives}`;
		void database
			.transaction((tx) => tx.team.update({ where: { id: other }, data: { name } }))
			.then(() => announce([{ kind: 'stage.changed', contestId: contest.id, roundId: round.id }]));
	}, 1000 / hz);
}

async function callToStage(teamId: string | null): Promise<void> {
	const onStagePartKey = teamId && '*';
	await database.transaction((tx) =>
		tx.round.update({ where: { id: round.id }, data: { onStageTeamId: teamId, onStagePartKey } })
	);
}

/** Ten judges give twelve marks each and hand in; then the team leaves the stage, which is when its score may show. */
async function judged(teamId: string): Promise<void> {
	await Promise.all(
		tablets.map(async ({ actor }, judge) => {
			const session = { actor, wake: null };
			const marks = CRITERIA.map((criterion, index) => markOf(teamId, criterion, judge + index));
			// As a tablet sends what has gathered in its journal: in one ask.
			await answerTablet(database, session, { kind: 'marks', marks });
			const sheet = Object.fromEntries(marks.map(({ criterion, value }) => [criterion, value]));
			const ask = { kind: 'final', key: newId(), teamId, partKey: 'part', marks: sheet };
			const answer = await answerTablet(database, session, ask);
			if (answer.kind !== 'final') throw new Error(`a sheet was not taken: ${JSON.stringify(answer)}`);
		})
	);
	await database.transaction((tx) =>
		tx.performance.updateMany({ where: { teamId }, data: { status: 'performed' } })
	);
	await callToStage(null);
	announce([{ kind: 'stage.changed', contestId: contest.id, roundId: round.id }]);
}

/** A server in the middle of a contest is warm, as the naive one is: some teams were judged before. */
async function warmUp(): Promise<void> {
	for (const team of round.teams.slice(-1 - WARM, -1)) {
		await database.transaction(async (tx) => {
			await tx.ballot.deleteMany({ where: { teamId: team.id } });
			await tx.performance.updateMany({ where: { teamId: team.id }, data: { status: 'on-stage' } });
		});
		await callToStage(team.id);
		await judged(team.id);
		await publisher.settled();
	}
	await callToStage(last.id);
}

async function burst(): Promise<number> {
	const began = performance.timeOrigin + performance.now();
	await judged(last.id);
	return began;
}

answering(
	(
		question:
			| { kind: 'place' }
			| { kind: 'drive'; hz: number }
			| { kind: 'rest' }
			| { kind: 'warm' }
			| { kind: 'burst' }
	) => {
		switch (question.kind) {
			case 'place':
				return {
					port: (http.address() as AddressInfo).port,
					roundId: round.id,
					teamId: last.id,
					criteria: CRITERIA,
					cookies: tablets.map(({ cookie }) => cookie)
				};
			case 'drive':
				return drive(question.hz);
			case 'rest':
				clearInterval(driving);
				return drives;
			case 'warm':
				return warmUp();
			case 'burst':
				return burst();
		}
	}
);
