import { scoredParts } from '#lib/domain/contest/part.ts';
import { callStage } from '#lib/server/contest/stage-call.ts';
import { closeRound } from '#lib/server/contest/round-close.ts';
import { verifyRound } from '#lib/server/contest/round-verify.ts';
import { enterGiven } from '#lib/server/judging/enter-given.ts';
import { recordTime } from '#lib/server/judging/record-time.ts';
import { publishResult } from '#lib/server/results/publish.ts';
import { standingsOf } from '#lib/server/results/standings.ts';
import { chance, markAround } from './chance.ts';
import { asRehearsal, waitFor, type Conductor } from './conductor.ts';
import { settleAll } from './settle.ts';

const TURN_MS = 6000;
/** After this the next team is called although a judge still ponders: real stages do not wait for ever. */
const PATIENCE_MS = 26_000;
/** After the last turn; whatever the speed, a slow machine gets this long. */
const LAST_SHEETS_MS = 120_000;

interface Round {
	readonly id: string;
	readonly name: string;
}

interface Turn {
	readonly teamId: string;
	readonly partKey: string;
	readonly position: number;
}

/** Seats whose sheet for a team, or for any, is not handed in. */
async function openSeats(conductor: Conductor, roundId: string, teamId?: string): Promise<Set<string>> {
	const { rows } = (await standingsOf(conductor.database.read, roundId)).standings;
	const missing = rows.filter((row) => !teamId || row.teamId === teamId).flatMap((row) => row.missing);
	return new Set(missing.flatMap((one) => (one.kind === 'ballot' ? one.judgeId : [])));
}

/** People are looked for once a second, however fast the robots are. */
const waitForPeople = (conductor: Conductor) => waitFor(conductor, 1000 * Math.max(1, conductor.speed));

/** What the desk does for a team: quiz score and times, as a secretary and a timekeeper would enter them. */
async function keyIn(conductor: Conductor, round: Round, teamId: string, code: string): Promise<void> {
	const { stage } = await standingsOf(conductor.database.read, round.id);
	const random = chance(`${conductor.seed} ${stage.key} ${code} desk`);
	for (const { path, part } of scoredParts(stage.parts)) {
		if (part.kind === 'given') {
			const value = markAround({ min: part.min, max: part.scale, step: part.step }, 0.55 + random() * 0.45);
			await asRehearsal(conductor.database, enterGiven, { roundId: round.id, teamId, partKey: path, value });
		}
		if (part.timeLimit) {
			const durationMs = Math.round(part.timeLimit.seconds * 1000 * (0.85 + random() * 0.17));
			await asRehearsal(conductor.database, recordTime, {
				roundId: round.id,
				teamId,
				partKey: path,
				durationMs
			});
		}
	}
}

async function turn(
	conductor: Conductor,
	round: Round,
	{ teamId, partKey }: Turn,
	team: { readonly code: string; readonly name: string },
	people: People
): Promise<void> {
	await asRehearsal(conductor.database, callStage, { roundId: round.id, teamId, partKey });
	await waitFor(conductor, TURN_MS);
	await keyIn(conductor, round, teamId, team.code);
	let told = false;
	for (let waited = 0; ; waited += 1000) {
		const open = await openSeats(conductor, round.id, teamId);
		if (open.size === 0) return;
		const awaited = [...people].filter(([seatId]) => open.has(seatId)).map(([, label]) => label);
		if (waited >= PATIENCE_MS && awaited.length === 0) return;
		if (awaited.length > 0 && waited >= PATIENCE_MS && !told) {
			told = true;
			conductor.tell(`${round.name}: chờ phiếu của ${awaited.join(', ')} cho đội ${team.name}`);
		}
		await (told ? waitForPeople(conductor) : waitFor(conductor, 1000));
	}
}

async function lastSheets(conductor: Conductor, round: Round, people: People): Promise<void> {
	const end = Date.now() + Math.max(LAST_SHEETS_MS, LAST_SHEETS_MS / conductor.speed);
	for (;;) {
		const open = await openSeats(conductor, round.id);
		if (open.size === 0) return;
		const waits = [...people.keys()].some((seatId) => open.has(seatId));
		if (!waits && Date.now() > end)
			throw new Error(`${round.name}: ${open.size} judges owe a sheet that never came`);
		await (waits ? waitForPeople(conductor) : waitFor(conductor, 1000));
	}
}

/** Judges who are no robots, by seat with its label: their sheets are waited for as long as it takes. */
type People = ReadonlyMap<string, string>;

interface Conducted {
	/** What happens between two turns, given the position of the one that is called next. */
	readonly before?: (position: number) => Promise<void>;
	readonly people?: People;
}

/** Calls every turn of a round in its drawn order, waits for the ballots, closes, verifies and publishes. */
export async function conductRound(
	conductor: Conductor,
	round: Round,
	{ before = async () => {}, people = new Map() }: Conducted = {}
): Promise<{ readonly version: number; readonly code: string }> {
	const { database } = conductor;
	const turns = await database.read.performance.findMany({
		where: { roundId: round.id },
		orderBy: { position: 'asc' },
		include: { team: { select: { name: true, code: true } } }
	});
	for (const { team, ...called } of turns) {
		await before(called.position);
		conductor.tell(`${round.name}: ${called.position}. ${team.name}`);
		await turn(conductor, round, called, team, people);
	}
	await asRehearsal(database, callStage, { roundId: round.id, teamId: null });
	await lastSheets(conductor, round, people);
	await asRehearsal(database, closeRound, { roundId: round.id });
	await settleAll(conductor, round.id);
	await asRehearsal(database, verifyRound, { roundId: round.id });
	await waitFor(conductor, 3000);
	// Another round of the stage may have been published meanwhile and have left a tie at the cut.
	await settleAll(conductor, round.id);
	const { version, code } = await asRehearsal(database, publishResult, { roundId: round.id });
	conductor.tell(`${round.name}: công bố kết quả lần ${version}, mã ${code}`);
	return { version, code };
}
