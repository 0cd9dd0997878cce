/** Everything that a screen can be told to show. A new kind is a line here; the compiler then asks for its data, its face and its name. */
export const SCENES = {
	title: { ofRound: false, isClear: false },
	board: { ofRound: true, isClear: false },
	team: { ofRound: true, isClear: false },
	next: { ofRound: true, isClear: false },
	quiz: { ofRound: true, isClear: false },
	vote: { ofRound: true, isClear: false },
	ceremony: { ofRound: true, isClear: false },
	slides: { ofRound: false, isClear: false },
	lower: { ofRound: true, isClear: true },
	slogan: { ofRound: false, isClear: true },
	blank: { ofRound: false, isClear: true }
} as const satisfies Record<string, SceneFacts>;

interface SceneFacts {
	readonly ofRound: boolean;
	/** Has no background, so that a broadcast can lay it over its picture. */
	readonly isClear: boolean;
}

export type SceneKind = keyof typeof SCENES;
export const SCENE_KINDS = Object.keys(SCENES) as readonly SceneKind[];

export interface Scene {
	readonly kind: SceneKind;
	readonly roundId: string | null;
}

/** hall: a display in the hall, whatever it shows · overlay: lies over a broadcast's picture, so it must stay clear. */
export const SCREEN_KINDS = ['hall', 'overlay'] as const;
export type ScreenKind = (typeof SCREEN_KINDS)[number];

/** What a screen shows from the moment that it belongs to a contest. */
export const FIRST_SCENE: Scene = { kind: 'title', roundId: null };

export const sceneText = ({ kind, roundId }: Scene): string => (roundId ? `${kind}:${roundId}` : kind);

/** `board:ROUND`, `blank`; null where there is no such scene. */
export function sceneRead(text: string): Scene | null {
	const [kind = '', roundId = '', ...rest] = text.split(':');
	if (rest.length > 0 || !Object.hasOwn(SCENES, kind)) return null;
	const { ofRound } = SCENES[kind as SceneKind];
	if (ofRound !== (roundId !== '')) return null;
	return { kind: kind as SceneKind, roundId: roundId || null };
}

export function canShow(screen: ScreenKind, scene: Scene): boolean {
	return screen === 'hall' || SCENES[scene.kind].isClear;
}
