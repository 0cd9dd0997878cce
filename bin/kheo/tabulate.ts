import { readFileSync } from 'node:fs';
import { readPackageText } from '#lib/domain/contest/package/read-package.ts';
import { roundSheet, tabulatePackage } from '#lib/domain/contest/package/tabulate-package.ts';
import type { AwardedPrizes } from '#lib/domain/prizes/awarded-prizes.ts';
import type { ContestPackage } from '#lib/domain/contest/package/package.ts';
import type { Qualification } from '#lib/domain/scoring/qualification.ts';
import type { Standings } from '#lib/domain/scoring/standings.ts';
import { m } from '#lib/paraglide/messages.js';
import { whyLines, whyThisPlace } from '#lib/words/derivation.ts';
import type { Locale } from '#lib/words/figure.ts';
import { pointsWords } from '#lib/words/points.ts';
import { prizeWords } from '#lib/words/prizes.ts';
import { packageProblemWords } from '#lib/words/package-problem.ts';
import type { CliCommand } from './command.ts';
import { needed, UsageError } from './words.ts';

function localeOf(named: string | undefined): Locale {
	if (named === undefined || named === 'vi') return 'vi';
	if (named === 'en') return 'en';
	throw new UsageError('--locale is vi or en');
}

function roundLines(pkg: ContestPackage, standings: Standings, locale: Locale, isShort: boolean): string[] {
	const round = pkg.rounds.find(({ id }) => id === standings.roundId)!;
	const stage = pkg.rules.stages.find(({ key }) => key === standings.stageKey)!;
	const sheet = roundSheet(pkg, round);
	const cluster = pkg.clusters.find(({ id }) => id === standings.clusterId)?.name[locale];
	const names = new Map(sheet.entrants.map(({ id, name }) => [id, name]));
	const rows = standings.rows.flatMap((row) => {
		const place = row.rank === null ? '–' : `${row.rank}${row.isShared ? '=' : ''}`;
		const total = row.total ? pointsWords(row.total.shown, locale) : '';
		const head = `${place.padStart(4)}  ${names.get(row.teamId) ?? row.teamId}  ${total}`.trimEnd();
		const why = whyLines(whyThisPlace(row, { stage, sheet, standings }, locale));
		return isShort ? [head] : [head, ...why.map((line) => `        ${line}`)];
	});
	return [[stage.name[locale], cluster].filter(Boolean).join(' · '), ...rows, ''];
}

function prizeLines(pkg: ContestPackage, prizes: AwardedPrizes, locale: Locale): string[] {
	if (prizes.state === 'none') return [];
	const names = new Map(pkg.teams.map(({ id, name }) => [id, name]));
	const { main, side } = prizeWords(prizes, names, locale);
	const lines = [...main, ...side].map(
		({ name, recipients, notes }) =>
			`      ${[`${name}:`, recipients.join('; '), ...notes].filter(Boolean).join(' ')}`
	);
	return [m.results_h_prizes({}, { locale }), ...lines, ''];
}

function qualificationLines(
	pkg: ContestPackage,
	{ state, through, tiesAtCut }: Qualification,
	locale: Locale
): string[] {
	const name = (teamId: string) => pkg.teams.find(({ id }) => id === teamId)?.name ?? teamId;
	const ties = tiesAtCut.map(({ teamIds }) =>
		m.cli_tied_at_cut({ teams: teamIds.map(name).join(', ') }, { locale })
	);
	if (state === 'lastStage') return [];
	if (state !== 'decided') return [m.cli_not_decided({}, { locale }), ...ties, ''];
	return [m.cli_through({ teams: through.map(name).join(', ') }, { locale }), ''];
}

export const tabulate: CliCommand = {
	usage: 'FILE [--locale vi|en] [--short]',
	summary: 'computes a contest package: standings, why each place, who goes through',
	options: ['locale', 'short!'],
	async run(words) {
		const locale = localeOf(words.options.locale);
		const file = needed(words, 0, 'FILE');
		let text: string;
		try {
			text = readFileSync(file, 'utf8');
		} catch (error) {
			throw new UsageError(error instanceof Error ? error.message : String(error));
		}
		const read = readPackageText(text);
		if (!read.ok) {
			const lines = read.problems.map(
				(problem) => `${problem.path || file}: ${packageProblemWords(problem, locale)}`
			);
			return {
				text: [m.cli_problems({ count: read.problems.length }, { locale }), ...lines].join('\n'),
				data: { ok: false, problems: read.problems },
				code: 2
			};
		}
		const result = tabulatePackage(read.package);
		const lines = [
			...result.rounds.flatMap(({ standings, prizes }) => [
				...roundLines(read.package, standings, locale, words.options.short === 'yes'),
				...prizeLines(read.package, prizes, locale)
			]),
			...result.stages.flatMap(({ qualification }) =>
				qualificationLines(read.package, qualification, locale)
			),
			`${m.cli_rules_hash({}, { locale })} ${result.rulesHash}`,
			`${m.cli_result_hash({}, { locale })} ${result.resultHash}`
		];
		return { text: lines.join('\n'), data: { ok: true, ...result } };
	}
};
