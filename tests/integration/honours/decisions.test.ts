import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsOf } from '#lib/domain/honours/golden-book.ts';
import { newId } from '#lib/live/id.ts';
import { verifyAuditChain } from '#lib/server/audit/verify-chain.ts';
import { createConference } from '#lib/server/conference/create-conference.ts';
import {
	annulDecision,
	approveDecision,
	returnDecision
} from '#lib/server/honours/decisions/answer-proposal.ts';
import { attachScan } from '#lib/server/honours/decisions/attach-scan.ts';
import { decisionsFor, decisionWhole } from '#lib/server/honours/decisions/decision-query.ts';
import { proposeDecision, takeBackDecision } from '#lib/server/honours/decisions/propose-decision.ts';
import {
	createDecision,
	discardDecision,
	editDecision
} from '#lib/server/honours/decisions/save-decision.ts';
import { archiveIssuer, createIssuer, editIssuer } from '#lib/server/honours/issuers/save-issuer.ts';
import { moveRecipient, orderRecipients } from '#lib/server/honours/recipients/order-recipients.ts';
import { recipientsOf } from '#lib/server/honours/recipients/recipient-query.ts';
import {
	addRecipient,
	editRecipient,
	removeRecipient
} from '#lib/server/honours/recipients/save-recipient.ts';
import { noteRehearsal } from '#lib/server/rehearsal/rehearsal-facts.ts';
import { readFile } from '#lib/server/papers/read-file.ts';
import { holding, honoursCity, hung, lan, type HonoursCity } from './honours-house.ts';

let here: HonoursCity;
beforeAll(async () => {
	here = await honoursCity();
});
afterAll(() => here.remove());

const reason = 'Thiếu hồ sơ của hai tập thể';
const fieldsRefused = async (...asked: Parameters<HonoursCity['ask']>) => {
	const outcome = await here.ask(...asked);
	return outcome.ok ? 'done' : outcome.refusal.fields.map(({ field, code }) => `${field}: ${code}`);
};

describe('an issuer', () => {
	const issuer = (more: object = {}) => ({
		...{
			unitId: here.wards[0],
			name: 'ỦY BAN NHÂN DÂN PHƯỜNG BẾN LAU',
			letterhead: 'state',
			place: 'Bến Lau'
		},
		...more
	});

	it('has authority only where the rule is named that it comes from', async () => {
		expect(await fieldsRefused(createIssuer, issuer({ authority: ['commendation'] }))).toEqual([
			'authorityBasis: issuer_basis_required'
		]);
		expect(await fieldsRefused(createIssuer, issuer({ authority: ['certificate'] }))).toEqual([
			'authority.0: field_invalid'
		]);
		expect(await fieldsRefused(createIssuer, issuer({ letterhead: 'church', place: ' ' }))).toEqual([
			'letterhead: field_required',
			'place: field_required'
		]);
	});

	it('is kept by organizers of its unit, and not handed to a unit of others', async () => {
		const ward = holding('Phường', { unitId: here.wards[0]! });
		const other = holding('Phường khác', { unitId: here.wards[1]! });
		const secretary = holding('Thư ký', { role: 'secretary' });
		expect([
			await here.refusal(createIssuer, issuer(), other),
			await here.refusal(createIssuer, issuer(), secretary)
		]).toEqual(['forbidden', 'forbidden']);
		const { issuerId } = await here.done(createIssuer, issuer(), ward);
		const edit = (more: object) => ({ issuerId, version: 0, ...issuer(more) });
		expect([
			await here.refusal(editIssuer, edit({ unitId: here.wards[1] }), ward),
			await here.refusal(editIssuer, edit({ name: 'UBND PHƯỜNG BẾN LAU' }), ward),
			await here.refusal(editIssuer, edit({}), ward)
		]).toEqual(['forbidden', 'done', 'stale']);
	});

	it('that is out of use is named by no new decision', async () => {
		const { issuerId } = await here.done(createIssuer, issuer({ name: 'BAN CŨ' }));
		await here.done(archiveIssuer, { issuerId, version: 0, step: 'archive' });
		expect(await here.refusal(archiveIssuer, { issuerId, version: 1, step: 'archive' })).toBe('stale');
		const asked = here.fields('9/QĐ-UBND', { issuerId, kind: 'certificate' });
		expect(await fieldsRefused(createDecision, asked)).toEqual(['issuerId: award_issuer_archived']);
	});
});

