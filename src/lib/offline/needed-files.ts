/** Where a built file stands whose name says what is in it. */
const BUILT = /\/_app\/immutable\/[\w./-]+\.(?:js|css)/g;
/** How built files name each other: imports, also those made later, style sheets, workers, fonts and the reader of codes. */
const NAMED = /["'`(]((?:\.{1,2}\/)[\w./-]+\.(?:js|css|woff2?|wasm))["'`)]/g;

const namesIn = (text: string, pattern: RegExp) =>
	[...text.matchAll(pattern)].map(([all, name]) => name ?? all);

/** Names the pages of the whole app, of which one is kept: what it needs of them stands in the page itself. */
const namesAllPages = (path: string) => path.includes('/entry/app.');

/** The built files that a page names itself, as absolute paths. */
export const builtFilesOf = (html: string): string[] => [...new Set(namesIn(html, BUILT))];

/**
 * Every built file that a page needs to open and to work without network: those that it names, and whatever these name in
 * turn. `built` are all files of this version, as absolute paths; what is named and is not among them is left out.
 */
export async function neededFiles(
	html: string,
	built: ReadonlySet<string>,
	read: (path: string) => Promise<string>
): Promise<ReadonlySet<string>> {
	const needed = new Set<string>();
	let found = builtFilesOf(html);
	while (found.length > 0) {
		const fresh = [...new Set(found)].filter((path) => built.has(path) && !needed.has(path));
		for (const path of fresh) needed.add(path);
		const texts = await Promise.all(
			fresh
				.filter((path) => /\.(?:js|css)$/.test(path) && !namesAllPages(path))
				.map(async (path) => ({ path, text: await read(path) }))
		);
		found = texts.flatMap(({ path, text }) =>
			namesIn(text, NAMED).map((name) => new URL(name, `https://app.invalid${path}`).pathname)
		);
	}
	return needed;
}
