import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/access/actor.ts';
import { printedShortCode, shortCode } from '#lib/domain/admission/short-code.ts';
import { badgeSheet } from '#lib/server/admission/badge-sheet.ts';
import { printBadges } from '#lib/server/admission/print-badges.ts';
import { letterJob } from '#lib/server/conference/delegations/letters.ts';
import { moveDelegate } from '#lib/server/conference/delegations/move-delegate.ts';
import { substituteDelegate } from '#lib/server/conference/delegations/substitute-delegate.ts';
import { swapBack } from '#lib/server/conference/delegations/swap-back.ts';
import { delegationWhole } from '#lib/server/conference/delegations/delegation-query.ts';
import { setConferenceStatus } from '#lib/server/conference/edit-conference.ts';
import { admitAsGuest } from '#lib/server/conference/reception/admit-as-guest.ts';
import { badgeAtDesk } from '#lib/server/conference/reception/badge-at-desk.ts';
import { exchangeInvite } from '#lib/server/conference/reception/exchange-invite.ts';
import { issueInvites } from '#lib/server/conference/reception/issue-invites.ts';
import { atReception } from '#lib/server/conference/reception/reception-query.ts';
import { registerAtDesk } from '#lib/server/conference/reception/register-at-desk.ts';
import { substituteAtDesk } from '#lib/server/conference/reception/substitute-at-desk.ts';
import { swapAtDesk } from '#lib/server/conference/reception/swap-at-desk.ts';
import { gateBundle } from '#lib/server/gate/gate-bundle.ts';
import { headCount } from '#lib/server/gate/gate-standing.ts';
import { city, organizer, type City } from '../contest/city.ts';
import { gateTablet, gateWorld, type GateWorld } from '../../support/gate-tablet.ts';

let here: City;
beforeAll(async () => {
	here = await city();
});
afterAll(() => here.remove());

const why = { reason: 'Đi công tác đột xuất', authorisedBy: 'Trưởng đoàn Lê Bình' };
const world = (code: string) => gateWorld(here, code, ['Trần An', 'Lê Bình', 'Vũ Cúc']);
const read = () => here.database.read;
const delegationOf = async ({ conferenceId }: GateWorld) =>
	read().delegation.findFirstOrThrow({ where: { conferenceId } });
const versionOf = async (id: string) => (await read().delegate.findUniqueOrThrow({ where: { id } })).version;

async function tokenOf(conferenceId: string, number: string): Promise<string> {
	const asked = { conferenceId, numbers: [number], format: 'a6', locale: 'vi', at: new Date() } as const;
	return (await badgeSheet(read(), asked)).badges[0]!.token;
}

/** What a gate answers to this badge. */
async function shown(k: GateWorld, number: string): Promise<string> {
	const gate = await gateTablet(here.database, k);
	const text = await tokenOf(k.conferenceId, number);
	const [result] = await gate.send(gate.scan({ checkpointId: k.entryId, what: { kind: 'code', text } }));
	return result && 'code' in result ? result.code : (result?.status ?? '');
}

async function refusal(command: Parameters<City['ask']>[0], input: object, actor: Actor = organizer) {
	const outcome = await here.ask(command, input, actor);
	if (outcome.ok) return 'done';
	return outcome.refusal.fields[0]?.code ?? outcome.refusal.code;
}

describe('somebody who is not on the list', () => {
	it('is registered at a gate’s desk, gets a badge, and other gates are told of it', async () => {
		const k = await world('SITE');
		const { conferenceId } = k;
		const [desk, door] = [
			await gateTablet(here.database, k, { role: 'desk' }),
			await gateTablet(here.database, k, { gate: 1 })
		];
		const before = await gateBundle(here.database, await door.session(), null);
		const rev = before.kind === 'whole' ? before.bundle.rev : 0;
		const { id: delegationId } = await delegationOf(k);
		const made = await here.done(
			registerAtDesk,
			{ conferenceId, delegationId, fullName: 'Đỗ Thị Dung', title: 'Phó Bí thư' },
			await desk.actor()
		);
		const news = await gateBundle(here.database, await door.session(), rev);
		expect(news).toMatchObject({
			kind: 'delta',
			delta: { delegates: [{ name: 'Đỗ Thị Dung' }], credentials: [{ credential: made.credential }] }
		});
		expect(await shown(k, made.credential)).toBe('ADMIT');
		const printed = { conferenceId, credentials: [made.credential], format: 'a6' };
		expect(await here.done(printBadges, printed, await desk.actor())).toEqual({
			numbers: [made.credential]
		});
	});

	it('passes the quota only with a reason; a guest comes for no delegation', async () => {
		const k = await world('QUOTA');
		const { conferenceId } = k;
		const { id: delegationId } = await delegationOf(k);
		await here.database.transaction((tx) =>
			tx.delegation.update({ where: { id: delegationId }, data: { quota: 3 } })
		);
		const one = { conferenceId, delegationId, fullName: 'Hồ Văn Giang' };
		expect(await refusal(registerAtDesk, one)).toBe('delegation_over');
		expect(await refusal(registerAtDesk, { ...one, overReason: 'Ban Tổ chức đồng ý thêm' })).toBe('done');
		expect(await refusal(registerAtDesk, { ...one, overReason: 'Ban Tổ chức đồng ý thêm' })).toBe(
			'delegate_named'
		);
		const guest = await here.done(registerAtDesk, { conferenceId, fullName: 'Khách Báo' });
		const row = await read().delegate.findUniqueOrThrow({ where: { id: guest.delegateId } });
		expect(row).toMatchObject({ delegationId: null, status: 'confirmed' });
		expect(await shown(k, guest.credential)).toBe('ADMIT');
	});

	it('is registered by nobody without that right, nor for another conference', async () => {
		const [k, other] = [await world('RIGHT'), await world('WRONG')];
		const input = { conferenceId: k.conferenceId, fullName: 'Ngô Minh' };
		const steward = await (await gateTablet(here.database, k)).actor();
		const supervisor = await (await gateTablet(here.database, k, { role: 'supervisor' })).actor();
		const foreign = await (await gateTablet(here.database, other, { role: 'desk' })).actor();
		for (const actor of [steward, supervisor, foreign])
			expect(await refusal(registerAtDesk, input, actor)).toBe('forbidden');
		const { id: delegationId } = await delegationOf(other);
		expect(await refusal(registerAtDesk, { ...input, delegationId })).toBe('not_found');
		expect(await refusal(registerAtDesk, { ...input, fullName: 'x'.repeat(121) })).toBe('field_too_long');
	});
});

