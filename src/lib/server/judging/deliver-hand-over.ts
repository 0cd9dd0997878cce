import * as v from 'valibot';
import type { Actor } from '#lib/domain/access/actor.ts';
import { SEAT_ROLES, type SeatRole } from '#lib/domain/access/roles.ts';
import {
	letterId,
	openLetter,
	receiptOf,
	writerOf,
	type HandedOver,
	type LetterContent
} from '#lib/live/hand-over/letter.ts';
import { GivenMarkSchema, type GivenMark, type MarkAnswer } from '#lib/live/judge-protocol.ts';
import { command } from '#lib/server/command/command.ts';
import { execute, type Outcome } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import type { Database, Tx } from '#lib/server/db/client.ts';
import { answerFinal } from './answer-tablet.ts';
import { holdAll } from './hold-all.ts';
import { recordMarks } from './record-marks.ts';
import { sealKeyOf } from './seal-key.ts';
import type { TabletActor } from './store-marks.ts';

interface Writer {
	readonly actor: TabletActor;
	readonly sealKey: string;
	/** Revoked or run out since: what it says is kept for the chair. */
	readonly isFormer: boolean;
}

/** The tablet that wrote a letter, also where it is no longer paired; null where there never was one. */
async function writerWith(read: Tx, deviceId: string, now: Date): Promise<Writer | null> {
	const device = await read.device.findUnique({
		where: { id: deviceId },
		include: { seat: { include: { person: { select: { fullName: true } } } } }
	});
	const role = SEAT_ROLES.find((known): known is SeatRole => known === device?.seat.role);
	if (!device || !role) return null;
	const { seat, contestId } = device;
	return {
		sealKey: sealKeyOf(device),
		isFormer: device.revokedAt !== null || device.expiresAt <= now,
		actor: {
			kind: 'device',
			deviceId,
			seatId: seat.id,
			seatRole: role,
			label: seat.label,
			personId: seat.personId,
			name: seat.person.fullName,
			roundId: seat.roundId,
			contestId
		}
	};
}

// Who carried what, in the audit log; the marks themselves are recorded as those of the tablet that wrote them.
const carry = command({
	action: 'hand-over.deliver',
	input: v.object({ letter: v.string(), deviceId: id, roundId: id, entries: v.number() }),
	async scope(tx, { roundId }, actor) {
		const scope = await roundScope(tx, roundId);
		return actor.kind === 'device' ? { ...scope, seatId: actor.seatId } : scope;
	},
	async run({ tx, actor, at, audit }, { letter, deviceId, entries }) {
		if (actor.kind === 'device') {
			const carrier = await tx.device.findUnique({ where: { id: actor.deviceId } });
			if (!carrier || carrier.revokedAt || carrier.expiresAt <= at) throw new Refusal('judging_not_paired');
		}
		audit({ subjectKind: 'hand-over', subjectId: letter, after: { deviceId, entries } });
		return null;
	}
});

type Settled = Pick<HandedOver, 'received' | 'held' | 'refused'>;

function counted(answers: readonly MarkAnswer[]): Settled {
	const of = (...known: MarkAnswer['status'][]) =>
		answers.filter(({ status }) => known.includes(status)).length;
	return { received: of('stored', 'replay'), held: of('held'), refused: of('refused') };
}

/** In the order in which the judge did it: a handing in waits for the marks before it. */
async function settle(database: Database, writer: TabletActor, content: LetterContent): Promise<Settled> {
	const answers: MarkAnswer[] = [];
	let marks: unknown[] = [];
	const send = async () => {
		if (marks.length > 0) answers.push(...(await recordMarks(database, writer, marks)));
		marks = [];
	};
	for (const entry of content) {
		if (entry.kind === 'mark') {
			marks.push(entry);
			continue;
		}
		await send();
		const { key: id } = entry;
		try {
			const answer = await answerFinal(database, writer, entry);
			answers.push(
				answer.kind === 'held' ? { id, status: 'held', kind: 'late' } : { id, status: 'stored', serverSeq: 0 }
			);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			answers.push({ id, status: 'refused', code: 'invalid' });
		}
	}
	await send();
	return counted(answers);
}

/**
 * Delivers what one tablet sealed and another one carried here, as the marks of the seat and tablet that wrote them. Any
 * tablet of the same round may carry it, and the desk. Refuses with `judging_letter_bad` what was not sealed by a tablet of
 * ours or has one byte changed, and with `forbidden` another round's. The same letter again, and what its tablet delivers
 * by itself later, change nothing. What a tablet wrote that is no longer paired is kept for the chair.
 */
export async function deliverHandOver(
	database: Database,
	asked: {
		readonly actor: Actor;
		readonly letter: Uint8Array;
		readonly requestId?: string;
		readonly at?: Date;
	}
): Promise<Outcome<HandedOver>> {
	const { actor, letter, requestId, at = new Date() } = asked;
	const deviceId = writerOf(letter);
	const writer = deviceId === null ? null : await writerWith(database.read, deviceId, at);
	const content = writer && (await openLetter(writer.sealKey, letter));
	if (!writer || !content) return { ok: false, refusal: new Refusal('judging_letter_bad') };
	const name = letterId(letter);
	const { roundId, label, name: person } = writer.actor;
	const input = { letter: name, deviceId, roundId, entries: content.length };
	const carried = await execute(database, carry, { actor, input, requestId, at });
	if (!carried.ok) return carried;
	const settled = writer.isFormer
		? counted(await holdAll(database, writer.actor, soundMarks(content), at))
		: await settle(database, writer.actor, content);
	const receipt = receiptOf(writer.sealKey, name);
	const seat = { label, name: person };
	return { ok: true, replayed: false, value: { letter: name, seat, ...settled, receipt } };
}

function soundMarks(content: LetterContent): GivenMark[] {
	return content.flatMap((entry) => {
		const mark = v.safeParse(GivenMarkSchema, entry);
		return mark.success ? [mark.output] : [];
	});
}
