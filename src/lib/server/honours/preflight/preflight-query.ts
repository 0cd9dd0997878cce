import type { DecisionLack } from '#lib/domain/honours/award-kind.ts';
import { FITTED_BLOCKS } from '#lib/domain/honours/certificate-facts.ts';
import { layOut, Unfitting } from '#lib/domain/honours/lay-out.ts';
import { preflight, type PreflightProblem } from '#lib/domain/honours/preflight.ts';
import type { BlockKind } from '#lib/domain/honours/template.ts';
import type { WordingField } from '#lib/domain/honours/wording.ts';
import { hasGlyph, widthsOf } from '#lib/server/documents/awards/award-type.ts';
import type { ToPrint } from '../printing/to-print.ts';

/** Fields that a recipient may be without: the line closes over them. */
export const OPTIONAL: readonly WordingField[] = [
	...(['honorific', 'position', 'unit', 'locality', 'part', 'team', 'period'] as const)
];

export interface CheckedDecision {
	readonly lacks: readonly DecisionLack[];
	/** Blocks that no recipient has a part in, and what is too wide for them: the issuer, who signs. */
	readonly tooWide: readonly { readonly block: BlockKind; readonly needs: number; readonly has: number }[];
	readonly recipients: ReadonlyMap<string, readonly PreflightProblem[]>;
}

const isOfRecipient = (block: BlockKind) => FITTED_BLOCKS.some((one) => one === block);

/** What of the decision's own words does not fit, by the first certificate whose own words do. */
function tooWide({ recipients }: ToPrint): CheckedDecision['tooWide'] {
	for (const { facts, template } of recipients) {
		const blocks = template.blocks.filter(({ kind }) => !isOfRecipient(kind));
		return blocks.flatMap((block) => {
			try {
				layOut({ ...template, blocks: [block] }, facts, widthsOf);
				return [];
			} catch (error) {
				if (!(error instanceof Unfitting)) throw error;
				return [{ block: error.block, needs: error.needs, has: error.has }];
			}
		});
	}
	return [];
}

/** Everything that is wrong before anything is printed. What is issued already is printed as it is. */
export function checkedDecision(print: ToPrint, lacks: readonly DecisionLack[]): CheckedDecision {
	const { template, recipients, award } = print;
	const stands = award.state === 'approved' || award.state === 'issued';
	const open = recipients.filter(({ isIssued }) => !isIssued);
	const found = preflight(
		open.map(({ id, subject, words, searchKey, byHand, number }) => ({
			...{ id, subject, words, byHand, sameAs: `${subject} ${searchKey}` },
			lacksNumber: stands && number === null
		})),
		{ template, lacks, optional: OPTIONAL, widthOf: widthsOf, hasGlyph }
	);
	return { lacks, tooWide: tooWide({ ...print, recipients: open }), recipients: found.recipients };
}
