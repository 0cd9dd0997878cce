/** One thing that is wrong with data that came from outside: where (`stages[0].parts[1].scale`), what (a message key), and figures for the words. */
export interface Problem<Code extends string = string> {
	readonly path: string;
	readonly code: Code;
	readonly params: Readonly<Record<string, string | number>>;
}

export type Checked<T> =
	{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };
