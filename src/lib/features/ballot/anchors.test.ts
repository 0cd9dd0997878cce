import { expect, test } from 'vitest';
import type { SeatView } from '#lib/live/judge-protocol.ts';
import { cellKey, type Cell } from '#lib/offline/journal.ts';
import { anchorsOf } from './sheet.ts';

const turn = (teamId: string, position: number) => ({
	teamId,
	partKey: 'skit',
	position,
	status: 'performed',
	attempt: 1,
	isAbsent: false,
	calibrationLeft: 0
});
const team = (id: string, isCompeting = true) => ({
	id,
	code: id,
	name: id,
	position: 1,
	isCompeting,
	conflict: null
});
const view = {
	turns: [turn('D', 4), turn('A', 1), turn('B', 2), turn('C', 3)],
	teams: [team('A'), team('B', false), team('C'), team('D')],
	calibrationHold: 2
} as unknown as SeatView;
const cells = new Map(
	[
		['A', '8'],
		['C', '7.5'],
		['D', '9']
	].map(([teamId, value]) => [cellKey(teamId!, 'skit.all'), { value } as Cell])
);

test('after the first performances a judge sees what they got, beside each criterion', () => {
	expect(anchorsOf(view, cells, { turn: turn('D', 4) }, 'skit.all')).toEqual([
		{ position: 1, value: '8' },
		{ position: 3, value: '7.5' }
	]);
});

test('the first performances themselves have no anchors, and without a hold there are none', () => {
	expect(anchorsOf(view, cells, { turn: turn('C', 3) }, 'skit.all')).toEqual([]);
	expect(anchorsOf({ ...view, calibrationHold: 0 }, cells, { turn: turn('D', 4) }, 'skit.all')).toEqual([]);
});
