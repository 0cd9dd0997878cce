import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { approvalCount } from '#lib/server/approvals/approvals-query.ts';
import { lateCount } from '#lib/server/desk/late-query.ts';
import { atDesk } from '#lib/server/desk/at-desk.ts';
import { roundDesk } from '#lib/server/desk/round-desk.ts';
import { quizParts } from '#lib/server/quiz/quiz-part.ts';
import { rulesInForce } from '#lib/server/results/rules-in-force.ts';
import { voteCount } from '#lib/server/vote/desk-votes-query.ts';
import type { LayoutServerLoad } from './$types';
import { named, nameOf } from '#lib/words/named.ts';

/** What every page of a round's desk has: the round as it stands, and what this person may see. */
export const load: LayoutServerLoad = async ({ locals, params, depends }) => {
	depends('desk:round');
	const actor = atDesk(locals);
	const { round, mayDo } = await roundDesk(app().database.read, actor, params.id, 'contest.read');
	const { rules } = await rulesInForce(app().database.read, round);
	const stage = rules.stages.find(({ key }) => key === round.stageKey);
	return {
		hasQuiz: stage !== undefined && quizParts(stage).length > 0,
		late: await lateCount(app().database.read, round.id),
		approvals: await approvalCount(app().database.read, round.id, new Date()),
		votes: await voteCount(app().database.read, round.id),
		// The whole width belongs to the work; the way back is in the path above the title.
		nav: [],
		key: newId(),
		isTablet: actor.kind === 'device',
		round: {
			id: round.id,
			...named(round, locals.locale),
			cluster: round.cluster && nameOf(round.cluster, locals.locale),
			state: round.state,
			rulesVersion: round.rules?.version ?? null,
			rulesHash: round.rules?.hash ?? null
		},
		contest: {
			code: round.contest.code,
			title: locals.locale === 'en' ? round.contest.titleEn : round.contest.titleVi,
			isInvented: round.contest.isInvented
		},
		may: {
			call: mayDo('stage.call'),
			setTurn: mayDo('performance.status'),
			setEntry: mayDo('entry.status'),
			readSheets: mayDo('sheet.read'),
			enterPaper: mayDo('paper.enter'),
			unlock: mayDo('ballot.unlock'),
			runQuiz: mayDo('quiz.run'),
			recordTime: mayDo('time.record'),
			enterGiven: mayDo('given.enter'),
			deduct: mayDo('deduction.add'),
			voidDeduction: mayDo('deduction.void'),
			readDevices: mayDo('device.read'),
			invite: mayDo('device.invite'),
			revoke: mayDo('device.revoke'),
			close: mayDo('round.close'),
			reopen: mayDo('round.reopen'),
			verify: mayDo('round.verify'),
			setAbsence: mayDo('seat.absence'),
			publish: mayDo('result.publish'),
			print: mayDo('record.print'),
			runVote: mayDo('vote.run')
		}
	};
};
