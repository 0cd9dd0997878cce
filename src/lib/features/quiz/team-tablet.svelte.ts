import { untrack } from 'svelte';
import { resolve } from '$app/paths';
import { newId } from '#lib/live/id.ts';
import type { ChoiceTaken, TeamLook, TeamQuiz } from '#lib/live/quiz-protocol.ts';
import { ChoiceJournal, type KeptChoice, type Refused } from './choice-journal.ts';
import { QuizLine } from './quiz-line.svelte.ts';

const SEND_MS = 4000;
const AGAIN_MS = 1000;

interface Options {
	readonly tabletId: string;
	readonly roundId: string;
	readonly quiz: TeamQuiz | null;
	/** This tablet answers no more. */
	readonly onover: () => void;
}

/** What became of the team's choice for the question that is shown. */
export type Standing = 'none' | 'sending' | 'unsent' | 'received';

/** A team's tablet: what it may see, and its choices until the server has them. */
export class TeamTablet {
	readonly line: QuizLine<TeamQuiz>;
	#options: Options;
	#journal: ChoiceJournal | null = null;
	#kept = $state.raw<readonly KeptChoice[]>([]);
	/** An attempt failed: what is kept is not on its way, it waits. */
	#hasFailed = $state(false);
	/** Answered just now, until the server's own view says the same. */
	#taken = $state.raw<KeptChoice | null>(null);
	#refused = $state.raw<Refused | null>(null);

	constructor(options: Options) {
		this.#options = options;
		this.line = new QuizLine<TeamQuiz>({
			roundId: options.roundId,
			as: 'team',
			view: options.quiz,
			ask: () => this.#look(),
			onnothing: options.onover
		});
	}

	get shown() {
		return this.line.view?.shown ?? null;
	}

	get own() {
		return this.line.view?.own ?? null;
	}

	/** The newest choice here that the server has not answered. */
	get waiting(): KeptChoice | null {
		return this.#kept.findLast(({ askedId }) => askedId === this.shown?.askedId) ?? null;
	}

	/** Something that was chosen is not at the server yet, for whichever question. */
	get hasUnsent(): boolean {
		return this.#kept.length > 0;
	}

	get choice(): number | null {
		const taken = this.#taken?.askedId === this.shown?.askedId ? this.#taken : null;
		return this.waiting?.choice ?? taken?.choice ?? this.own?.choice ?? null;
	}

	get standing(): Standing {
		if (this.waiting) return this.#hasFailed || this.line.connection === 'offline' ? 'unsent' : 'sending';
		return this.choice === null ? 'none' : 'received';
	}

	/** Why the last choice for the question that is shown does not count; null where nothing was refused. */
	get refused(): Refused | null {
		return this.#refused?.choice.askedId === this.shown?.askedId ? this.#refused : null;
	}

	get mayChoose(): boolean {
		const { own } = this;
		if (!own?.mayChoose || (this.line.leftMs ?? 0) <= 0) return false;
		return !(own.firstStands && this.choice !== null);
	}

	/** Begins; the answer ends it. For `$effect`, which must not begin anew with whatever is heard or chosen. */
	start(): () => void {
		return untrack(() => this.#begin());
	}

	#begin(): () => void {
		this.#journal = new ChoiceJournal({
			name: `kheo.choices:${this.#options.tabletId}`,
			// Named only when it is used: a browser may forbid it.
			keeping: {
				getItem: (name) => localStorage.getItem(name),
				setItem: (name, text) => localStorage.setItem(name, text)
			},
			send: (choice) => this.#send(choice)
		});
		this.#kept = this.#journal.kept;
		const stop = this.line.start();
		const again = setInterval(() => void this.deliver(), AGAIN_MS);
		const online = () => void this.deliver();
		addEventListener('online', online);
		void this.deliver();
		return () => {
			stop();
			clearInterval(again);
			removeEventListener('online', online);
		};
	}

	choose(choice: number): void {
		if (!this.mayChoose || !this.#journal || !this.shown || choice === this.choice) return;
		this.#refused = null;
		this.#journal.add({ key: newId(), askedId: this.shown.askedId, choice });
		this.#kept = this.#journal.kept;
		void this.deliver();
	}

	async deliver(): Promise<void> {
		const journal = this.#journal;
		if (!journal || journal.kept.length === 0) return;
		let isTaken = false;
		const outcome = await journal.deliver((choice, answer) => {
			this.#kept = journal.kept;
			this.#hasFailed = false;
			isTaken = true;
			if (answer.ok) this.#taken = choice;
			else this.#refused = { ...answer, choice };
		});
		if (outcome === 'busy') return;
		this.#hasFailed = outcome === 'unsent';
		this.#kept = journal.kept;
		if (!isTaken) return;
		const taken = this.#taken;
		await this.line.look();
		if (this.#taken === taken) this.#taken = null;
	}

	async #send({ key, askedId, choice }: KeptChoice): Promise<ChoiceTaken | null> {
		try {
			const response = await fetch(resolve('/api/quiz/choices'), {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ key, askedId, choice }),
				signal: AbortSignal.timeout(SEND_MS)
			});
			return response.ok ? ((await response.json()) as ChoiceTaken) : null;
		} catch {
			return null;
		}
	}

	async #look(): Promise<TeamQuiz | null | undefined> {
		try {
			const response = await fetch(resolve('/api/quiz/look'), { signal: AbortSignal.timeout(SEND_MS) });
			if (!response.ok) return undefined;
			const look = (await response.json()) as TeamLook;
			return look.state === 'live' ? look.quiz : null;
		} catch {
			return undefined;
		}
	}
}
