import type { SubmitFunction } from '@sveltejs/kit';

/** For `use:enhance`: what was typed stays in the form, and the page is read anew. */
export const keepTyped: SubmitFunction = () => {
	return ({ update }) => update({ reset: false });
};
