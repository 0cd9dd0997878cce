import type { AttendanceReport } from '#lib/domain/conference/attendance-report.ts';

/** What the record of a roll-call is drawn from: plain data, so that a worker can have it. */
export interface AttendanceInput {
	readonly locale: 'vi' | 'en';
	readonly report: AttendanceReport;
}
