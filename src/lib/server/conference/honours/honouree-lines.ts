/** Names as they are pasted, one a line; office and unit come behind a tab, a bar or a semicolon. Empty lines are none. */
export function linesOf(text: string): { readonly name: string; readonly office: string | null }[] {
	return text
		.split(/\r?\n/)
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.map((line) => {
			const [name, ...rest] = line.split(/[\t|;]/).map((part) => part.trim());
			return { name: name!, office: rest.filter(Boolean).join(', ') || null };
		})
		.filter(({ name }) => name !== '');
}
