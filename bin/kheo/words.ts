/** The command line was not understood: exit code 2, with the usage. */
export class UsageError extends Error {}

export interface Words {
	/** What is not an option, in order. */
	readonly plain: readonly string[];
	readonly options: Readonly<Record<string, string>>;
	readonly json: boolean;
}

/** Takes `FILE --name value --switch --json` apart; refuses options that the command does not know. */
export function parseWords(words: readonly string[], known: readonly string[]): Words {
	const plain: string[] = [];
	const options: Record<string, string> = {};
	let json = false;
	for (let index = 0; index < words.length; index++) {
		const word = words[index]!;
		if (!word.startsWith('--')) {
			plain.push(word);
			continue;
		}
		const [name, inline] = word.slice(2).split('=', 2) as [string, string?];
		if (name === 'json') json = true;
		else if (known.includes(`${name}!`)) options[name] = 'yes';
		else if (known.includes(name)) {
			const value = inline ?? words[++index];
			if (value === undefined) throw new UsageError(`--${name} needs a value`);
			options[name] = value;
		} else throw new UsageError(`unknown option --${name}`);
	}
	return { plain, options, json };
}

/** The one word at `index`, or a usage error naming what is missing. */
export function needed(words: Words, index: number, what: string): string {
	const word = words.plain[index];
	if (word === undefined) throw new UsageError(`${what} is missing`);
	return word;
}
