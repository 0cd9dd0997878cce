/** Keeps a dot between two names on the line of the first, so that no line of a narrow screen begins with it. */
export function joined(text: string): string {
	return text.replaceAll(' · ', '\u00a0· ');
}
