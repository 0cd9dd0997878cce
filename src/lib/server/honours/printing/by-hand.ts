import * as v from 'valibot';
import { FITTED_BLOCKS, type ByHand, type FittedBlock } from '#lib/domain/honours/certificate-facts.ts';
import { isPrintable } from '#lib/domain/honours/printable.ts';

/** A tenth of a millimetre either way is seen; more than this is another place. */
const MOST_SHIFT = 40;

const decimal = (least: number, most: number) =>
	v.pipe(
		v.optional(v.union([v.number(), v.string()]), ''),
		v.transform((value) => (typeof value === 'number' ? String(value) : value.trim().replace(',', '.'))),
		v.check(
			(value) =>
				value === '' ||
				(/^-?\d{1,3}(\.\d{1,2})?$/.test(value) && Number(value) >= least && Number(value) <= most),
			'field_invalid'
		),
		v.transform((value) => (value === '' ? null : Number(value)))
	);

const lines = v.pipe(
	v.optional(v.string(), ''),
	v.maxLength(600, 'field_too_long'),
	v.transform((typed) =>
		typed
			.normalize('NFC')
			.split(/\r?\n/u)
			.map((line) => line.trim().replace(/[ \t]+/gu, ' '))
			.filter((line) => line !== '')
	),
	v.check((typed) => typed.length <= 4 && typed.every(isPrintable), 'field_invalid'),
	v.transform((typed) => (typed.length === 0 ? null : typed))
);

const ofBlock = <Name extends FittedBlock>(name: Name) =>
	({
		[`${name}Size`]: decimal(6, 120),
		[`${name}Lines`]: lines,
		[`${name}Dx`]: decimal(-MOST_SHIFT, MOST_SHIFT),
		[`${name}Dy`]: decimal(-MOST_SHIFT, MOST_SHIFT)
	}) as Record<`${Name}Size` | `${Name}Dx` | `${Name}Dy`, ReturnType<typeof decimal>> &
		Record<`${Name}Lines`, typeof lines>;

/** Size, lines and shift of each block, as a form has them; empty is as the rule finds it. */
export const byHandEntries = {
	...ofBlock('recipient'),
	...ofBlock('place'),
	...ofBlock('achievement')
};
export const byHandInput = v.object(byHandEntries);
export type ByHandFields = v.InferOutput<typeof byHandInput>;

/** As it is stored: blocks that nothing was set for are left out. */
export function byHandOf(fields: ByHandFields): ByHand {
	const set = FITTED_BLOCKS.map((name) => {
		const [size, dx, dy] = [fields[`${name}Size`], fields[`${name}Dx`] ?? 0, fields[`${name}Dy`] ?? 0];
		return [name, { size, lines: fields[`${name}Lines`], dx, dy }] as const;
	}).filter(([, { size, lines: typed, dx, dy }]) => size !== null || typed !== null || dx !== 0 || dy !== 0);
	return Object.fromEntries(set);
}
