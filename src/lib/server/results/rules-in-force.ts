import type { Rules, Stage } from '#lib/domain/contest/rules.ts';
import { storedRules } from '#lib/domain/contest/stored-rules.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';

/** The rules that count for a round, as they were stored when they were validated. */
export interface RulesInForce {
	readonly id: string;
	readonly version: number;
	readonly hash: string;
	readonly rules: Rules;
}

/** The version locked for the round, or before its opening the contest's latest. Refuses where there is none. */
export async function rulesInForce(
	read: Tx,
	round: { readonly contestId: string; readonly rulesVersionId: string | null }
): Promise<RulesInForce> {
	const found = round.rulesVersionId
		? await read.rulesVersion.findUnique({ where: { id: round.rulesVersionId } })
		: await read.rulesVersion.findFirst({
				where: { contestId: round.contestId },
				orderBy: { version: 'desc' }
			});
	if (!found) throw new Refusal('results_no_rules');
	return { id: found.id, version: found.version, hash: found.hash, rules: storedRules(found.json) };
}

/** The stage of the rules that a round belongs to. Refuses where the rules no longer name it. */
export function stageOf(rules: Rules, stageKey: string): Stage {
	const stage = rules.stages.find(({ key }) => key === stageKey);
	if (!stage) throw new Refusal('results_no_stage', { stage: stageKey });
	return stage;
}
