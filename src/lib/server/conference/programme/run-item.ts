import * as v from 'valibot';
import { nameOfActor } from '#lib/domain/access/actor.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalId, reason } from '#lib/server/contest/input.ts';
import { conferenceScope } from '../scope.ts';
import { newestReleases } from './items.ts';

/** The run of an item that counts; refuses what is not of this conference. */
async function runOf(tx: Context['tx'], conferenceId: string, itemId: string) {
	const run = await tx.programmeRun.findUnique({ where: { validOf: itemId } });
	return run?.conferenceId === conferenceId ? run : null;
}

/** The point of the newest release; what was not released does not run. */
async function releasedItem(tx: Context['tx'], conferenceId: string, itemId: string) {
	const [newest] = await newestReleases(tx, conferenceId, 1);
	const item = newest?.items.find(({ id: known }) => known === itemId);
	if (item) return item;
	const draft = await tx.programmeItem.findUnique({ where: { id: itemId } });
	throw new Refusal(draft?.conferenceId === conferenceId ? 'programme_not_released' : 'not_found');
}

async function assertRunning(tx: Context['tx'], conferenceId: string) {
	const { status } = await tx.conference.findUniqueOrThrow({ where: { id: conferenceId } });
	if (status !== 'running') throw new Refusal('programme_conference_not_running');
}

/**
 * A point of the programme begins now, and ends what runs in its hall. `running` is the item that the page showed as
 * running there: where another one began meanwhile, nothing is pressed.
 */
export const startProgrammeItem = command({
	action: 'programme.run',
	input: v.object({ conferenceId: id, itemId: id, running: optionalId }),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run({ tx, at, actor, newId, audit, publish }, { conferenceId, itemId, running }) {
		const item = await releasedItem(tx, conferenceId, itemId);
		await assertRunning(tx, conferenceId);
		if (await runOf(tx, conferenceId, itemId)) throw new Refusal('programme_began_already');
		const { hallId } = item;
		const current = await tx.programmeRun.findUnique({ where: { runningIn: hallId } });
		if ((current?.itemId ?? null) !== running) throw new Refusal('stale');
		const by = nameOfActor(actor);
		if (current) {
			await tx.programmeRun.update({
				where: { id: current.id },
				data: { runningIn: null, endedAt: at, endedBy: by }
			});
			audit({
				subjectKind: 'programme_run',
				subjectId: current.id,
				before: { itemId: current.itemId, endedAt: null },
				after: { itemId: current.itemId, endedAt: at }
			});
		}
		const runId = newId();
		await tx.programmeRun.create({
			data: {
				...{ id: runId, conferenceId, hallId, itemId },
				...{ startedAt: at, startedBy: by, runningIn: hallId, validOf: itemId }
			}
		});
		audit({ subjectKind: 'programme_run', subjectId: runId, after: { itemId, hallId, startedAt: at } });
		publish({ kind: 'programme.changed', conferenceId });
		return { startedAt: at.toISOString() };
	}
});

/** The point that runs ends now. */
export const endProgrammeItem = command({
	action: 'programme.run',
	input: v.object({ conferenceId: id, itemId: id }),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run({ tx, at, actor, audit, publish }, { conferenceId, itemId }) {
		const run = await runOf(tx, conferenceId, itemId);
		if (!run?.runningIn) throw new Refusal('programme_not_running');
		await tx.programmeRun.update({
			where: { id: run.id },
			data: { runningIn: null, endedAt: at, endedBy: nameOfActor(actor) }
		});
		audit({
			subjectKind: 'programme_run',
			subjectId: run.id,
			before: { itemId, endedAt: null },
			after: { itemId, endedAt: at }
		});
		publish({ kind: 'programme.changed', conferenceId });
		return { endedAt: at.toISOString() };
	}
});

/**
 * Takes back the last press on a point: an end, and it runs again; a start, and it never began. What the same press had
 * ended runs again as well.
 */
export const undoProgrammeRun = command({
	action: 'programme.run',
	input: v.object({ conferenceId: id, itemId: id, reason }),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run({ tx, at, actor, audit, publish }, { conferenceId, itemId, reason: why }) {
		const run = await runOf(tx, conferenceId, itemId);
		if (!run) throw new Refusal('programme_never_began');
		if (run.endedAt) {
			await runsAgain(tx, run);
			audit({
				subjectKind: 'programme_run',
				subjectId: run.id,
				before: { itemId, endedAt: run.endedAt },
				after: { itemId, endedAt: null },
				reason: why
			});
		} else {
			await tx.programmeRun.update({
				where: { id: run.id },
				data: {
					...{ runningIn: null, validOf: null },
					...{ undoneAt: at, undoneBy: nameOfActor(actor), undoReason: why }
				}
			});
			const ended = await tx.programmeRun.findFirst({
				where: { hallId: run.hallId, validOf: { not: null }, endedAt: run.startedAt }
			});
			if (ended) await runsAgain(tx, ended);
			audit({
				subjectKind: 'programme_run',
				subjectId: run.id,
				before: { itemId, startedAt: run.startedAt },
				after: { itemId, undoneAt: at, runsAgain: ended?.itemId ?? null },
				reason: why
			});
		}
		publish({ kind: 'programme.changed', conferenceId });
		return {};
	}
});

async function runsAgain(tx: Context['tx'], { id: runId, hallId }: { id: string; hallId: string }) {
	if (await tx.programmeRun.findUnique({ where: { runningIn: hallId } })) {
		throw new Refusal('programme_hall_busy');
	}
	await tx.programmeRun.update({
		where: { id: runId },
		data: { runningIn: hallId, endedAt: null, endedBy: null }
	});
}
