import * as v from 'valibot';
import { actorId } from '#lib/domain/access/actor.ts';
import { sceneText } from '#lib/domain/stage/scene.ts';
import { hashOf, newSecret } from '#lib/server/auth/secret.ts';
import { command } from '#lib/server/command/command.ts';
import { id, text } from '#lib/server/contest/input.ts';
import { contestScope } from '#lib/server/contest/scope.ts';
import { secretAnswer } from '#lib/server/judging/secret-answer.ts';
import { sceneInput, sceneIn } from './scene-input.ts';

/**
 * screen.claim without a code: an overlay for a broadcast, whose software cannot show one. Answers `{ screenId, path }`; the path
 * holds the key and is seen once, only its hash is stored.
 */
export const makeOverlay = command({
	action: 'screen.claim',
	input: v.object({ contestId: id, name: text(60), scene: sceneInput }),
	scope: (tx, { contestId }) => contestScope(tx, contestId),
	async run({ tx, actor, at, newId, audit, publish }, { contestId, name, scene: asked }) {
		const scene = sceneText(await sceneIn(tx, contestId, 'overlay', asked));
		const secret = newSecret();
		const screenId = newId();
		await tx.screen.create({
			data: {
				id: screenId,
				contestId,
				name,
				kind: 'overlay',
				tokenHash: hashOf(secret),
				scene,
				claimedBy: actorId(actor),
				claimedAt: at
			}
		});
		audit({ subjectKind: 'screen', subjectId: screenId, after: { name, kind: 'overlay', scene } });
		publish({ kind: 'screen.changed', contestId, screenId });
		return secretAnswer({ screenId }, 'path', `/stage/overlay/${secret}`);
	}
});
