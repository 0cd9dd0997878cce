import type { BoardRow, BoardView, Call } from '#lib/live/board.ts';
import { m } from '#lib/paraglide/messages.js';
import { momentWords } from '#lib/words/moment.ts';

const OUT = {
	absent: m.live_status_absent,
	withdrawn: m.live_status_withdrawn,
	disqualified: m.live_status_disqualified
};

const TURN = {
	waiting: m.live_turn_waiting,
	held: m.live_turn_held,
	onStage: m.live_turn_onStage,
	between: m.live_turn_between,
	performed: m.live_turn_performed
};

/** Where a team stands, in words: states are never told by colour or order alone. Empty where its score says it all. */
export function standingOf(row: BoardRow, view: BoardView): string {
	if (row.status !== 'competing') return OUT[row.status]();
	if (row.isGuest) return m.live_guest();
	if (row.tie === 'open') return m.live_tie_open();
	if (row.total !== null) return '';
	if (row.turn === 'performed' && (!view.showsScores || view.frozen)) return m.live_turn_performed_hidden();
	return TURN[row.turn]();
}

export function nameOfTeam(view: BoardView, teamId: string | undefined): BoardRow | undefined {
	return view.rows.find((row) => row.teamId === teamId);
}

/** 'Số 5 · Tiểu phẩm': how the hall calls who is up. */
export function detailOf(view: BoardView, call: Call, locale: 'vi' | 'en'): string {
	const order = nameOfTeam(view, call.teamId)?.order;
	const number = order ? m.live_number({ order }) : '';
	const part = view.parts.find(({ key }) => key === call.partKey)?.name[locale] ?? '';
	return [number, part].filter(Boolean).join(' · ');
}

/** The label that every display carries: provisional or which published version. */
export function labelOf(view: BoardView): string {
	return view.result.kind === 'final' ? m.live_final({ version: view.result.version }) : m.live_provisional();
}

/** Since when the board stands still and after how many teams; empty where it follows the round. `now` on the server's clock. */
export function frozenLine({ frozen }: BoardView, now: number): string {
	if (!frozen) return '';
	const [day, clock] = momentWords(new Date(frozen.since)).split(' ');
	const isToday = momentWords(new Date(now)).startsWith(day!);
	const time = isToday ? clock! : `${clock}, ${day}`;
	return frozen.teams > 0 ? m.live_frozen({ time, teams: frozen.teams }) : m.live_frozen_none({ time });
}

const CLOCK = {
	timeZone: 'Asia/Ho_Chi_Minh',
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit',
	hourCycle: 'h23'
} as const;

/** Time of day in Hanoi; with the date where it was another day. */
export function timeOfDay(at: number, now: number, locale: 'vi' | 'en'): string {
	const day = (moment: number) => new Date(moment).toLocaleDateString('en-CA', { timeZone: CLOCK.timeZone });
	const tag = locale === 'vi' ? 'vi-VN' : 'en-GB';
	const time = new Date(at).toLocaleTimeString(tag, CLOCK);
	if (day(at) === day(now)) return time;
	const date = { timeZone: CLOCK.timeZone, day: '2-digit', month: '2-digit', year: 'numeric' } as const;
	return `${time}, ${new Date(at).toLocaleDateString(tag, date)}`;
}
