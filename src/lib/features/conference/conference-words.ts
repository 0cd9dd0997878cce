import { m } from '#lib/paraglide/messages.js';
import { dayWords } from '#lib/words/moment.ts';

export const CONFERENCE_KIND_WORDS: Readonly<Record<string, () => string>> = {
	'mid-term-review': m.conference_kind_mid_term,
	'final-review': m.conference_kind_final,
	training: m.conference_kind_training,
	dialogue: m.conference_kind_dialogue,
	'contest-day': m.conference_kind_contest_day
};
export const conferenceKind = (kind: string): string => CONFERENCE_KIND_WORDS[kind]?.() ?? kind;

const STATUS_WORDS: Readonly<Record<string, () => string>> = {
	draft: m.conference_status_draft,
	announced: m.conference_status_announced,
	running: m.conference_status_running,
	finished: m.conference_status_finished,
	archived: m.conference_status_archived
};
export const conferenceStatus = (status: string): string => STATUS_WORDS[status]?.() ?? status;

/** 15/10/2024, or 15/10/2024 – 16/10/2024. */
export function daysWords({ startsOn, endsOn }: { startsOn: string; endsOn: string }): string {
	return startsOn === endsOn ? dayWords(startsOn) : `${dayWords(startsOn)} – ${dayWords(endsOn)}`;
}

export const RIBBON_WORDS: Readonly<Record<string, () => string>> = {
	red: m.conference_ribbon_red,
	gold: m.conference_ribbon_gold,
	green: m.conference_ribbon_green,
	blue: m.conference_ribbon_blue,
	grey: m.conference_ribbon_grey
};

export const POLICY_WORDS: Readonly<Record<string, () => string>> = {
	once: m.conference_policy_once,
	once_per_day: m.conference_policy_once_per_day,
	inout: m.conference_policy_in_out,
	count: m.conference_policy_count,
	log: m.conference_policy_log
};
