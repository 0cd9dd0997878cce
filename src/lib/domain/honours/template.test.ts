import { describe, expect, it } from 'vitest';
import { MERIT_BLOCKS, MERIT_SEAL, SMALL_BLOCKS, SMALL_SEAL } from './layouts.ts';
import { AWARD_KINDS, LETTERHEADS } from './award-kind.ts';
import { BUILT_IN_TEMPLATES } from './built-in.ts';
import { PAPER_PROFILES, sheetOf } from './paper.ts';
import { faultsOfTemplate, onOtherSheet, templateOn, wordlessKinds, type Template } from './template.ts';

const words = { recipient: '{name}', place: '{locality}', achievement: '{achievement}' };
const merit: Template = {
	key: 'merit',
	version: 1,
	kind: 'merit',
	letterhead: 'state',
	name: 'Bằng khen',
	sheet: sheetOf('400x300'),
	ornament: { kind: 'plain' },
	emblem: null,
	validFrom: '2024-01-01',
	validTo: null,
	blocks: MERIT_BLOCKS,
	seal: MERIT_SEAL,
	wording: { individual: words, collective: words, household: words },
	wordingEn: null
};
const small: Template = {
	...merit,
	key: 'small',
	sheet: sheetOf('a4'),
	blocks: SMALL_BLOCKS,
	seal: SMALL_SEAL
};

describe('a template', () => {
	it('keeps every block on its sheet and off signature and seal, on every paper', () => {
		for (const template of [merit, small]) {
			expect(faultsOfTemplate(template)).toEqual([]);
			for (const { key } of PAPER_PROFILES) {
				expect(faultsOfTemplate(onOtherSheet(template, sheetOf(key)))).toEqual([]);
			}
		}
	});

	it('that comes with Khéo has no fault, words for everybody and a key of its own', () => {
		for (const one of BUILT_IN_TEMPLATES) {
			expect([one.key, ...faultsOfTemplate(one), ...wordlessKinds(one)]).toEqual([one.key]);
		}
		for (const kind of AWARD_KINDS) {
			for (const letterhead of LETTERHEADS) {
				const first = BUILT_IN_TEMPLATES.find((one) => one.kind === kind && one.letterhead === letterhead);
				expect(first?.key).toBe(`${letterhead}-${kind}`);
			}
		}
		expect(new Set(BUILT_IN_TEMPLATES.map(({ key }) => key)).size).toBe(BUILT_IN_TEMPLATES.length);
	});

	it('is refused with a block over another, lines higher than their box, or said twice', () => {
		const signer = merit.blocks.find(({ kind }) => kind === 'signer')!;
		const place = merit.blocks.find(({ kind }) => kind === 'place')!;
		const blocks = [...merit.blocks, { ...signer, box: { ...place.box } }];
		expect(faultsOfTemplate({ ...merit, blocks })).toEqual([
			{ kind: 'twice', block: 'signer' },
			{ kind: 'over', block: 'signer', other: 'place' }
		]);
		const low = merit.blocks.map((one) =>
			one.kind === 'title' ? { ...one, box: { ...one.box, height: 12 } } : one
		);
		expect(faultsOfTemplate({ ...merit, blocks: low })).toEqual([{ kind: 'low', block: 'title' }]);
	});

	it('is refused on a sheet that no printer takes, or with a frame off it', () => {
		const wide = { ...merit.sheet, width: 4000 };
		expect(faultsOfTemplate({ ...merit, sheet: wide })).toEqual([{ kind: 'sheet' }]);
		const frame = { ...merit.sheet.frame, x: 100 };
		expect(faultsOfTemplate({ ...merit, sheet: { ...merit.sheet, frame } })).toEqual([{ kind: 'sheet' }]);
	});

	it('is refused with a code over the seal, a block off the sheet, or no recipient', () => {
		const moved = merit.blocks.map((block) =>
			block.kind === 'code' ? { ...block, box: { ...block.box, x: 250 } } : block
		);
		expect(faultsOfTemplate({ ...merit, blocks: moved })).toEqual([{ kind: 'over-seal', block: 'code' }]);
		const without = merit.blocks
			.filter(({ kind }) => kind !== 'recipient')
			.map((block) => (block.kind === 'number' ? { ...block, box: { ...block.box, x: -1 } } : block));
		expect(faultsOfTemplate({ ...merit, blocks: without })).toEqual([
			{ kind: 'outside', block: 'number' },
			{ kind: 'missing', block: 'recipient' }
		]);
	});

	it('is the newest version that was good on the day of the decision', () => {
		const versions = [
			{ ...merit, version: 1, validTo: '2026-09-30' },
			{ ...merit, version: 2, validFrom: '2026-10-01' }
		];
		const on = (day: string) => templateOn(versions, 'merit', day)?.version ?? null;
		expect([on('2023-12-31'), on('2026-09-30'), on('2026-10-01')]).toEqual([null, 1, 2]);
	});

	it('has words for persons, collectives and households', () => {
		expect(wordlessKinds(merit)).toEqual([]);
		const household = { ...words, recipient: 'Hộ gia đình' };
		expect(wordlessKinds({ wording: { ...merit.wording, household } })).toEqual(['household']);
	});
});
