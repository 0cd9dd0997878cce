import * as v from 'valibot';
import { mayBePublic, PUBLICITIES } from '#lib/domain/honours/publicity.ts';
import { command } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, version } from '#lib/server/contest/input.ts';
import { awardScope } from '../award-scope.ts';
import { decisionAt } from '../decisions/decision-at.ts';

const scope = (tx: Parameters<typeof awardScope>[0], { awardId }: { readonly awardId: string }) =>
	awardScope(tx, awardId, 'award.publish');

/** Lets everybody read an approved decision's list on its event's page; on one that is there, changes who stands by name. */
export const publishDecision = command({
	action: 'award.publish',
	input: v.object({ awardId: id, version, as: v.picklist(PUBLICITIES, 'field_required') }),
	scope,
	async run({ tx, at, audit }, { awardId, version: seen, as }) {
		const award = await decisionAt(tx, awardId, seen);
		if (!mayBePublic(award.state)) throw new Refusal('award_publish_not_approved');
		if (award.contestId === null && award.conferenceId === null) throw new Refusal('award_publish_no_event');
		const { publishedAt, publishedAs } = award;
		const after = { publishedAt: publishedAt ?? at, publishedAs: as };
		await tx.awardDecision.update({
			where: { id: awardId },
			data: { ...after, version: { increment: 1 } }
		});
		audit({
			subjectKind: 'award-decision',
			subjectId: awardId,
			before: { publishedAt, publishedAs },
			after
		});
		return { awardId };
	}
});

/** Takes a decision's list off its event's page. */
export const withdrawPublication = command({
	action: 'award.publish',
	input: v.object({ awardId: id, version }),
	scope,
	async run({ tx, audit }, { awardId, version: seen }) {
		const { publishedAt, publishedAs } = await decisionAt(tx, awardId, seen);
		if (publishedAt === null) throw new Refusal('award_publish_not_there');
		const after = { publishedAt: null, publishedAs: null };
		await tx.awardDecision.update({
			where: { id: awardId },
			data: { ...after, version: { increment: 1 } }
		});
		audit({
			subjectKind: 'award-decision',
			subjectId: awardId,
			before: { publishedAt, publishedAs },
			after
		});
		return { awardId };
	}
});
