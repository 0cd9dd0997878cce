import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib/live/id.ts';
import { certificateCode } from '#lib/domain/honours/certificate-code.ts';
import { editStageGroup, putIntoGroup, shiftOnStage } from '#lib/server/honours/hand-over/move-on-stage.ts';
import { layOutStage } from '#lib/server/honours/hand-over/lay-out-stage.ts';
import { linkOnStage } from '#lib/server/honours/hand-over/link-on-stage.ts';
import { saveUnit } from '#lib/server/people/save-unit.ts';
import { pickUp } from '#lib/server/honours/hand-over/pick-up.ts';
import { codeIn } from '#lib/domain/honours/scanned-certificate.ts';
import { pickUpByCode } from '#lib/server/honours/hand-over/pick-up-query.ts';
import { recordHandOver } from '#lib/server/honours/hand-over/record-hand-over.ts';
import { annulDecision } from '#lib/server/honours/decisions/answer-proposal.ts';
import { replaceCertificate } from '#lib/server/honours/issue/replace-certificate.ts';
import { revokeCertificate } from '#lib/server/honours/revocation/revoke-certificate.ts';
import { letIn } from '../../support/came-in.ts';
import { organizer, person } from '../contest/city.ts';
import { stageCity, type StageCity } from './hand-over-house.ts';
import { holding, hung } from './honours-house.ts';

let here: StageCity;
beforeAll(async () => {
	here = await stageCity();
});
afterAll(() => here.remove());

const FIVE = ['An', 'Bình', 'Cúc', 'Dũng', 'Em'];
const lawful = (certificate: string) => ({
	...{ certificate, for: 'false-declaration', number: '88/QĐ-UBND', on: '2026-11-02' },
	reason: 'Kết luận thanh tra: kê khai gian dối'
});
let copies = 0;
const copyOf = (certificate: string) => ({
	...{ certificate, why: 'lost', reason: 'Giấy bị ướt', origin: 'https://kheo.example' },
	...{ nextCertificate: String((copies += 1)).padEnd(32, 'd'), fileHash: 'a'.repeat(64) }
});

