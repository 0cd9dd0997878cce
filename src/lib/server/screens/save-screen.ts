import * as v from 'valibot';
import { command } from '#lib/server/command/command.ts';
import { id, text, whole } from '#lib/server/contest/input.ts';
import { screenIn, screenScope } from './screen-in.ts';

export const MOST_FREE_BELOW = 60;

/** screen.save: what a screen is called, its theme, and how much of its height people in front of it hide. */
export const saveScreen = command({
	action: 'screen.save',
	input: v.object({
		screenId: id,
		name: text(60),
		theme: v.picklist(['hall', 'paper'], 'field_invalid'),
		freeBelow: whole(0, MOST_FREE_BELOW)
	}),
	scope: (tx, { screenId }) => screenScope(tx, screenId),
	async run({ tx, audit, publish }, { screenId, ...after }) {
		const { contestId, name, theme, freeBelow } = await screenIn(tx, screenId);
		await tx.screen.update({ where: { id: screenId }, data: { ...after, seq: { increment: 1 } } });
		audit({ subjectKind: 'screen', subjectId: screenId, before: { name, theme, freeBelow }, after });
		publish({ kind: 'screen.changed', contestId, screenId });
		return null;
	}
});
