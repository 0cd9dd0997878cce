import type { Component } from 'svelte';
import type { SceneKind } from '#lib/domain/stage/scene.ts';
import type { SceneData } from '#lib/live/screen-protocol.ts';
import BlankScene from './BlankScene.svelte';
import BoardScene from './BoardScene.svelte';
import CeremonyScene from './CeremonyScene.svelte';
import LowerScene from './LowerScene.svelte';
import NextScene from './NextScene.svelte';
import QuizScene from './QuizScene.svelte';
import SlidesScene from './SlidesScene.svelte';
import SloganScene from './SloganScene.svelte';
import TeamScene from './TeamScene.svelte';
import TitleScene from './TitleScene.svelte';
import VotesScene from './VotesScene.svelte';

export interface SceneProps<Data> {
	readonly data: Data;
	/** Hundredths of the screen's height left free below. */
	readonly freeBelow: number;
	/** Told when its own line to the figures breaks or comes back. */
	readonly onstale: (isStale: boolean) => void;
}

export interface SceneFace<Kind extends SceneKind> {
	readonly face: Component<SceneProps<SceneData[Kind]>>;
	/** How old it is: own, the scene says so · line, it is as old as the line to the desk · none, nothing on it grows old. */
	readonly age: 'own' | 'line' | 'none';
}

/** How each kind of scene looks. What the desk calls it is in `scene-names.ts`. */
export const SCENE_FACES: { readonly [Kind in SceneKind]: SceneFace<Kind> } = {
	title: { face: TitleScene, age: 'line' },
	board: { face: BoardScene, age: 'own' },
	team: { face: TeamScene, age: 'own' },
	next: { face: NextScene, age: 'own' },
	quiz: { face: QuizScene, age: 'own' },
	vote: { face: VotesScene, age: 'own' },
	ceremony: { face: CeremonyScene, age: 'own' },
	slides: { face: SlidesScene, age: 'line' },
	lower: { face: LowerScene, age: 'own' },
	slogan: { face: SloganScene, age: 'none' },
	blank: { face: BlankScene, age: 'none' }
};
