import * as v from 'valibot';
import { ID_PATTERN } from '#lib/live/id.ts';

const roundId = v.pipe(v.string(), v.regex(ID_PATTERN));

export const JoinSchema = v.strictObject({
	roundId,
	version: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0)))
});

export const WatchSchema = v.strictObject({ roundId });
