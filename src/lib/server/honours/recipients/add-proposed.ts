import {
	MOST_RECIPIENTS,
	recipientKey,
	type ProposedRecipient,
	type RecipientSource
} from '#lib/domain/honours/recipient.ts';
import { searchKey } from '#lib/domain/people/search-key.ts';
import type { Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** Names asked for at once: databases bind only so many values. */
const ASKED = 400;

async function inPieces<Row>(
	names: readonly string[],
	ask: (piece: string[]) => Promise<Row[]>
): Promise<Row[]> {
	const rows: Row[] = [];
	for (let at = 0; at < names.length; at += ASKED) rows.push(...(await ask(names.slice(at, at + ASKED))));
	return rows;
}

/** Whom recipients are, where exactly one person or unit of Khéo's lists has their name and unit: homonyms are for the desk. */
async function linksOf(tx: Tx, proposals: readonly ProposedRecipient[]) {
	const namesOf = (isPerson: boolean) => [
		...new Set(
			proposals
				.filter(({ subject }) => (subject === 'individual') === isPerson)
				.map(({ words }) => words.name ?? '')
		)
	];
	const people = await inPieces(namesOf(true), (names) =>
		tx.person.findMany({
			where: { fullName: { in: names } },
			select: { id: true, fullName: true, unit: { select: { name: true } } }
		})
	);
	const units = await inPieces(namesOf(false), (names) =>
		tx.unit.findMany({ where: { name: { in: names } }, select: { id: true, name: true } })
	);
	const one = <T extends { id: string }>(list: readonly T[]) => (list.length === 1 ? list[0]!.id : null);
	return ({ subject, words }: ProposedRecipient) => {
		const unit = searchKey(words.unit ?? '');
		const same = people.filter(
			(person) => person.fullName === words.name && unit !== '' && searchKey(person.unit?.name ?? '') === unit
		);
		return {
			personId: subject === 'individual' ? one(same) : null,
			unitId: subject === 'collective' ? one(units.filter((known) => known.name === words.name)) : null
		};
	};
}

interface Adding {
	readonly decisionId: string;
	readonly source: RecipientSource;
	readonly proposals: readonly ProposedRecipient[];
}

/**
 * Puts recipients at the end of a draft's list, whatever source they come from: the one door for all of them. Several at once
 * make a batch, which can be taken back as one.
 */
export async function addProposed(context: Context, { decisionId, source, proposals }: Adding) {
	const { tx, at, newId, audit } = context;
	const { _count, _max } = await tx.awardRecipient.aggregate({
		where: { decisionId, removedAt: null },
		_count: true,
		_max: { position: true }
	});
	if (_count + proposals.length > MOST_RECIPIENTS) throw new Refusal('award_full', { most: MOST_RECIPIENTS });
	const linked = await linksOf(tx, proposals);
	const batchId = source === 'hand' ? null : newId();
	const rows = proposals.map((proposal, index) => {
		const { subject, words, sourceRef = null, place = null, teamId = null } = proposal;
		const known = linked(proposal);
		return {
			...{ id: newId(), decisionId, subject, source, sourceRef, place, teamId, batchId },
			personId: proposal.personId ?? known.personId,
			unitId: proposal.unitId ?? known.unitId,
			...{ words: JSON.stringify(words), searchKey: recipientKey(words) },
			...{ position: (_max.position ?? 0) + index + 1, createdAt: at }
		};
	});
	await tx.awardRecipient.createMany({ data: rows });
	audit({
		subjectKind: 'award-decision',
		subjectId: decisionId,
		after: {
			source,
			added: rows.map(({ id, subject, words }) => ({ id, subject, ...(JSON.parse(words) as object) }))
		}
	});
	return { added: rows.length, batchId, recipientIds: rows.map(({ id }) => id) };
}
