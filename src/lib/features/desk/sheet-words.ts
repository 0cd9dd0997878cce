import Ban from '@lucide/svelte/icons/ban';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import CircleDot from '@lucide/svelte/icons/circle-dot';
import CircleX from '@lucide/svelte/icons/circle-x';
import FileCheck from '@lucide/svelte/icons/file-check';
import FileClock from '@lucide/svelte/icons/file-clock';
import FileX from '@lucide/svelte/icons/file-x';
import LockOpen from '@lucide/svelte/icons/lock-open';
import Minus from '@lucide/svelte/icons/minus';
import PencilLine from '@lucide/svelte/icons/pencil-line';
import UserX from '@lucide/svelte/icons/user-x';
import { m } from '#lib/paraglide/messages.js';
import type { SheetState } from '#lib/server/desk/sheet-states.ts';
import type { Icon } from '#lib/ui/icon.ts';
import type { Tone } from '#lib/ui/tone.ts';

export interface Sheet {
	readonly state: SheetState;
	readonly given: number;
	readonly asked: number;
	readonly source?: string | null;
}

export interface SheetMark {
	readonly tone: Tone;
	readonly icon: Icon;
	/** In a cell of the grid. */
	readonly label: string;
	/** In a sentence or a tooltip. */
	readonly words: string;
}

const LOOKS: Readonly<Record<SheetState, { tone: Tone; icon: Icon }>> = {
	paperDiffers: { tone: 'error', icon: FileX },
	missing: { tone: 'error', icon: CircleX },
	paperFirst: { tone: 'warning', icon: FileClock },
	unlocked: { tone: 'warning', icon: LockOpen },
	draft: { tone: 'info', icon: PencilLine },
	due: { tone: 'neutral', icon: CircleDot },
	waiting: { tone: 'neutral', icon: CircleDashed },
	final: { tone: 'success', icon: CircleCheck },
	absent: { tone: 'neutral', icon: UserX },
	conflict: { tone: 'neutral', icon: Ban },
	notCompeting: { tone: 'neutral', icon: Minus },
	notTheirs: { tone: 'neutral', icon: Minus }
};

/** How far one sheet is: icon, word and colour, each enough by itself. */
export function sheetMark({ state, given, asked, source }: Sheet): SheetMark {
	const counts = { given, asked };
	const isPaper = state === 'final' && source === 'paper';
	const [label, words] = {
		paperDiffers: [m.desk_sheet_paper_differs(), m.desk_sheet_paper_differs_long()],
		missing: [m.desk_sheet_missing(), m.desk_sheet_missing_long()],
		paperFirst: [m.desk_sheet_paper_first(), m.desk_sheet_paper_first_long()],
		unlocked: [m.desk_sheet_unlocked(counts), m.desk_sheet_unlocked_long(counts)],
		draft: [m.desk_sheet_draft(counts), m.desk_sheet_draft_long(counts)],
		due: [m.desk_sheet_due(), m.desk_sheet_due_long()],
		waiting: [m.desk_sheet_waiting(), m.desk_sheet_waiting_long()],
		final: isPaper
			? [m.desk_sheet_paper(), m.desk_sheet_paper_long()]
			: [m.desk_sheet_final(), m.desk_sheet_final_long()],
		absent: [m.desk_sheet_absent(), m.desk_sheet_absent_long()],
		conflict: [m.desk_sheet_conflict(), m.desk_sheet_conflict_long()],
		notCompeting: ['', m.desk_sheet_not_competing_long()],
		notTheirs: ['', m.desk_sheet_not_theirs_long()]
	}[state] as [string, string];
	return { ...LOOKS[state], ...(isPaper ? { icon: FileCheck } : {}), label, words };
}

const ORDER: readonly SheetState[] = [
	'paperDiffers',
	'missing',
	'paperFirst',
	'unlocked',
	'draft',
	'due',
	'waiting',
	'final',
	'absent',
	'conflict',
	'notCompeting',
	'notTheirs'
];

/** What a judge's several sheets for a team come to: what most needs a hand, and how many are in. */
export function cellMark(sheets: readonly Sheet[]): SheetMark & { readonly state: SheetState } {
	const asked = sheets.filter(({ state }) => state !== 'notTheirs');
	const worst = ORDER.find((state) => sheets.some((sheet) => sheet.state === state)) ?? 'notTheirs';
	const sheet = sheets.find(({ state }) => state === worst) ?? { state: worst, given: 0, asked: 0 };
	const mark = sheetMark(sheet);
	if (asked.length < 2) return { ...mark, state: worst };
	const counts = { final: asked.filter(({ state }) => state === 'final').length, asked: asked.length };
	const isPlain =
		worst === 'absent' || worst === 'conflict' || worst === 'notCompeting' || worst === 'notTheirs';
	return {
		...mark,
		state: worst,
		label: isPlain ? mark.label : `${counts.final}/${counts.asked}`,
		words: isPlain ? mark.words : m.desk_sheets_in({ ...counts, words: mark.words })
	};
}
