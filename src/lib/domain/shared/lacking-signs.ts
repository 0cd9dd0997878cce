/** A text that a font cannot print as a whole, and the signs of it that it lacks. */
export interface LackingSigns {
	readonly text: string;
	readonly signs: readonly string[];
}

function* textsIn(said: unknown): Generator<string> {
	if (typeof said === 'string') yield said;
	else if (said !== null && typeof said === 'object')
		for (const one of Object.values(said)) yield* textsIn(one);
}

/** Every text among what is said that has signs which `has` does not know, each once; white space is no sign. */
export function lackingSigns(said: unknown, has: (sign: string) => boolean): LackingSigns[] {
	// A font takes its time over each sign, and a book of 20,000 lines is written with some two hundred of them.
	const known = new Map<string, boolean>();
	const isLacking = (sign: string): boolean => {
		let is = known.get(sign);
		if (is === undefined) known.set(sign, (is = !/\s/u.test(sign) && !has(sign)));
		return is;
	};
	return [...new Set(textsIn(said))].flatMap((text) => {
		const signs = [...new Set(text)].filter(isLacking);
		return signs.length > 0 ? [{ text, signs }] : [];
	});
}
