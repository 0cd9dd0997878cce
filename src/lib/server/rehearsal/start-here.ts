import type { Actor } from '#lib/domain/access/actor.ts';
import type { Asked, Outcome } from '#lib/server/command/execute.ts';
import { execute } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Database } from '#lib/server/db/client.ts';
import { log } from '#lib/server/log.ts';
import { asRehearsal } from './conductor.ts';
import { holdRehearsal, type RehearsalUnderWay } from './hold-rehearsal.ts';
import { keepReport } from './keep-report.ts';
import { makeRehearsal } from './make-copy.ts';
import { rehearsalFacts } from './rehearsal-facts.ts';
import { runningRehearsal, setRunning } from './running.ts';

interface Started {
	readonly contestId: string;
	readonly code: string;
}

export interface StartAsked extends Pick<Asked, 'key' | 'requestId'> {
	readonly actor: Actor;
	readonly contest: { readonly id: string; readonly code: string };
	/** Where this server's own tablets connect to. */
	readonly origin: string;
	readonly rounds: 'all' | 'first';
	readonly fields: Readonly<Record<string, unknown>>;
}

/** Puts the report beside the copy; where the server is going down there is nothing left to write it to. */
async function finish(database: Database, contestId: string, rehearsal: RehearsalUnderWay): Promise<void> {
	try {
		const report = JSON.stringify(await rehearsal.done);
		await asRehearsal(database, keepReport, { contestId, report });
	} catch (error) {
		log.warn({ err: error, contestId }, 'a rehearsal ended without its report');
	} finally {
		if (runningRehearsal()?.contestId === contestId) setRunning(null);
	}
}

/**
 * Makes a copy of the contest in this installation and lets robots hold it against this very server, in the background.
 * One at a time; it ends with the process.
 */
export async function startHere(database: Database, asked: StartAsked): Promise<Outcome<Started>> {
	const { contest, actor, key, requestId, fields, origin, rounds } = asked;
	const running = runningRehearsal();
	if (running) {
		const refusal = new Refusal('rehearsal_one_at_a_time', { code: running.of });
		return { ok: false, refusal };
	}
	let isStopped = false;
	// From now on, not only once the copy is made: a second press in the same moment finds it taken.
	const placeholder = {
		contestId: '',
		of: contest.code,
		progress: () => [],
		stop: () => {
			isStopped = true;
		}
	};
	setRunning(placeholder);
	const input = { ...fields, contestId: contest.id };
	const made = await execute(database, makeRehearsal, { actor, input, key, requestId }).catch(
		(error: unknown) => {
			setRunning(null);
			throw error;
		}
	);
	if (!made.ok || made.replayed) {
		setRunning(null);
		return made;
	}
	const { contestId } = made.value;
	const facts = (await rehearsalFacts(database.read, contestId))!;
	const rehearsal = holdRehearsal(database, {
		...facts,
		origin,
		contestId,
		rounds,
		tell: (line) => log.debug({ contestId }, line)
	});
	setRunning({ contestId, of: contest.code, progress: rehearsal.progress, stop: rehearsal.stop });
	if (isStopped) rehearsal.stop();
	const stop = () => rehearsal.stop();
	process.once('SIGTERM', stop).once('SIGINT', stop);
	void finish(database, contestId, rehearsal).finally(() => {
		process.off('SIGTERM', stop).off('SIGINT', stop);
	});
	return made;
}
