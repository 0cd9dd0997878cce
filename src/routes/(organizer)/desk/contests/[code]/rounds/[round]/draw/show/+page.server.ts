import { app } from '#lib/server/app.ts';
import { deskRound } from '#lib/server/contest/contest-guard.ts';
import { publicDraw } from '#lib/server/contest/draw-query.ts';
import { teamsOfRound } from '#lib/server/contest/round-teams.ts';
import { rulesInForce, stageOf } from '#lib/server/results/rules-in-force.ts';
import type { PageServerLoad } from './$types';
import { nameOf } from '#lib/words/named.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { read } = app().database;
	const { contest, round } = await deskRound(read, locals.actor, params.code, params.round);
	const stage = stageOf((await rulesInForce(read, round)).rules, round.stageKey);
	const teams = await teamsOfRound(read, round, stage);
	const draw = publicDraw(round);
	return {
		contestTitle: locals.locale === 'en' ? contest.titleEn : contest.titleVi,
		roundName: nameOf(round, locals.locale),
		back: `/desk/contests/${contest.code}/rounds/${round.id}/draw`,
		state: draw.state,
		seedHash: draw.seedHash,
		seed: draw.seed,
		order: draw.orders[0]?.teamIds.map((id) => teams.find((team) => team.id === id)?.name ?? id) ?? []
	};
};