describe('the order on stage', () => {
	it('is laid out once a decision is approved, and again until something was handed over', async () => {
		const draft = await here.draft('700/QĐ-UBND', ['Tổ 1', 'Tổ 2', 'Tổ 3']);
		const asked = { version: 0, by: 'decision', size: 2, presenter: 'Ông Trần Văn Ký' };
		expect(await here.refusal(layOutStage, { awardId: draft, ...asked })).toBe('handover_not_now');
		const awardId = await here.approved('701/QĐ-UBND', ['Tổ 1', 'Tổ 2', 'Tổ 3']);
		expect(await here.done(layOutStage, { awardId, ...asked })).toEqual({ groups: 2, apart: 0 });
		expect(await here.shown(awardId)).toEqual(['Tổ 1 Tổ 2', 'Tổ 3', '|']);
		expect(await here.refusal(layOutStage, { awardId, ...asked })).toBe('stale');
		await here.done(layOutStage, { awardId, ...asked, version: 1, size: 3 });
		expect(await here.shown(awardId)).toEqual(['Tổ 1 Tổ 2 Tổ 3', '|']);
		// Nobody's certificate is made yet: what is handed over was printed elsewhere, and has its number.
		expect(await here.of(awardId, 'Tổ 2')).toMatchObject({
			paper: 'none',
			steps: ['present', 'receive', 'absent', 'pick-up']
		});
		await here.record(awardId, 'receive', ['Tổ 2']);
		expect(await here.refusal(layOutStage, { awardId, ...asked, version: 2 })).toBe('handover_begun');
		expect(await here.problemsOf(layOutStage, { awardId, ...asked, version: 2, size: 31 })).toEqual([
			'size: field_invalid'
		]);
	});

	it('is changed by hand: up, down, into another group, apart; presenter and tray stay with the group', async () => {
		const { awardId } = await here.onStage(FIVE);
		const idOf = async (name: string) => (await here.of(awardId, name)).id;
		const at = async () => (await here.view(awardId)).version;
		const shift = async (name: string, way: 'up' | 'down') =>
			here.refusal(shiftOnStage, { awardId, recipientId: await idOf(name), version: await at(), way });
		const put = async (name: string, group: number) =>
			here.refusal(putIntoGroup, { awardId, recipientId: await idOf(name), version: await at(), group });
		expect(await here.shown(awardId)).toEqual(['An Bình', 'Cúc Dũng', 'Em', '|']);
		await here.done(editStageGroup, {
			awardId,
			group: 2,
			version: await at(),
			presenter: 'Bà Lê Thị Hoa',
			tray: 'B'
		});
		expect([await shift('Cúc', 'up'), await put('Em', 1), await put('An', 0)]).toEqual([
			'done',
			'done',
			'done'
		]);
		expect(await here.shown(awardId)).toEqual(['Bình Cúc Em', 'Dũng', '| An']);
		expect((await here.view(awardId)).groups).toMatchObject([
			{ presenter: 'Ông Trần Văn Ký', tray: '1' },
			{ presenter: 'Bà Lê Thị Hoa', tray: 'B' }
		]);
		expect([await shift('Bình', 'up'), await put('Dũng', 9)]).toEqual([
			'handover_no_further',
			'handover_no_further'
		]);
		expect(await here.refusal(editStageGroup, { awardId, group: 3, version: await at() })).toBe('invalid');
		const log = await here.read.auditEntry.findMany({ where: { subjectId: await idOf('An') } });
		expect(log.map(({ before, after }) => [JSON.parse(before!), JSON.parse(after!)])).toEqual([
			[
				{ stageGroup: 1, position: 1 },
				{ stageGroup: 0, position: 5 }
			]
		]);
	});

	it('tells the slower of two people that somebody was quicker, and lets states and order pass each other', async () => {
		const { awardId } = await here.onStage(FIVE);
		const [an, binh] = [await here.of(awardId, 'An'), await here.of(awardId, 'Bình')];
		const move = { awardId, recipientId: binh.id, version: 1, way: 'up' };
		const both = await Promise.all([
			here.refusal(shiftOnStage, move, organizer),
			here.refusal(shiftOnStage, move, hung)
		]);
		expect(both.toSorted()).toEqual(['done', 'stale']);
		// Who was moved meanwhile still receives: the tablet beside the stage goes on.
		const received = { awardId, step: 'receive', members: [{ recipientId: an.id, version: an.version }] };
		expect(await here.refusal(recordHandOver, received)).toBe('done');
		expect(await here.shown(awardId)).toEqual(['Bình An', 'Cúc Dũng', 'Em', '|']);
	});
});

