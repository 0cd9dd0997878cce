// Serves the built app over a fresh database with a contest in it, for the browser's stories. Prints one line of JSON
// when it is ready; ends with SIGTERM.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from './free-port.ts';
import type { StoryOptions, StoryWorld } from './story-world.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as StoryOptions;

const folder = mkdtempSync(join(tmpdir(), 'kheo-story-'));
const port = await freePort();
process.env.KHEO_DATA = folder;
process.env.DATABASE_URL = '';
process.env.REDIS_URL = '';
process.env.KHEO_LOG ??= 'error';
process.env.ORIGIN = `http://localhost:${port}`;

const { app } = await import('#lib/server/app.ts');
const { prepareDatabase } = await import('#lib/server/db/prepare.ts');
const { serve, stopOnSignal } = await import('../../bin/serving.ts');
const { HANOI_UNITS } = await import('../../prisma/seed/hanoi-units.ts');
const { seedContest } = await import('../../prisma/seed/seed-contest.ts');
const { seedAccounts } = await import('../../prisma/seed/seed-accounts.ts');
const { ask } = await import('../../prisma/seed/ask.ts');
const { callStage } = await import('#lib/server/contest/stage-call.ts');
const { inviteDevice } = await import('#lib/server/judging/invite-device.ts');
const { startRobots } = await import('#lib/server/rehearsal/rehearse.ts');
const { storyConference } = await import('./story-conference.ts');
const { issuedCertificates } = await import('./issued-certificates.ts');
const { storyAwards } = await import('./story-awards.ts');
const { drawnQuestions, sealedQuestions } = await import('./story-questions.ts');
const { firstAdministratorLink } = await import('#lib/server/auth/setup.ts');

const root = resolve(import.meta.dirname, '../..');
const { config, database } = app();
await prepareDatabase(config, join(root, 'prisma/migrations'));
const world: { -readonly [Key in keyof StoryWorld]: StoryWorld[Key] } = {
	origin: process.env.ORIGIN,
	setupLink: null,
	contest: null,
	logins: [],
	pairings: {},
	seats: [],
	questions: [],
	conference: null,
	certificate: null,
	awards: []
};
if (options.contest) {
	const { clusterSizes, judges, open, begun, freezeLastTeams, audiencePrize, quiz, publishNeedsTwo } =
		options.contest;
	const teams = clusterSizes.reduce((sum, size) => sum + size, 0);
	world.contest = await seedContest(database, {
		code: 'HN-DVK-2024',
		titleVi: 'Hội thi “Dân vận khéo” thành phố Hà Nội năm 2024',
		titleEn: 'Hanoi “Skilled Mass Mobilization” contest 2024',
		units: HANOI_UNITS.slice(0, teams),
		clusterSizes,
		judges,
		open,
		...(freezeLastTeams === undefined ? {} : { freezeLastTeams }),
		...(publishNeedsTwo ? { publishNeedsTwo } : {}),
		...(audiencePrize ? { audiencePrize } : {}),
		...(quiz ? { quiz, beforeOpening: (contestId) => sealedQuestions(database, contestId) } : {})
	});
	world.logins = await seedAccounts(database, world.contest.contestId);
	const seats = await database.read.panelSeat.findMany({
		orderBy: [{ roundId: 'asc' }, { position: 'asc' }]
	});
	world.seats = seats.map(({ id, roundId, label, role }) => ({ id, roundId, label, role }));
	const roundId = world.contest.rounds[0]!.id;
	const humans = options.contest.humans ?? [];
	const pairings: Record<string, string> = {};
	for (const seat of world.seats) {
		if (seat.roundId !== roundId || !humans.includes(seat.label)) continue;
		pairings[seat.label] = (await ask(database, inviteDevice, { seatId: seat.id })).path ?? '';
	}
	world.pairings = pairings;
	if (quiz) world.questions = await drawnQuestions(database, roundId);
	if (begun) {
		const first = await database.read.performance.findFirstOrThrow({
			where: { roundId },
			orderBy: { position: 'asc' }
		});
		await ask(database, callStage, { roundId, teamId: first.teamId, partKey: first.partKey });
	}
}
if (world.contest && options.certificate) {
	const { hostUnitId } = await database.read.contest.findUniqueOrThrow({
		where: { id: world.contest.contestId },
		select: { hostUnitId: true }
	});
	const issued = await issuedCertificates(database, {
		unitId: hostUnitId,
		names: [options.certificate],
		contestId: world.contest.contestId
	});
	const { id, code } = issued.certificates[0]!;
	world.certificate = { id, code, decision: issued.decisionId };
}
if (options.delegates) world.conference = await storyConference(database, options.delegates);
if (world.conference && options.awards)
	world.awards = await storyAwards(database, world.conference, options.awards);
const serving = await serve(resolve(root, process.env.KHEO_BUILD_DIR ?? 'build'), '127.0.0.1', port);
if (!options.contest) world.setupLink = await firstAdministratorLink(config, serving.origin);
if (world.contest && options.contest?.humans) {
	await startRobots(database, {
		origin: `http://127.0.0.1:${port}`,
		roundId: world.contest.rounds[0]!.id,
		speed: 25,
		except: options.contest.humans,
		tell: () => {}
	});
}
stopOnSignal(serving, () => rmSync(folder, { recursive: true, force: true }));
console.log(JSON.stringify(world));