describe('a decision', () => {
	it('is proposed by one person and approved by another, who gives the numbers with it', async () => {
		const awardId = await here.draft('101/QĐ-UBND', ['Thôn Đông', 'Thôn Đoài', 'Thôn Nam'], {
			decidedOn: '2011-03-02'
		});
		const seen = { awardId, version: 0 };
		expect(await here.refusal(approveDecision, seen, hung)).toBe('award_not_now');
		await here.done(proposeDecision, seen, lan);
		expect(await here.refusal(approveDecision, { awardId, version: 1 }, lan)).toBe('award_same_person');
		expect(await here.refusal(approveDecision, seen, hung)).toBe('stale');
		expect(await here.done(approveDecision, { awardId, version: 1 }, hung)).toEqual({
			...{ year: 2011, first: 1, last: 3 }
		});
		const whole = (await decisionWhole(here.read, awardId, 'vi'))!;
		expect(whole.state).toBe('approved');
		expect(whole.steps.map(({ step, byName }) => [step, byName])).toEqual([
			['propose', 'Lan'],
			['approve', 'Hùng']
		]);
		expect((await recipientsOf(here.read, awardId)).map(({ words, number }) => [words.name, number])).toEqual(
			[
				['Thôn Đông', { number: 1, isVoid: false }],
				['Thôn Đoài', { number: 2, isVoid: false }],
				['Thôn Nam', { number: 3, isVoid: false }]
			]
		);
	});

	it('is not approved by its proposer on another account', async () => {
		const awardId = await here.draft('102/QĐ-UBND', ['Thôn Bắc']);
		const [one, other] = [holding('Một', {}, 'p-1'), holding('Hai', {}, 'p-1')];
		await here.done(proposeDecision, { awardId, version: 0 }, one);
		expect(await here.refusal(approveDecision, { awardId, version: 1 }, other)).toBe('award_same_person');
	});

	it('says everything that it lacks, when it is proposed and when it is approved', async () => {
		const lacking = { number: null, decidedOn: null, signerName: null };
		const bare = await here.draft('', ['Thôn Đông'], lacking);
		expect(await fieldsRefused(proposeDecision, { awardId: bare, version: 0 }, lan)).toEqual([
			'number: award_lack_number',
			'decidedOn: award_lack_day',
			'signerName: award_lack_signer'
		]);
		expect(await here.state(bare)).toBe('draft');
		const empty = await here.draft('103/QĐ-UBND', []);
		expect(await here.refusal(proposeDecision, { awardId: empty, version: 0 }, lan)).toBe(
			'award_no_recipients'
		);

		const { issuerId } = await here.done(createIssuer, {
			...{ unitId: here.cityId, name: 'BAN TỔ CHỨC', letterhead: 'party', place: 'Ven Sông' },
			...{ authority: ['merit'], authorityBasis: 'Quy định' }
		});
		const awardId = await here.proposed('104-QĐ/BTC', ['Thôn Đông'], { issuerId });
		await here.done(editIssuer, {
			...{ issuerId, version: 0, unitId: here.cityId, name: 'BAN TỔ CHỨC', letterhead: 'party' },
			place: 'Ven Sông'
		});
		expect(await fieldsRefused(approveDecision, { awardId, version: 1 }, hung)).toEqual([
			'issuerId: award_lack_authority'
		]);
		const own = await here.draft('', ['Đội 1'], { issuerId, kind: 'certificate', number: null });
		expect(await here.refusal(proposeDecision, { awardId: own, version: 0 }, lan)).toBe('done');
	});

	it('takes no number twice in a year, and the same again in another', async () => {
		await here.draft('105/QĐ-UBND', []);
		expect(await fieldsRefused(createDecision, here.fields('105/QĐ-UBND'))).toEqual([
			'number: award_number_taken'
		]);
		expect(await here.refusal(createDecision, here.fields('105/QĐ-UBND', { decidedOn: '2025-01-02' }))).toBe(
			'done'
		);
		expect(await fieldsRefused(createDecision, here.fields('số 5'))).toEqual([
			'number: award_number_grammar'
		]);
		expect(
			await fieldsRefused(createDecision, here.fields('106/QĐ-UBND', { decidedOn: '0206-10-15' }))
		).toEqual(['decidedOn: award_day_range']);
	});

	it('stands still once it is proposed, until it comes back with a reason', async () => {
		const awardId = await here.proposed('107/QĐ-UBND', ['Thôn Đông', 'Thôn Đoài']);
		const [first] = await recipientsOf(here.read, awardId);
		const named = { awardId, recipientId: first!.id };
		const tries = [
			await here.refusal(editDecision, { awardId, version: 1, ...here.fields('107/QĐ-UBND') }),
			await here.refusal(addRecipient, { awardId, subject: 'collective', name: 'Thôn Nam' }),
			await here.refusal(editRecipient, { ...named, version: 0, subject: 'collective', name: 'Khác' }),
			await here.refusal(removeRecipient, { ...named, version: 0 }),
			await here.refusal(moveRecipient, { ...named, from: 1, to: 2 }),
			await here.refusal(orderRecipients, { awardId, by: 'name' }),
			await here.refusal(discardDecision, { awardId, version: 1, reason })
		];
		expect(new Set(tries)).toEqual(new Set(['award_not_draft']));
		expect(await here.refusal(takeBackDecision, { awardId, version: 1, reason }, hung)).toBe(
			'award_not_yours'
		);
		expect(await here.refusal(returnDecision, { awardId, version: 1, reason: 'x' }, hung)).toBe('invalid');
		await here.done(returnDecision, { awardId, version: 1, reason }, hung);
		expect(await here.state(awardId)).toBe('draft');
		await here.done(proposeDecision, { awardId, version: 2 }, lan);
		await here.done(takeBackDecision, { awardId, version: 3, reason }, lan);
		const steps = (await decisionWhole(here.read, awardId, 'vi'))!.steps;
		expect(steps.map((step) => [step.step, step.reason])).toEqual([
			['propose', null],
			['return', reason],
			['propose', null],
			['return', reason]
		]);
	});

	it('is annulled with a reason by another person; its numbers stay in the book and are never given again', async () => {
		const year = { decidedOn: '2012-05-05' };
		const awardId = await here.approved('1/QĐ-UBND', ['Thôn A', 'Thôn B'], year);
		const seen = { awardId, version: 2, reason };
		expect(await here.refusal(annulDecision, seen, lan)).toBe('award_same_person');
		expect(await here.done(annulDecision, seen, hung)).toEqual({ voided: 2 });
		expect(await here.numbers(awardId)).toEqual([
			[1, true],
			[2, true]
		]);
		// Its number may be used again, for what it should have been.
		const next = await here.approved('1/QĐ-UBND', ['Thôn A'], year);
		expect(await here.numbers(next)).toEqual([[3, false]]);
		expect(await here.refusal(annulDecision, { ...seen, version: 3 }, hung)).toBe('award_not_now');
	});

	it('that was a draft only is thrown away with its list', async () => {
		const awardId = await here.draft('108/QĐ-UBND', ['Thôn Đông']);
		await here.done(discardDecision, { awardId, version: 0, reason });
		expect(await here.read.awardRecipient.count({ where: { decisionId: awardId } })).toBe(0);
		expect(await here.refusal(discardDecision, { awardId, version: 0, reason })).toBe('not_found');
	});

	it('sent twice is made once', async () => {
		const key = newId();
		const asked = here.fields('109/QĐ-UBND');
		const [first, again] = [
			await here.ask(createDecision, asked, lan, key),
			await here.ask(createDecision, asked, lan, key)
		];
		expect(first.ok && again.ok && [first.value, again.replayed]).toEqual([again.ok && again.value, true]);
		expect(await here.read.awardDecision.count({ where: { number: '109/QĐ-UBND' } })).toBe(1);
	});
});

