import type { Namespace, Server } from 'socket.io';
import * as v from 'valibot';
import { may } from '#lib/domain/access/policy.ts';
import { ID_PATTERN } from '#lib/live/id.ts';
import {
	QUIZ_NAMESPACE,
	QUIZ_VIEWERS,
	type FromQuizViewer,
	type StageQuiz,
	type TeamQuiz,
	type ToQuizViewer
} from '#lib/live/quiz-protocol.ts';
import { app } from '#lib/server/app.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { log } from '#lib/server/log.ts';
import { noteTabletSeen } from '#lib/server/quiz/note-tablet-seen.ts';
import { stageQuiz } from '#lib/server/quiz/stage-quiz.ts';
import { TEAM_COOKIE, teamActor } from '#lib/server/quiz/team-actor.ts';
import { teamQuiz } from '#lib/server/quiz/team-quiz.ts';
import { allowance } from './admission.ts';
import { listen } from './bus.ts';
import { cookieOf } from './cookie.ts';
import { deskActor } from './desk-actor.ts';
import { WatchSchema } from './join.ts';

const LookSchema = v.strictObject({
	roundId: v.pipe(v.string(), v.regex(ID_PATTERN)),
	as: v.picklist(QUIZ_VIEWERS)
});

const roundRoom = (roundId: string) => `round:${roundId}`;
const deskRoom = (roundId: string) => `desk:${roundId}`;

/** The quiz for hall, teams' tablets and desk. News carry no content: each viewer asks for what it may see. */
export function openQuizChannel(io: Server): () => void {
	const channel: Namespace<FromQuizViewer, ToQuizViewer> = io.of(QUIZ_NAMESPACE);

	/** A tablet sees its own round only, and what its cookie stands for at this moment. */
	async function viewOf(
		{ roundId, as }: v.InferOutput<typeof LookSchema>,
		cookies: string | undefined
	): Promise<StageQuiz | TeamQuiz | null> {
		const { read } = app().database;
		if (as === 'stage') {
			const round = await read.round.findUnique({
				where: { id: roundId },
				select: { contest: { select: { status: true } } }
			});
			return round && round.contest.status !== 'draft' ? stageQuiz(read, roundId) : null;
		}
		const actor = await teamActor(read, cookieOf(cookies, TEAM_COOKIE), new Date());
		if (actor.kind !== 'team' || actor.roundId !== roundId) return null;
		noteTabletSeen(app().database, actor.tabletId).catch((error: unknown) =>
			log.error({ err: error }, 'a team’s tablet could not be noted as seen')
		);
		return teamQuiz(read, actor);
	}

	channel.on('connection', (socket) => {
		const mayAsk = allowance({ burst: 30, perSecond: 3 });
		socket.onAny(() => {
			if (!mayAsk()) socket.disconnect(true);
		});
		const { cookie } = socket.handshake.headers;
		socket.on('look', (message, answer) => {
			const parsed = v.safeParse(LookSchema, message);
			if (typeof answer !== 'function') return;
			if (!parsed.success) return answer(null);
			// Into the room first: what is committed while the view is read is then told.
			Promise.resolve(socket.join(roundRoom(parsed.output.roundId)))
				.then(() => viewOf(parsed.output, cookie))
				.then(answer)
				.catch((error: unknown) => {
					log.error({ err: error }, 'a quiz could not be read');
					answer(null);
				});
		});
		socket.on('watch', (message, answer) => {
			const parsed = v.safeParse(WatchSchema, message);
			if (typeof answer !== 'function') return;
			if (!parsed.success) return answer(false);
			const { roundId } = parsed.output;
			const watch = async () => {
				const actor = await deskActor(app(), cookie);
				if (!may(actor, 'quiz.run', await roundScope(app().database.read, roundId))) return answer(false);
				await socket.join([roundRoom(roundId), deskRoom(roundId)]);
				answer(true);
			};
			watch().catch(() => answer(false));
		});
	});

	return listen((happening) => {
		switch (happening.kind) {
			// Not `round.changed`: the hall would hear when a mark was given while the board stands still.
			case 'quiz.changed':
				channel.local.to(roundRoom(happening.roundId)).emit('changed', { roundId: happening.roundId });
				return;
			case 'quiz.answered':
				channel.local.to(deskRoom(happening.roundId)).emit('changed', { roundId: happening.roundId });
		}
	});
}
