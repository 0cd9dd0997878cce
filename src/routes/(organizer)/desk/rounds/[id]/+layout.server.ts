import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { atDesk } from '#lib/server/desk/at-desk.ts';
import { roundDesk } from '#lib/server/desk/round-desk.ts';
import type { LayoutServerLoad } from './$types';

/** What every page of a round's desk has: the round as it stands, and what this person may see. */
export const load: LayoutServerLoad = async ({ locals, params, depends }) => {
	depends('desk:round');
	const actor = atDesk(locals);
	const { round, mayDo } = await roundDesk(app().database.read, actor, params.id, 'contest.read');
	return {
		// The whole width belongs to the work; the way back is in the path above the title.
		nav: [],
		key: newId(),
		isTablet: actor.kind === 'device',
		round: {
			id: round.id,
			name: round.name,
			cluster: round.cluster?.name ?? null,
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
			publish: mayDo('result.publish')
		}
	};
};