describe('a deputy without a badge', () => {
	it('takes the seat and gets a badge; the one replaced is dead at every gate in the same moment', async () => {
		const k = await world('DEPUTY');
		const { conferenceId } = k;
		const [an] = k.delegates;
		const old = (await k.badge(an!)).number;
		const made = await here.done(substituteAtDesk, {
			...{ conferenceId, delegateId: an!.id, version: await versionOf(an!.id) },
			...{ fullName: 'Phan Thị Em', ...why }
		});
		expect(await read().credential.findUniqueOrThrow({ where: { number: old } })).toMatchObject({
			status: 'replaced',
			activeBadgeOf: null
		});
		expect([await shown(k, old), await shown(k, made.credential)]).toEqual(['REPLACED', 'ADMIT']);
		const seat = await read().seatHolding.findFirstOrThrow({ where: { delegateId: made.delegateId } });
		expect(seat).toMatchObject({ authorisedBy: why.authorisedBy, reason: why.reason });
		expect((await headCount(read(), conferenceId)).called).toBe(3);
	});

	it('takes nobody’s seat who is inside already, at the desk, behind the link or on the list', async () => {
		const k = await world('INSIDE');
		const { conferenceId } = k;
		const [an, binh] = k.delegates;
		expect(await shown(k, (await k.badge(an!)).number)).toBe('ADMIT');
		const version = await versionOf(an!.id);
		const seat = { conferenceId, delegateId: an!.id, version, fullName: 'Phan Em', ...why };
		expect(await refusal(substituteAtDesk, seat)).toBe('substitution_came_in');
		expect(await refusal(substituteDelegate, seat)).toBe('substitution_came_in');
		await here.done(setConferenceStatus, { conferenceId, status: 'running' });
		const step = (delegateId: string, what: string) => ({
			...{ delegateId, version, step: what, reason: 'Vắng không báo' }
		});
		expect(await refusal(moveDelegate, step(an!.id, 'close'))).toBe('delegate_came_in');
		expect(await refusal(moveDelegate, step(an!.id, 'excuse'))).toBe('delegate_came_in');
		expect(await refusal(moveDelegate, step(binh!.id, 'close'))).toBe('done');
	});

	it('gives the seat back to the one who comes after all, or that one is admitted as a guest', async () => {
		const k = await world('AFTER');
		const { conferenceId } = k;
		const supervisor = await (await gateTablet(here.database, k, { role: 'supervisor' })).actor();
		async function replacedBy(index: number, fullName: string) {
			const delegateId = k.delegates[index]!.id;
			const input = { conferenceId, delegateId, version: await versionOf(delegateId), fullName, ...why };
			const made = await here.done(substituteAtDesk, input);
			expect(await shown(k, made.credential)).toBe('ADMIT');
			return { delegateId, version: await versionOf(delegateId), deputy: made };
		}
		const back = await replacedBy(0, 'Phan Em');
		const { delegateId, version } = back;
		const input = { conferenceId, delegateId, version, ...why };
		expect(await refusal(swapBack, input)).toBe('substitution_deputy_inside');
		const swapped = await here.done(swapAtDesk, input, supervisor);
		expect([await shown(k, swapped.credential), await shown(k, back.deputy.credential)]).toEqual([
			'ADMIT',
			'REPLACED'
		]);
		const guest = await replacedBy(1, 'Quách Phú');
		const asked = { conferenceId, delegateId: guest.delegateId, ...why };
		const admitted = await here.done(admitAsGuest, asked, supervisor);
		expect(await shown(k, admitted.credential)).toBe('ADMIT');
		expect(await refusal(admitAsGuest, asked)).toBe('reception_no_guest');
		// Guests are counted in no delegation: three were called, of whom An and Bình's deputy are in.
		expect(await headCount(read(), conferenceId)).toEqual({ called: 3, present: 2 });
	});
});

