import type { Juror } from '#lib/server/desk/jury-query.ts';

const NOT_ASKED: ReadonlySet<string> = new Set(['notTheirs', 'conflict', 'absent', 'notCompeting']);

/** How many sheets of a turn are asked for, how many are in, and whose are not. */
export function awaited<Seat extends Pick<Juror, 'sheet'>>(jurors: readonly Seat[]) {
	const asked = jurors.filter(({ sheet }) => sheet !== null && !NOT_ASKED.has(sheet.state));
	const waiting = asked.filter(({ sheet }) => sheet?.state !== 'final');
	return { asked: asked.length, final: asked.length - waiting.length, waiting };
}
