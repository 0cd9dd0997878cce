/** The papers of a round; record: of its result. `record` is how the first of them was stored. */
export const PAPER_KINDS = ['draw', 'timing', 'judge', 'team', 'summary', 'record'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** One paper of a round: `subject` is the seat or the team whose sheets are on it, empty for papers of the whole round. */
export interface PaperName {
	readonly kind: PaperKind;
	readonly subject: string;
}

export const paperKey = ({ kind, subject }: PaperName): string => (subject ? `${kind}-${subject}` : kind);

/** The reverse; null for what names no paper. */
export function paperNamed(key: string): PaperName | null {
	const [kind = '', ...rest] = key.split('-');
	const known = PAPER_KINDS.find((one) => one === kind);
	if (!known) return null;
	const subject = rest.join('-');
	const hasSubject = known === 'judge' || known === 'team';
	return hasSubject === (subject !== '') ? { kind: known, subject } : null;
}

/** Papers that say a published version of the result: another version replaces them, whatever they say. */
export const namesVersion = (kind: PaperKind): boolean => kind === 'summary' || kind === 'record';
