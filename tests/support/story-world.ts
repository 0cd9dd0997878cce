import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { QuizRule } from '#lib/domain/contest/quiz-rule.ts';
import type { Login } from '../../prisma/seed/seed-accounts.ts';
import type { SeededContest } from '../../prisma/seed/seed-contest.ts';
import type { StoryConference } from './story-conference.ts';

export interface StoryOptions {
	/** Left out: an installation that nobody has set up yet. */
	readonly contest?: {
		readonly clusterSizes: readonly number[];
		readonly judges: number;
		readonly open: boolean;
		/** Public boards of the first stage stop before so many last teams. */
		readonly freezeLastTeams?: number;
		/** The first stage has a prize that the audience votes on. */
		readonly audiencePrize?: boolean;
		/** Robots sit on the first round's judges' seats, all but these labels. */
		readonly humans?: readonly string[];
		/** The first team of the first round is on stage. */
		readonly begun?: boolean;
		/** The first stage's given part is counted from questions: a sealed bank, drawn from for the first round. */
		readonly quiz?: Partial<QuizRule>;
		readonly publishNeedsTwo?: boolean;
	};
	/** With a contest: a conference of the same house that runs today, these people called and their badges issued. */
	readonly delegates?: readonly string[];
	/**
	 * With delegates: decisions of the same house for their conference, with certificates that were issued to these of them, and
	 * who of them all a gate has let in.
	 */
	readonly awards?: {
		readonly decisions: readonly (readonly string[])[];
		readonly inHall: readonly string[];
	};
	/** With a contest: a certificate of its house that was issued to somebody of this name. */
	readonly certificate?: string;
}

/** What was drawn for the first round, which only the story knows beforehand. */
export interface StoryQuestion {
	readonly id: string;
	readonly text: string;
	readonly options: readonly string[];
	/** Index of the right option. */
	readonly answer: number;
}

/** A decision whose certificates were issued. */
export interface StoryAward {
	readonly decision: string;
	readonly certificates: readonly { readonly id: string; readonly code: string; readonly name: string }[];
}

export interface StoryWorld {
	readonly origin: string;
	readonly setupLink: string | null;
	readonly contest: SeededContest | null;
	readonly logins: readonly Login[];
	/** One-time links of the first round's seats that people take, by label. */
	readonly pairings: Readonly<Record<string, string>>;
	readonly seats: readonly {
		readonly id: string;
		readonly roundId: string;
		readonly label: string;
		readonly role: string;
	}[];
	readonly questions: readonly StoryQuestion[];
	readonly conference: StoryConference | null;
	readonly certificate: { readonly id: string; readonly code: string; readonly decision: string } | null;
	readonly awards: readonly StoryAward[];
}

export interface RunningStory extends StoryWorld {
	end(): Promise<void>;
}

/** Starts the built server over a fresh database in a process of its own. */
export async function startStory(options: StoryOptions): Promise<RunningStory> {
	const script = resolve(import.meta.dirname, 'story-server.ts');
	const child = spawn('npx', ['node', script, JSON.stringify(options)], {
		cwd: resolve(import.meta.dirname, '../..'),
		stdio: ['ignore', 'pipe', 'inherit'],
		detached: true
	});
	const lines = createInterface({ input: child.stdout });
	const ready = await Promise.race([
		(async () => {
			for await (const line of lines) if (line.startsWith('{"origin"')) return line;
			return null;
		})(),
		once(child, 'exit').then(() => null)
	]);
	if (!ready) throw new Error('the story’s server did not start');
	const world = JSON.parse(ready) as StoryWorld;
	return {
		...world,
		end: async () => {
			const gone = once(child, 'exit');
			// The whole group: npx is only the parent of the server.
			if (child.pid) process.kill(-child.pid, 'SIGTERM');
			await gone;
		}
	};
}
