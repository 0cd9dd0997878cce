import * as v from 'valibot';
import { nameOfActor } from '#lib/domain/access/actor.ts';
import { CLOCK_PRESSES, clockState, pressClock, type Moment } from '#lib/domain/timing/stage-clock.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import { serverMoment } from '#lib/server/timing/moment.ts';
import { newestReleases } from '../programme/items.ts';
import { lastPress } from './speech-clock.ts';
import { speechScope } from './speech-scope.ts';

type Stored = Awaited<ReturnType<typeof lastPress>>;

async function written(
	{ tx, actor, newId }: Context,
	speechId: string,
	last: Stored,
	kind: (typeof CLOCK_PRESSES)[number],
	now: Moment
) {
	const answer = pressClock(last, kind, now);
	if (!answer.ok)
		throw new Refusal(answer.why === 'already' ? 'speech_pressed_already' : 'speech_press_impossible');
	const { mark } = answer;
	await tx.speechPress.create({
		data: {
			...{ id: newId(), speechId, seq: (last?.seq ?? 0) + 1, kind },
			...{ elapsedMs: mark.elapsedMs, wallMs: mark.wallElapsedMs, origin: mark.origin, run: mark.at.run },
			...{
				monotonicMs: BigInt(mark.at.monotonicMs),
				byName: nameOfActor(actor),
				at: new Date(mark.at.wallMs)
			}
		}
	});
	return mark;
}

/** `pressSpeech` by another clock than this process's own. */
export const pressSpeechBy = (now: () => Moment) =>
	command({
		action: 'programme.run',
		input: v.object({ speechId: id, kind: v.picklist(CLOCK_PRESSES, 'field_required') }),
		scope: (tx, { speechId }) => speechScope(tx, speechId),
		async run(context, { speechId, kind }) {
			const { tx, audit, publish } = context;
			const speech = await tx.speech.findUniqueOrThrow({
				where: { id: speechId },
				include: { conference: { select: { status: true } } }
			});
			const { conferenceId, itemId } = speech;
			if (speech.conference.status !== 'running') throw new Refusal('programme_conference_not_running');
			const [newest] = await newestReleases(tx, conferenceId, 1);
			const item = newest?.items.find(({ speeches }) => speeches.some((each) => each.id === speechId));
			if (!item || itemId === null) throw new Refusal('speech_not_released');
			const moment = now();
			const last = await lastPress(tx, speechId);
			if (kind === 'start' || kind === 'resume') {
				const others = await tx.speech.findMany({ where: { itemId, id: { not: speechId } } });
				for (const other of others) {
					const press = await lastPress(tx, other.id);
					if (clockState(press) !== 'running') continue;
					// One rostrum: who begins ends who spoke before.
					await written(context, other.id, press, 'stop', moment);
					await tx.speech.update({
						where: { id: other.id },
						data: { state: 'given', version: { increment: 1 } }
					});
				}
			}
			const mark = await written(context, speechId, last, kind, moment);
			const state = kind === 'stop' ? 'given' : 'on-programme';
			await tx.speech.update({ where: { id: speechId }, data: { state, version: { increment: 1 } } });
			audit({
				subjectKind: 'speech',
				subjectId: speechId,
				before: { clock: clockState(last), state: speech.state },
				after: { clock: clockState(mark), state, elapsedMs: mark.elapsedMs }
			});
			publish({ kind: 'programme.changed', conferenceId });
			return { state: clockState(mark), elapsedMs: mark.elapsedMs };
		}
	});

/**
 * The desk starts, pauses, goes on, stops or resets the clock of a speech that is on the released programme. Counted by the
 * server's monotonic clock, as a contest's stage clock is; the stop says that the speech was given.
 */
export const pressSpeech = pressSpeechBy(serverMoment);
