import type { TemplateFault } from '#lib/domain/honours/template.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { blockWord } from '#lib/words/award-block.ts';

/** What forbids a template to be saved. */
export function faultWords(fault: TemplateFault): string {
	if (fault.kind === 'sheet') return m.papers_fault_sheet();
	const block = blockWord(fault.block, getLocale());
	switch (fault.kind) {
		case 'outside':
			return m.papers_fault_outside({ block });
		case 'over-seal':
			return m.papers_fault_over_seal({ block });
		case 'missing':
			return m.papers_fault_missing({ block });
		case 'sizes':
			return m.papers_fault_sizes({ block });
		case 'low':
			return m.papers_fault_low({ block });
		case 'twice':
			return m.papers_fault_twice({ block });
		case 'over':
			return m.papers_fault_over({ block, other: blockWord(fault.other, getLocale()) });
	}
}
