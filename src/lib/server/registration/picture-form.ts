import type { Actor } from '#lib/domain/access/actor.ts';
import type { Database } from '#lib/server/db/client.ts';
import { execute, type Outcome } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { pictureIn } from '#lib/server/pictures/read-picture.ts';
import { removeTeamPicture, setTeamPicture } from './team-picture.ts';

interface Sent {
	readonly actor: Actor;
	readonly teamId: string;
	readonly form: FormData;
	readonly requestId: string;
}

/** The picture of a team as a form sends it; what it is, is known before anything is written. */
export async function sendTeamPicture(
	database: Database,
	{ actor, teamId, form, requestId }: Sent
): Promise<Outcome<{ teamId: string }>> {
	try {
		const picture = await pictureIn(form);
		if (!picture) {
			throw new Refusal('invalid', {}, [{ field: 'picture', code: 'picture_none' }]);
		}
		const input = { teamId, hash: picture.hash, agreed: form.get('agreed') ?? '' };
		return await execute(database, setTeamPicture(picture), { actor, input, requestId });
	} catch (error) {
		if (error instanceof Refusal) return { ok: false, refusal: error };
		throw error;
	}
}

export function takeTeamPictureAway(
	database: Database,
	{ actor, teamId, requestId }: Omit<Sent, 'form'>
): Promise<Outcome<{ teamId: string }>> {
	return execute(database, removeTeamPicture, { actor, input: { teamId }, requestId });
}
