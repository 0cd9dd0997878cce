import type { RefusalWords } from '#lib/words/refusal.ts';

/** What a form action refused, with what was typed; null when it went through or nothing was sent. */
export interface RefusedForm extends RefusalWords {
	readonly values: Readonly<Record<string, unknown>>;
}

/** Of the answers that the actions of one page can give, the refusal. */
export function refusalOf(form: object | null | undefined): RefusedForm | null {
	if (!form || !('refused' in form) || !form.refused) return null;
	const values = 'values' in form ? (form.values as RefusedForm['values']) : {};
	return { ...(form.refused as RefusalWords), values };
}
