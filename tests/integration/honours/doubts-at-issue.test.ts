import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerApproval } from '#lib/server/approvals/answer-approval.ts';
import { requestCorrection } from '#lib/server/approvals/request-correction.ts';
import { verifyRound } from '#lib/server/contest/round-verify.ts';
import { approveDecision } from '#lib/server/honours/decisions/answer-proposal.ts';
import { proposeDecision } from '#lib/server/honours/decisions/propose-decision.ts';
import { createDecision } from '#lib/server/honours/decisions/save-decision.ts';
import { issueCertificates } from '#lib/server/honours/issue/issue-certificates.ts';
import { certificatesToSettle } from '#lib/server/honours/proof/certificate-query.ts';
import { addFromEvent } from '#lib/server/honours/recipients/add-from-event.ts';
import { publishResult } from '#lib/server/results/publish.ts';
import { smallContest, type SmallContest } from '../../support/small-contest.ts';
import { fillRound } from '../results/filled-round.ts';
import { honoursCity, hung, lan, type HonoursCity } from './honours-house.ts';

let here: HonoursCity;
let contest: SmallContest;
beforeAll(async () => {
	here = await honoursCity();
	contest = await smallContest(here.database);
	await fillRound(here.database, contest, contest.rounds[0]!);
	await here.done(publishResult, { roundId: contest.rounds[0]!.id }, contest.accounts.organizer);
});
afterAll(() => here.remove());

const version = (awardId: string) => here.version(awardId);
/** A decision for everybody who took part, approved as the result stands now. */
async function approved(number: string) {
	const fields = here.fields(number, { contestId: contest.id, kind: 'commendation' });
	const { awardId } = await here.done(createDecision, fields, lan);
	const roundId = contest.rounds[0]!.id;
	await here.done(addFromEvent, { awardId, take: 'participation', roundId }, lan);
	await here.done(proposeDecision, { awardId, version: await version(awardId) }, lan);
	await here.done(approveDecision, { awardId, version: await version(awardId) }, hung);
	return awardId;
}
const issue = (awardId: string) =>
	issueCertificates(here.database, { awardId, origin: 'https://kheo.example', actor: hung });
const waiting = async () =>
	(await certificatesToSettle(here.read, hung)).doubted.map(({ decision, recipient, doubt }) => ({
		...{ decision: decision.id, recipient, doubt }
	}));

it('a result that changed between approval and issuing puts in doubt what is issued by the older one', async () => {
	const [before, later] = [await approved('901/QĐ-UBND'), await approved('902/QĐ-UBND')];
	const { issued } = await issue(before);
	expect(await waiting()).toEqual([]);
	const [round] = contest.rounds;
	const { organizer, chair } = contest.accounts;
	const change = { kind: 'status', teamId: round!.teams[0]!.id, status: 'disqualified' };
	const asked = { roundId: round!.id, reason: 'Trọng tài báo muộn một lỗi trang phục' };
	const { approvalId } = await here.done(requestCorrection, { ...asked, change }, organizer);
	await here.done(answerApproval, { approvalId, answer: 'approved' }, chair);
	await here.done(verifyRound, { roundId: round!.id }, chair);
	await here.done(publishResult, asked, organizer);
	const marked = await waiting();
	expect(marked.length).toBeGreaterThan(1);
	expect(new Set(marked.map(({ decision }) => decision))).toEqual(new Set([before]));
	// Approved by the first version, issued under the second: the same people, for the same reason.
	expect((await issue(later)).issued).toBe(issued);
	const own = (await waiting()).filter(({ decision }) => decision === later);
	expect(own.map(({ recipient, doubt }) => ({ recipient, doubt }))).toEqual(
		marked.map(({ recipient, doubt }) => ({ recipient, doubt }))
	);
	// What was taken from the second version is in no doubt.
	await issue(await approved('903/QĐ-UBND'));
	expect((await waiting()).length).toBe(2 * marked.length);
});