describe('what happens on stage', () => {
	it('is recorded with who and when: present, received, by somebody else, absent; a whole group at once', async () => {
		const { awardId } = await here.onStage(FIVE, 5);
		await here.record(awardId, 'present', ['An']);
		await here.record(awardId, 'absent', ['Cúc']);
		await here.record(awardId, 'receive', ['Bình'], 'Phạm Thị Lụa');
		await here.record(awardId, 'receive', ['An', 'Dũng', 'Em']);
		const { count, due, total } = await here.view(awardId);
		expect(count).toEqual({ waiting: 0, received: 3, 'by-other': 1, absent: 1, 'picked-up': 0, revoked: 0 });
		expect([due.map(({ plainName }) => plainName), total]).toEqual([['Cúc'], 5]);
		const binh = await here.of(awardId, 'Bình');
		expect(binh).toMatchObject({
			state: 'received',
			receiver: 'Phạm Thị Lụa',
			doneBy: 'organizer',
			steps: ['back']
		});
		const [entry] = await here.read.auditEntry.findMany({ where: { subjectId: binh.id } });
		expect([JSON.parse(entry!.before!), JSON.parse(entry!.after!)]).toMatchObject([
			{ state: 'waiting', receiverName: null },
			{ state: 'received', receiverName: 'Phạm Thị Lụa', step: 'receive' }
		]);
	});

	it('is taken back where the tap was a mistake, and nothing of it is lost in the log', async () => {
		const { awardId } = await here.onStage(['An', 'Bình']);
		await here.record(awardId, 'present', ['An']);
		await here.record(awardId, 'receive', ['An']);
		await here.record(awardId, 'back', ['An']);
		const an = await here.of(awardId, 'An');
		expect(an).toMatchObject({ state: 'present', receiver: null });
		expect(await here.refusal(recordHandOver, await here.asSeen(awardId, 'back', ['Bình']))).toBe(
			'handover_no_step'
		);
		const log = await here.read.auditEntry.findMany({ where: { subjectId: an.id }, orderBy: { seq: 'asc' } });
		expect(log.map(({ after }) => (JSON.parse(after!) as { step: string }).step)).toEqual([
			'present',
			'receive',
			'back'
		]);
	});

	it('is done once, however often it is sent, and by the quicker of two tablets', async () => {
		const { awardId } = await here.onStage(['An', 'Bình']);
		const asked = await here.asSeen(awardId, 'receive', ['An']);
		const key = newId();
		const sent = [
			await here.ask(recordHandOver, asked, organizer, key),
			await here.ask(recordHandOver, asked, organizer, key)
		];
		expect(sent.map((outcome) => outcome.ok && outcome.replayed)).toEqual([false, true]);
		expect(await here.refusal(recordHandOver, asked)).toBe('handover_already');
		expect(await here.refusal(recordHandOver, await here.asSeen(awardId, 'receive', ['An']))).toBe(
			'handover_already'
		);
		const two = await here.asSeen(awardId, 'absent', ['Bình']);
		const other = await here.asSeen(awardId, 'receive', ['Bình']);
		const raced = await Promise.all([
			here.refusal(recordHandOver, two),
			here.refusal(recordHandOver, other, hung)
		]);
		expect(['handover_already', 'handover_meanwhile_absent']).toContain(raced.find((one) => one !== 'done'));
		expect(raced).toContain('done');
		// A group is recorded as a whole or not at all.
		const { awardId: next } = await here.onStage(['An', 'Bình']);
		const group = await here.asSeen(next, 'receive', ['An', 'Bình']);
		await here.record(next, 'receive', ['Bình']);
		expect(await here.refusal(recordHandOver, group)).toBe('handover_already');
		expect((await here.of(next, 'An')).state).toBe('waiting');
	});

	it('is for the desk of the issuer or the event, and names only who is on this list', async () => {
		const { awardId } = await here.onStage(['An']);
		const { awardId: other } = await here.onStage(['Bình']);
		const asked = await here.asSeen(awardId, 'receive', ['An']);
		const foreign = holding('Xa', { unitId: here.wards[1]! });
		for (const actor of [person('viewer'), person('jury-chair'), foreign]) {
			expect(await here.refusal(recordHandOver, asked, actor)).toBe('forbidden');
		}
		const { members } = await here.asSeen(other, 'receive', ['Bình']);
		expect(await here.refusal(recordHandOver, { ...asked, members })).toBe('not_found');
		expect(await here.refusal(recordHandOver, { ...asked, members: [] })).toBe('invalid');
		const long = [{ ...asked.members[0], receiverName: 'x'.repeat(201) }];
		expect(await here.refusal(recordHandOver, { ...asked, members: long })).toBe('invalid');
		expect(await here.refusal(recordHandOver, asked, holding('Thư ký', { role: 'secretary' }))).toBe('done');
		const { conferenceId } = await here.conference('TT-QUYEN', []);
		const { awardId: theirs } = await here.onStage(['Cúc'], 2, { conferenceId });
		const ofEvent = holding('Bàn hội nghị', { role: 'secretary', conferenceId });
		expect(await here.refusal(recordHandOver, await here.asSeen(theirs, 'receive', ['Cúc']), ofEvent)).toBe(
			'done'
		);
	});

	it('never happens with what was revoked, also after the order was laid out, nor once the decision is annulled', async () => {
		const { awardId, certificates } = await here.onStage(['An', 'Bình', 'Cúc'], 3);
		await here.record(awardId, 'receive', ['Cúc']);
		await here.done(revokeCertificate, lawful(certificates[0]!.id));
		await here.done(revokeCertificate, lawful(certificates[2]!.id));
		const { revoked, count } = await here.view(awardId);
		expect(revoked.map(({ plainName, state }) => [plainName, state])).toEqual([
			['An', 'waiting'],
			['Cúc', 'received']
		]);
		expect(count).toMatchObject({ revoked: 1, received: 1, waiting: 1 });
		expect(await here.refusal(recordHandOver, await here.asSeen(awardId, 'receive', ['An']))).toBe(
			'handover_revoked'
		);
		expect(await here.refusal(recordHandOver, await here.asSeen(awardId, 'receive', ['An', 'Bình']))).toBe(
			'handover_revoked'
		);
		await here.record(awardId, 'absent', ['An']);
		const own = await here.approved('720/QĐ-UBND', ['Tổ 1']);
		await here.done(layOutStage, { awardId: own, version: 0, by: 'place', size: 1 });
		const asked = await here.asSeen(own, 'receive', ['Tổ 1']);
		await here.done(
			annulDecision,
			{ awardId: own, version: await here.version(own), reason: 'Sai thẩm quyền' },
			hung
		);
		expect(await here.refusal(recordHandOver, asked)).toBe('handover_not_now');
		expect((await here.view(own)).isOpen).toBe(false);
	});

	it('lays out without the revoked, who are not called on stage by hand either', async () => {
		const { awardId, certificates } = await here.onStage(['An', 'Bình', 'Cúc'], 3);
		await here.done(revokeCertificate, lawful(certificates[1]!.id));
		await here.done(layOutStage, { awardId, version: 1, by: 'decision', size: 2 });
		expect(await here.shown(awardId)).toEqual(['An Cúc', '| Bình']);
		const binh = await here.of(awardId, 'Bình');
		const up = { awardId, recipientId: binh.id, version: 2, group: 1 };
		expect(await here.refusal(putIntoGroup, up)).toBe('handover_revoked_apart');
	});

	it('hands over the newest certificate, and says which has to be handed over again', async () => {
		const { awardId, certificates } = await here.onStage(['An', 'Bình']);
		const { code: newCode } = await here.done(replaceCertificate, copyOf(certificates[0]!.id));
		expect(await here.of(awardId, 'An')).toMatchObject({ code: newCode, isReplaced: true, isAgain: false });
		expect((await here.view(awardId)).renewed.map(({ plainName }) => plainName)).toEqual(['An']);
		await here.record(awardId, 'receive', ['An', 'Bình']);
		const { certificate } = await here.done(replaceCertificate, copyOf(certificates[1]!.id));
		const { again, count } = await here.view(awardId);
		expect([again.map(({ plainName }) => plainName), count.waiting]).toEqual([['Bình'], 1]);
		const seen = await pickUpByCode(here.read, organizer, certificateCode(certificate));
		expect(seen).toMatchObject({ state: 'known', handed: null, isAgain: true });
		const version = 'version' in seen ? seen.version : null;
		await here.done(pickUp, { certificate, version, receiverName: 'Bình' });
		expect(await here.of(awardId, 'Bình')).toMatchObject({ state: 'picked-up', isAgain: false });
	});
});

