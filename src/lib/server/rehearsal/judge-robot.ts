import { newId } from '#lib/live/id.ts';
import type { PartView, SeatView, Tell, TurnView } from '#lib/live/judge-protocol.ts';
import { chance, markAround } from './chance.ts';
import { RobotTablet } from './robot-tablet.ts';
import { Tally } from './tally.ts';
import type { Temper } from './temper.ts';

export interface RobotOptions {
	readonly origin: string;
	readonly seatId: string;
	/** Cookies of the paired tablets: one, or two where the judge changes between them. */
	readonly tokens: readonly [string, ...string[]];
	readonly temper: Temper;
	/** The same seed gives the same marks and the same troubles. */
	readonly seed: string;
	/** 2 is twice as fast. */
	readonly speed: number;
	readonly tally?: Tally;
	tell?(line: string): void;
}

export interface JudgeRobot {
	readonly seatId: string;
	/** The judge gets up and goes: nothing more is marked, and the tablets are off. */
	stop(): void;
	/** Marks made and not yet acknowledged. */
	readonly undelivered: number;
	/** Nothing is begun that is not handed in. */
	readonly isIdle: boolean;
}

const RETRY_MS = 400;
/** Longer than the conductor waits for a sheet. */
const LATE_MS = 30_000;
/** The network or the server was away: the same again. */
const AGAIN = new Set(['judging_unavailable', 'judging_asleep']);
/** What is on this tablet and what the server has are two things: the judge decides. */
const TO_PICK = new Set(['judging_diverged', 'judging_stale']);

