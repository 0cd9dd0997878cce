import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GenericSchema } from 'valibot';
import type { Actor } from '#lib/domain/access/actor.ts';
import { faultsOf } from '#lib/domain/honours/golden-book.ts';
import type { Command } from '#lib/server/command/command.ts';
import { execute } from '#lib/server/command/execute.ts';
import { openDatabase, type Database } from '#lib/server/db/client.ts';
import {
	annulDecision,
	approveDecision,
	returnDecision
} from '#lib/server/honours/decisions/answer-proposal.ts';
import { proposeDecision, takeBackDecision } from '#lib/server/honours/decisions/propose-decision.ts';
import { layOutStage } from '#lib/server/honours/hand-over/lay-out-stage.ts';
import { pickUp } from '#lib/server/honours/hand-over/pick-up.ts';
import { recordHandOver } from '#lib/server/honours/hand-over/record-hand-over.ts';
import { issueCertificates } from '#lib/server/honours/issue/issue-certificates.ts';
import { issueReplacement } from '#lib/server/honours/issue/issue-replacement.ts';
import { certificateByCode } from '#lib/server/honours/proof/certificate-by-code.ts';
import { certificatesOfDecision, standingOfDecision } from '#lib/server/honours/proof/certificate-query.ts';
import { revokeCertificate } from '#lib/server/honours/revocation/revoke-certificate.ts';
import { addRecipient } from '#lib/server/honours/recipients/save-recipient.ts';
import { holding, honoursCity, hung, lan, type HonoursCity } from './honours-house.ts';

// Two servers over one database, as in an installation of several processes: nothing but the database keeps them apart.
const origin = 'https://kheo.example';
const mai = holding('Mai');
let here: HonoursCity;
let other: Database;
beforeAll(async () => {
	here = await honoursCity();
	const { url, provider } = here.database;
	other = openDatabase({ databaseUrl: url, provider });
});
afterAll(async () => {
	await other.close();
	await here.remove();
});

type AnyCommand = Command<GenericSchema, unknown>;
async function asked(database: Database, command: AnyCommand, input: unknown, actor: Actor) {
	const outcome = await execute(database, command, { actor, input });
	return outcome.ok ? 'done' : outcome.refusal.code;
}
/** One press on each server at the same moment; the answers in order. */
const both = async (one: Promise<string>, another: Promise<string>) =>
	(await Promise.all([one, another])).toSorted();
const names = (of: string, count: number) => Array.from({ length: count }, (_, at) => `${of} số ${at + 1}`);
const issuing = (database: Database, awardId: string) =>
	issueCertificates(database, { awardId, origin, actor: hung }).then(
		({ issued }) => `issued ${issued}`,
		(error: unknown) => (error as { code: string }).code
	);
const lawful = { for: 'false-papers', number: '9/QĐ-UBND', on: '2026-11-02', reason: 'Giấy tờ giả' };
const replacing = async (database: Database, input: object) => {
	const outcome = await issueReplacement(database, input, { actor: hung, origin });
	return outcome.ok ? 'done' : outcome.refusal.code;
};

