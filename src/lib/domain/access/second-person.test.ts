import { expect, test } from 'vitest';
import type { Actor } from './actor.ts';
import { approvalRefusal, type AskedApproval } from './second-person.ts';

const expiresAt = new Date('2026-11-20T10:00:00Z');
const asked: AskedApproval = { requestedBy: 'a', requestedPersonId: 'An', expiresAt, answer: null };
const before = new Date('2026-11-20T09:59:59.999Z');

const account = (accountId: string, personId: string | null): Actor => ({
	kind: 'account',
	accountId,
	personId,
	name: accountId,
	grants: [],
	mustChange: false
});
const tablet = (seatId: string, personId: string): Actor => ({
	kind: 'device',
	deviceId: 'd',
	seatId,
	seatRole: 'chair',
	label: 'GK1',
	personId,
	name: personId,
	roundId: 'r',
	contestId: 'c'
});

test('nobody is their own second person, on no account and no tablet', () => {
	const tries = [account('a', 'An'), account('other', 'An'), tablet('s', 'An')];
	expect(tries.map((actor) => approvalRefusal(asked, actor, before, 'approved'))).toEqual([
		'approval_same_person',
		'approval_same_person',
		'approval_same_person'
	]);
	const others = [account('b', 'Bình'), account('c', null), tablet('s', 'Bình')];
	expect(others.map((actor) => approvalRefusal(asked, actor, before, 'approved'))).toEqual([
		null,
		null,
		null
	]);
});

test('two accounts of nobody on the lists are two people', () => {
	const unnamed = { ...asked, requestedPersonId: null };
	expect(approvalRefusal(unnamed, account('b', null), before, 'approved')).toBeNull();
	expect(approvalRefusal(unnamed, account('a', null), before, 'approved')).toBe('approval_same_person');
});

test('whoever asked may take it back', () => {
	expect(approvalRefusal(asked, account('a', 'An'), before, 'declined')).toBeNull();
});

test('an answer comes in time and only once', () => {
	const second = account('b', 'Bình');
	expect(approvalRefusal(asked, second, expiresAt, 'approved')).toBe('approval_expired');
	expect(approvalRefusal(asked, second, expiresAt, 'declined')).toBe('approval_expired');
	expect(approvalRefusal({ ...asked, answer: 'declined' }, second, before, 'approved')).toBe(
		'approval_answered'
	);
});
