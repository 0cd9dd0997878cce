import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { newId } from '#lib/live/id.ts';
import { execute } from '#lib/server/command/execute.ts';
import type { Database } from '#lib/server/db/client.ts';
import { resultPackage } from '#lib/server/results/proof/package-query.ts';
import { publishResult } from '#lib/server/results/publish.ts';
import type { SmallContest } from '../../support/small-contest.ts';
import { fillRound } from '../results/filled-round.ts';

const at = new Date('2026-01-05T03:00:00Z');

/**
 * Publishes both rounds of a small contest, the first one twice: between its versions a mark is replaced and a deduction
 * comes late. Gives the text of the second version's package, as everybody may download it.
 */
export async function publishedPackage(database: Database, contest: SmallContest): Promise<string> {
	const [first, second] = contest.rounds as [SmallContest['rounds'][0], SmallContest['rounds'][0]];
	const publish = async (roundId: string, reason = '') => {
		const outcome = await execute(database, publishResult, {
			actor: contest.accounts.organizer,
			input: { roundId, reason }
		});
		if (!outcome.ok) throw new Error(`${outcome.refusal.code} ${JSON.stringify(outcome.refusal.params)}`);
	};
	await fillRound(database, contest, first);
	await fillRound(database, contest, second);
	await replaceMark(database, first);
	await publish(first.id);
	await publish(second.id);
	await database.transaction(async (tx) => {
		await tx.deduction.create({
			data: {
				id: newId(),
				roundId: first.id,
				teamId: first.teams[0]!.id,
				partKey: null,
				kind: contest.stage.deductions.find(({ effect }) => effect.kind === 'fixed')!.key,
				points: '',
				reason: 'đến muộn',
				issuedBy: 'test',
				at
			}
		});
		await tx.round.update({ where: { id: first.id }, data: { state: 'verified' } });
	});
	await publish(first.id, 'trừ điểm đến muộn');
	const pkg = await resultPackage(database.read, contest.code, first.id);
	return canonicalJson(pkg);
}

/** A judge gave something else before: the log keeps both, the sheet has the later one. */
async function replaceMark(database: Database, round: SmallContest['rounds'][0]): Promise<void> {
	await database.transaction(async (tx) => {
		const marks = await tx.mark.findMany({ where: { roundId: round.id }, take: 1 });
		const { seq: _, ...mark } = marks[0]!;
		await tx.mark.create({ data: { ...mark, id: newId(), at } });
	});
}
