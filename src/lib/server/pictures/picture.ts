export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

/** A picture as it is kept: written anew from what was sent, without a word about who took it, where and with what. */
export interface Picture {
	readonly type: PictureType;
	readonly width: number;
	readonly height: number;
	readonly bytes: Uint8Array<ArrayBuffer>;
	/** SHA-256 over `bytes`, in hexadecimal: its name and its address. */
	readonly hash: string;
}

/** What a reader of one format finds. `width` and `height` are as it is seen, after it was turned upright. */
export interface Rewritten {
	readonly width: number;
	readonly height: number;
	readonly pieces: readonly Uint8Array[];
}

/** Why a file is no picture that can be kept; becomes a refusal. */
export class Damaged extends Error {
	readonly code: string;

	constructor(code: 'picture_truncated' | 'picture_unsupported' | 'picture_moving') {
		super(code);
		this.code = code;
	}
}

export const truncated = () => new Damaged('picture_truncated');
export const unsupported = () => new Damaged('picture_unsupported');
