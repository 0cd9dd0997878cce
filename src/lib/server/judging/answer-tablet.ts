import { safeParse } from 'valibot';
import type { Actor } from '#lib/domain/access/actor.ts';
import { may } from '#lib/domain/access/policy.ts';
import {
	AskSchema,
	JUDGE_REFUSALS,
	type Answer,
	type Ask,
	type JudgeRefusal,
	type SeatView
} from '#lib/live/judge-protocol.ts';
import { execute } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Database } from '#lib/server/db/client.ts';
import { log } from '#lib/server/log.ts';
import { announce } from '#lib/server/realtime/bus.ts';
import { finalizeBallot } from './finalize-ballot.ts';
import { holdHandIn } from './hold-hand-in.ts';
import { writerOf } from './presence.ts';
import { recordMarks } from './record-marks.ts';
import { answerSecondLook } from './second-look-answer.ts';
import { sealKeyOf } from './seal-key.ts';
import { seatView } from './seat-view.ts';
import type { TabletActor } from './store-marks.ts';
import { wakeDevice } from './wake-device.ts';
import { isWakeToken } from './wake-token.ts';

export interface TabletSession {
	readonly actor: Actor;
	/** What the tablet holds as proof that its PIN was given. */
	wake: string | null;
}

/** Whether the tablet is awake: its PIN was given, or it has none yet. */
export async function isAwake(database: Database, actor: TabletActor, wake: string | null): Promise<boolean> {
	const device = await database.read.device.findUnique({ where: { id: actor.deviceId } });
	if (!device || device.revokedAt || device.expiresAt <= new Date()) throw new Refusal('judging_not_paired');
	if (!device.pinHash) return true;
	return wake !== null && isWakeToken(wake, device.pinHash, device.id, new Date());
}

const known = (code: string): JudgeRefusal =>
	(JUDGE_REFUSALS as readonly string[]).includes(code) ? (code as JudgeRefusal) : 'invalid';

function refused(refusal: Refusal): Answer {
	const left = refusal.params.left;
	const differences = refusal.fields
		.filter(({ code }) => code === 'judging_differs')
		.map(({ field, params }) => ({
			criterion: field,
			tablet: String(params?.tablet ?? '') || null,
			server: String(params?.server ?? '') || null
		}));
	return {
		kind: 'refused',
		code: known(refusal.code),
		...(typeof left === 'number' ? { left } : {}),
		...(differences.length > 0 ? { differences } : {}),
		serverTime: Date.now()
	};
}

/** The own view, for whoever the policy lets read it. */
export async function ownView(database: Database, actor: TabletActor): Promise<SeatView> {
	const { contestId, roundId, seatId, deviceId } = actor;
	if (!may(actor, 'ballot.read-own', { contestId, roundId, seatId })) throw new Refusal('forbidden');
	const view = await seatView(database.read, roundId, seatId);
	const device = await database.read.device.findUnique({
		where: { id: deviceId },
		select: { id: true, tokenHash: true }
	});
	if (!device) throw new Refusal('judging_not_paired');
	return {
		...view,
		device: { id: deviceId, sealKey: sealKeyOf(device) },
		isElsewhere: (writerOf(seatId) ?? deviceId) !== deviceId
	};
}

type Final = Extract<Ask, { kind: 'final' }>;

/** A handing in: taken, or kept for the chair where it came after the close. */
export async function answerFinal(database: Database, actor: TabletActor, ask: Final): Promise<Answer> {
	const { key, teamId, partKey, marks, attempt } = ask;
	const input = { teamId, partKey, marks, ...(attempt ? { attempt } : {}) };
	const outcome = await execute(database, finalizeBallot, { actor, input, key });
	if (outcome.ok) {
		return { kind: 'final', teamId, partKey, finalAt: outcome.value.finalAt, serverTime: Date.now() };
	}
	if (outcome.refusal.code !== 'judging_round_not_open') throw outcome.refusal;
	const held = await execute(database, holdHandIn, { actor, input: { handInId: key, ...input } });
	if (!held.ok) throw held.refusal;
	return { kind: 'held', serverTime: Date.now() };
}

async function answer(
	database: Database,
	session: TabletSession,
	actor: TabletActor,
	ask: Ask
): Promise<Answer> {
	if (ask.kind === 'wake') {
		const outcome = await wakeDevice(database, { actor, pin: ask.pin });
		if (!outcome.ok) throw outcome.refusal;
		session.wake = outcome.value.wake;
		const view = await ownView(database, actor);
		return { kind: 'awake', wake: outcome.value.wake, view, serverTime: Date.now() };
	}
	// A clock and a battery are no secret: told while the tablet sleeps too.
	if (ask.kind === 'beat') return { kind: 'beat', serverTime: Date.now() };
	if (!(await isAwake(database, actor, session.wake))) throw new Refusal('judging_asleep');
	switch (ask.kind) {
		case 'view':
			return { kind: 'view', view: await ownView(database, actor), serverTime: Date.now() };
		case 'marks': {
			const results = await recordMarks(database, actor, ask.marks);
			return { kind: 'marks', results, serverTime: Date.now() };
		}
		case 'final':
			return answerFinal(database, actor, ask);
		case 'second-look': {
			const { key, lookId, answer, reason } = ask;
			const outcome = await execute(database, answerSecondLook, {
				actor,
				input: { lookId, answer, reason },
				key
			});
			if (!outcome.ok) throw outcome.refusal;
			return { kind: 'second-look', serverTime: Date.now() };
		}
		case 'take-over': {
			const { contestId, seatId, deviceId } = actor;
			announce([{ kind: 'seat.taken', contestId, seatId, deviceId }]);
			return { kind: 'taken-over', serverTime: Date.now() };
		}
	}
}

/**
 * Answers one ask of a tablet, the same way over a socket and over HTTP. Never throws: what is no refusal is a fault of
 * ours, goes to the log, and tells the tablet that nothing was stored and that it should send the same again.
 */
export async function answerTablet(
	database: Database,
	session: TabletSession,
	raw: unknown
): Promise<Answer> {
	try {
		if (session.actor.kind !== 'device') throw new Refusal('judging_not_paired');
		const ask = safeParse(AskSchema, raw);
		if (!ask.success) throw new Refusal('invalid');
		return await answer(database, session, session.actor, ask.output);
	} catch (error) {
		if (error instanceof Refusal) return refused(error);
		log.error({ err: error }, 'a tablet was not answered');
		return refused(new Refusal('judging_unavailable'));
	}
}
