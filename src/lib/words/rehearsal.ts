import { m } from '#lib/paraglide/messages.js';
import type { Found, RehearsalReport } from '#lib/server/rehearsal/report.ts';
import type { Locale } from './figure.ts';

type Say = (params: never, options: { locale: Locale }) => string;

function say(key: string, params: object, locale: Locale): string {
	const message = (m as unknown as Readonly<Record<string, Say | undefined>>)[key];
	return message ? message(params as never, { locale }) : key;
}

export const foundWords = ({ code, params }: Found, locale: Locale): string =>
	say(`rehearsal_found_${code}`, params, locale);

/** Milliseconds for people: tenths below ten, whole ones above. */
function ms(value: number | null, locale: Locale): string {
	if (value === null) return '–';
	const places = value < 10 ? 1 : 0;
	return value.toLocaleString(locale === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: places });
}

/** Whether the rehearsal passed, and what did not. */
export function verdictLines({ ok, found }: RehearsalReport, locale: Locale): string[] {
	if (ok) return [m.rehearsal_ok({}, { locale })];
	return [
		m.rehearsal_not_ok({ count: found.length }, { locale }),
		...found.map((one) => foundWords(one, locale))
	];
}

/** The report of a rehearsal, a line for each thing that was counted. */
export function reportLines(report: RehearsalReport, locale: Locale): string[] {
	const { contest, marks, sheets, happened, counts, packages, audit, boards, ackMs } = report;
	const { seed, speed, seconds } = report;
	const state = audit.whole
		? m.rehearsal_audit_whole({}, { locale })
		: m.rehearsal_audit_broken({}, { locale });
	const ack = { p50: ms(ackMs.p50, locale), p99: ms(ackMs.p99, locale) };
	return [
		m.rehearsal_line_what({ code: contest.code, seed, speed, seconds }, { locale }),
		...report.rounds.map(({ name, teams, judges, code }) =>
			m.rehearsal_line_round({ name, teams, judges, code: code ?? '–' }, { locale })
		),
		...(report.inventedJudges > 0
			? [m.rehearsal_line_invented({ count: report.inventedJudges }, { locale })]
			: []),
		m.rehearsal_line_marks(marks, { locale }),
		m.rehearsal_line_sheets(sheets, { locale }),
		say('rehearsal_line_happened', happened, locale),
		m.rehearsal_line_counts(counts, { locale }),
		m.rehearsal_line_packages(packages, { locale }),
		m.rehearsal_line_audit({ entries: audit.entries, state }, { locale }),
		m.rehearsal_line_boards(boards, { locale }),
		m.rehearsal_line_ack(ack, { locale })
	];
}
