import type { AdmissionView } from '#lib/domain/admission/view.ts';
import type { Context } from '#lib/server/command/command.ts';
import { placesOf, type Place } from './places.ts';

/**
 * Puts together anew what all gates saw of a person at a checkpoint, and keeps it with this revision. Conflicts that are new
 * are told to the gates concerned.
 */
export async function mergePerson(
	context: Context,
	place: Place & { readonly conferenceId: string },
	checkpoints: AdmissionView['checkpoints'],
	rev: number
): Promise<void> {
	const places = placesOf(context.tx);
	await places.merge(context, place, checkpoints);
	await places.write(() => Promise.resolve(rev));
}
