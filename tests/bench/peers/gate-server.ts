// The built app as it is served, with a conference of many delegates and gates that runs today.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../../support/free-port.ts';

const [, , size, gates] = process.argv.map(Number) as [number, number, number, number];

const folder = mkdtempSync(join(tmpdir(), 'kheo-bench-gates-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const port = await freePort();
process.env.KHEO_DATA = folder;
process.env.ORIGIN = `http://localhost:${port}`;
delete process.env.DATABASE_URL;
delete process.env.REDIS_URL;

const { dayInVietnam } = await import('#lib/domain/shared/day.ts');
const { badgeSheet } = await import('#lib/server/admission/badge-sheet.ts');
const { issueBadges } = await import('#lib/server/admission/issue-badges.ts');
const { app } = await import('#lib/server/app.ts');
const { createConference } = await import('#lib/server/conference/create-conference.ts');
const { setConferenceStatus } = await import('#lib/server/conference/edit-conference.ts');
const { saveGate } = await import('#lib/server/conference/save-gate.ts');
const { prepareDatabase } = await import('#lib/server/db/prepare.ts');
const { inviteGate } = await import('#lib/server/gate/invite-gate.ts');
const { saveOperatorWithPin } = await import('#lib/server/gate/save-operator.ts');
const { ask, SEEDER } = await import('../../../prisma/seed/ask.ts');
const { inventedPerson } = await import('../../../prisma/seed/invented.ts');
const { seedCity } = await import('../../../prisma/seed/seed-city.ts');
const { serve } = await import('../../../bin/serving.ts');
const { calledDelegates } = await import('../../support/conference-world.ts');
const { answering } = await import('../process.ts');

const { config, database } = app();
await prepareDatabase(config, resolve(import.meta.dirname, '../../../prisma/migrations'));
const today = dayInVietnam(new Date());
const hostUnitId = await seedCity(database);
const { conferenceId } = await ask(database, createConference, {
	...{ code: 'BENCH', titleVi: 'Hội nghị đo tốc độ', kind: 'final-review', hostUnitId },
	...{ startsOn: today, endsOn: today, isInvented: true }
});
const { read } = database;
const entry = await read.checkpoint.findFirstOrThrow({ where: { conferenceId, isEntry: true } });
for (let number = 3; number <= gates; number++) {
	await ask(database, saveGate, { conferenceId, name: `Cửa ${number}`, checkpointIds: [entry.id] });
}
// Numbered, so that no two are alike and a card tells whose it is.
const names = Array.from({ length: size }, (_, index) => `${inventedPerson(index).fullName} ${index}`);
await calledDelegates(database, { conferenceId, unitId: hostUnitId, names, title: 'Chi hội trưởng' });
await ask(database, issueBadges, { conferenceId });
await ask(database, setConferenceStatus, { conferenceId, status: 'running' });
const pin = '24681357';
const input = { conferenceId, name: 'Lan', role: 'steward', pin };
const operator = await saveOperatorWithPin(database, { actor: SEEDER, input });
if (!operator.ok) throw operator.refusal;
const gateRows = await read.gate.findMany({ where: { conferenceId }, orderBy: { position: 'asc' } });
const credentials = await read.credential.findMany({ where: { conferenceId }, orderBy: { number: 'asc' } });
await serve(resolve(import.meta.dirname, '../../../build'), '127.0.0.1', port);

/** The texts of so many badges, each given out once. */
let given = 0;
async function badges(count: number) {
	const numbers = credentials.slice(given, given + count).map(({ number }) => number);
	given += count;
	const sheet = await badgeSheet(read, {
		...{ conferenceId, numbers, at: new Date() },
		...{ format: 'a6', locale: 'vi' }
	});
	return sheet.badges.map(({ name, token }) => ({ name, token }));
}

/** What of the showings is stored: each once, and each person let in once. */
async function kept() {
	const scans = await read.scan.findMany({
		where: { conferenceId, kind: 'scan' },
		select: { id: true, code: true, personId: true }
	});
	const conflicts = await read.admissionConflict.count({ where: { conferenceId } });
	const admitted = scans.filter(({ code }) => code === 'ADMIT').map(({ personId }) => personId);
	return {
		ids: scans.map(({ id }) => id),
		admitted: admitted.length,
		people: new Set(admitted).size,
		conflicts
	};
}

answering(
	async (
		question: { kind: 'place' | 'kept' } | { kind: 'link'; gate: number } | { kind: 'badges'; count: number }
	) => {
		switch (question.kind) {
			case 'place':
				return {
					port,
					origin: process.env.ORIGIN,
					pid: process.pid,
					operatorId: operator.value.operatorId,
					pin
				};
			case 'link':
				return (await ask(database, inviteGate, { gateId: gateRows[question.gate]!.id })).path;
			case 'badges':
				return badges(question.count);
			case 'kept':
				return kept();
		}
	}
);
