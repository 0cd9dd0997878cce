import { randomBytes } from 'node:crypto';
import { isStopped } from '#lib/domain/honours/preflight.ts';
import type { DecisionState } from '#lib/domain/honours/decision-steps.ts';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { sha256Hex } from '#lib/domain/shared/sha256.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { AwardJob } from '#lib/server/documents/awards/award-job.ts';
import { lacksNow } from '../decisions/take-step.ts';
import { checkedDecision } from '../preflight/preflight-query.ts';
import { toPrint, type ToPrint } from '../printing/to-print.ts';
import { picturesOf } from '../templates/template-for.ts';

/** What is to be issued of a decision, as it stands: everything that the printing thread and the writing need. */
export interface IssuePlan {
	readonly version: number;
	/** Ids of the certificates to come, by recipient. */
	readonly ids: ReadonlyMap<string, string>;
	/** Of everything that will be printed: unlike where anything changed since. */
	readonly basis: string;
	readonly job: AwardJob;
	/** Recipients whom the preflight stops. */
	readonly blocked: readonly string[];
}

/** A hash of everything that stands on the certificates to come, and of the template that they are made by. */
export function basisOf({ template, recipients }: ToPrint, ids: ReadonlyMap<string, string>): string {
	const { key, version } = template;
	const printed = recipients.flatMap(({ id, facts, isIssued }) => (ids.has(id) && !isIssued ? [facts] : []));
	return sha256Hex(canonicalJson({ template: { key, version }, printed }));
}

/** Whether certificates may be issued in a state. */
export const isIssuable = (state: DecisionState): boolean => state === 'approved' || state === 'issued';

/** Recipients who never had a certificate: whoever's was taken away gets none by issuing again. */
async function withoutCertificate(read: Tx, awardId: string): Promise<string[]> {
	const rows = await read.awardRecipient.findMany({
		where: { decisionId: awardId, removedAt: null, certificates: { none: {} } },
		select: { id: true }
	});
	return rows.map(({ id }) => id);
}

interface Asked {
	readonly origin: string;
	readonly now: Date;
}

/** Everybody who is still without a certificate and whom nothing stops. Refuses where the decision itself lacks something. */
export async function issuePlan(read: Tx, awardId: string, { origin, now }: Asked): Promise<IssuePlan> {
	const award = await read.awardDecision.findUniqueOrThrow({ where: { id: awardId } });
	if (!isIssuable(award.state as DecisionState)) throw new Refusal('award_not_now');
	const lacking = await withoutCertificate(read, awardId);
	const wanted = new Map(lacking.map((id) => [id, randomBytes(16).toString('hex')]));
	const print = await toPrint(read, awardId, { origin, now, ids: wanted });
	if (!print) throw new Refusal('proof_no_template');
	const checked = checkedDecision(print, await lacksNow(read, award));
	if (checked.lacks.length > 0 || checked.tooWide.length > 0) throw new Refusal('proof_decision_stops');
	const open = print.recipients.filter(({ id }) => wanted.has(id));
	const good = open.filter(({ id }) => !isStopped(checked.recipients.get(id)));
	const ids = new Map(good.map(({ id }) => [id, wanted.get(id)!]));
	return {
		version: award.version,
		ids,
		basis: basisOf(print, ids),
		blocked: open.flatMap(({ id }) => (ids.has(id) ? [] : [id])),
		job: {
			pictures: await picturesOf(read, [print.template]),
			awards: good.map(({ id, template, facts }) => ({ id, template, facts, fileName: id, pack: '' })),
			form: 'hashes',
			way: { onBlank: false, calibration: null, aSheet: 1 },
			...{ title: award.title, at: now.toISOString() }
		}
	};
}
