import * as v from 'valibot';
import { AWARD_KINDS, LETTERHEADS } from '#lib/domain/honours/award-kind.ts';
import { isPrintable } from '#lib/domain/honours/printable.ts';
import { BLOCK_KINDS, type Template } from '#lib/domain/honours/template.ts';
import { isDay } from '#lib/domain/shared/day.ts';

const MOST_BLOCKS = 60;

const millimetres = v.pipe(
	v.number('field_invalid'),
	v.finite('field_invalid'),
	v.minValue(-1500),
	v.maxValue(1500)
);
const box = v.strictObject({ x: millimetres, y: millimetres, width: millimetres, height: millimetres });
const size = v.pipe(v.number('field_invalid'), v.minValue(1), v.maxValue(200));
const step = v.strictObject({
	lines: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4)),
	largest: size,
	smallest: size
});
const words = (most: number) =>
	v.pipe(
		v.string('field_required'),
		v.normalize('NFC'),
		v.maxLength(most, 'field_too_long'),
		v.check((text) => text.split('\n').every(isPrintable), 'field_invalid')
	);
const wording = v.strictObject({ recipient: words(300), place: words(300), achievement: words(1000) });
const wordingSet = v.strictObject({ individual: wording, collective: wording, household: wording });
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'field_invalid'));
const day = v.pipe(v.string('field_required'), v.check(isDay, 'contest_day_invalid'));

const block = v.strictObject({
	kind: v.picklist(BLOCK_KINDS),
	box,
	face: v.picklist(['regular', 'bold', 'italic', 'bold-italic']),
	colour: v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/, 'field_invalid')),
	align: v.picklist(['left', 'center', 'right']),
	valign: v.exactOptional(v.picklist(['top', 'bottom'])),
	tracking: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(20))),
	steps: v.pipe(v.array(step), v.maxLength(4)),
	isVariable: v.boolean(),
	text: v.exactOptional(words(500))
});

/** A template as the editor sends it, without its key and version. */
export const templateDraft = v.strictObject({
	name: v.pipe(words(120), v.trim(), v.minLength(1, 'field_required')),
	kind: v.picklist(AWARD_KINDS),
	letterhead: v.picklist(LETTERHEADS),
	sheet: v.strictObject({ width: millimetres, height: millimetres, frame: box }),
	ornament: v.variant('kind', [
		v.strictObject({ kind: v.literal('plain') }),
		v.strictObject({ kind: v.literal('none') }),
		v.strictObject({ kind: v.literal('picture'), hash })
	]),
	emblem: v.nullable(hash),
	validFrom: day,
	validTo: v.nullable(day),
	blocks: v.pipe(v.array(block), v.maxLength(MOST_BLOCKS, 'field_too_long')),
	seal: box,
	wording: wordingSet,
	wordingEn: v.nullable(wordingSet)
});
export type TemplateDraft = Omit<Template, 'key' | 'version'>;

/** The same as a form's hidden field has it: JSON of at most 100 kB. */
export const templateDraftJson = v.pipe(
	v.string('field_required'),
	v.maxLength(100_000, 'field_too_long'),
	v.rawTransform(({ dataset, addIssue, NEVER }) => {
		try {
			return JSON.parse(dataset.value) as unknown;
		} catch {
			addIssue({ message: 'field_invalid' });
			return NEVER;
		}
	}),
	templateDraft
);
