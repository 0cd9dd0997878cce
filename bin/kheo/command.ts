import type { Words } from './words.ts';

export interface Answer {
	/** For people. */
	readonly text: string;
	/** For machines, printed with --json. */
	readonly data: unknown;
	/** 0 done, 1 the answer is no, 2 wrong input. */
	readonly code?: 0 | 1 | 2;
}

export interface CliCommand {
	readonly usage: string;
	readonly summary: string;
	/** Names of options that take a value; a name ending in ! is a switch. */
	readonly options?: readonly string[];
	run(words: Words): Promise<Answer>;
}
