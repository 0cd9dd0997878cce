import { getDotPath, safeParse } from 'valibot';
import { Refusal } from '#lib/server/command/refusal.ts';
import { inVietnameseOrder } from '#lib/domain/people/vietnamese-order.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { LetterInput } from './letter-input.ts';
import { letterOf } from './letter-of.ts';

/** What stands in a preview where each unit's own secret will be. */
const NO_TOKEN = '·····················';

export interface LetterPreview {
	readonly delegationId: string;
	readonly to: string;
	readonly subject: string;
	readonly text: string;
	readonly fileName: string | null;
	readonly count: number;
}

/** The first of the chosen units' letters, as it would be sent; nothing is made for it. */
export async function previewLetter(
	read: Tx,
	input: unknown
): Promise<{ ok: true; value: LetterPreview } | { ok: false; refusal: Refusal }> {
	const parsed = safeParse(LetterInput, input);
	if (!parsed.success) {
		const fields = parsed.issues.map((issue) => ({
			field: getDotPath(issue) ?? '',
			code: /^[a-z0-9_]+$/.test(issue.message) ? issue.message : 'field_invalid'
		}));
		return { ok: false, refusal: new Refusal('invalid', {}, fields) };
	}
	const { delegationIds, again: _again, ...letter } = parsed.output;
	const { conferenceId } = letter;
	const chosen = await read.delegation.findMany({
		where: { conferenceId, id: { in: delegationIds } },
		select: { id: true, unit: { select: { name: true } } }
	});
	const [first] = chosen.sort((a, b) => inVietnameseOrder(a.unit.name, b.unit.name));
	if (!first) return { ok: false, refusal: new Refusal('not_found') };
	const written = await letterOf(
		read,
		{ ...letter, createdAt: new Date() },
		{ delegationId: first.id, token: letter.link === 'own' ? NO_TOKEN : null }
	);
	if (!written) return { ok: false, refusal: new Refusal('not_found') };
	return {
		ok: true,
		value: {
			delegationId: first.id,
			to: [written.to.name, written.to.address && `<${written.to.address}>`].filter(Boolean).join(' '),
			subject: written.subject,
			text: written.text,
			fileName: written.job && written.fileName,
			count: chosen.length
		}
	};
}
