import type { Database } from '#lib/server/db/client.ts';
import { headCount } from '#lib/server/gate/gate-standing.ts';
import { startProgrammeItem } from '#lib/server/conference/programme/run-item.ts';
import { inviteGate } from '#lib/server/gate/invite-gate.ts';
import { doesCount, type VerdictCode } from '#lib/domain/admission/verdict.ts';
import { ask } from '../../prisma/seed/ask.ts';
import type { SeededConference } from '../../prisma/seed/seed-conference.ts';
import { doorPlan, type Arrival, type DoorPlan } from './arrivals.ts';
import { hallAsks } from './hall-questions.ts';
import { GateRobot } from './gate-robot.ts';

export interface ConferenceDayOptions {
	readonly url: string;
	readonly origin: string;
	readonly conference: SeededConference;
	readonly speed: number;
	tell(line: string): void;
}

export interface ConferenceDay {
	readonly done: Promise<void>;
	stop(): void;
}

interface Step {
	readonly at: number;
	run(): Promise<void>;
}

/** How long the arrival takes at speed 1. */
const ARRIVAL_MS = 240_000;
const BATTERIES = [91, 78, 34] as const;
const TOLD_EVERY = 50;

const SAID: Partial<Record<VerdictCode, string>> = {
	ALREADY: 'thẻ đã qua cửa khác, không cho vào lần hai',
	REVOKED: 'thẻ đã báo mất, không cho vào',
	REPLACED: 'thẻ cũ của người đã cử người dự thay, không cho vào',
	NOT_OURS: 'không phải thẻ hội nghị, không cho vào'
};

/** The doors of a conference from the first delegate to the last, with a robot's tablet at three of its gates. */
export function holdConference(database: Database, options: ConferenceDayOptions): ConferenceDay {
	const { conference, speed, tell } = options;
	const robots: GateRobot[] = [];
	let isStopped = false;
	let entered = 0;

	async function until(began: number, share: number): Promise<boolean> {
		const rest = began + (share * ARRIVAL_MS) / speed - Date.now();
		if (rest > 0) await new Promise((resume) => setTimeout(resume, rest));
		return !isStopped;
	}

	async function shown(robot: GateRobot, { token, direction }: Arrival): Promise<void> {
		const { code, name } = await robot.show(token, direction);
		if (SAID[code]) tell(`${robot.gate}: ${name ? `${name} – ` : ''}${SAID[code]}`);
		if (direction === 'out' || !doesCount(code)) return;
		entered += 1;
		if (entered % TOLD_EVERY === 0) tell(`Hội nghị: ${entered} lượt vào cửa`);
	}

	/** Without network from here to there, between two of its arrivals. */
	function offline(robot: GateRobot, { from, to }: DoorPlan['offline']): Step[] {
		const lose = async () => {
			robot.loseNetwork();
			tell(`${robot.gate}: mất mạng, vẫn đón đại biểu bằng danh sách trên máy`);
		};
		const find = async () => {
			const handedIn = await robot.findNetwork();
			tell(`${robot.gate}: có mạng lại, gửi ${handedIn} lượt quét`);
			const open = await database.read.admissionConflict.count({
				where: { conferenceId: conference.conferenceId, settledAt: null, goneAt: null }
			});
			if (open > 0) tell(`Hội nghị: ${open} mâu thuẫn giữa hai cửa chờ người phụ trách xử lý`);
		};
		return [
			{ at: from, run: lose },
			{ at: to, run: find }
		];
	}

	/** One gate after the other's order: however late a slow machine is, a second showing comes after the first. */
	async function oneGate(robot: GateRobot, steps: readonly Step[], began: number): Promise<void> {
		for (const { at, run } of steps.toSorted((a, b) => a.at - b.at)) {
			if (!(await until(began, at))) return;
			await run();
		}
		// What the server did not answer in time.
		await robot.handIn();
	}

	/** The programme's next point begins; the one before has ended. */
	async function begin(position: number): Promise<void> {
		const { conferenceId } = conference;
		const items = await database.read.programmeItem.findMany({
			where: { conferenceId, removedAt: null },
			orderBy: { startsAt: 'asc' }
		});
		const item = items[position];
		if (!item) return;
		const running = items[position - 1]?.id ?? null;
		const current = await database.read.programmeRun.findFirst({
			where: { conferenceId, runningIn: { not: null } }
		});
		// Somebody has taken the programme over at the desk.
		if ((current?.itemId ?? null) !== running) return;
		await ask(database, startProgrammeItem, { conferenceId, itemId: item.id, running });
		tell(`Hội nghị: ${item.title}`);
	}

	async function all(): Promise<void> {
		for (const [index, operator] of conference.operators.slice(0, BATTERIES.length).entries()) {
			const { path } = await ask(database, inviteGate, { gateId: conference.gateIds[index] });
			const battery = BATTERIES[index]!;
			robots.push(await GateRobot.start({ ...options, link: path ?? '', operator, battery }));
			if (isStopped) return;
		}
		tell(`Hội nghị: ${robots.map(({ gate }) => gate).join(', ')} mở cửa`);
		await begin(0);
		// Last year's certificate instead of a badge: people show what they have.
		const plan = doorPlan(conference.cast, conference.code, `${options.origin}/verify/KHEO-2025-0117`);
		const began = Date.now();
		const shownOnce = new Map<string, Promise<void>>();
		const step = (robot: GateRobot, arrival: Arrival): Step => {
			const earlier = shownOnce.get(arrival.token);
			let isDone = () => {};
			shownOnce.set(arrival.token, new Promise((done) => (isDone = done)));
			return {
				at: arrival.at,
				async run() {
					await earlier;
					await shown(robot, arrival);
					isDone();
				}
			};
		};
		const steps: Step[][] = robots.map((robot, gate) =>
			gate === plan.offline.gate ? offline(robot, plan.offline) : []
		);
		for (const arrival of plan.arrivals) steps[arrival.gate]!.push(step(robots[arrival.gate]!, arrival));
		await Promise.all(steps.map((own, gate) => oneGate(robots[gate]!, own, began)));
		if (isStopped) return;
		const { present, called } = await headCount(database.read, conference.conferenceId);
		tell(`Hội nghị: có mặt ${present}/${called} đại biểu`);
		await begin(1);
		const { asked } = await hallAsks(database, conference.conferenceId);
		tell(`Hội nghị: ${asked} câu hỏi từ hội trường, một câu đã trả lời bằng văn bản`);
	}

	return {
		done: all().catch((error: unknown) => {
			if (!isStopped) throw error;
		}),
		stop() {
			isStopped = true;
			for (const robot of robots) robot.close();
		}
	};
}
