import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { FIRST_SCENE, sceneText } from '#lib/domain/stage/scene.ts';
import { hashOf } from '#lib/server/auth/secret.ts';
import { forgetFailures, takeAttempt } from '#lib/server/auth/throttle.ts';
import { command } from '#lib/server/command/command.ts';
import { execute, type Asked, type Outcome } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, text } from '#lib/server/contest/input.ts';
import { contestScope } from '#lib/server/contest/scope.ts';
import type { Database } from '#lib/server/db/client.ts';
import { codeTyped } from './screen-code.ts';

const MOST_SCREENS = 60;

/** screen.claim: the display that shows `code` becomes the contest's screen and is steered from its desk. A code serves once. */
export const claimScreen = command({
	action: 'screen.claim',
	input: v.object({ contestId: id, code: text(20), name: text(60) }),
	scope: (tx, { contestId }) => contestScope(tx, contestId),
	async run({ tx, actor, at, audit, publish }, { contestId, code, name }) {
		const waiting = await tx.screenCode.findUnique({ where: { codeHash: hashOf(codeTyped(code)) } });
		if (!waiting || waiting.expiresAt <= at) throw new Refusal('screen_code_unknown');
		if ((await tx.screen.count({ where: { contestId, revokedAt: null } })) >= MOST_SCREENS) {
			throw new Refusal('screen_too_many', { most: MOST_SCREENS });
		}
		const { id: screenId, tokenHash } = waiting;
		const scene = sceneText(FIRST_SCENE);
		await tx.screenCode.delete({ where: { id: screenId } });
		await tx.screen.create({
			data: {
				id: screenId,
				contestId,
				name,
				kind: 'hall',
				tokenHash,
				scene,
				claimedBy: actorId(actor),
				claimedAt: at
			}
		});
		audit({ subjectKind: 'screen', subjectId: screenId, after: { name, scene } });
		publish({ kind: 'screen.changed', contestId, screenId });
		return { screenId };
	}
});

const FREE_FAILURES = 5;

/** The same for whoever types codes: after a few wrong ones each further try has to wait, longer every time. */
export async function claimByCode(
	database: Database,
	asked: Asked
): Promise<Outcome<{ readonly screenId: string }>> {
	const now = asked.at ?? new Date();
	const key = `screen-code:${actorId(asked.actor)}`;
	const blockedMs = await takeAttempt(database, [{ key, allowed: FREE_FAILURES }], now);
	if (blockedMs > 0) {
		return { ok: false, refusal: new Refusal('too_many', { seconds: Math.ceil(blockedMs / 1000) }) };
	}
	const outcome = await execute(database, claimScreen, asked);
	// Only this attempt is given back: a code of one's own between guesses must not make them free.
	if (outcome.ok || outcome.refusal.code !== 'screen_code_unknown') {
		await forgetFailures(database, null, [key], now);
	}
	return outcome;
}
