import type { AwardJob, FailedAward } from './awards/award-job.ts';
import type { AttendanceInput } from './attendance/attendance-input.ts';
import type { BadgesInput } from './badges/badges-input.ts';
import type { CertificatesInput } from './certificates/certificates-input.ts';
import type { GoldenBookInput } from './golden-book/golden-book-input.ts';
import type { RollListInput, RollPosterInput } from './honours/roll-input.ts';
import type { LetterInput } from './letters/letter-input.ts';
import type { PaperInput } from './papers/paper-input.ts';
import type { ProgrammeInput } from './programme/programme-input.ts';
import type { RecordInput } from './record/record-input.ts';
import type { SeatingInput } from './seating/seating-input.ts';
import type { StageListInput } from './stage-list/stage-list-input.ts';
import type { TicketsInput } from './tickets/tickets-input.ts';

/** One paper to be printed, with its name where it becomes a file of its own: ASCII, without ending. */
export type Printable =
	| { readonly kind: 'record'; readonly fileName: string; readonly input: RecordInput }
	| { readonly kind: 'paper'; readonly fileName: string; readonly input: PaperInput }
	| { readonly kind: 'tickets'; readonly fileName: string; readonly input: TicketsInput }
	| { readonly kind: 'letter'; readonly fileName: string; readonly input: LetterInput }
	| { readonly kind: 'attendance'; readonly fileName: string; readonly input: AttendanceInput }
	| { readonly kind: 'certificates'; readonly fileName: string; readonly input: CertificatesInput }
	| { readonly kind: 'programme'; readonly fileName: string; readonly input: ProgrammeInput }
	| { readonly kind: 'roll-list'; readonly fileName: string; readonly input: RollListInput }
	| { readonly kind: 'roll-poster'; readonly fileName: string; readonly input: RollPosterInput }
	| { readonly kind: 'golden-book'; readonly fileName: string; readonly input: GoldenBookInput }
	| { readonly kind: 'stage-list'; readonly fileName: string; readonly input: StageListInput }
	| { readonly kind: 'seating'; readonly fileName: string; readonly input: SeatingInput }
	| { readonly kind: 'badges'; readonly fileName: string; readonly input: BadgesInput };

/** pdf: one after another in one file · zip: each a file of its own. */
export type PrintForm = 'pdf' | 'zip';

export interface PrintJob {
	readonly papers: readonly Printable[];
	readonly form: PrintForm;
	/** What the file of several papers is called in its window, and its moment. */
	readonly title: string;
	readonly at: string;
}

export type Job = { readonly id: number } & (PrintJob | { readonly certificates: AwardJob });

export interface Cancelled {
	readonly cancel: number;
}

export type Rendered =
	/** So many papers are done. */
	| { readonly id: number; readonly done: number }
	| { readonly id: number; readonly bytes: Uint8Array; readonly failed?: readonly FailedAward[] }
	| { readonly id: number; readonly failure: string };
