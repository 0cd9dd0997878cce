import type { Namespace, Server, Socket } from 'socket.io';
import * as v from 'valibot';
import { may } from '#lib/domain/access/policy.ts';
import type { AttendanceFigures } from '#lib/domain/conference/attendance-report.ts';
import { isDay } from '#lib/domain/shared/day.ts';
import {
	ATTENDANCE_NAMESPACE,
	type FromAttendanceViewer,
	type ToAttendanceViewer
} from '#lib/live/attendance-protocol.ts';
import { ID_PATTERN } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { attendanceReport, figuresOf } from '#lib/server/conference/attendance/attendance-query.ts';
import { conferenceOfScreen, hallFigures } from '#lib/server/conference/attendance/attendance-screen.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import { log } from '#lib/server/log.ts';
import { allowance } from './admission.ts';
import { listen } from './bus.ts';
import { deskActor } from './desk-actor.ts';

const QuestionSchema = v.union([
	v.strictObject({ screen: v.pipe(v.string(), v.maxLength(100)) }),
	v.strictObject({
		conferenceId: v.pipe(v.string(), v.regex(ID_PATTERN)),
		day: v.nullable(v.pipe(v.string(), v.check(isDay)))
	})
]);
type Question = v.InferOutput<typeof QuestionSchema>;

/** All who look at one hall look again at once: it is read once in so many milliseconds. */
const KEPT_MS = 300;
/** While people stream in, viewers are told at most so often. */
const GATHER_MS = 400;

const roomOf = (conferenceId: string) => `conference:${conferenceId}`;

/** The conference that a viewer may look at; null where the secret is none, or the account may not. */
async function conferenceOf(socket: Socket, asked: Question): Promise<string | null> {
	const { database } = app();
	if ('screen' in asked) return conferenceOfScreen(database.read, asked.screen);
	const actor = await deskActor(app(), socket.request.headers.cookie);
	const known = await database.read.conference.findUnique({
		where: { id: asked.conferenceId },
		select: { id: true }
	});
	if (!known) return null;
	const scope = await conferenceScope(database.read, known.id);
	return may(actor, 'attendance.read', scope) ? known.id : null;
}

/** Opens `/attendance`: figures for the hall's screen and the desk. The answer stops its listening. */
export function openAttendanceChannel(io: Server): () => void {
	const channel: Namespace<FromAttendanceViewer, ToAttendanceViewer> = io.of(ATTENDANCE_NAMESPACE);
	const kept = new Map<string, { readonly until: number; readonly figures: Promise<AttendanceFigures> }>();
	const waiting = new Map<string, ReturnType<typeof setTimeout>>();

	function figuresFor(conferenceId: string, asked: Question): Promise<AttendanceFigures> {
		const at = Date.now();
		const key = `${conferenceId} ${'screen' in asked ? 'hall' : asked.day}`;
		const held = kept.get(key);
		if (held && held.until > at) return held.figures;
		for (const [old, { until }] of kept) if (until <= at) kept.delete(old);
		const { read } = app().database;
		const now = new Date(at);
		const figures =
			'screen' in asked
				? hallFigures(read, conferenceId, now)
				: attendanceReport(read, conferenceId, { day: asked.day, now }).then(figuresOf);
		kept.set(key, { until: at + KEPT_MS, figures });
		return figures;
	}

	async function answerLook(socket: Socket, asked: Question): Promise<AttendanceFigures | null> {
		const conferenceId = await conferenceOf(socket, asked);
		if (conferenceId === null) return null;
		await socket.join(roomOf(conferenceId));
		return figuresFor(conferenceId, asked);
	}

	channel.on('connection', (socket) => {
		const mayAsk = allowance({ burst: 30, perSecond: 4 });
		socket.onAny(() => {
			if (!mayAsk()) socket.disconnect(true);
		});
		socket.on('look', (message, answer) => {
			const parsed = v.safeParse(QuestionSchema, message);
			if (typeof answer !== 'function') return;
			if (!parsed.success) return answer(null);
			answerLook(socket, parsed.output)
				.then(answer)
				.catch((error: unknown) => log.error({ err: error }, 'attendance could not be read'));
		});
	});

	function tell(conferenceId: string): void {
		for (const key of kept.keys()) if (key.startsWith(conferenceId)) kept.delete(key);
		if (waiting.has(conferenceId) || !channel.adapter.rooms.has(roomOf(conferenceId))) return;
		const gathering = setTimeout(() => {
			waiting.delete(conferenceId);
			channel.local.to(roomOf(conferenceId)).emit('changed');
		}, GATHER_MS);
		gathering.unref();
		waiting.set(conferenceId, gathering);
	}

	const stop = listen((happening) => {
		switch (happening.kind) {
			case 'presence.changed':
			case 'roster.changed':
			case 'conference.changed':
				tell(happening.conferenceId);
		}
	});
	return () => {
		stop();
		for (const gathering of waiting.values()) clearTimeout(gathering);
	};
}