describe('two desks at once', () => {
	it('approve one decision once: its people have one number each', async () => {
		const awardId = await here.proposed('701/QĐ-UBND', names('Tổ', 12));
		const input = { awardId, version: await here.version(awardId) };
		const answers = await both(
			asked(here.database, approveDecision as AnyCommand, input, hung),
			asked(other, approveDecision as AnyCommand, input, mai)
		);
		expect(answers).toEqual(['done', 'stale']);
		expect((await here.numbers(awardId)).length).toBe(12);
	});

	it('approve many decisions of one book: no number is missing or given twice, each decision’s follow each other', async () => {
		const ids: string[] = [];
		for (let at = 0; at < 6; at += 1)
			ids.push(await here.proposed(`71${at}/QĐ-UBND`, names(`Thôn ${at}`, 5), { kind: 'flag' }));
		const versions = await Promise.all(ids.map((id) => here.version(id)));
		const answers = await Promise.all(
			ids.map((awardId, at) => {
				const input = { awardId, version: versions[at]! };
				return asked(at % 2 ? other : here.database, approveDecision as AnyCommand, input, hung);
			})
		);
		expect(new Set(answers)).toEqual(new Set(['done']));
		const book = await here.read.awardNumber.findMany({ where: { kind: 'flag' } });
		expect(book.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
			names('', 30).map((_, at) => at + 1)
		);
		expect(faultsOf(book)).toEqual([]);
		for (const awardId of ids) {
			const own = (await here.numbers(awardId)).map(([number]) => number);
			expect(own).toEqual(own.map((_, at) => own[0]! + at));
		}
	});

	it('approve what somebody else takes back or sends back: one of them only', async () => {
		const reason = 'Còn thiếu một tập thể';
		for (const [number, command, actor, more] of [
			['721/QĐ-UBND', takeBackDecision, lan, { reason }],
			['722/QĐ-UBND', returnDecision, mai, { reason }]
		] as const) {
			const awardId = await here.proposed(number, names('Xóm', 3));
			const input = { awardId, version: await here.version(awardId) };
			const answers = await both(
				asked(here.database, approveDecision as AnyCommand, input, hung),
				asked(other, command as unknown as AnyCommand, { ...input, ...more }, actor)
			);
			expect([number, answers]).toEqual([number, ['done', 'stale']]);
			const isApproved = (await here.state(awardId)) === 'approved';
			expect((await here.numbers(awardId)).length).toBe(isApproved ? 3 : 0);
		}
	});

	it('propose and add to a list: whoever is approved was on the list that was proposed', async () => {
		const awardId = await here.draft('731/QĐ-UBND', names('Ấp', 2));
		const input = { awardId, version: await here.version(awardId) };
		const [proposed, added] = await Promise.all([
			asked(here.database, proposeDecision as AnyCommand, input, lan),
			asked(other, addRecipient as AnyCommand, { awardId, subject: 'collective', name: 'Ấp mới' }, lan)
		]);
		expect(proposed).toBe('done');
		expect((await here.names(awardId)).length).toBe(added === 'done' ? 3 : 2);
		expect(['done', 'award_not_draft']).toContain(added);
	});

	it('issue one decision: everybody gets one certificate', async () => {
		const awardId = await here.approved('741/QĐ-UBND', names('Khu phố', 8));
		const answers = await both(issuing(here.database, awardId), issuing(other, awardId));
		const all = await certificatesOfDecision(here.read, awardId);
		expect(new Set(all.map(({ number }) => number)).size).toBe(8);
		expect(all.length).toBe(8);
		expect(answers.filter((answer) => answer === 'issued 8')).toHaveLength(1);
		const steps = await here.read.awardStep.count({ where: { decisionId: awardId, step: 'issue' } });
		expect(steps).toBe(1);
	});

	it('issue and annul: nothing of an annulled decision stands', async () => {
		const awardId = await here.approved('751/QĐ-UBND', names('Bản', 4));
		const annul = { awardId, version: await here.version(awardId), ...lawful };
		const [issued, annulled] = await Promise.all([
			issuing(here.database, awardId),
			asked(other, annulDecision as AnyCommand, annul, hung)
		]);
		const state = await here.state(awardId);
		expect([state, issued === 'issued 4', annulled === 'done'].join(' ')).toMatch(
			/^(annulled false true|issued true false)$/
		);
		if (state === 'annulled') expect(await standingOfDecision(here.read, awardId)).toBe(0);
	});

	it('replace and revoke one certificate: it has one end, and one number that says so', async () => {
		const awardId = await here.approved('761/QĐ-UBND', names('Tổ dân phố', 6));
		await issuing(here.database, awardId);
		const all = await certificatesOfDecision(here.read, awardId);
		const lost = { why: 'lost', reason: 'Cháy nhà văn hóa' };
		for (const [at, { id, code }] of all.entries()) {
			const isTwice = at % 2 === 1;
			const answers = await both(
				replacing(here.database, { certificate: id, ...lost }),
				isTwice
					? replacing(other, { certificate: id, ...lost })
					: asked(other, revokeCertificate as AnyCommand, { certificate: id, ...lawful }, mai)
			);
			expect(answers[0]).toBe('done');
			expect(answers[1]).toMatch(/^proof_(replaced|revoked_already)$/);
			const { standing } = (await certificateByCode(here.read, code))!;
			expect(['replaced', 'revoked']).toContain(standing.state);
			if (isTwice) expect(standing.state).toBe('replaced');
		}
		const chains = await here.read.awardCertificate.groupBy({
			by: ['recipientId'],
			where: { decisionId: awardId, revokedAt: null },
			_count: true
		});
		expect(chains.every(({ _count }) => _count === 1)).toBe(true);
		const stands = await standingOfDecision(here.read, awardId);
		expect((await here.numbers(awardId)).filter(([, isVoid]) => !isVoid).length).toBe(stands);
	});

	it('lay a stage out and hand one certificate over twice: one order, one receiver', async () => {
		const awardId = await here.approved('771/QĐ-UBND', names('Buôn', 5));
		await issuing(here.database, awardId);
		const layOut = (size: number) => ({ awardId, version: 0, by: 'decision', size, presenter: null });
		const answers = await both(
			asked(here.database, layOutStage as AnyCommand, layOut(2), lan),
			asked(other, layOutStage as AnyCommand, layOut(3), mai)
		);
		expect(answers).toEqual(['done', 'stale']);
		const rows = await here.read.awardHandOver.findMany({ where: { recipient: { decisionId: awardId } } });
		expect(rows.map(({ position }) => position).sort()).toEqual([1, 2, 3, 4, 5]);
		const [first] = await certificatesOfDecision(here.read, awardId);
		const { recipientId } = await here.read.awardCertificate.findUniqueOrThrow({ where: { id: first!.id } });
		const { version } = rows.find((row) => row.recipientId === recipientId)!;
		const handed = await both(
			asked(
				here.database,
				recordHandOver as AnyCommand,
				{ awardId, step: 'receive', members: [{ recipientId, version }] },
				lan
			),
			asked(
				other,
				pickUp as AnyCommand,
				{ certificate: first!.id, version, receiverName: 'Y Thanh Niê' },
				mai
			)
		);
		expect(handed[0]).toBe('done');
		expect(['handover_already', 'stale']).toContain(handed[1]);
		const after = await here.read.awardHandOver.findUniqueOrThrow({ where: { recipientId } });
		expect(after.version).toBe(version + 1);
	});
});
