import { assertNoneRunning } from '#lib/server/ceremony/none-running.ts';
import { command } from '#lib/server/command/command.ts';
import { roundScope } from '#lib/server/contest/scope.ts';
import { PublishSchema } from '#lib/server/results/publish.ts';
import { askSecond } from './ask-second.ts';
import { publicationDifference } from './publication.ts';

/** Asks a second person to let a result be published as it stands now. Nobody sees anything of it before they agree. */
export const requestPublication = command({
	action: 'result.publish',
	input: PublishSchema,
	scope: (tx, { roundId }) => roundScope(tx, roundId),
	async run(context, { roundId, reason }) {
		const { tx, at } = context;
		await assertNoneRunning(tx, roundId);
		const { difference, basis } = await publicationDifference(tx, roundId, reason, at);
		return askSecond(context, { kind: 'publish', roundId, request: { reason }, difference, basis, reason });
	}
});
