import { describe, expect, it } from 'vitest';
import { honoureeStanding } from './honouree.ts';
import { nearest, whereabouts } from './whereabouts.ts';

const at = (time: string) => `2026-12-10T${time}:00.000Z`;
const seen = (time: string, isOut = false) => ({ at: at(time), isOut });
const is = (passages: ReturnType<typeof seen>[], status = 'confirmed', since = '00:00') =>
	whereabouts({ passages, status, statusAt: at(since) });

describe('where somebody is', () => {
	it('is what gates or desk said last: left is neither here nor absent', () => {
		expect(is([])).toBe('absent');
		expect(is([seen('07:00')])).toBe('here');
		expect(is([seen('07:00'), seen('09:30', true)])).toBe('left');
		expect(is([seen('09:30', true)], 'present', '10:00')).toBe('here');
		expect(is([seen('07:00')], 'left', '08:00')).toBe('left');
		expect(is([seen('08:30')], 'left', '08:00')).toBe('here');
		expect(is([], 'excused', '08:00')).toBe('absent');
	});

	it('of a unit is where the nearest of its people is', () => {
		expect(nearest(['absent', 'left', 'here'])).toBe('here');
		expect(nearest(['absent', 'left'])).toBe('left');
		expect(nearest([])).toBe('absent');
	});
});

describe('who goes on stage for an honour', () => {
	it('is whoever receives it where they are there, else who is honoured; who has left does not', () => {
		expect(honoureeStanding({ is: 'here', receiver: null })).toBe('here');
		expect(honoureeStanding({ is: 'left', receiver: null })).toBe('left');
		expect(honoureeStanding({ is: null, receiver: null })).toBe('unknown');
		expect(honoureeStanding({ is: 'absent', receiver: { is: null } })).toBe('received');
		expect(honoureeStanding({ is: 'left', receiver: { is: 'here' } })).toBe('received');
		expect(honoureeStanding({ is: 'here', receiver: { is: 'left' } })).toBe('here');
		expect(honoureeStanding({ is: 'absent', receiver: { is: 'left' } })).toBe('left');
		expect(honoureeStanding({ is: 'absent', receiver: { is: 'absent' } })).toBe('absent');
		expect(honoureeStanding({ is: null, receiver: { is: 'absent' } })).toBe('absent');
	});
});
