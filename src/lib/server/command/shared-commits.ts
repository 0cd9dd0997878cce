import { Refusal } from './refusal.ts';

/** Work that can share a transaction with more of its kind. */
export interface SharedCommits<Ask, Answer> {
	/** Answers after the durable commit; rejects with what this one was refused for, or failed with. */
	add(ask: Ask): Promise<Answer>;
}

interface Waiting<Ask, Answer> {
	readonly ask: Ask;
	resolve(answer: Answer): void;
	reject(error: unknown): void;
}

/**
 * What arrives while a commit runs waits for it and shares the next one: a durable commit costs the same for one as for a
 * hundred. Answers come only after the commit, in the order of arrival.
 */
export function sharedCommits<Ask, Answer>({
	most,
	sizeOf,
	commit
}: {
	/** As much as goes into one transaction; a larger one goes alone. */
	readonly most: number;
	readonly sizeOf: (ask: Ask) => number;
	/** Stores them in one transaction: for each its answer, or why it was refused. */
	readonly commit: (asks: readonly Ask[]) => Promise<readonly (Answer | Refusal)[]>;
}): SharedCommits<Ask, Answer> {
	const waiting: Waiting<Ask, Answer>[] = [];
	let isRunning = false;

	/** As many of the first as fit into one transaction; always at least one. */
	function nextGroup(): Waiting<Ask, Answer>[] {
		let size = 0;
		let count = 0;
		for (const { ask } of waiting) {
			size += sizeOf(ask);
			if (count > 0 && size > most) break;
			count++;
		}
		return waiting.splice(0, count);
	}

	async function store(group: readonly Waiting<Ask, Answer>[]): Promise<void> {
		try {
			const answers = await commit(group.map(({ ask }) => ask));
			group.forEach((one, index) => {
				const answer = answers[index]!;
				if (answer instanceof Refusal) one.reject(answer);
				else one.resolve(answer);
			});
		} catch (error) {
			if (group.length === 1) return group[0]!.reject(error);
			// One that the database cannot take must not cost the others theirs.
			for (const one of group) await store([one]);
		}
	}

	async function run(): Promise<void> {
		isRunning = true;
		while (waiting.length > 0) {
			// Whoever was just answered, or is in the same turn, comes along; otherwise one would always travel alone.
			await new Promise((resolve) => setImmediate(resolve));
			await store(nextGroup());
		}
		isRunning = false;
	}

	return {
		add: (ask) =>
			new Promise((resolve, reject) => {
				waiting.push({ ask, resolve, reject });
				if (!isRunning) void run();
			})
	};
}
