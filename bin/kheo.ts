// `npm run kheo -- COMMAND`: the command line. Exit codes: 0 done, 1 the answer is no, 2 wrong input or usage.
import { admin } from './kheo/admin.ts';
import { audit } from './kheo/audit.ts';
import { backup } from './kheo/backup.ts';
import { draw } from './kheo/draw.ts';
import { restore } from './kheo/restore.ts';
import type { CliCommand } from './kheo/command.ts';
import { parseWords, UsageError } from './kheo/words.ts';

const COMMANDS: Readonly<Record<string, CliCommand>> = {
	tabulate,
	draw,
	backup,
	restore,
	admin,
	audit,
	simulate
};

function usage(): string {
	const lines = Object.entries(COMMANDS).map(
		([name, { usage, summary }]) => `  ${`${name} ${usage}`.padEnd(44)} ${summary}`
	);
	return `Khéo, the command line\n\n  npm run kheo -- COMMAND [--json]\n\n${lines.join('\n')}\n\nExit codes: 0 done, 1 the answer is no, 2 wrong input or usage.`;
}

const [name, ...rest] = process.argv.slice(2);
const command = name ? COMMANDS[name] : undefined;
if (!command) {
	console[name && name !== 'help' && name !== '--help' ? 'error' : 'log'](usage());
	process.exitCode = name && name !== 'help' && name !== '--help' ? 2 : 0;
} else {
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
