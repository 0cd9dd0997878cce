import * as v from 'valibot';
import { AWARD_KINDS, isDecisionNumber } from '#lib/domain/honours/award-kind.ts';
import { may } from '#lib/domain/access/policy.ts';
import type { Context } from '#lib/server/command/command.ts';
import { fieldRefusal, Refusal } from '#lib/server/command/refusal.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import { id, optionalDay, optionalId, optionalText, text } from '#lib/server/contest/input.ts';
import { contestScope } from '#lib/server/contest/scope.ts';
import { rehearsalFacts } from '#lib/server/rehearsal/rehearsal-facts.ts';
import { awardScopes } from '../award-scope.ts';

const EARLIEST_YEAR = 1990;

const typedNumber = v.pipe(
	optionalText(60),
	v.check((value) => value === null || isDecisionNumber(value), 'award_number_grammar')
);

/** What a decision says of itself. */
export const decisionEntries = {
	issuerId: id,
	kind: v.picklist(AWARD_KINDS, 'field_required'),
	contestId: optionalId,
	conferenceId: optionalId,
	title: text(300),
	number: typedNumber,
	decidedOn: optionalDay,
	/** One line, or two: 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'. */
	signerTitle: optionalText(200),
	signerName: optionalText(120),
	legalBasis: optionalText(2000),
	achievement: optionalText(600),
	period: optionalText(100)
};

interface Said {
	readonly issuerId: string;
	readonly kind: string;
	readonly contestId: string | null;
	readonly conferenceId: string | null;
	readonly number: string | null;
	readonly decidedOn: string | null;
}

/** Refuses what cannot be: two events at once, an issuer that is out of use, a number that it has given that year, a day far away. */
export async function checkSaid({ tx, at }: Context, said: Said, awardId: string | null): Promise<void> {
	if (said.contestId !== null && said.conferenceId !== null) {
		throw fieldRefusal('conferenceId', 'award_one_event');
	}
	if (said.contestId !== null && (await rehearsalFacts(tx, said.contestId))) {
		throw fieldRefusal('contestId', 'award_rehearsal');
	}
	const issuer = await tx.issuer.findUnique({ where: { id: said.issuerId } });
	if (!issuer) throw fieldRefusal('issuerId', 'field_required');
	const named = awardId && (await tx.awardDecision.findUnique({ where: { id: awardId } }));
	if (issuer.archivedAt && (!named || named.issuerId !== issuer.id)) {
		throw fieldRefusal('issuerId', 'award_issuer_archived');
	}
	const year = Number(said.decidedOn?.slice(0, 4));
	if (said.decidedOn !== null && (year < EARLIEST_YEAR || year > at.getUTCFullYear() + 1)) {
		throw fieldRefusal('decidedOn', 'award_day_range');
	}
	if (said.number === null) return;
	const same = await tx.awardDecision.findMany({
		where: { issuerId: said.issuerId, number: said.number, state: { not: 'annulled' } },
		select: { id: true, decidedOn: true, title: true }
	});
	const other = same.find(
		(one) => one.id !== awardId && one.decidedOn?.slice(0, 4) === said.decidedOn?.slice(0, 4)
	);
	if (other) throw fieldRefusal('number', 'award_number_taken', { title: other.title });
}

/** Refuses to whoever may not prepare a decision at this place, or does not see the event that it names. */
export async function mayPrepare({ tx, actor }: Context, said: Said): Promise<void> {
	const { prepare } = await awardScopes(tx, said);
	const isSeen =
		(said.contestId === null || may(actor, 'contest.read', await contestScope(tx, said.contestId))) &&
		(said.conferenceId === null ||
			may(actor, 'conference.read', await conferenceScope(tx, said.conferenceId)));
	if (!isSeen || !may(actor, 'award.save', prepare)) throw new Refusal('forbidden');
}
