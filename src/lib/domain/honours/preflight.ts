import type { DecisionLack, SubjectKind } from './award-kind.ts';
import { fitByHand, isFitted, type SetByHand, type WidthAtOnePoint } from './fit-text.ts';
import { isPrintable } from './printable.ts';
import type { Block, Template } from './template.ts';
import { linesOf, missingFields, type Words, type WordingField } from './wording.ts';

export interface Recipient {
	readonly id: string;
	readonly subject: SubjectKind;
	readonly words: Words;
	/** Two recipients with the same key are one person, collective or household. */
	readonly sameAs: string;
	readonly byHand: Partial<Readonly<Record<'recipient' | 'place' | 'achievement', SetByHand>>>;
	/** Whether its number is still to come; undefined where nobody asks. */
	readonly lacksNumber?: boolean;
}

/** What is wrong with a certificate before it is printed, with what has to be put right. */
export type PreflightProblem =
	| { readonly kind: 'lack'; readonly lack: DecisionLack }
	| { readonly kind: 'missing'; readonly field: WordingField }
	| { readonly kind: 'too-wide'; readonly block: Block['kind']; readonly needs: number; readonly has: number }
	| { readonly kind: 'no-glyph'; readonly signs: readonly string[] }
	| { readonly kind: 'twice'; readonly others: readonly string[] }
	| { readonly kind: 'unprintable' }
	/** It has no number in the golden book although the decision is approved. */
	| { readonly kind: 'no-number' };

/**
 * Whether a certificate cannot be issued so. Two of one name and unit may be two people: whoever proposes and approves is warned,
 * and what they approved is issued.
 */
export const isStopped = (problems: readonly PreflightProblem[] = []): boolean =>
	problems.some(({ kind }) => kind !== 'twice');

export interface Preflight {
	/** Of the decision as a whole; nothing is issued while there is one. */
	readonly decision: readonly PreflightProblem[];
	/** Of single recipients; the rest may be issued. */
	readonly recipients: ReadonlyMap<string, readonly PreflightProblem[]>;
}

interface Means {
	readonly template: Pick<Template, 'blocks' | 'wording'>;
	readonly lacks: readonly DecisionLack[];
	/** Fields that may stay empty. */
	readonly optional: readonly WordingField[];
	readonly widthOf: (face: Block['face']) => WidthAtOnePoint;
	readonly hasGlyph: (sign: string) => boolean;
}

const FITTED = ['recipient', 'place', 'achievement'] as const;

function problemsOf(recipient: Recipient, means: Means): PreflightProblem[] {
	const { template, optional, widthOf, hasGlyph } = means;
	const wording = template.wording[recipient.subject];
	const problems: PreflightProblem[] = missingFields(wording, recipient.words, optional).map(
		(field) => ({ kind: 'missing', field }) as const
	);
	const lines = linesOf(wording, recipient.subject, recipient.words);
	const all = Object.values(lines).join(' ');
	if (!isPrintable(all)) problems.push({ kind: 'unprintable' });
	const strange = [...new Set(all)].filter((sign) => !/\s/u.test(sign) && !hasGlyph(sign));
	if (strange.length > 0) return [...problems, { kind: 'no-glyph', signs: strange }];
	for (const kind of FITTED) {
		const block = template.blocks.find((one) => one.kind === kind);
		if (!block || lines[kind] === '') continue;
		const rule = { width: block.box.width, height: block.box.height, steps: block.steps };
		const byHand = recipient.byHand[kind] ?? { size: null, lines: null };
		const set = fitByHand(lines[kind], rule, byHand, widthOf(block.face));
		if (!isFitted(set)) problems.push({ kind: 'too-wide', block: kind, needs: set.needs, has: set.has });
	}
	return problems;
}

/** Everything that is wrong before anything is printed: at once, each with the recipient whom it concerns. */
export function preflight(recipients: readonly Recipient[], means: Means): Preflight {
	const same = Map.groupBy(recipients, ({ sameAs }) => sameAs);
	const found = recipients.map((recipient) => {
		const others = same.get(recipient.sameAs)!.filter((one) => one !== recipient);
		const twice: PreflightProblem[] =
			others.length > 0 ? [{ kind: 'twice', others: others.map(({ id }) => id) }] : [];
		const number: PreflightProblem[] = recipient.lacksNumber ? [{ kind: 'no-number' }] : [];
		return [recipient.id, [...problemsOf(recipient, means), ...twice, ...number]] as const;
	});
	return {
		decision: means.lacks.map((lack) => ({ kind: 'lack', lack })),
		recipients: new Map(found.filter(([, problems]) => problems.length > 0))
	};
}
