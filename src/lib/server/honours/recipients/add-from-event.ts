import * as v from 'valibot';
import { may, type Action } from '#lib/domain/access/policy.ts';
import type { ProposedRecipient, RecipientSource } from '#lib/domain/honours/recipient.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { fieldRefusal, Refusal } from '#lib/server/command/refusal.ts';
import { conferenceScope } from '#lib/server/conference/scope.ts';
import { id, optionalId, optionalText } from '#lib/server/contest/input.ts';
import { contestScope } from '#lib/server/contest/scope.ts';
import { awardScope } from '../award-scope.ts';
import { openDecision } from '../decisions/decision-at.ts';
import { addProposed } from './add-proposed.ts';
import { honoureeProposals, presenceProposals, resultProposals } from './event-proposals.ts';

const TAKEN = ['prizes', 'participation', 'honourees', 'presence'] as const;
type Taken = (typeof TAKEN)[number];

interface Asked {
	readonly take: Taken;
	readonly roundId: string | null;
	readonly award: string | null;
}

interface Event {
	readonly contestId: string | null;
	readonly conferenceId: string | null;
}

/** Whoever puts an event's people on a list must be one who may see them there. */
async function mustSee({ tx, actor }: Context, { contestId, conferenceId }: Event, take: Taken) {
	const asked: Action =
		take === 'presence' ? 'certificate.read' : take === 'honourees' ? 'programme.read' : 'contest.read';
	const isOfContest = asked === 'contest.read';
	const eventId = isOfContest ? contestId : conferenceId;
	if (eventId === null) throw new Refusal('award_no_event');
	const scope = isOfContest ? await contestScope(tx, eventId) : await conferenceScope(tx, eventId);
	if (!may(actor, asked, scope)) throw new Refusal('forbidden');
	return eventId;
}

async function proposalsOf(
	{ tx, at }: Context,
	eventId: string,
	{ take, roundId, award }: Asked
): Promise<{ source: RecipientSource; proposals: ProposedRecipient[] }> {
	if (take === 'honourees') {
		return { source: 'honourees', proposals: await honoureeProposals(tx, eventId, award) };
	}
	if (take === 'presence') {
		const proposals = await presenceProposals(tx, eventId, at);
		if (!proposals) throw new Refusal('certificate_no_rule');
		return { source: 'presence', proposals };
	}
	if (roundId === null) throw fieldRefusal('roundId', 'field_required');
	const proposals = await resultProposals(tx, eventId, { roundId, for: take });
	if (!proposals) throw fieldRefusal('roundId', 'award_no_result');
	return { source: 'result', proposals };
}

const told = ({ sourceRef, words }: { sourceRef?: string | null; words: object }) =>
	`${sourceRef ?? ''} ${JSON.stringify(words)}`;

/**
 * Puts on a draft's list whom its event names: the prizes or all teams of a published result, a conference's honourees, the
 * delegates who met its presence rule. Who came from there already is not added again.
 */
export const addFromEvent = command({
	action: 'award.save',
	input: v.object({
		awardId: id,
		take: v.picklist(TAKEN, 'field_required'),
		roundId: optionalId,
		award: optionalText(300)
	}),
	scope: (tx, { awardId }) => awardScope(tx, awardId, 'award.save'),
	async run(context, { awardId, ...asked }) {
		const { tx } = context;
		const decision = await openDecision(tx, awardId);
		const eventId = await mustSee(context, decision, asked.take);
		const { source, proposals } = await proposalsOf(context, eventId, asked);
		if (proposals.length === 0) throw new Refusal('award_nobody_there');
		const there = await tx.awardRecipient.findMany({
			where: { decisionId: awardId, removedAt: null, source },
			select: { sourceRef: true, words: true }
		});
		const known = new Set(
			there.map(({ sourceRef, words }) => told({ sourceRef, words: JSON.parse(words) as object }))
		);
		const due = proposals.filter((proposal) => !known.has(told(proposal)));
		if (due.length === 0) throw new Refusal('award_all_there');
		const { added, batchId } = await addProposed(context, { decisionId: awardId, source, proposals: due });
		return { added, there: proposals.length - due.length, batchId };
	}
});