describe('an invitation', () => {
	it('stands on the letter, is exchanged for a badge once, and opens no gate', async () => {
		const k = await world('INVITE');
		const { conferenceId } = k;
		expect(await here.done(issueInvites, { conferenceId })).toEqual({ issued: 3 });
		expect(await here.done(issueInvites, { conferenceId })).toEqual({ issued: 0 });
		const [an] = k.delegates;
		const invite = await read().credential.findFirstOrThrow({
			where: { delegateId: an!.id, kind: 'invite' }
		});
		const job = await letterJob(read(), {
			...{ conferenceId, delegationIds: [], tokens: new Map(), withSlips: true, form: 'pdf' },
			...{ origin: 'https://kheo.example', locale: 'vi', at: new Date() }
		});
		const [letter] = job!.papers;
		const token = await tokenOf(conferenceId, invite.number);
		expect(letter).toMatchObject({
			input: { slips: [{ name: 'Trần An', token }, { name: 'Lê Bình' }, { name: 'Vũ Cúc' }] }
		});
		expect(await shown(k, invite.number)).toBe('BLOCKED');
		const { id } = await read().conference.findUniqueOrThrow({ where: { id: conferenceId } });
		const { tag } = await read().conference.findUniqueOrThrow({ where: { id } });
		for (const typed of [token, printedShortCode(shortCode(invite.number))]) {
			const found = await atReception(read(), { id, tag }, typed);
			expect(found).toMatchObject({ scanned: { kind: 'invite' }, people: [{ name: 'Trần An' }] });
		}
		const desk = await (await gateTablet(here.database, k, { role: 'desk' })).actor();
		const exchanged = await here.done(exchangeInvite, { conferenceId, credential: invite.number }, desk);
		expect(exchanged.credential).toBe((await k.badge(an!)).number);
		expect(await refusal(exchangeInvite, { conferenceId, credential: invite.number })).toBe(
			'reception_invite_used'
		);
		expect(await refusal(exchangeInvite, { conferenceId, credential: exchanged.credential })).toBe(
			'reception_no_invite'
		);
		expect(await shown(k, invite.number)).toBe('BLOCKED');
	});

	it('is void when another badge was made; another badge needs a reason', async () => {
		const k = await world('FORGOT');
		const { conferenceId } = k;
		const [an] = k.delegates;
		await here.done(issueInvites, { conferenceId });
		const old = (await k.badge(an!)).number;
		const input = { conferenceId, delegateId: an!.id };
		expect(await refusal(badgeAtDesk, input)).toBe('contest_reason_required');
		const made = await here.done(badgeAtDesk, { ...input, reason: 'Quên thẻ ở nhà' });
		expect([await shown(k, old), await shown(k, made.credential)]).toEqual(['REPLACED', 'ADMIT']);
		const active = await read().credential.findMany({ where: { delegateId: an!.id, status: 'active' } });
		expect(active.map(({ number }) => number)).toEqual([made.credential]);
	});
});

describe('a delegate’s own card', () => {
	it('says what the gates saw: present, late, left, and again where that was taken back', async () => {
		const k = await world('CARD');
		const { conferenceId, entryId } = k;
		const { id } = await delegationOf(k);
		const gate = await gateTablet(here.database, k);
		const code = async (index: number, direction: 'in' | 'out' = 'in') => {
			const { text } = await k.badge(k.delegates[index]!);
			const scan = gate.scan({ checkpointId: entryId, direction, what: { kind: 'code', text } });
			await gate.send(scan);
			return scan;
		};
		const statuses = async () =>
			Object.fromEntries(
				(await delegationWhole(read(), id))!.people.map(({ person, status }) => [person.fullName, status])
			);
		const first = await code(0);
		await code(2);
		await code(2, 'out');
		expect(await statuses()).toEqual({ 'Trần An': 'present', 'Lê Bình': 'confirmed', 'Vũ Cúc': 'left' });
		await here.database.transaction((tx) =>
			tx.checkpoint.update({ where: { id: entryId }, data: { lateFrom: new Date(0) } })
		);
		expect(await statuses()).toMatchObject({ 'Trần An': 'late' });
		await gate.send(gate.undo(first.id));
		expect(await statuses()).toMatchObject({ 'Trần An': 'confirmed' });
		expect((await delegationWhole(read(), id))!.count).toMatchObject({ came: 1, confirmed: 2 });
		expect(await here.database.read.delegate.count({ where: { conferenceId, status: 'present' } })).toBe(0);
	});
});
