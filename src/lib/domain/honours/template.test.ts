import { describe, expect, it } from 'vitest';
import { MERIT_BLOCKS, MERIT_SEAL, SMALL_BLOCKS, SMALL_SEAL } from './layouts.ts';
import { PAPER_PROFILES } from './paper.ts';
import { faultsOfTemplate, onOtherPaper, templateOn, wordlessKinds, type Template } from './template.ts';

const words = { recipient: '{name}', place: '{locality}', achievement: '{achievement}' };
const merit: Template = {
	key: 'merit',
	version: 1,
	kind: 'merit',
	letterhead: 'state',
	paper: '400x300',
	validFrom: '2024-01-01',
	validTo: null,
	blocks: MERIT_BLOCKS,
	seal: MERIT_SEAL,
	wording: { individual: words, collective: words, household: words }
};
const small: Template = { ...merit, key: 'small', paper: 'a4', blocks: SMALL_BLOCKS, seal: SMALL_SEAL };

describe('a template', () => {
	it('keeps every block on its sheet and off signature and seal, on every paper', () => {
		for (const template of [merit, small]) {
			expect(faultsOfTemplate(template)).toEqual([]);
			for (const { key } of PAPER_PROFILES) expect(faultsOfTemplate(onOtherPaper(template, key))).toEqual([]);
		}
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
