import { doubtsOf } from '#lib/domain/honours/doubt.ts';
import type { ResultContent } from '#lib/domain/results/published-result.ts';
import type { Context } from '#lib/server/command/command.ts';

/**
 * Marks certificates that were given for a round's result where its new version says otherwise of their team: somebody has to
 * decide whether they still hold. Those that were taken away or replaced are left alone.
 */
export async function doubtCertificates(
	{ tx, at, audit }: Context,
	{ contestId, roundId, content }: { contestId: string; roundId: string; content: ResultContent }
): Promise<void> {
	if (!content.changes) return;
	const doubts = doubtsOf(content.changes, content.version);
	if (doubts.size === 0) return;
	const certificates = await tx.awardCertificate.findMany({
		where: {
			revokedAt: null,
			replacedBy: null,
			decision: { contestId },
			recipient: {
				source: 'result',
				teamId: { in: [...doubts.keys()] },
				// What a result added names its round; where it says nothing, the team alone tells.
				OR: [{ sourceRef: { contains: roundId } }, { sourceRef: null }]
			}
		},
		select: { id: true, recipient: { select: { teamId: true } } }
	});
	for (const { id, recipient } of certificates) {
		const doubt = doubts.get(recipient.teamId!);
		const doubtedWhy = JSON.stringify(doubt);
		await tx.awardCertificate.update({ where: { id }, data: { doubtedAt: at, doubtedWhy } });
		audit({ subjectKind: 'award-certificate', subjectId: id, after: { doubted: doubt } });
	}
}
