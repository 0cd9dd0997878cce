import { error } from '@sveltejs/kit';
import { app } from '#lib/server/app.ts';
import { attendanceReport } from '#lib/server/conference/attendance/attendance-query.ts';
import { attendanceTables } from '#lib/server/conference/attendance/attendance-tables.ts';
import { deskConference } from '#lib/server/conference/conference-guard.ts';
import { printPapers } from '#lib/server/documents/print-record.ts';
import { xlsx } from '#lib/server/results/export/xlsx.ts';
import type { RequestHandler } from './$types';

const TYPES = {
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	pdf: 'application/pdf'
} as const;

/** The roll-call as a workbook or as a record to be signed: `?kind=xlsx|pdf`, and `day` for one of several days. */
export const GET: RequestHandler = async ({ params, locals, url }) => {
	const { read } = app().database;
	const { conference } = await deskConference(read, locals.actor, params.code, 'attendance.read');
	const kind = url.searchParams.get('kind');
	if (kind !== 'xlsx' && kind !== 'pdf') error(404);
	const day = url.searchParams.get('day');
	const report = await attendanceReport(read, conference.id, { day, now: new Date() });
	const { locale } = locals;
	const bytes =
		kind === 'xlsx'
			? await xlsx(attendanceTables(report, locale))
			: await printPapers({
					papers: [{ kind: 'attendance', fileName: 'attendance', input: { report, locale } }],
					form: 'pdf',
					title: '',
					at: report.at
				});
	const name = ['diem-danh', conference.code, report.day].filter(Boolean).join('-');
	return new Response(bytes as BodyInit, {
		headers: {
			'Content-Type': TYPES[kind],
			'Content-Disposition': `attachment; filename="${name}.${kind}"`,
			'Cache-Control': 'private, no-store'
		}
	});
};
