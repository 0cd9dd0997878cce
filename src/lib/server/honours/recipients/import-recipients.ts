import * as v from 'valibot';
import type { SubjectKind } from '#lib/domain/honours/award-kind.ts';
import { MOST_RECIPIENTS } from '#lib/domain/honours/recipient.ts';
import { command } from '#lib/server/command/command.ts';
import { id, whole } from '#lib/server/contest/input.ts';
import { awardScope } from '../award-scope.ts';
import { openDecision } from '../decisions/decision-at.ts';
import { addProposed } from './add-proposed.ts';
import { recipientEntries, wordsOf } from './recipient-fields.ts';

const MOST_LINES = 20_000;

/** Puts the rows of a table on a draft's list, as they were shown before somebody agreed: all of them, or none. */
export const importRecipients = command({
	action: 'award.save',
	input: v.object({
		awardId: id,
		rows: v.pipe(
			v.array(v.object({ line: whole(1, MOST_LINES), ...recipientEntries })),
			v.minLength(1, 'field_required'),
			v.maxLength(MOST_RECIPIENTS, 'field_too_long')
		)
	}),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.save'),
	async run(context, { awardId, rows }) {
		await openDecision(context.tx, awardId);
		const proposals = rows.map(({ line, subject, ...typed }) => ({
			...{ subject: subject as SubjectKind, words: wordsOf(typed), sourceRef: String(line) }
		}));
		const { added, batchId } = await addProposed(context, {
			...{ decisionId: awardId, source: 'import', proposals }
		});
		return { added, batchId };
	}
});