describe('the golden book', () => {
	it('has no gap and no number twice where decisions are approved at once', async () => {
		const year = { decidedOn: '2013-01-01' };
		const lists = [['A1', 'A2', 'A3'], ['B1'], ['C1', 'C2'], ['D1', 'D2', 'D3', 'D4']];
		const ids: string[] = [];
		for (const [index, names] of lists.entries())
			ids.push(await here.proposed(`${index + 1}/QĐ-UBND`, names, year));
		const answers = await Promise.all(
			ids.map((awardId) => here.ask(approveDecision, { awardId, version: 1 }, hung, newId()))
		);
		expect(answers.every(({ ok }) => ok)).toBe(true);
		const book = await here.read.awardNumber.findMany({ where: { issuerId: here.issuerId, year: 2013 } });
		expect(book).toHaveLength(10);
		expect(faultsOf(book)).toEqual([]);
		// Each decision's recipients follow one another, in its order.
		for (const [index, awardId] of ids.entries()) {
			const numbers = (await recipientsOf(here.read, awardId)).map(({ number }) => number!.number);
			expect(numbers).toEqual(lists[index]!.map((_, at) => numbers[0]! + at));
		}
	});

	it('approves one decision once, however many press at once', async () => {
		const awardId = await here.proposed('50/QĐ-UBND', ['A', 'B'], { decidedOn: '2013-06-01' });
		const answers = await Promise.all(
			['Một', 'Hai', 'Ba'].map((name) =>
				here.refusal(approveDecision, { awardId, version: 1 }, holding(name))
			)
		);
		expect(answers.toSorted()).toEqual(['done', 'stale', 'stale']);
		expect(await here.numbers(awardId)).toHaveLength(2);
	});

	it('is one for each kind, and for each year of decisions', async () => {
		const at = { decidedOn: '2014-01-01' };
		const merit = await here.approved('1/QĐ-UBND', ['A'], at);
		const other = await here.approved('2/QĐ-UBND', ['A'], { ...at, kind: 'commendation' });
		expect([await here.numbers(merit), await here.numbers(other)]).toEqual([[[1, false]], [[1, false]]]);
	});
});

