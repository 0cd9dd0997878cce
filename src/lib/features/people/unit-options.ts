// An <option> cannot be indented by styles; figure spaces are kept where common ones are not.
const INDENT = '\u2007\u2007';

/** Units for a select, indented by their depth in the tree. */
export function unitOptions(units: readonly { id: string; name: string; depth: number }[]) {
	return units.map(({ id, name, depth }) => ({ value: id, label: INDENT.repeat(depth) + name }));
}
