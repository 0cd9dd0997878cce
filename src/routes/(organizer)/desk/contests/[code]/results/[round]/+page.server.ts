import { printedCode } from '#lib/domain/results/public-code.ts';
import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { approvalCount } from '#lib/server/approvals/approvals-query.ts';
import { requestPublication } from '#lib/server/approvals/request-publication.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { deskRound } from '#lib/server/contest/contest-guard.ts';
import { openAppeals } from '#lib/server/results/appeals-query.ts';
import { decisionTyped, prizeTieTyped, sidePrizeTyped } from '#lib/server/results/decision-form.ts';
import { papersToWithdraw } from '#lib/server/results/printed-query.ts';
import { publishResult } from '#lib/server/results/publish.ts';
import { publishView } from '#lib/server/results/publish-view.ts';
import { publishedVersions } from '#lib/server/results/published-query.ts';
import { qualificationOf } from '#lib/server/results/qualification.ts';
import { recordDecision } from '#lib/server/results/record-decision.ts';
import { recordSidePrize } from '#lib/server/results/record-side-prize.ts';
import { settlePrizeTie } from '#lib/server/results/settle-prize-tie.ts';
import type { Actions, PageServerLoad } from './$types';
import { named } from '#lib/words/named.ts';

export const load: PageServerLoad = async ({ params, locals }) => {
	const { contest, round, mayDo } = await deskRound(
		app().database.read,
		locals.actor,
		params.code,
		params.round,
		'sheet.read'
	);
	return app().database.snapshot(async (read) => {
		const of = await qualificationOf(read, contest.id, round.stageKey);
		const rule = of.stage.qualification;
		const ranked = of.rounds.flatMap(({ standings, teams }) =>
			standings.rows
				.filter(({ rank }) => rank !== null)
				.map(({ teamId, rank }) => ({
					id: teamId,
					rank,
					name: teams.find(({ id }) => id === teamId)?.name ?? teamId
				}))
		);
		return {
			round: { id: round.id, ...named(round, locals.locale), state: round.state },
			view: await publishView(read, of, round.id, locals.locale, new Date()),
			versions: await publishedVersions(read, contest.code, round.id),
			papers: await papersToWithdraw(read, of, round.id, locals.locale),
			approvals: await approvalCount(read, round.id, new Date()),
			needsTwo: contest.publishNeedsTwo,
			openAppeals: await openAppeals(read, round.id),
			choice: rule.kind === 'committeeChoice' ? { places: rule.places, teams: ranked } : null,
			keys: { publish: newId(), decide: newId() },
			may: {
				publish: mayDo('result.publish'),
				decide: mayDo('decision.record'),
				correct: mayDo('result.correct'),
				award: mayDo('award.save')
			}
		};
	});
};

type Event = Parameters<Actions[string]>[0];
const here = ({ locals, params }: Event) =>
	deskRound(app().database.read, locals.actor, params.code!, params.round!, 'sheet.read');

export const actions: Actions = {
	publish: async (event) => {
		const { contest, round } = await here(event);
		const form = await event.request.formData();
		const input = { reason: String(form.get('reason') ?? ''), roundId: round.id };
		const key = String(form.get('key') ?? '');
		if (contest.publishNeedsTwo) {
			const asked = await runForm(event, requestPublication, input, key);
			return 'done' in asked ? { asked: asked.value.expiresAt } : asked;
		}
		const answer = await runForm(event, publishResult, input, key);
		if (!('done' in answer)) return answer;
		return { published: { ...answer.value, code: printedCode(answer.value.code) } };
	},
	decide: async (event) => {
		const { contest, round } = await here(event);
		const form = await event.request.formData();
		const fields = fieldsOf(form);
		const key = String(form.get('key') ?? '');
		const answer =
			fields.kind === 'side-prize'
				? await runForm(event, recordSidePrize, sidePrizeTyped(fields, round.id), key)
				: fields.kind === 'prize-tie'
					? await runForm(event, settlePrizeTie, prizeTieTyped(fields, round.id), key)
					: await runForm(
							event,
							recordDecision,
							decisionTyped(fields, { contestId: contest.id, stageKey: round.stageKey }),
							key
						);
		return 'done' in answer ? { decided: true as const } : answer;
	}
};