describe('recipients', () => {
	it('are corrected, taken off and put in another order; a move that comes twice moves once', async () => {
		const awardId = await here.draft('201/QĐ-UBND', ['A', 'B', 'C', 'D']);
		const [a, b] = await recipientsOf(here.read, awardId);
		const move = { awardId, recipientId: a!.id, from: 1, to: 3 };
		await here.done(moveRecipient, move);
		expect(await here.refusal(moveRecipient, move)).toBe('stale');
		expect(await here.names(awardId)).toEqual(['B', 'C', 'A', 'D']);
		const named = { awardId, recipientId: b!.id };
		await here.done(editRecipient, { ...named, version: 0, subject: 'household', name: 'Hộ bà Bích' });
		expect(await here.refusal(removeRecipient, { ...named, version: 0 })).toBe('stale');
		await here.done(removeRecipient, { ...named, version: 1 });
		expect(await here.refusal(removeRecipient, { ...named, version: 2 })).toBe('not_found');
		await here.done(orderRecipients, { awardId, by: 'name' });
		expect(await here.names(awardId)).toEqual(['A', 'C', 'D']);
	});

	it('of another decision are not found, nor are words that are too long taken', async () => {
		const awardId = await here.draft('202/QĐ-UBND', ['A']);
		const other = await here.draft('203/QĐ-UBND', ['B']);
		const [foreign] = await recipientsOf(here.read, other);
		const named = { awardId, recipientId: foreign!.id };
		expect([
			await here.refusal(removeRecipient, { ...named, version: 0 }),
			await here.refusal(moveRecipient, { ...named, from: 1, to: 1 }),
			await here.refusal(addRecipient, { awardId: newId(), subject: 'collective', name: 'X' })
		]).toEqual(['not_found', 'not_found', 'not_found']);
		const long = { awardId, subject: 'team', name: 'x'.repeat(301), prize: 'y'.repeat(151) };
		expect(await fieldsRefused(addRecipient, long)).toEqual([
			'subject: field_required',
			'name: field_too_long',
			'prize: field_too_long'
		]);
	});

	it('that stand twice, or have the same in another decision of the period, are told of', async () => {
		const period = { period: '2021 - 2025' };
		const before = await here.draft('204/QĐ-UBND', ['Thôn Đông'], period);
		const awardId = await here.draft('205/QĐ-UBND', ['Thôn Đông', 'Thôn Đoài', 'Thôn đoài'], period);
		const told = (await recipientsOf(here.read, awardId)).map(({ warnings }) => warnings);
		expect(told).toMatchObject([
			[{ kind: 'already', decisionIds: [before] }],
			[{ kind: 'twice' }],
			[{ kind: 'twice' }]
		]);
	});

	it('are linked with the unit or person that alone has their name', async () => {
		const awardId = await here.draft('206/QĐ-UBND', ['Phường Hồ Sen', 'Phường Nào Đó']);
		const rows = await here.read.awardRecipient.findMany({
			where: { decisionId: awardId },
			orderBy: { position: 'asc' }
		});
		expect(rows.map(({ unitId }) => unitId)).toEqual([here.wards[4], null]);
	});
});

