import * as v from 'valibot';
import { IMPORT_KINDS, MOST_ROWS } from '#lib/domain/people/import/table.ts';
import { OptionalId } from '../fields.ts';

const Cell = v.pipe(v.string(), v.maxLength(4_000));

/** A table with how it is to be read: what a preview and the import itself both start from. */
export const ImportInput = v.object({
	kind: v.picklist(IMPORT_KINDS),
	/** For teams: their contest. */
	contestId: OptionalId,
	/** For delegates: their conference. */
	conferenceId: OptionalId,
	/** For units and people: the unit below which they are; empty for the whole installation. */
	underUnitId: OptionalId,
	fileName: v.pipe(v.string(), v.maxLength(200)),
	/** The line of the headings, from 0. */
	headings: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_ROWS)),
	mapping: v.pipe(v.array(v.nullable(v.string())), v.maxLength(60)),
	table: v.pipe(v.array(v.pipe(v.array(Cell), v.maxLength(60))), v.maxLength(MOST_ROWS + 20))
});
type Input = v.InferOutput<typeof ImportInput>;
export type ImportRequest = Omit<Input, 'conferenceId'> & Partial<Pick<Input, 'conferenceId'>>;
