import { dayInVietnam } from '#lib/domain/shared/day.ts';
import type { Database } from '#lib/server/db/client.ts';
import { inviteGate } from '#lib/server/gate/invite-gate.ts';
import { ask } from '../../prisma/seed/ask.ts';
import { seedConference, type SeededConference } from '../../prisma/seed/seed-conference.ts';
import { holdConference, type ConferenceDay } from './conference-day.ts';
import type { Showing } from './show-contest.ts';
import { showHonours } from './show-honours.ts';

/** Where to look and what to try at the conference. */
async function addresses(
	database: Database,
	{ origin }: Showing,
	{ code, gateIds, operators, unitLink, cast }: SeededConference
): Promise<string[]> {
	const at = (path: string) => origin + path;
	const desk = at(`/desk/conferences/${code}`);
	const { path } = await ask(database, inviteGate, { gateId: gateIds.at(-1) });
	const you = operators.at(-1)!;
	const [good, other] = cast.forVisitor;
	return [
		'',
		'  Review conference of today, 230 delegates of 60 units, robots at gates 1 to 3:',
		`  Conference               ${at(`/conferences/${code}`)}`,
		`  Programme                ${at(`/conferences/${code}/programme`)}`,
		`  Desk                     ${desk}`,
		`  Gates, seen by the desk  ${desk}/gates`,
		`  Who is here, live        ${desk}/attendance`,
		`  Registration desk        ${desk}/reception`,
		`  Seats · documents        ${desk}/seating · ${desk}/documents`,
		`  Questions from the hall  ${desk}/questions`,
		`  Link of one unit         ${at(unitLink.path)}`,
		`                           (${unitLink.unit}: its list waits for your word)`,
		'',
		'  Gate 4 is yours; open this on a tablet within ten minutes (the desk makes another):',
		`  ${at(path ?? '')}`,
		`  Operator “${you.name}”, PIN ${you.pin}. Codes to type, as printed below the QR:`,
		`  ${good!.code}   ${good!.name}: comes in`,
		`  ${other!.code}   ${other!.name}: comes in`,
		`  ${cast.lost.code}   reported lost: refused`,
		`  ${cast.replaced.code}   somebody took this seat: refused`,
		''
	];
}

/** Sets the conference up while the contest runs already, says where it is, and holds its day at the doors. */
export function showConference(database: Database, options: Showing): ConferenceDay {
	let day: ConferenceDay | null = null;
	let isStopped = false;
	const stopping = new AbortController();
	async function all(): Promise<void> {
		const today = dayInVietnam(new Date());
		const conference = await seedConference(database, today);
		console.log((await addresses(database, options, conference)).join('\n'));
		if (isStopped) return;
		day = holdConference(database, { ...options, conference });
		const { conferenceId, code } = conference;
		const honoured = { conferenceId, code, today, signal: stopping.signal };
		await Promise.all([day.done, showHonours(database, options, honoured)]);
	}
	return {
		done: all().catch((error: unknown) => {
			if (!isStopped) throw error;
		}),
		stop() {
			isStopped = true;
			stopping.abort();
			day?.stop();
		}
	};
}
