import { m } from '#lib/paraglide/messages.js';
import type { Refusal, RefusalParams } from '#lib/server/command/refusal.ts';

type Locale = 'vi' | 'en';
type Message = (params: RefusalParams, options: { locale: Locale }) => string;

/** What the user reads when Khéo says no: what happened, field by field, in their language. */
export interface RefusalWords {
	readonly code: string;
	readonly text: string;
	/** Field path to sentence. */
	readonly fields: Readonly<Record<string, string>>;
}

function sentence(code: string, params: RefusalParams, locale: Locale): string {
	const message = (m as unknown as Record<string, Message | undefined>)[`refusal_${code}`];
	return message ? message(params, { locale }) : m.refusal_invalid({}, { locale });
}

export function refusalWords(refusal: Refusal, locale: Locale): RefusalWords {
	return {
		code: refusal.code,
		text: sentence(refusal.code, refusal.params, locale),
		fields: Object.fromEntries(
			refusal.fields.map(({ field, code, params }) => [field, sentence(code, params ?? {}, locale)])
		)
	};
}
