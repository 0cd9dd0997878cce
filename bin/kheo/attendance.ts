import { isDay } from '#lib/domain/shared/day.ts';
import { attendanceReport } from '#lib/server/conference/attendance/attendance-query.ts';
import { readConfig } from '#lib/server/config.ts';
import { openDatabase } from '#lib/server/db/client.ts';
import { attendanceSentence } from '#lib/words/attendance.ts';
import type { CliCommand } from './command.ts';
import { UsageError } from './words.ts';

export const attendance: CliCommand = {
	usage: '--conference CODE [--day YYYY-MM-DD]',
	summary: 'the roll-call of a conference: who came, as the desk’s page shows it',
	options: ['conference', 'day'],
	async run({ options }) {
		const { conference: code, day = null } = options;
		if (!code) throw new UsageError('--conference is missing');
		if (day !== null && !isDay(day)) throw new UsageError(`--day ${day} is no day`);
		const database = openDatabase(readConfig());
		try {
			const found = await database.read.conference.findUnique({ where: { code }, select: { id: true } });
			if (!found) throw new Error(`there is no conference ${code}`);
			const report = await attendanceReport(database.read, found.id, { day, now: new Date() });
			const units = report.by.unit.map(({ of, count }) => `  ${count.came}/${count.expected}  ${of}`);
			const text = [
				attendanceSentence(report.sentence, 'vi'),
				attendanceSentence(report.sentence, 'en'),
				'',
				...units
			].join('\n');
			return { text, data: report };
		} finally {
			await database.close();
		}
	}
};
