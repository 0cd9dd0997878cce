import { countedTwice } from '../support/counted-twice.ts';
import { randomContest } from '../support/random-contest.ts';
import type { Verdict } from './goal.ts';

/** R5: whole random contests counted by both implementations; every one of them must agree in everything. */
export function recount(seed: number, contests: number): { verdicts: Verdict[]; raw: unknown } {
	const disagreeing: number[] = [];
	let counted = 0;
	let ties = 0;
	for (let at = seed; counted < contests; at += 1) {
		const contest = randomContest(at);
		// Chance made rules that the product refuses.
		if (!contest) continue;
		const twice = countedTwice(contest);
		counted += 1;
		ties += twice.ties;
		if (twice.differences.length > 0) disagreeing.push(at);
	}
	const agreed = counted - disagreeing.length;
	const holdsGate = agreed === counted;
	const seeds = holdsGate ? '' : `, seeds ${disagreeing.slice(0, 10).join(' ')}`;
	const line = `GOAL recount.agreement ${agreed} of ${counted} ${holdsGate ? 'PASS' : 'FAIL'} (${ties} ties${seeds})`;
	return { verdicts: [{ line, holdsGate }], raw: { agreed, counted, ties, disagreeing } };
}