/** A judge who marks whoever is on stage, or was and is not handed in yet, through a tablet's own socket and journal. */
export function startJudgeRobot(options: RobotOptions): JudgeRobot {
	const { temper, speed, seatId, tally = new Tally() } = options;
	const hurry = chance(`${options.seed} hurry`);
	const dice = (what: string) => chance(`${options.seed} ${what}`)();
	const done = new Set<string>();
	let view: SeatView | null = null;
	let stopped = false;
	let busy = false;

	const hear = (from: number) => (told: Tell) => {
		if (told.kind === 'view' && from === active) view = told.view;
		if (told.kind === 'revoked') stopped = true;
		void work();
	};
	let active = 0;
	const tablets = options.tokens.map(
		(token, index) =>
			new RobotTablet({
				origin: options.origin,
				token,
				seatId,
				doubleTaps: temper.doubleTaps,
				tally,
				hear: hear(index),
				refused: (code) => options.tell?.(`${view?.seat.label ?? ''}: ${code}`)
			})
	);
	const tablet = () => tablets[active]!;
	const wait = (ms: number) => new Promise((resume) => setTimeout(resume, ms / speed));
	const pause = (ms: number) => wait(ms * (0.6 + hurry() * 0.8));

	function valueFor(
		code: string,
		part: PartView,
		criterion: PartView['criteria'][number],
		again = ''
	): string {
		const quality = chance(`${code}${part.path}`)() * 0.25 + 0.68;
		const own = dice(`${code} ${criterion.path}${again}`) - 0.5;
		return markAround(criterion, quality + temper.bias + own * 0.12);
	}

	/** Two tablets of this judge differ: the judge looks at both and gives what the sheet says once more. */
	async function pick(teamId: string, sheet: Readonly<Record<string, string>>): Promise<void> {
		const answer = await tablet().ask({ kind: 'view' });
		if (answer?.kind !== 'view') return;
		view = answer.view;
		for (const [criterion, value] of Object.entries(sheet)) {
			const isCell = (one: { teamId: string; criterion: string | null }) =>
				one.teamId === teamId && one.criterion === criterion;
			const held = view.held.filter((one) => isCell(one) && one.decision === null);
			const newest = view.marks.find(isCell);
			if (held.length === 0 && newest?.value === value) continue;
			const settles = held.map(({ id }) => id);
			tablet().write({ teamId, criterion, value, settles, ...(newest && { base: newest.seq }) });
		}
		await tablet().deliver();
	}

	/** The judge goes on with the other tablet, which does not know of the last mark and gives another one. */
	async function changeTablet(teamId: string, criterion: string, value: string): Promise<void> {
		await tablet().deliver();
		active = (active + 1) % tablets.length;
		tally.happened.switches += 1;
		await tablet().ask({ kind: 'take-over' });
		tablet().write({ teamId, criterion, value });
		await tablet().deliver();
	}

	async function markTeam(seat: SeatView, { teamId, partKey }: TurnView): Promise<void> {
		const code = seat.teams.find(({ id }) => id === teamId)!.code;
		const parts = seat.parts.filter((part) => partKey === '*' || part.partKey === partKey);
		const sheet: Record<string, string> = {};
		for (const part of parts) {
			for (const criterion of part.criteria) {
				if (stopped) return;
				await pause(temper.thinkMs);
				const cell = `${code} ${criterion.path}`;
				if (dice(`${cell} drop`) < temper.dropChance / 4 && tablet().isConnected) {
					options.tell?.(`${seat.seat.label}: mất mạng, vẫn chấm tiếp trên máy`);
					tally.happened.drops += 1;
					tablet().loseNetwork(temper.dropMs / speed);
				}
				let value = valueFor(code, part, criterion);
				tablet().write({ teamId, criterion: criterion.path, value });
				if (dice(`${cell} regret`) < temper.regretChance / 6) {
					value = valueFor(code, part, criterion, ' again');
					tablet().write({ teamId, criterion: criterion.path, value });
				}
				await tablet().deliver();
				if (tablets.length > 1 && dice(`${cell} switch`) < temper.switchChance / 4) {
					value = valueFor(code, part, criterion, ' on the other');
					await changeTablet(teamId, criterion.path, value);
				}
				sheet[criterion.path] = value;
			}
		}
		await pause(temper.ponderMs);
		if (dice(`${code} ${partKey} late`) < temper.lateChance) {
			tally.happened.lateSheets += 1;
			await wait(LATE_MS);
		}
		await handIn(seat, teamId, partKey, sheet);
	}

	async function handIn(seat: SeatView, teamId: string, partKey: string, marks: Record<string, string>) {
		const key = newId();
		while (!stopped) {
			for (const each of tablets) await each.deliver();
			const isDelivered = tablets.every(({ undelivered }) => undelivered === 0);
			const answer = isDelivered ? await tablet().ask({ kind: 'final', key, teamId, partKey, marks }) : null;
			if (answer?.kind === 'final') {
				tally.handedIn.push({ seatId, teamId, partKey, marks });
				return;
			}
			// The first sheets are drafts until enough teams have performed; meanwhile the others are marked.
			if (answer?.kind === 'refused' && answer.code === 'judging_calibration') {
				waiting.set(`${teamId} ${partKey}`, () => handIn(seat, teamId, partKey, marks));
				return;
			}
			if (answer && answer.kind !== 'refused') return;
			if (answer && TO_PICK.has(answer.code)) await pick(teamId, marks);
			else if (answer && !AGAIN.has(answer.code)) {
				options.tell?.(`${seat.seat.label}: ${answer.code}`);
				return;
			}
			await pause(RETRY_MS);
		}
	}
	const waiting = new Map<string, () => Promise<void>>();

	/** The turn that the judge works on next: an earlier one first, then who is on stage. */
	function turnToMark({ round, teams, turns, ballots, onStage }: SeatView): TurnView | null {
		if (round.state !== 'open') return null;
		const isOpen = ({ teamId, partKey, status, isAbsent }: TurnView) => {
			const team = teams.find(({ id }) => id === teamId);
			const sheet = ballots.find((ballot) => ballot.teamId === teamId && ballot.partKey === partKey);
			const isOn = onStage?.teamId === teamId && onStage.partKey === partKey;
			return (
				(isOn || status === 'performed') &&
				team?.isCompeting === true &&
				team.conflict === null &&
				!isAbsent &&
				sheet?.state !== 'final' &&
				!done.has(`${teamId} ${partKey}`)
			);
		};
		return turns.find(isOpen) ?? null;
	}

	async function work(): Promise<void> {
		if (busy || stopped || !view) return;
		busy = true;
		for (const [sheet, again] of waiting) {
			const turn = view.turns.find(({ teamId, partKey }) => `${teamId} ${partKey}` === sheet);
			if ((turn?.calibrationLeft ?? 0) > 0) continue;
			waiting.delete(sheet);
			await again();
		}
		const turn = turnToMark(view);
		if (turn) {
			await markTeam(view, turn);
			done.add(`${turn.teamId} ${turn.partKey}`);
		}
		busy = false;
		if (turn) void work();
	}

	return {
		seatId,
		stop() {
			stopped = true;
			for (const each of tablets) each.close();
		},
		get undelivered() {
			return tablets.reduce((sum, { undelivered }) => sum + undelivered, 0);
		},
		get isIdle() {
			return !busy;
		}
	};
}
