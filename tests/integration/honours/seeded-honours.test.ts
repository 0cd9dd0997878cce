import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Words } from '#lib/domain/honours/wording.ts';
import { dayInVietnam } from '#lib/domain/shared/day.ts';
import { honourees } from '#lib/server/conference/honours/honouree-query.ts';
import { approveDecision } from '#lib/server/honours/decisions/answer-proposal.ts';
import { lacksNow } from '#lib/server/honours/decisions/take-step.ts';
import { checkedDecision } from '#lib/server/honours/preflight/preflight-query.ts';
import { toPrint } from '#lib/server/honours/printing/to-print.ts';
import { certificateByCode } from '#lib/server/honours/proof/certificate-by-code.ts';
import { warningsOf } from '#lib/server/honours/recipients/warnings-query.ts';
import { publishedHonours } from '#lib/server/honours/roll/public-event.ts';
import { ask } from '../../../prisma/seed/ask.ts';
import { issueHonours, type IssuedHonours } from '../../../prisma/seed/issue-honours.ts';
import { seedAccounts } from '../../../prisma/seed/seed-accounts.ts';
import { seedConference } from '../../../prisma/seed/seed-conference.ts';
import {
	honoursPeople,
	seedHonours,
	type HonoursPeople,
	type SeededHonours
} from '../../../prisma/seed/seed-honours.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

const origin = 'https://kheo.example';
const TODAY = dayInVietnam(new Date());

let test: TestDatabase;
let people: HonoursPeople;
let conferenceId: string;
let seeded: SeededHonours;
let issued: IssuedHonours;
const read = () => test.database.read;
const all = () => [...seeded.city, seeded.approved, seeded.proposed];
const recipients = (decisionId: string) =>
	read().awardRecipient.findMany({ where: { decisionId, removedAt: null }, orderBy: { position: 'asc' } });

describe('the demo’s honours', () => {
	beforeAll(async () => {
		test = await testDatabase();
		await seedAccounts(test.database, null, true);
		people = await honoursPeople(test.database);
		({ conferenceId } = await seedConference(test.database, TODAY));
		seeded = await seedHonours(test.database, conferenceId, TODAY, people);
		issued = await issueHonours(test.database, seeded, { ...people, origin });
	}, 120_000);
	afterAll(() => test.remove());

	it('are 12 collectives and 37 people of a city, 10 and 5 of a commune', async () => {
		const lists = await Promise.all(all().map(recipients));
		expect(lists.map(({ length }) => length)).toEqual([12, 37, 10, 5]);
		expect(lists.map((list) => [...new Set(list.map(({ subject }) => subject))])).toEqual([
			['collective'],
			['individual'],
			['collective'],
			['individual']
		]);
		const decisions = await read().awardDecision.findMany({ select: { id: true, state: true } });
		const state = new Map(decisions.map((one) => [one.id, one.state]));
		expect(all().map((id) => state.get(id))).toEqual(['issued', 'issued', 'approved', 'proposed']);
	});

	it('pass the preflight with every name, the longest and those of every people', async () => {
		for (const awardId of all()) {
			const award = await read().awardDecision.findUniqueOrThrow({ where: { id: awardId } });
			const print = (await toPrint(read(), awardId, { origin, now: new Date() }))!;
			// As if nothing were issued yet: what is issued is not looked at again.
			const open = { ...print, recipients: print.recipients.map((one) => ({ ...one, isIssued: false })) };
			const { lacks, tooWide, recipients: wrong } = checkedDecision(open, await lacksNow(read(), award));
			expect([lacks, tooWide, [...wrong.values()]]).toEqual([[], [], []]);
			expect(await warningsOf(read(), awardId)).toEqual(new Map());
		}
		const names = (await Promise.all(all().map(recipients)))
			.flat()
			.map(({ words }) => (JSON.parse(words) as Words).name!);
		expect(names.filter(({ length }) => length >= 77).length).toBeGreaterThanOrEqual(15);
		for (const sign of 'ƀɃŏŭĕČÑ') expect(names.join(' ')).toContain(sign);
		expect(names.join(' ')).toContain('Ê̆');
	});

	it('have numbers in each golden book from one on, without a gap', async () => {
		const numbers = async (decisionIds: readonly string[]) =>
			(
				await read().awardNumber.findMany({
					where: { recipient: { decisionId: { in: [...decisionIds] } } },
					orderBy: { number: 'asc' }
				})
			).map(({ number }) => number);
		const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
		expect(await numbers(seeded.city)).toEqual(upTo(49));
		expect(await numbers([seeded.approved, seeded.proposed])).toEqual(upTo(10));
	});

	it('are looked up by their codes: one genuine, one that another stands in for', async () => {
		expect(issued.issued).toBe(49);
		const found = async (code: string) => (await certificateByCode(read(), code))!;
		expect((await found(issued.genuine)).standing).toEqual({ state: 'genuine' });
		const replaced = (await found(issued.replaced)).standing;
		expect(replaced).toMatchObject({ state: 'replaced', reason: 'clerical' });
		const by = 'by' in replaced ? await found(replaced.by!) : null;
		expect(by!.standing).toEqual({ state: 'genuine' });
		expect(await read().awardCertificate.count()).toBe(50);
	});

	it('are read by everybody where they are issued, and nowhere else', async () => {
		const { code } = await read().conference.findUniqueOrThrow({ where: { id: conferenceId } });
		expect(await publishedHonours(read(), { kind: 'conference', code })).toBe(2);
	});

	it('go up on the stage six at a time, in the decisions’ order', async () => {
		const groups = await Promise.all(
			seeded.city.map(async (decisionId) => {
				const rows = await read().awardHandOver.findMany({ where: { recipient: { decisionId } } });
				return Math.max(...rows.map(({ stageGroup }) => stageGroup));
			})
		);
		expect(groups).toEqual([2, 7]);
	});

	it('know who of the honoured is a delegate, so that the hall is seen', async () => {
		const called = await honourees(read(), conferenceId);
		expect(called.length).toBe(64);
		expect(called.filter(({ delegateId }) => delegateId).length).toBe(29);
		expect(called.filter(({ delegationId }) => delegationId).length).toBe(4);
		const known = (await Promise.all(all().map(recipients))).flat();
		expect(known.filter(({ personId }) => personId).length).toBe(29);
		expect(known.filter(({ unitId }) => unitId).length).toBe(4);
	});

	it('leave the second person’s word to another than who asked for it', async () => {
		const { version } = await read().awardDecision.findUniqueOrThrow({ where: { id: seeded.proposed } });
		const input = { awardId: seeded.proposed, version };
		await expect(ask(test.database, approveDecision, input, people.proposer)).rejects.toThrow();
		await ask(test.database, approveDecision, input, people.approver);
	});
});
