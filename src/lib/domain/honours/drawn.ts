import type { Box } from './paper.ts';
import type { BlockKind, Face } from './template.ts';

/** One line of type: where it begins and the line that its letters stand on, in millimetres. */
export interface SetLine {
	readonly text: string;
	readonly x: number;
	readonly baseline: number;
}

/** What a certificate is drawn from, in the order in which it is read; the file and the picture beside the editor alike. */
export type Drawn =
	| {
			readonly kind: 'words';
			readonly block: BlockKind;
			readonly lines: readonly SetLine[];
			readonly size: number;
			readonly face: Face;
			readonly colour: string;
			readonly tracking: number;
	  }
	| {
			readonly kind: 'rule';
			readonly x: number;
			readonly y: number;
			readonly width: number;
			readonly thickness: number;
	  }
	| { readonly kind: 'frame'; readonly box: Box; readonly scale: number }
	| { readonly kind: 'blank'; readonly box: Box }
	| { readonly kind: 'picture'; readonly hash: string; readonly box: Box; readonly alt: string | null }
	| { readonly kind: 'qr'; readonly address: string; readonly box: Box; readonly alt: string }
	| { readonly kind: 'across'; readonly text: string };
