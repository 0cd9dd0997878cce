import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import CirclePause from '@lucide/svelte/icons/circle-pause';
import Radio from '@lucide/svelte/icons/radio';
import UserX from '@lucide/svelte/icons/user-x';
import type { EntrantStatus } from '#lib/domain/scoring/entrant.ts';
import type { Name } from '#lib/domain/shared/name.ts';
import { nameIn } from '#lib/features/contest/contest-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Icon } from '#lib/ui/icon.ts';
import type { Tone } from '#lib/ui/tone.ts';

interface Status {
	readonly status: string;
	readonly entryStatus: EntrantStatus;
}

export function entryWord(status: EntrantStatus): string {
	return {
		competing: m.desk_entry_competing,
		absent: m.desk_entry_absent,
		withdrawn: m.desk_entry_withdrawn,
		disqualified: m.desk_entry_disqualified
	}[status]();
}

/** Where a turn stands; a team that does not compete says so before anything else. */
export function turnMark({ status, entryStatus }: Status): { tone: Tone; icon: Icon; label: string } {
	if (entryStatus !== 'competing') return { tone: 'warning', icon: UserX, label: entryWord(entryStatus) };
	switch (status) {
		case 'on-stage':
			return { tone: 'live', icon: Radio, label: m.desk_turn_on_stage() };
		case 'performed':
			return { tone: 'success', icon: CircleCheck, label: m.desk_turn_performed() };
		case 'held':
			return { tone: 'warning', icon: CirclePause, label: m.desk_turn_held() };
		case 'missed':
			return { tone: 'error', icon: UserX, label: m.desk_turn_missed() };
		default:
			return { tone: 'neutral', icon: CircleDashed, label: m.desk_turn_waiting() };
	}
}

/** What a turn is for, in the language of the page; nothing where a team shows all its parts at once. */
export function partWord(partKey: string, names: Readonly<Record<string, Name>>): string {
	const name = names[partKey];
	return name ? nameIn(name, getLocale()) : '';
}
