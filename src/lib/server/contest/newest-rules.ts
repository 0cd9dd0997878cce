import type { Tx } from '#lib/server/db/client.ts';
import { rulesInForce } from '#lib/server/results/rules-in-force.ts';

/** The contest's newest rules: those that the next round to open will be held under. Refuses where there are none. */
export const newestRules = (tx: Tx, contestId: string) =>
	rulesInForce(tx, { contestId, rulesVersionId: null });