describe('the scan of a signed decision', () => {
	const pdf = () => readFile(Buffer.from('%PDF-1.7\nquyết định\n%%EOF\n'), 'Quyết định 1234.pdf');

	it('is attached also once it is approved, and never to what was annulled', async () => {
		const awardId = await here.approved('301/QĐ-UBND', ['A'], { decidedOn: '2015-01-01' });
		const file = await pdf();
		const asked = { awardId, version: 2, hash: file.hash };
		await here.done(attachScan(file), asked);
		const { scanName, scan } = (await decisionWhole(here.read, awardId, 'vi'))!;
		expect([scanName, scan?.type]).toEqual(['Quyết định 1234.pdf', 'pdf']);
		expect(await here.refusal(attachScan(file), asked)).toBe('stale');
		await here.done(annulDecision, { awardId, version: 3, reason }, hung);
		expect(await here.refusal(attachScan(file), { ...asked, version: 4 })).toBe('award_not_now');
	});

	it('is a PDF or a picture, by what is in it', async () => {
		const awardId = await here.draft('302/QĐ-UBND', []);
		await expect(readFile(Buffer.from('không phải PDF'), 'gia.pdf')).rejects.toThrow('invalid');
		const file = { ...(await pdf()), type: 'docx' as const };
		expect(await fieldsRefused(attachScan(file), { awardId, version: 0, hash: file.hash })).toEqual([
			'file: award_scan_type'
		]);
	});
});

