/** Why a form of the desk was refused, in words. */
export interface Refused {
	readonly code: string;
	readonly text: string;
	readonly fields: Readonly<Record<string, string>>;
	readonly values: Readonly<Record<string, unknown>>;
}

interface Posted {
	readonly at?: unknown;
	readonly refused?: Omit<Refused, 'values'>;
	readonly values?: Refused['values'];
	readonly value?: unknown;
}

/** The refusal of the form called `name` in what a form action answered; null when it belongs to another form, or went through. */
export function deskAnswer(form: unknown, name: string): Refused | null {
	const posted = form as Posted | null | undefined;
	if (!posted?.refused || posted.at !== name) return null;
	return { ...posted.refused, values: posted.values ?? {} };
}
