import * as v from 'valibot';

/** How a rule names one of its own things in paths such as 'skit.message'; never contains a dot. */
export const KeySchema = v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/, 'problem_not_key'));

/** Where a part, sub-part or criterion stands: 'skit', 'knowledge.situation', 'knowledge.situation.manner'. */
export const PathSchema = v.pipe(
	v.string(),
	v.regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}(\.[A-Za-z][A-Za-z0-9_-]{0,39}){0,2}$/, 'problem_not_path')
);

/** Points are written as decimal text, so that no reader turns them into floats. */
export const DecimalSchema = v.pipe(
	v.string(),
	v.regex(/^-?(0|[1-9]\d{0,8})(\.\d{1,9})?$/, 'problem_not_decimal')
);

export const PointsSchema = v.pipe(
	v.string(),
	v.regex(/^(0|[1-9]\d{0,8})(\.\d{1,9})?$/, 'problem_not_points')
);

export const PositiveSchema = v.pipe(
	v.string(),
	v.regex(/^(0|[1-9]\d{0,8})(\.\d{1,9})?$/, 'problem_not_points'),
	v.regex(/[1-9]/, 'problem_not_positive')
);

/** A whole number from `least` up to `most`. */
export function count(least: number, most = 100_000) {
	return v.pipe(
		v.number(),
		v.integer('problem_not_whole'),
		v.minValue(least, 'problem_too_small'),
		v.maxValue(most, 'problem_too_large')
	);
}
