import type { RowFate } from '#lib/domain/honours/import/sorted-problems.ts';
import type { Tone } from '#lib/ui/tone.ts';

/** How a row of an imported table looks: each tone has a shape of its own. */
export const fateTone: Readonly<Record<RowFate, Tone>> = {
	good: 'success',
	look: 'warning',
	wrong: 'error'
};
