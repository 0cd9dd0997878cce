import { m } from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/tone.ts';

interface Name {
	readonly vi: string;
	readonly en: string;
}

/** What the rules call something, in the language of the page. */
export const nameIn = (name: Name, locale: string): string => (locale === 'en' ? name.en : name.vi);

const STATES: Readonly<Record<string, { tone: Tone; word: () => string }>> = {
	configured: { tone: 'neutral', word: m.contest_state_configured },
	open: { tone: 'live', word: m.contest_state_open },
	closed: { tone: 'info', word: m.contest_state_closed },
	verified: { tone: 'info', word: m.contest_state_verified },
	published: { tone: 'success', word: m.contest_state_published }
};

export function roundState(state: string): { tone: Tone; label: string } {
	const known = STATES[state];
	return { tone: known?.tone ?? 'neutral', label: known?.word() ?? state };
}

const DRAWS: Readonly<Record<string, () => string>> = {
	none: m.contest_draw_state_none,
	committed: m.contest_draw_state_committed,
	drawn: m.contest_draw_state_drawn,
	typed: m.contest_draw_state_typed
};
export const drawState = (state: string): string => DRAWS[state]?.() ?? state;

const STATUSES: Readonly<Record<string, () => string>> = {
	draft: m.contest_status_draft,
	announced: m.contest_status_announced,
	running: m.contest_status_running,
	finished: m.contest_status_finished,
	archived: m.contest_status_archived
};
export const contestStatus = (status: string): string => STATUSES[status]?.() ?? status;

const TEAM_STATUSES: Readonly<Record<string, { tone: Tone; word: () => string }>> = {
	draft: { tone: 'neutral', word: m.contest_team_status_draft },
	submitted: { tone: 'info', word: m.contest_team_status_submitted },
	returned: { tone: 'warning', word: m.contest_team_status_returned },
	accepted: { tone: 'success', word: m.contest_team_status_accepted }
};
export function teamStatus(team: { status: string; isWithdrawn: boolean }): { tone: Tone; label: string } {
	if (team.isWithdrawn) return { tone: 'error', label: m.contest_team_status_withdrawn() };
	const known = TEAM_STATUSES[team.status];
	return { tone: known?.tone ?? 'neutral', label: known?.word() ?? team.status };
}

const SEAT_ROLES: Readonly<Record<string, () => string>> = {
	chair: m.contest_seat_chair,
	judge: m.contest_seat_judge,
	secretary: m.contest_seat_secretary,
	timekeeper: m.contest_seat_timekeeper
};
export const seatRole = (role: string): string => SEAT_ROLES[role]?.() ?? role;