describe('who may', () => {
	it('prepare only the event’s own certificates with a role in the event, and approve nothing with it', async () => {
		const { contestId } = await here.contest('HONOURS');
		const { conferenceId } = await here.done(createConference, {
			...{ code: 'HN-KHEN', titleVi: 'Hội nghị', kind: 'final-review', hostUnitId: here.cityId },
			...{ startsOn: '2026-12-10', endsOn: '2026-12-10' }
		});
		const desk = holding('Bàn', { contestId });
		const elsewhere = holding('Nơi khác', { conferenceId });
		const own = here.fields('', { kind: 'certificate', number: null, contestId });
		expect([
			await here.refusal(createDecision, { ...own, kind: 'merit', number: '401/QĐ-UBND' }, desk),
			await here.refusal(createDecision, { ...own, contestId: null }, desk),
			await here.refusal(createDecision, { ...own, contestId: null, conferenceId }, desk),
			await here.refusal(createDecision, own, elsewhere)
		]).toEqual(['forbidden', 'forbidden', 'forbidden', 'forbidden']);
		const { awardId } = await here.done(createDecision, own, desk);
		await here.done(addRecipient, { awardId, subject: 'collective', name: 'Đội 1' }, desk);
		// Neither a kind that needs authority nor another event afterwards.
		const edit = { awardId, version: 0, ...own };
		expect([
			await here.refusal(editDecision, { ...edit, kind: 'merit', number: '401/QĐ-UBND' }, desk),
			await here.refusal(editDecision, { ...edit, contestId: null, conferenceId }, desk),
			await here.refusal(addRecipient, { awardId, subject: 'collective', name: 'X' }, elsewhere)
		]).toEqual(['forbidden', 'forbidden', 'forbidden']);
		await here.done(proposeDecision, { awardId, version: 0 }, desk);
		const second = holding('Bàn hai', { contestId });
		expect([
			await here.refusal(approveDecision, { awardId, version: 1 }, second),
			await here.refusal(approveDecision, { awardId, version: 1 }, holding('Thư ký', { role: 'secretary' })),
			await here.refusal(
				approveDecision,
				{ awardId, version: 1 },
				holding('Thành phố', { unitId: here.cityId })
			)
		]).toEqual(['forbidden', 'forbidden', 'done']);
		const seen = async (actor: typeof desk) =>
			(await decisionsFor(here.read, actor, 'vi')).some(({ id }) => id === awardId);
		expect([await seen(second), await seen(elsewhere), await seen(hung)]).toEqual([true, false, true]);
	});

	it('name an issuer that stands neither at the event’s host nor above it: nobody of the event alone', async () => {
		const { contestId } = await here.contest('ABOVE');
		const { issuerId } = await here.done(createIssuer, {
			...{ unitId: here.wards[2], name: 'PHƯỜNG ĐỒI THÔNG', letterhead: 'state', place: 'Đồi Thông' }
		});
		const asked = here.fields('', { issuerId, kind: 'certificate', number: null, contestId });
		expect(await here.refusal(createDecision, asked, holding('Bàn', { contestId }))).toBe('forbidden');
	});

	it('honour nobody for the result of a rehearsal', async () => {
		const { contestId } = await here.contest('COPY');
		await here.database.transaction((tx) =>
			noteRehearsal(tx, contestId, { mix: [] } as unknown as Parameters<typeof noteRehearsal>[2])
		);
		expect(await fieldsRefused(createDecision, here.fields('403/QĐ-UBND', { contestId }))).toEqual([
			'contestId: award_rehearsal'
		]);
	});

	it('choose one event, not two', async () => {
		const { contestId } = await here.contest('TWO');
		const { conferenceId } = await here.read.conference
			.findFirstOrThrow()
			.then(({ id }) => ({ conferenceId: id }));
		expect(
			await fieldsRefused(createDecision, here.fields('402/QĐ-UBND', { contestId, conferenceId }))
		).toEqual(['conferenceId: award_one_event']);
	});
});

it('leaves a whole chain in the audit log, with who took each step', async () => {
	const entries = await here.read.auditEntry.findMany({ where: { action: 'award.approve' } });
	expect(entries.length).toBeGreaterThan(5);
	expect(await verifyAuditChain(here.read)).toMatchObject({ whole: true });
});
