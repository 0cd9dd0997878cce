import { app } from '#lib/server/app.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Database, Tx } from '#lib/server/db/client.ts';
import { publishBoards } from '#lib/server/live/publish-boards.ts';
import { rememberingFacts } from '#lib/server/live/remembering-facts.ts';
import { rememberingTabulate } from '#lib/server/live/remembering.ts';
import { log } from '#lib/server/log.ts';
import { metrics } from '#lib/server/metrics/metrics.ts';
import { announce, listen } from './bus.ts';
import { coalesced } from './coalesce.ts';
import type { Happening } from './happening.ts';

export interface Publisher {
	/** Asks for both boards of a round to be brought in step. */
	refresh(roundId: string): void;
	/** Asks for every round that people may be looking at. */
	refreshAll(): Promise<void>;
	/** Resolves when every board asked for is written. */
	settled(): Promise<void>;
	stop(): void;
}

const TENTH_MS = 100;
const RETRY_MS = 1000;

/** Keeps both projections of every board in step with what is committed in `database`. */
export function publisherOf(database: Database): Publisher {
	const since = new Map<string, number>();
	/** Boards of which more than the sheets has changed. */
	const whole = new Set<string>();
	const factsOf = rememberingFacts();
	const reckon = rememberingTabulate();

	const boards = coalesced(
		async (roundId) => {
			const began = since.get(roundId) ?? performance.now();
			since.delete(roundId);
			const asked = whole.delete(roundId) ? 'all' : 'sheets';
			const readFacts = (read: Tx, id: string) => factsOf(read, id, asked);
			try {
				const changed = await publishBoards(database, roundId, new Date(), readFacts, reckon);
				for (const audience of changed) metrics.projections.add(1, { audience });
				metrics.publishSeconds.observe((performance.now() - began) / 1000);
				announce(changed.map((audience) => ({ kind: 'board.changed', roundId, audience })));
				return changed.length > 0;
			} catch (error) {
				// No rules yet, or the round is gone: there is no board to publish.
				if (error instanceof Refusal) return false;
				log.error({ err: error, roundId }, 'a board could not be published; trying again');
				setTimeout(() => refresh(roundId), RETRY_MS).unref();
				return false;
			}
		},
		{ gapMs: TENTH_MS }
	);

	function refresh(roundId: string): void {
		whole.add(roundId);
		refreshSheets(roundId);
	}

	function refreshSheets(roundId: string): void {
		if (!since.has(roundId)) since.set(roundId, performance.now());
		boards.ask(roundId);
	}

	async function refreshContest(contestId: string): Promise<void> {
		const rounds = await database.read.round.findMany({ where: { contestId }, select: { id: true } });
		for (const { id } of rounds) refresh(id);
	}

	function hear(happening: Happening): void {
		switch (happening.kind) {
			case 'ballot.changed':
				return happening.isDraft ? undefined : refreshSheets(happening.roundId);
			case 'round.changed':
			case 'stage.changed':
			case 'result.published':
				return refresh(happening.roundId);
			case 'contest.changed':
				refreshContest(happening.contestId).catch((error: unknown) =>
					log.error({ err: error }, 'the boards of a contest could not be found')
				);
		}
	}

	// What another process committed, that process publishes.
	const stop = listen((happening, origin) => {
		if (origin === 'here') hear(happening);
	});
	return {
		refresh,
		async refreshAll() {
			const rounds = await database.read.round.findMany({
				where: { contest: { status: { notIn: ['draft', 'archived'] } } },
				select: { id: true }
			});
			for (const { id } of rounds) refresh(id);
		},
		settled: () => boards.settled(),
		stop
	};
}

const KEY = Symbol.for('kheo.publisher');
const holder = globalThis as typeof globalThis & { [KEY]?: Publisher };

/** Starts this process's publisher, once, and catches up with what was committed while nobody published. */
export function startPublisher(): void {
	holder[KEY]?.stop();
	const publisher = (holder[KEY] = publisherOf(app().database));
	publisher
		.refreshAll()
		.catch((error: unknown) => log.error({ err: error }, 'boards could not be refreshed at start'));
}
