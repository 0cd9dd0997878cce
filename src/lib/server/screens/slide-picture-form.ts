import type { Actor } from '#lib/domain/access/actor.ts';
import { execute, type Outcome } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Database } from '#lib/server/db/client.ts';
import { pictureIn } from '#lib/server/pictures/read-picture.ts';
import { addSlidePicture } from './slide-pictures.ts';

interface Sent {
	readonly actor: Actor;
	readonly contestId: string;
	readonly form: FormData;
	readonly requestId: string;
}

/** A slide's picture as the desk's form sends it; what it is, is known before anything is written. */
export async function sendSlidePicture(
	database: Database,
	{ actor, contestId, form, requestId }: Sent
): Promise<Outcome<{ readonly slideId: string }>> {
	try {
		const picture = await pictureIn(form);
		if (!picture) throw new Refusal('invalid', {}, [{ field: 'picture', code: 'picture_none' }]);
		const input = { contestId, hash: picture.hash, text: form.get('text') ?? '' };
		const key = String(form.get('key') ?? '') || undefined;
		return await execute(database, addSlidePicture(picture), { actor, input, key, requestId });
	} catch (error) {
		if (error instanceof Refusal) return { ok: false, refusal: error };
		throw error;
	}
}
