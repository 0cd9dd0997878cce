import type { Actor } from '#lib/domain/access/actor.ts';
import { may } from '#lib/domain/access/policy.ts';
import { isDueAgain, isHanded, NOT_HANDED } from '#lib/domain/honours/hand-over.ts';
import { breakable } from '#lib/domain/honours/fit-text.ts';
import type { DecisionState } from '#lib/domain/honours/decision-steps.ts';
import type { Words } from '#lib/domain/honours/wording.ts';
import { codeIn } from '#lib/domain/honours/scanned-certificate.ts';
import { isMistypedCode } from '#lib/domain/shared/check-code.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { awardScope } from '../award-scope.ts';
import { isIssuable } from '../issue/issue-plan.ts';
import { linksOf, publicStanding } from '../proof/certificate-by-code.ts';
import { factsOf } from '../proof/proven-fields.ts';
import { handOverOf, paperOf, PAPERS } from './paper-of.ts';

/**
 * What the desk that hands out certificates is told of one. malformed: no code · mistyped: one sign is wrong · unknown: nobody's
 * · elsewhere: of a decision that `actor` hands nothing over for.
 */
export async function pickUpByCode(read: Tx, actor: Actor, scanned: string) {
	const code = codeIn(scanned);
	if (!code) return { state: isMistypedCode(scanned) ? ('mistyped' as const) : ('malformed' as const) };
	const row = await read.awardCertificate.findUnique({
		where: { code },
		include: {
			decision: { select: { id: true, title: true, state: true } },
			recipient: {
				select: { subject: true, words: true, certificates: PAPERS, handOver: true }
			}
		}
	});
	if (!row) return { state: 'unknown' as const, code };
	if (!may(actor, 'award.hand-over', await awardScope(read, row.decisionId, 'award.hand-over'))) {
		return { state: 'elsewhere' as const, code };
	}
	const { certificates, handOver, words, subject } = row.recipient;
	const { paper } = paperOf(certificates);
	const now = handOver ? handOverOf(handOver) : NOT_HANDED;
	const { lines, kind, number, decision } = factsOf(row);
	const isAgain = isDueAgain(now, paper);
	const name = (JSON.parse(words) as Words).name ?? '';
	return {
		...{ state: 'known' as const, code, certificate: row.id, kind, number },
		decision: { id: row.decision.id, title: row.decision.title, number: decision },
		isOpen: isIssuable(row.decision.state as DecisionState),
		recipient: breakable(lines.recipient),
		place: breakable(lines.place),
		/** What the name of a person who comes themselves is filled in with. */
		ownName: subject === 'individual' ? name : '',
		standing: publicStanding(linksOf(certificates), row.id),
		handed:
			isHanded(now.state) && !isAgain
				? {
						state: now.state,
						receiver: now.receiver ?? name,
						at: handOver!.doneAt!,
						by: handOver!.doneBy!
					}
				: null,
		/** An earlier paper was handed over, which this one took the place of. */
		isAgain,
		version: handOver?.version ?? null
	};
}
export type PickUp = Awaited<ReturnType<typeof pickUpByCode>>;
