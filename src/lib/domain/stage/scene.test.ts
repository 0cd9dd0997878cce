import { describe, expect, it } from 'vitest';
import { canShow, SCENE_KINDS, SCENES, sceneRead, sceneText } from './scene.ts';

describe('a scene', () => {
	it('is written and read the same', () => {
		const scenes = SCENE_KINDS.map((kind) => ({ kind, roundId: SCENES[kind].ofRound ? 'round-1' : null }));
		expect(scenes.map((scene) => sceneRead(sceneText(scene)))).toEqual(scenes);
	});

	it.each(['', 'official', 'board', 'board:', 'blank:round-1', 'board:a:b', 'toString', '__proto__:x'])(
		'does not exist as “%s”',
		(text) => {
			expect(sceneRead(text)).toBeNull();
		}
	);

	it('covers a broadcast’s picture on no overlay', () => {
		const shown = SCENE_KINDS.filter((kind) => canShow('overlay', { kind, roundId: null }));
		expect(shown).toEqual(['lower', 'slogan', 'blank']);
		expect(SCENE_KINDS.every((kind) => canShow('hall', { kind, roundId: null }))).toBe(true);
	});
});
