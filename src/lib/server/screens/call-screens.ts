import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { id } from '#lib/server/contest/input.ts';
import { contestScope } from '#lib/server/contest/scope.ts';
import { screenIn, screenScope } from './screen-in.ts';

const call = v.picklist(['identify', 'reload'], 'field_invalid');

/** screen.direct: a screen says its name for ten seconds, or loads itself again. Who is away does not hear of it later. */
export const callScreen = command({
	action: 'screen.direct',
	input: v.object({ screenId: id, call }),
	scope: (tx, { screenId }) => screenScope(tx, screenId),
	async run({ tx, audit, publish }, { screenId, call }) {
		const { contestId } = await screenIn(tx, screenId);
		audit({ subjectKind: 'screen', subjectId: screenId, after: { call } });
		publish({ kind: 'screen.called', contestId, screenId, call });
		return null;
	}
});

/** The same for all screens of the contest. A broadcast does not want to see a name: overlays only load themselves again. */
export const callHall = command({
	action: 'screen.direct',
	input: v.object({ contestId: id, call }),
	scope: (tx, { contestId }) => contestScope(tx, contestId),
	async run({ audit, publish }, { contestId, call }) {
		audit({ subjectKind: 'contest', subjectId: contestId, after: { call } });
		publish({ kind: 'screen.called', contestId, screenId: null, call });
		return null;
	}
});
