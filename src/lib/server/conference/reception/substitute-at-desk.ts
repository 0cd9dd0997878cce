import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { id, optionalId, reason, text, version } from '#lib/server/contest/input.ts';
import { OptionalText } from '#lib/server/people/fields.ts';
import { personEntries } from '../delegations/delegate-fields.ts';
import { substitution } from '../delegations/substitute-delegate.ts';
import { handOut, takeBack } from './hand-out.ts';
import { delegateHere, receptionScope } from './reception-scope.ts';

/**
 * A deputy has come without a badge: takes the seat of somebody of the delegation and gets a badge, and the badge of the one
 * replaced is dead in the same moment.
 */
export const substituteAtDesk = command({
	action: 'reception.seat',
	input: v.object({
		conferenceId: id,
		/** Whose seat it is. */
		delegateId: id,
		version,
		/** A deputy of the delegation, or somebody by name. */
		byDelegateId: optionalId,
		...personEntries,
		title: OptionalText(200),
		reason,
		/** Who said so: the head of the delegation, the committee. */
		authorisedBy: text(120)
	}),
	scope: receptionScope,
	async run(context, { conferenceId, ...input }) {
		await delegateHere(context.tx, conferenceId, input.delegateId);
		const { delegateId } = await substitution(context, { ...input, personId: null });
		await takeBack(context, input.delegateId, input.reason);
		const credential = await handOut(context, { conferenceId, delegateId }, input.reason);
		return { delegateId, credential };
	}
});
