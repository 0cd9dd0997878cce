import { readFileSync } from 'node:fs';
import { readConfig } from '#lib/server/config.ts';
import { openDatabase } from '#lib/server/db/client.ts';
import { takeScanFile, type ScansTaken } from '#lib/server/gate/import-scans.ts';
import type { CliCommand } from './command.ts';
import { needed, UsageError } from './words.ts';

function textOf(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		throw new UsageError(`${path} cannot be read: ${(error as Error).message}`);
	}
}

function linesOf({ stored, known, problems }: ScansTaken): string {
	const lines = problems.map(({ place, result }) => {
		const code = 'code' in result ? `, ${result.code}` : '';
		return `  ${place}  ${result.id ?? 'no id'}  ${result.status}${code}`;
	});
	const head = `Taken in: ${stored}. Known before: ${known}. To be looked at: ${problems.length}.`;
	return [head, ...lines].join('\n');
}

const NO_TABLET = 'the file’s tablet is none of this conference; name another with --tablet';

/** Refusals that are about what was typed, not about what is stored. */
const WRONG_INPUT: Readonly<Record<string, string>> = {
	gate_file_unknown: 'the file is none that a gate tablet has exported',
	not_found: NO_TABLET,
	invalid: NO_TABLET
};

export const gateScans: CliCommand = {
	usage: 'import FILE --conference CODE [--tablet ID]',
	summary: 'takes in what a gate tablet exported, as the desk’s page does; twice is once',
	options: ['conference', 'tablet'],
	async run(words) {
		if (needed(words, 0, 'import') !== 'import') throw new UsageError('the only step is import');
		const path = needed(words, 1, 'FILE');
		const { conference: code, tablet = '' } = words.options;
		if (!code) throw new UsageError('--conference is missing');
		const text = textOf(path);
		const database = openDatabase(readConfig());
		try {
			const found = await database.read.conference.findUnique({ where: { code }, select: { id: true } });
			if (!found) throw new Error(`there is no conference ${code}`);
			const outcome = await takeScanFile(database, {
				actor: { kind: 'system', name: 'kheo gate-scans' },
				...{ conferenceId: found.id, gateDeviceId: tablet, text }
			});
			if (!outcome.ok) {
				const { code: refused } = outcome.refusal;
				const why = WRONG_INPUT[refused];
				if (why) return { text: `${path}: ${why}`, data: { error: why }, code: 2 };
				throw new Error(refused);
			}
			const taken = outcome.value;
			return { text: linesOf(taken), data: taken, code: taken.problems.length > 0 ? 1 : 0 };
		} finally {
			await database.close();
		}
	}
};
