import type { SubjectKind } from '#lib/domain/honours/award-kind.ts';
import { breakable } from '#lib/domain/honours/fit-text.ts';
import { wordsFor } from '#lib/domain/honours/recipient.ts';
import { linesOf, type Wording, type Words } from '#lib/domain/honours/wording.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { RollEntry } from '#lib/server/documents/honours/roll-input.ts';
import { factsOf } from '../proof/proven-fields.ts';
import { decisionTemplate } from '../templates/decision-template.ts';

/** A certificate that neither was taken away nor has another in its place. */
const STANDS = { revokedAt: null, replacedBy: null } as const;

/** Whom a decision honours still: whoever's certificate was taken away stands on no roll. */
export const HONOURED = {
	removedAt: null,
	OR: [{ certificates: { none: {} } }, { certificates: { some: STANDS } }]
};

export const ROLL_ROW = {
	...{ id: true, decisionId: true, subject: true, words: true },
	numbers: { where: { voidedAt: null }, select: { number: true } },
	certificates: { where: STANDS, select: { code: true, facts: true } }
} as const;

interface Row {
	readonly id: string;
	readonly subject: string;
	readonly words: string;
	readonly numbers: readonly { readonly number: number }[];
	readonly certificates: readonly { readonly code: string; readonly facts: string }[];
}

interface Award {
	readonly templateKey: string;
	readonly templateId: string | null;
	readonly decidedOn: string | null;
	readonly achievement: string | null;
	readonly period: string | null;
	readonly contest: { readonly titleVi: string } | null;
	readonly conference: { readonly titleVi: string } | null;
}

/** Where a decision's template is none: what a recipient's certificate would say in any case. */
const PLAIN: Wording = {
	recipient: '{honorific} {name}',
	place: '{position}, {unit}, {locality}',
	achievement: '{achievement}'
};

/** Rows of one decision as a roll says them: what a certificate says where there is one, and else what it would say. */
export async function entriesOf(read: Tx, award: Award, rows: readonly Row[]): Promise<RollEntry[]> {
	const template = await decisionTemplate(read, award, new Date());
	const event = (award.contest ?? award.conference)?.titleVi ?? null;
	const { achievement, period } = award;
	return rows.map((row) => {
		const subject = row.subject as SubjectKind;
		const [certificate] = row.certificates;
		const words = JSON.parse(row.words) as Words;
		const lines = certificate
			? factsOf(certificate).lines
			: linesOf(
					template?.wording[subject] ?? PLAIN,
					subject,
					wordsFor(words, { achievement, period, event })
				);
		const prize = words.prize?.trim() ?? '';
		return {
			...{ id: row.id, subject, code: certificate?.code ?? null, number: row.numbers[0]?.number ?? null },
			...{ name: breakable(lines.recipient), place: breakable(lines.place) },
			achievement: breakable(lines.achievement),
			prize: lines.achievement.includes(prize) ? '' : prize
		};
	});
}