describe('the pick-up desk', () => {
	it('reads what a scanner or a person gives it', () => {
		const code = certificateCode('0123456789abcdef0123456789abcdef');
		const printed = code
			.match(/.{1,4}/g)!
			.join('-')
			.toLowerCase();
		for (const text of [
			code,
			printed,
			` https://kheo.example/v/${code} `,
			`http://10.0.0.5:8443/v/${code}?lang=vi`
		]) {
			expect(codeIn(text)).toBe(code);
		}
		for (const text of [
			'',
			'https://kheo.example/',
			`https://kheo.example/x/${code}`,
			'x'.repeat(5000),
			code.slice(1)
		]) {
			expect(codeIn(text)).toBeNull();
		}
	});

	it('gives who was absent theirs, once; the second scan says when and to whom', async () => {
		const { awardId, certificates } = await here.onStage(['An', 'Bình']);
		const { id: certificate, code } = certificates[0]!;
		await here.record(awardId, 'absent', ['An']);
		const seen = await pickUpByCode(here.read, organizer, `https://kheo.example/v/${code}`);
		expect(seen).toMatchObject({
			state: 'known',
			recipient: 'Ông An',
			ownName: 'An',
			handed: null,
			standing: { state: 'genuine' }
		});
		const version = 'version' in seen ? seen.version : null;
		expect(await here.refusal(pickUp, { certificate, version, receiverName: ' ' })).toBe('invalid');
		const asked = { certificate, version, receiverName: 'Trần Thị Sáu' };
		const raced = await Promise.all([here.refusal(pickUp, asked), here.refusal(pickUp, asked, hung)]);
		expect(raced.toSorted()).toEqual(['done', 'handover_already']);
		expect(await pickUpByCode(here.read, organizer, code)).toMatchObject({
			handed: { state: 'picked-up', receiver: 'Trần Thị Sáu' }
		});
		const again = await here.ask(pickUp, { ...asked, version: (version ?? 0) + 1 });
		expect(!again.ok && [again.refusal.code, again.refusal.params.receiver]).toEqual([
			'handover_already',
			'Trần Thị Sáu'
		]);
		expect((await here.view(awardId)).count).toMatchObject({ 'picked-up': 1, waiting: 1 });
		// A mistaken one is taken back to where it came from.
		await here.record(awardId, 'back', ['An']);
		expect((await here.of(awardId, 'An')).state).toBe('absent');
	});

	it('works without a ceremony, and leaves whoever picked up out of the order on stage', async () => {
		const { issuedCertificates } = await import('../../support/issued-certificates.ts');
		const { certificates, decisionId } = await issuedCertificates(here.database, {
			...{ unitId: here.cityId, names: ['An', 'Bình'] }
		});
		const { id: certificate, code } = certificates[0]!;
		expect(await pickUpByCode(here.read, organizer, code)).toMatchObject({ version: null });
		await here.done(pickUp, { certificate, version: null, receiverName: 'An' });
		expect(await here.shown(decisionId)).toEqual(['| An']);
		expect(await here.refusal(pickUp, { certificate, version: null, receiverName: 'An' })).toBe(
			'handover_already'
		);
	});

	it('tells of what was received on stage, revoked or replaced, and gives none of it', async () => {
		const { awardId, certificates } = await here.onStage(['An', 'Bình', 'Cúc'], 3);
		const [an, binh, cuc] = certificates.map(({ id, code }) => ({ id, code })) as {
			id: string;
			code: string;
		}[];
		await here.record(awardId, 'receive', ['An']);
		await here.done(revokeCertificate, lawful(binh!.id));
		const { code: newer } = await here.done(replaceCertificate, copyOf(cuc!.id));
		const standing = async (code: string) => {
			const seen = await pickUpByCode(here.read, organizer, code);
			return 'standing' in seen ? [seen.standing.state, seen.handed?.receiver ?? null] : seen.state;
		};
		expect(await standing(an!.code)).toEqual(['genuine', 'An']);
		expect(await standing(binh!.code)).toEqual(['revoked', null]);
		expect(await standing(cuc!.code)).toEqual(['replaced', null]);
		const pick = async (certificate: string) => {
			const outcome = await here.ask(pickUp, { certificate, version: 0, receiverName: 'Ai đó' });
			return outcome.ok ? 'done' : [outcome.refusal.code, outcome.refusal.params.code ?? null];
		};
		expect(await pick(an!.id)).toEqual(['handover_already', null]);
		expect(await pick(binh!.id)).toEqual(['handover_revoked', null]);
		expect(await pick(cuc!.id)).toEqual(['handover_replaced', newer.match(/.{1,4}/g)!.join('-')]);
	});

	it('knows codes of nobody, mistyped ones, and what another house hands over', async () => {
		const { certificates } = await here.onStage(['An']);
		const { id: certificate, code } = certificates[0]!;
		const state = async (text: string, actor = organizer) =>
			(await pickUpByCode(here.read, actor, text)).state;
		expect(await state('rác')).toBe('malformed');
		expect(await state(code.slice(0, -1) + (code.endsWith('A') ? 'B' : 'A'))).toBe('mistyped');
		expect(await state(certificateCode('f'.repeat(32)))).toBe('unknown');
		const foreign = holding('Xa', { unitId: here.wards[1]! });
		expect(await state(code, foreign)).toBe('elsewhere');
		expect(await here.refusal(pickUp, { certificate, version: 0, receiverName: 'Xa' }, foreign)).toBe(
			'forbidden'
		);
		expect(await here.refusal(pickUp, { certificate: 'e'.repeat(32), version: 0, receiverName: 'Xa' })).toBe(
			'not_found'
		);
	});
});

