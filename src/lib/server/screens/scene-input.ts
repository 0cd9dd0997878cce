import * as v from 'valibot';
import { canShow, sceneRead, type Scene, type ScreenKind } from '#lib/domain/stage/scene.ts';
import { ID_PATTERN } from '#lib/live/id.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** A scene as a form sends it: `board:ROUND`, `blank`. */
export const sceneInput = v.pipe(
	v.string('field_required'),
	v.maxLength(100, 'screen_scene_unknown'),
	v.transform(sceneRead),
	v.check((scene) => scene !== null, 'screen_scene_unknown'),
	v.transform((scene) => scene as Scene)
);

/** The scene, where this contest has its round and such a screen may show it. */
export async function sceneIn(tx: Tx, contestId: string, kind: ScreenKind, scene: Scene): Promise<Scene> {
	if (!canShow(kind, scene)) throw new Refusal('screen_overlay_clear');
	if (scene.roundId === null) return scene;
	const round = ID_PATTERN.test(scene.roundId)
		? await tx.round.findUnique({ where: { id: scene.roundId }, select: { contestId: true } })
		: null;
	if (round?.contestId !== contestId) throw new Refusal('not_found');
	return scene;
}
