import { io, type Socket } from 'socket.io-client';
import { newId } from '#lib/live/id.ts';
import {
	JUDGE_NAMESPACE,
	JUDGE_PROTOCOL,
	type Answer,
	type Ask,
	type GivenMark,
	type PartView,
	type SeatView,
	type Tell
} from '#lib/live/judge-protocol.ts';
import { DEVICE_COOKIE } from '#lib/server/auth/device-actor.ts';
import { chance, markAround } from './chance.ts';
import type { Temper } from './temper.ts';

export interface RobotOptions {
	readonly origin: string;
	/** The paired tablet's cookie. */
	readonly token: string;
	readonly temper: Temper;
	readonly seed: string;
	/** 2 is twice as fast. */
	readonly speed: number;
	tell?(line: string): void;
}

export interface JudgeRobot {
	stop(): void;
	/** Marks made and not yet acknowledged. */
	readonly undelivered: number;
}

type TabletSocket = Socket<
	{ tell: (tell: Tell) => void },
	{ ask: (ask: Ask, acknowledge: (answer: Answer) => void) => void }
>;

/** A judge who marks whoever is on stage through a tablet's own socket, with a tablet's own journal. */
export function startJudgeRobot(options: RobotOptions): JudgeRobot {
	const { temper, speed } = options;
	const random = chance(options.seed);
	const journal = new Map<string, GivenMark>();
	const done = new Set<string>();
	let view: SeatView | null = null;
	let sequence = 0;
	let stopped = false;
	let busy = false;

	const socket: TabletSocket = io(options.origin + JUDGE_NAMESPACE, {
		path: '/live',
		transports: ['websocket'],
		auth: { protocol: JUDGE_PROTOCOL, appVersion: 'robot', wake: null },
		extraHeaders: { cookie: `${DEVICE_COOKIE}=${options.token}` },
		reconnectionDelay: 200,
		forceNew: true
	});
	const pause = (ms: number) =>
		new Promise((resume) => setTimeout(resume, (ms * (0.6 + random() * 0.8)) / speed));
	const ask = (asked: Ask): Promise<Answer | null> =>
		socket.connected
			? socket
					.timeout(5000)
					.emitWithAck('ask', asked)
					.catch(() => null)
			: Promise.resolve(null);

	async function deliver(): Promise<void> {
		if (journal.size === 0) return;
		const asked: Ask = { kind: 'marks', marks: [...journal.values()] };
		const [answer] = await Promise.all([ask(asked), temper.doubleTaps ? ask(asked) : null]);
		if (answer?.kind !== 'marks') return;
		for (const result of answer.results) {
			journal.delete(result.id);
			if (result.status === 'refused') options.tell?.(`${view?.seat.label ?? ''}: ${result.code}`);
		}
	}

	function write(teamId: string, criterion: string, value: string): GivenMark {
		const mark = { id: newId(), seq: ++sequence, teamId, criterion, value, deviceTime: Date.now() };
		journal.set(mark.id, mark);
		return mark;
	}

	function valueFor(teamId: string, part: PartView, criterion: PartView['criteria'][number]): string {
		const quality = chance(`${teamId}${part.path}`)() * 0.25 + 0.68;
		return markAround(criterion, quality + temper.bias + (random() - 0.5) * 0.12);
	}

	async function markTeam(seat: SeatView, teamId: string, partKey: string): Promise<void> {
		const parts = seat.parts.filter((part) => partKey === '*' || part.partKey === partKey);
		const sheet: Record<string, string> = {};
		for (const part of parts) {
			for (const criterion of part.criteria) {
				if (stopped) return;
				await pause(temper.thinkMs);
				if (temper.dropChance > 0 && socket.connected && random() < temper.dropChance / 4) {
					options.tell?.(`${seat.seat.label}: mất mạng, vẫn chấm tiếp trên máy`);
					socket.disconnect();
					setTimeout(() => !stopped && socket.connect(), 4000 / speed);
				}
				sheet[criterion.path] = valueFor(teamId, part, criterion);
				write(teamId, criterion.path, sheet[criterion.path]!);
				await deliver();
				if (random() < temper.regretChance / 6) {
					sheet[criterion.path] = valueFor(teamId, part, criterion);
					write(teamId, criterion.path, sheet[criterion.path]!);
				}
			}
		}
		await pause(temper.ponderMs);
		const key = newId();
		while (!stopped) {
			await deliver();
			const answer =
				journal.size === 0 ? await ask({ kind: 'final', key, teamId, partKey, marks: sheet }) : null;
			if (answer && answer.kind !== 'refused') return;
			if (
				answer?.kind === 'refused' &&
				answer.code !== 'judging_unavailable' &&
				answer.code !== 'judging_asleep'
			) {
				options.tell?.(`${seat.seat.label}: ${answer.code}`);
				return;
			}
			await pause(400);
		}
	}

	function turnToMark(): { teamId: string; partKey: string } | null {
		if (!view || view.round.state !== 'open') return null;
		const isOpen = ({ teamId, partKey }: { teamId: string; partKey: string }) => {
			const team = view!.teams.find(({ id }) => id === teamId);
			const turn = view!.turns.find(
				(candidate) => candidate.teamId === teamId && candidate.partKey === partKey
			);
			const ballot = view!.ballots.find((sheet) => sheet.teamId === teamId && sheet.partKey === partKey);
			return (
				team?.isCompeting === true &&
				team.conflict === null &&
				turn?.isAbsent === false &&
				ballot?.state !== 'final' &&
				!done.has(`${teamId} ${partKey}`)
			);
		};
		return view.onStage && isOpen(view.onStage) ? view.onStage : null;
	}

	async function work(): Promise<void> {
		if (busy || stopped) return;
		const turn = turnToMark();
		if (!turn || !view) return;
		busy = true;
		await markTeam(view, turn.teamId, turn.partKey);
		done.add(`${turn.teamId} ${turn.partKey}`);
		busy = false;
		void work();
	}

	socket.on('tell', (told) => {
		if (told.kind === 'view') view = told.view;
		if (told.kind === 'revoked') stopped = true;
		void work();
	});
	return {
		stop() {
			stopped = true;
			socket.disconnect();
		},
		get undelivered() {
			return journal.size;
		}
	};
}