describe('who is in the hall', () => {
	const hall = async (awardId: string, name: string) => (await here.of(awardId, name)).hall;

	it('is known from the gates by the person, also at a conference that only runs that day', async () => {
		const { conferenceId, delegates } = await here.conference('TT-CUA', ['Hà Văn An', 'Hà Văn Bình']);
		const personIds = [...delegates.map(({ personId }) => personId), null];
		const names = ['Hà Văn An', 'Hà Văn Bình', 'Người Ngoài'];
		for (const more of [{ conferenceId }, {}]) {
			const { awardId } = await here.onStage(names, 3, { personIds, ...more });
			expect(await hall(awardId, 'Hà Văn An')).toMatchObject({
				standing: more.conferenceId ? 'absent' : 'here'
			});
			if (more.conferenceId) await letIn(here.database, conferenceId, [delegates[0]!.personId]);
			expect(await hall(awardId, 'Hà Văn An')).toEqual({
				standing: 'here',
				here: [],
				standIn: null,
				suggested: null
			});
			expect(await hall(awardId, 'Hà Văn Bình')).toMatchObject({ standing: 'absent' });
			expect(await hall(awardId, 'Người Ngoài')).toBeNull();
		}
	});

	it('is for a collective whoever of its unit’s delegation is there, by name', async () => {
		const { conferenceId, delegates, unitId } = await here.conference('TT-DOAN', [
			'Vũ Thị Xuân',
			'Vũ Thị Hạ'
		]);
		const awardId = await here.approved('730/QĐ-UBND', ['Phường Bến Lau', 'Tổ dân phố 5'], { conferenceId });
		await here.done(layOutStage, { awardId, version: 0, by: 'decision', size: 2 });
		await letIn(here.database, conferenceId, [delegates[1]!.personId]);
		expect(
			(await here.read.awardRecipient.findFirstOrThrow({ where: { decisionId: awardId, unitId } })).unitId
		).toBe(unitId);
		expect(await hall(awardId, 'Phường Bến Lau')).toEqual({
			standing: 'here',
			here: ['Vũ Thị Hạ'],
			...{ standIn: null, suggested: null }
		});
		expect(await hall(awardId, 'Tổ dân phố 5')).toBeNull();
		const { id, version } = await here.of(awardId, 'Tổ dân phố 5');
		const { id: delegationId } = await here.read.delegation.findFirstOrThrow({ where: { conferenceId } });
		await here.done(linkOnStage, { awardId, recipientId: id, version, as: 'self', delegationId });
		expect(await hall(awardId, 'Tổ dân phố 5')).toMatchObject({ standing: 'here', here: ['Vũ Thị Hạ'] });
	});

	it('is said by hand: somebody else receives it, of this conference only', async () => {
		const { conferenceId, delegates } = await here.conference('TT-THAY', ['Lê An', 'Lê Bình']);
		const other = await here.conference('TT-KHAC', ['Lê Xa']);
		const personIds = delegates.map(({ personId }) => personId);
		const { awardId } = await here.onStage(['Lê An', 'Lê Bình'], 2, { conferenceId, personIds });
		const { id, version } = await here.of(awardId, 'Lê An');
		const asked = { awardId, recipientId: id, version, as: 'instead' };
		expect(await here.problemsOf(linkOnStage, { ...asked, delegateId: other.delegates[0]!.id })).toEqual([
			'delegateId: not_found'
		]);
		expect(await here.problemsOf(linkOnStage, { ...asked, delegationId: other.delegationId })).toEqual([
			'delegateId: handover_link_nobody'
		]);
		await here.done(linkOnStage, { ...asked, delegateId: delegates[1]!.id });
		expect(await here.refusal(linkOnStage, { ...asked, as: null })).toBe('stale');
		expect(await hall(awardId, 'Lê An')).toMatchObject({ standing: 'absent', here: [], standIn: 'Lê Bình' });
		await letIn(here.database, conferenceId, [delegates[1]!.personId]);
		expect(await hall(awardId, 'Lê An')).toMatchObject({ standing: 'received', standIn: 'Lê Bình' });
	});

	it('is never told of a collective by a delegation above it before a person has chosen that one', async () => {
		const { conferenceId, delegates, unitId, delegationId } = await here.conference('TT-TREN', [
			'Vũ Thị Thu'
		]);
		const below = await here.done(saveUnit, {
			...{ code: 'TT-TO-9', name: 'Tổ dân phố 9', level: 'grassroots', kind: 'community', parentId: unitId }
		});
		await letIn(here.database, conferenceId, [delegates[0]!.personId]);
		const awardId = await here.approved('731/QĐ-UBND', ['Tổ dân phố 9', 'Phường Bến Lau'], { conferenceId });
		await here.done(layOutStage, { awardId, version: 0, by: 'decision', size: 2 });
		expect(below).toBeTruthy();
		const suggested = { kind: 'delegation', id: delegationId, name: 'Phường Bến Lau' };
		expect(await hall(awardId, 'Tổ dân phố 9')).toEqual({
			...{ standing: 'unknown', here: [], standIn: null },
			suggested
		});
		const { id, version } = await here.of(awardId, 'Tổ dân phố 9');
		const asked = { awardId, recipientId: id, version };
		await here.done(linkOnStage, { ...asked, as: 'self', delegationId });
		expect(await hall(awardId, 'Tổ dân phố 9')).toEqual({
			...{ standing: 'here', here: ['Vũ Thị Thu'], standIn: null },
			suggested: null
		});
		const log = await here.read.auditEntry.findMany({ where: { subjectId: id } });
		expect(log.map(({ before, after }) => [JSON.parse(before!), JSON.parse(after!)])).toEqual([
			[
				{ linkedAs: null, delegateId: null, delegationId: null },
				{ linkedAs: 'self', delegateId: null, delegationId }
			]
		]);
		// And the other way round: a delegation that is the unit's own, but has nothing to do with this honour.
		const own = await here.of(awardId, 'Phường Bến Lau');
		expect(own.hall).toMatchObject({ standing: 'here' });
		const nobody = { awardId, recipientId: own.id, version: own.version, as: 'nobody' };
		await here.done(linkOnStage, nobody);
		expect(await hall(awardId, 'Phường Bến Lau')).toBeNull();
		expect((await here.of(awardId, 'Phường Bến Lau')).linkedAs).toBe('nobody');
		await here.done(linkOnStage, { ...nobody, version: own.version! + 1, as: '' });
		expect(await hall(awardId, 'Phường Bến Lau')).toMatchObject({ standing: 'here' });
	});

	it('counts whom the desk chose at one conference of the day, not the unit’s delegation at another', async () => {
		const one = await here.conference('TT-SANG', ['Bùi Thị Sáng']);
		const other = await here.conference('TT-CHIEU', ['Bùi Thị Chiều']);
		await letIn(here.database, one.conferenceId, [one.delegates[0]!.personId]);
		const awardId = await here.approved('732/QĐ-UBND', ['Phường Bến Lau']);
		await here.done(layOutStage, { awardId, version: 0, by: 'decision', size: 1 });
		const { id, version } = await here.of(awardId, 'Phường Bến Lau');
		await here.done(linkOnStage, {
			...{ awardId, recipientId: id, version, as: 'self', delegationId: other.delegationId }
		});
		expect(await hall(awardId, 'Phường Bến Lau')).toMatchObject({ standing: 'absent', here: [] });
	});

	it('is said whole: who is chosen is the recipient or a stand-in, and one person is no delegation', async () => {
		const { conferenceId, delegates, delegationId } = await here.conference('TT-RO', ['Tạ Thị Rõ']);
		const { awardId } = await here.onStage(['Người Khác Tên'], 1, { conferenceId });
		const { id, version } = await here.of(awardId, 'Người Khác Tên');
		const problems = (said: object) =>
			here.problemsOf(linkOnStage, { awardId, recipientId: id, version, ...said });
		const delegateId = delegates[0]!.id;
		expect(await problems({ delegateId })).toEqual(['as: handover_link_unsaid']);
		expect(await problems({ as: 'nobody', delegateId })).toEqual(['as: handover_link_unsaid']);
		expect(await problems({ as: 'self' })).toEqual(['delegateId: handover_link_nobody']);
		expect(await problems({ as: 'instead' })).toEqual(['delegateId: handover_link_nobody']);
		expect(await problems({ as: 'self', delegationId })).toEqual(['delegationId: handover_link_person']);
		expect(await problems({ as: 'somebody', delegateId })).not.toBe('done');
		const foreign = holding('Xa', { unitId: here.wards[1]! });
		const self = { awardId, recipientId: id, version, as: 'self', delegateId };
		expect(await here.refusal(linkOnStage, self, foreign)).toBe('forbidden');
		const { awardId: elsewhere } = await here.onStage(['Khác']);
		expect(await here.refusal(linkOnStage, { ...self, awardId: elsewhere })).toBe('not_found');
		const key = newId();
		await here.ask(linkOnStage, self, organizer, key);
		await here.ask(linkOnStage, self, organizer, key);
		// Under another name on the list: the desk knows that it is the same person, and it is no stand-in.
		expect(await here.of(awardId, 'Người Khác Tên')).toMatchObject({
			...{ linkedAs: 'self', hall: { standing: 'absent', standIn: null }, version: version! + 1 }
		});
		await letIn(here.database, conferenceId, [delegates[0]!.personId]);
		expect(await hall(awardId, 'Người Khác Tên')).toMatchObject({ standing: 'here', standIn: null });
	});

	it('is unknown before the day, and to whoever may not see the conference', async () => {
		const { conferenceId, delegates } = await here.conference('TT-MAI', ['Hồ Thị Thu'], '2099-01-02');
		const personIds = delegates.map(({ personId }) => personId);
		const { awardId } = await here.onStage(['Hồ Thị Thu'], 1, { conferenceId, personIds });
		expect(await hall(awardId, 'Hồ Thị Thu')).toMatchObject({ standing: null, here: [], standIn: null });
		const stranger = holding('Xa', { unitId: here.wards[3]! });
		const { groups } = await here.view(awardId, stranger);
		expect(groups[0]!.members[0]!.hall).toBeNull();
	});
});
