import { app } from '#lib/server/app.ts';
import { atDesk } from '#lib/server/desk/at-desk.ts';
import { printView } from '#lib/server/desk/print-query.ts';
import { roundDesk } from '#lib/server/desk/round-desk.ts';
import { rulesInForce } from '#lib/server/results/rules-in-force.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { read } = app().database;
	const actor = atDesk(locals);
	const { round } = await roundDesk(read, actor, params.id, 'paper.enter');
	const asked = {
		seatId: url.searchParams.get('seat') || null,
		teamId: url.searchParams.get('team') || null,
		isFilled: url.searchParams.get('kind') === 'filled'
	};
	const rules = await rulesInForce(read, round);
	return {
		asked,
		printedAt: new Date(),
		rules: { version: rules.version, hash: rules.hash, isLocked: round.rulesVersionId !== null },
		print: await printView(read, actor, params.id, asked)
	};
};
