import { safeParse } from 'valibot';
import { swapWords, type SwapWords } from '#lib/server/approvals/approvals-query.ts';
import { swapDifference } from '#lib/server/approvals/swap.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { rulesInForce, stageOf } from '#lib/server/results/rules-in-force.ts';
import { changeWords, type ChangeWords } from '#lib/words/changes.ts';
import { listed, type Locale } from '#lib/words/figure.ts';
import { refusalWords, type RefusalWords } from '#lib/words/refusal.ts';
import { SwapSchema } from './swap-teams.ts';

/** What the form shows before anybody is asked: marks and places before and after, or why it cannot be. */
export type SwapPreview =
	| {
			readonly ok: true;
			readonly swap: SwapWords;
			readonly changes: ChangeWords;
			readonly unsettled: string | null;
	  }
	| { readonly ok: false; readonly refused: RefusalWords };

export async function swapPreview(
	read: Tx,
	roundId: string,
	asked: Readonly<Record<string, unknown>>,
	isBlind: boolean,
	locale: Locale,
	at: Date
): Promise<SwapPreview> {
	const refused = (refusal: Refusal) => ({ ok: false as const, refused: refusalWords(refusal, locale) });
	const parsed = safeParse(SwapSchema, { ...asked, roundId });
	if (!parsed.success) return refused(new Refusal('invalid'));
	if (isBlind) return refused(new Refusal('second_look_blind'));
	try {
		const { difference } = await swapDifference(read, parsed.output, at);
		const round = await read.round.findUniqueOrThrow({
			where: { id: roundId },
			select: { contestId: true, rulesVersionId: true, stageKey: true }
		});
		const stage = stageOf((await rulesInForce(read, round)).rules, round.stageKey);
		const names = new Map(difference.teams.map(({ id, name }) => [id, name]));
		return {
			ok: true,
			swap: swapWords(difference, stage, locale)!,
			changes: changeWords(difference.changes, names, locale),
			unsettled:
				difference.unsettled.length === 0
					? null
					: listed(
							difference.unsettled.map((id) => names.get(id) ?? id),
							locale
						)
		};
	} catch (error) {
		if (error instanceof Refusal) return refused(error);
		throw error;
	}
}
