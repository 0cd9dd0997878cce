import * as v from 'valibot';
import { ID_PATTERN } from '#lib/live/id.ts';

const roundId = v.pipe(v.string(), v.regex(ID_PATTERN));

export const JoinSchema = v.strictObject({
	roundId,
	version: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0)))
});

export const WatchSchema = v.strictObject({ roundId });

const digits = v.pipe(v.string(), v.maxLength(15), v.regex(/^\d+$/), v.transform(Number));

/** What the address of a stream says: the version that its viewer shows, and the stream that it had before. */
export const FollowSchema = v.strictObject({
	roundId,
	version: v.optional(digits),
	was: v.optional(v.pipe(v.string(), v.uuid()))
});
