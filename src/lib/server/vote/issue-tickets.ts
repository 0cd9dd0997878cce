import * as v from 'valibot';
import { command, type Context } from '#lib/server/command/command.ts';
import { execute, type Asked } from '#lib/server/command/execute.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { id, optionalText, reason, whole } from '#lib/server/contest/input.ts';
import type { Database, Tx } from '#lib/server/db/client.ts';
import { newTicketSecrets, storedSecrets, type StoredSecrets, type TicketSecrets } from './ticket-secrets.ts';
import { by, voteScope } from './vote-in.ts';

const MOST_TICKETS = 500;
const MOST_OF_VOTE = 20_000;

/** A ticket as it is printed, once. */
export interface PrintedTicket extends TicketSecrets {
	readonly number: number;
	/** Hall, row or seat: where it is handed out, never to whom. */
	readonly label: string | null;
}

const seatsOf = (typed: string | null): string[] =>
	(typed ?? '')
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');

const IssueInput = v.pipe(
	v.object({
		voteId: id,
		count: v.optional(v.union([v.literal(''), whole(1, MOST_TICKETS)]), ''),
		label: optionalText(60),
		/** One a line: a ticket each. */
		seats: optionalText(20_000)
	}),
	v.transform(({ voteId, count, label, seats }) => {
		const each = seatsOf(seats);
		const labels = each.map((seat) => (label ? `${label} · ${seat}` : seat));
		return { voteId, labels: each.length > 0 ? labels : Array.from({ length: Number(count) }, () => label) };
	}),
	v.check(({ labels }) => labels.length > 0, 'vote_tickets_number'),
	v.check(({ labels }) => labels.length <= MOST_TICKETS, 'vote_tickets_many'),
	v.check(({ labels }) => labels.every((label) => (label ?? '').length <= 130), 'field_too_long')
);

const ReissueInput = v.object({ voteId: id, number: whole(1, 999_999), reason });

async function issuingVote(tx: Tx, voteId: string) {
	const vote = await tx.audienceVote.findUniqueOrThrow({ where: { id: voteId } });
	if (!['draft', 'open', 'closed'].includes(vote.state)) throw new Refusal(`vote_state_${vote.state}`);
	return vote;
}

const lastNumber = async (tx: Tx, voteId: string) =>
	(await tx.audienceTicket.aggregate({ where: { voteId }, _max: { number: true } }))._max.number ?? 0;

interface Issued {
	readonly numbers: readonly number[];
	readonly labels: readonly (string | null)[];
}

async function write(
	{ tx, at, newId, ...ctx }: Context,
	place: { readonly contestId: string; readonly voteId: string },
	labels: readonly (string | null)[],
	secrets: readonly StoredSecrets[],
	replacesId: string | null = null
): Promise<Issued & { readonly batchId: string }> {
	const first = (await lastNumber(tx, place.voteId)) + 1;
	if (first + labels.length > MOST_OF_VOTE) throw new Refusal('vote_tickets_many');
	const batchId = newId();
	const numbers = labels.map((_, index) => first + index);
	await tx.audienceTicket.createMany({
		data: labels.map((label, index) => ({
			id: newId(),
			...place,
			batchId,
			number: numbers[index]!,
			label,
			...secrets[index]!,
			issuedBy: by(ctx),
			issuedAt: at,
			replacesId
		}))
	});
	return { batchId, numbers, labels };
}

// The secrets stay outside of input and answer, because both leave traces in receipts.
const issue = (secrets: readonly StoredSecrets[]) =>
	command({
		action: 'vote.ticket',
		input: IssueInput,
		scope: (tx, { voteId }) => voteScope(tx, voteId),
		async run(ctx, { voteId, labels }): Promise<Issued> {
			const { contestId } = await issuingVote(ctx.tx, voteId);
			const { batchId, ...issued } = await write(ctx, { contestId, voteId }, labels, secrets);
			const [first, last] = [issued.numbers[0]!, issued.numbers.at(-1)!];
			ctx.audit({ subjectKind: 'audience-tickets', subjectId: batchId, after: { voteId, first, last } });
			return issued;
		}
	});

const reissue = (secrets: readonly StoredSecrets[]) =>
	command({
		action: 'vote.ticket',
		input: ReissueInput,
		scope: (tx, { voteId }) => voteScope(tx, voteId),
		async run(ctx, { voteId, number, reason: why }): Promise<Issued> {
			const { contestId } = await issuingVote(ctx.tx, voteId);
			const ticket = await ctx.tx.audienceTicket.findUnique({
				where: { voteId_number: { voteId, number } }
			});
			if (!ticket) throw new Refusal('invalid', {}, [{ field: 'number', code: 'vote_number_unknown' }]);
			await voidTicket(ctx, ticket, why);
			const { batchId, ...issued } = await write(
				ctx,
				{ contestId, voteId },
				[ticket.label],
				secrets,
				ticket.id
			);
			ctx.audit({
				subjectKind: 'audience-tickets',
				subjectId: batchId,
				before: { number },
				after: { voteId, number: issued.numbers[0] },
				reason: why
			});
			return issued;
		}
	});

async function voidTicket(
	ctx: Context,
	ticket: { readonly id: string; readonly hasVoted: boolean; readonly voidedAt: Date | null },
	why: string
): Promise<void> {
	if (ticket.voidedAt) throw new Refusal('vote_ticket_void');
	// Its vote is in the box, and nobody may be able to find it there.
	if (ticket.hasVoted) throw new Refusal('vote_ticket_used');
	await ctx.tx.audienceTicket.update({
		where: { id: ticket.id },
		data: { voidedAt: ctx.at, voidedBy: by(ctx), voidReason: why }
	});
}

async function printed(
	database: Database,
	asked: Asked,
	count: number,
	of: (stored: readonly StoredSecrets[]) => ReturnType<typeof issue> | ReturnType<typeof reissue>
) {
	const secrets = Array.from({ length: count }, newTicketSecrets);
	// Before the transaction: while these are reckoned others may write.
	const stored = await Promise.all(secrets.map(storedSecrets));
	const outcome = await execute(database, of(stored) as ReturnType<typeof issue>, asked);
	if (!outcome.ok) return outcome;
	const { numbers, labels } = outcome.value;
	const tickets: PrintedTicket[] = outcome.replayed
		? []
		: numbers.map((number, index) => ({ number, label: labels[index] ?? null, ...secrets[index]! }));
	return { ...outcome, tickets };
}

/** Makes tickets and gives their secrets back this one time; `tickets` is empty for a resend, which makes none. */
export async function issueTickets(database: Database, asked: Asked) {
	const parsed = v.safeParse(IssueInput, asked.input);
	return printed(database, asked, parsed.success ? parsed.output.labels.length : 0, issue);
}

/** The same for one ticket in the place of another that was lost or spoilt before it was used: that one is void from here on. */
export const reissueTicket = (database: Database, asked: Asked) => printed(database, asked, 1, reissue);
