// `npm run kheo -- COMMAND`: the command line. Exit codes: 0 done, 1 the answer is no, 2 wrong input or usage.
import type { CliCommand } from './kheo/command.ts';
import { parseWords, UsageError } from './kheo/words.ts';

// Before anything that logs is loaded: standard output is the answer's alone.
process.env.KHEO_LOG ??= 'error';
process.env.KHEO_LOG_TO ??= 'stderr';

// Loaded one by one: a recount needs no database.
const COMMANDS: Readonly<Record<string, () => Promise<CliCommand>>> = {
	tabulate: async () => (await import('./kheo/tabulate.ts')).tabulate,
	verify: async () => (await import('./kheo/verify.ts')).verify,
	'verify-certificate': async () => (await import('./kheo/verify-certificate.ts')).verifyCertificate,
	draw: async () => (await import('./kheo/draw.ts')).draw,
	backup: async () => (await import('./kheo/backup.ts')).backup,
	restore: async () => (await import('./kheo/restore.ts')).restore,
	admin: async () => (await import('./kheo/admin.ts')).admin,
	attendance: async () => (await import('./kheo/attendance.ts')).attendance,
	'gate-scans': async () => (await import('./kheo/gate-scans.ts')).gateScans,
	audit: async () => (await import('./kheo/audit.ts')).audit,
	'mail-test': async () => (await import('./kheo/mail-test.ts')).mailTest,
	simulate: async () => (await import('./kheo/simulate.ts')).simulateCommand
};

async function usage(): Promise<string> {
	const lines: string[] = [];
	for (const [name, load] of Object.entries(COMMANDS)) {
		const { usage, summary } = await load();
		lines.push(`  ${`${name} ${usage}`.padEnd(44)} ${summary}`);
	}
	return `Khéo, the command line\n\n  npm run kheo -- COMMAND [--json]\n\n${lines.join('\n')}\n\nExit codes: 0 done, 1 the answer is no, 2 wrong input or usage.`;
}

const [name = 'help', ...rest] = process.argv.slice(2);
const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (!load) {
	const asked = name === 'help' || name === '--help';
	console[asked ? 'log' : 'error'](await usage());
	process.exitCode = asked ? 0 : 2;
} else {
	const command = await load();
	try {
		const words = parseWords(rest, command.options ?? []);
		const answer = await command.run(words);
		console.log(words.json ? JSON.stringify(answer.data, null, '\t') : answer.text);
		process.exitCode = answer.code ?? 0;
	} catch (error) {
		const wrongUse = error instanceof UsageError;
		const text = error instanceof Error ? error.message : String(error);
		if (rest.includes('--json')) console.log(JSON.stringify({ error: text }, null, '\t'));
		else console.error(wrongUse ? `${text}\n\n  ${name} ${command.usage}` : text);
		process.exitCode = wrongUse ? 2 : 1;
	}
}
