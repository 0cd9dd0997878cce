import * as v from 'valibot';
import { dayOfNow, type AttendanceFigures } from '#lib/domain/conference/attendance-report.ts';
import { daysBetween } from '#lib/domain/shared/day.ts';
import { hashOf, isSecret, newSecret } from '#lib/server/auth/secret.ts';
import { command } from '#lib/server/command/command.ts';
import { execute, type Asked } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import type { Database, Tx } from '#lib/server/db/client.ts';
import { conferenceScope } from '../scope.ts';
import { attendanceReport, figuresOf } from './attendance-query.ts';

/** Makes the big screen's address. The secret stays outside of input and answer, because both leave traces in receipts. */
const makeScreen = (secret: string) =>
	command({
		action: 'attendance.screen',
		input: v.object({ conferenceId: id }),
		scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
		async run({ tx, at, audit, publish }, { conferenceId }) {
			const data = { screenHash: hashOf(secret), screenMadeAt: at };
			const before = await tx.rollCall.findUnique({ where: { conferenceId } });
			await tx.rollCall.upsert({
				where: { conferenceId },
				create: { conferenceId, ...data, version: 1 },
				update: { ...data, version: { increment: 1 } }
			});
			audit({
				subjectKind: 'attendance-screen',
				subjectId: conferenceId,
				before: { madeAt: before?.screenMadeAt ?? null },
				after: { madeAt: at }
			});
			publish({ kind: 'conference.changed', conferenceId });
			return { madeAt: at };
		}
	});

/** Makes (or makes anew) the big screen's address and gives it back this one time; null for a resend. */
export async function makeAttendanceScreen(database: Database, asked: Asked) {
	const secret = newSecret();
	const outcome = await execute(database, makeScreen(secret), asked);
	return outcome.ok ? { ...outcome, token: outcome.replayed ? null : secret } : outcome;
}

/** Ends the big screen's address at once. */
export const revokeAttendanceScreen = command({
	action: 'attendance.screen',
	input: v.object({ conferenceId: id }),
	scope: (tx, { conferenceId }) => conferenceScope(tx, conferenceId),
	async run({ tx, audit, publish }, { conferenceId }) {
		const before = await tx.rollCall.findUnique({ where: { conferenceId } });
		if (!before?.screenHash) throw new Refusal('attendance_no_screen');
		await tx.rollCall.update({
			where: { conferenceId },
			data: { screenHash: null, screenMadeAt: null, version: { increment: 1 } }
		});
		audit({
			subjectKind: 'attendance-screen',
			subjectId: conferenceId,
			before: { madeAt: before.screenMadeAt },
			after: { madeAt: null }
		});
		publish({ kind: 'conference.changed', conferenceId });
		return {};
	}
});

/** The conference whose big screen has this secret in its address; null where it was ended or never was. */
export async function conferenceOfScreen(read: Tx, token: string): Promise<string | null> {
	if (!isSecret(token)) return null;
	const found = await read.rollCall.findUnique({
		where: { screenHash: hashOf(token) },
		select: { conferenceId: true }
	});
	return found?.conferenceId ?? null;
}

/** What a screen in the hall shows: figures of today, or of the whole conference where it has one day. */
export async function hallFigures(read: Tx, conferenceId: string, now: Date): Promise<AttendanceFigures> {
	const { startsOn, endsOn } = await read.conference.findUniqueOrThrow({
		where: { id: conferenceId },
		select: { startsOn: true, endsOn: true }
	});
	const day = dayOfNow(daysBetween(startsOn, endsOn), now);
	return figuresOf(await attendanceReport(read, conferenceId, { day, now }));
}
