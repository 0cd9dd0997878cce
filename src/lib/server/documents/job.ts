import type { RecordInput } from './record/record-input.ts';

export interface Job {
	readonly id: number;
	readonly input: RecordInput;
}

export type Rendered =
	{ readonly id: number; readonly bytes: Uint8Array } | { readonly id: number; readonly failure: string };
