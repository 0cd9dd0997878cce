import type { AttendanceFigures } from '#lib/domain/conference/attendance-report.ts';

/** How many are in the hall, for its screen and for the desk: never who. */
export const ATTENDANCE_NAMESPACE = '/attendance';

/** A screen shows the secret in its address; a desk names its conference and is known by its cookies. */
export type AttendanceQuestion =
	{ readonly screen: string } | { readonly conferenceId: string; readonly day: string | null };

export interface FromAttendanceViewer {
	/** The figures as they are now; from then on the viewer hears of every change. Null: not, or no more, for this viewer. */
	look(message: AttendanceQuestion, answer: (figures: AttendanceFigures | null) => void): void;
}

export interface ToAttendanceViewer {
	/** Somebody came, went or was excused: look again. */
	changed(): void;
}
