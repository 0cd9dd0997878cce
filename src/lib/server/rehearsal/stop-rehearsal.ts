import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import { isRunning, runningRehearsal } from './running.ts';
import { rehearsalScope } from './rehearsal-scope.ts';

/** Ends a rehearsal before its end: robots go home, and the report says that it was stopped. */
export const stopRehearsal = command({
	action: 'rehearsal.run',
	input: v.object({ contestId: id, stop: v.literal('yes') }),
	scope: (tx, { contestId }) => rehearsalScope(tx, contestId),
	async run({ audit }, { contestId }) {
		if (!isRunning(contestId)) throw new Refusal('rehearsal_not_running');
		runningRehearsal()!.stop();
		audit({ subjectKind: 'rehearsal', subjectId: contestId, after: { stopped: true } });
		return { contestId };
	}
});
