import type { Database } from '#lib/server/db/client.ts';
import { issueHonours } from '../../prisma/seed/issue-honours.ts';
import { honoursPeople, seedHonours } from '../../prisma/seed/seed-honours.ts';
import type { Showing } from './show-contest.ts';

interface Honouring {
	readonly conferenceId: string;
	readonly code: string;
	/** As 2026-11-29. */
	readonly today: string;
	readonly signal: AbortSignal;
}

/** Decides and issues what the conference honours, in the printing thread while its doors are kept, and says where to look. */
export async function showHonours(
	database: Database,
	{ origin, tell }: Showing,
	{ conferenceId, code, today, signal }: Honouring
): Promise<void> {
	const people = await honoursPeople(database);
	const seeded = await seedHonours(database, conferenceId, today, people);
	if (signal.aborted) return;
	const { issued, genuine, replaced } = await issueHonours(database, seeded, { ...people, origin, signal });
	const desk = `${origin}/desk/honours`;
	console.log(
		[
			'',
			`  Honours: ${issued} certificates are issued, of 12 collectives and 37 people:`,
			`  Read by everybody        ${origin}/conferences/${code}/honours`,
			`  Decisions                ${desk}`,
			`  Handed over on stage     ${desk}/${seeded.city[0]}/hand-over`,
			`  Golden book              ${desk}/golden-book`,
			`  Who goes on the stage    ${origin}/desk/conferences/${code}/programme/honours`,
			`  A genuine certificate    ${origin}/v/${genuine}`,
			`  One that was replaced    ${origin}/v/${replaced}`,
			`  Yours to issue           ${desk}/${seeded.approved} (10 collectives, as bantochuc)`,
			`  Yours to approve         ${desk}/${seeded.proposed}/approval (5 people, proposed by thidua)`,
			''
		].join('\n')
	);
	tell(`Khen thưởng: đã phát hành ${issued} bằng khen`);
}
