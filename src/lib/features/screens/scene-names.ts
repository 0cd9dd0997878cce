import { SCENE_KINDS, SCENES, type Scene, type SceneKind } from '#lib/domain/stage/scene.ts';
import { m } from '#lib/paraglide/messages.js';

/** What the desk calls each kind of scene. */
const NAMES: { readonly [Kind in SceneKind]: () => string } = {
	title: m.screens_scene_title,
	board: m.screens_scene_board,
	team: m.screens_scene_team,
	next: m.screens_scene_next,
	quiz: m.screens_scene_quiz,
	vote: m.screens_scene_vote,
	ceremony: m.screens_scene_ceremony,
	slides: m.screens_scene_slides,
	lower: m.screens_scene_lower,
	slogan: m.screens_scene_slogan,
	blank: m.screens_scene_blank
};

export interface RoundName {
	readonly id: string;
	readonly name: string;
}

export const kindName = (kind: SceneKind): string => NAMES[kind]();

/** 'Bảng điểm · Vòng loại cụm 1' */
export function sceneName(scene: Scene | null, rounds: readonly RoundName[]): string {
	if (!scene) return '–';
	const round = rounds.find(({ id }) => id === scene.roundId);
	return round ? `${kindName(scene.kind)} · ${round.name}` : kindName(scene.kind);
}

/** What a screen can be told to show, for a form: without a round first, then round by round. */
export function sceneGroups(rounds: readonly RoundName[], isOverlay: boolean) {
	const kinds = SCENE_KINDS.filter((kind) => !isOverlay || SCENES[kind].isClear);
	const option = (kind: SceneKind, roundId: string | null) => ({
		value: roundId ? `${kind}:${roundId}` : kind,
		label: kindName(kind)
	});
	const general = kinds.filter((kind) => !SCENES[kind].ofRound).map((kind) => option(kind, null));
	const ofRounds = kinds.filter((kind) => SCENES[kind].ofRound);
	return [
		{ label: m.screens_group_general(), options: general },
		...rounds.map(({ id, name }) => ({ label: name, options: ofRounds.map((kind) => option(kind, id)) }))
	];
}
