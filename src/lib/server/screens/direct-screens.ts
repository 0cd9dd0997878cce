import * as v from 'valibot';
import { sceneText } from '#lib/domain/stage/scene.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id } from '#lib/server/contest/input.ts';
import { contestScope } from '#lib/server/contest/scope.ts';
import { sceneIn, sceneInput } from './scene-input.ts';
import { screenIn, screenScope } from './screen-in.ts';

/** screen.direct: what one screen shows from now on. */
export const directScreen = command({
	action: 'screen.direct',
	input: v.object({ screenId: id, scene: sceneInput }),
	scope: (tx, { screenId }) => screenScope(tx, screenId),
	async run({ tx, audit, publish }, { screenId, scene: asked }) {
		const { contestId, kind, scene: before } = await screenIn(tx, screenId);
		const scene = sceneText(await sceneIn(tx, contestId, kind === 'overlay' ? 'overlay' : 'hall', asked));
		await tx.screen.update({ where: { id: screenId }, data: { scene, seq: { increment: 1 } } });
		audit({ subjectKind: 'screen', subjectId: screenId, before: { scene: before }, after: { scene } });
		publish({ kind: 'screen.changed', contestId, screenId });
		return null;
	}
});

/** screen.direct for every screen in the hall at once. Overlays go on: the broadcast is another programme. */
export const directHall = command({
	action: 'screen.direct',
	input: v.object({ contestId: id, scene: sceneInput }),
	scope: (tx, { contestId }) => contestScope(tx, contestId),
	async run({ tx, audit, publish }, { contestId, scene: asked }) {
		const scene = sceneText(await sceneIn(tx, contestId, 'hall', asked));
		const { count } = await tx.screen.updateMany({
			where: { contestId, kind: 'hall', revokedAt: null },
			data: { scene, seq: { increment: 1 } }
		});
		if (count === 0) throw new Refusal('screen_none');
		audit({ subjectKind: 'contest', subjectId: contestId, after: { scene, screens: count } });
		publish({ kind: 'screen.changed', contestId, screenId: null });
		return { screens: count };
	}
});
