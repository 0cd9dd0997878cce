import { describe, expect, it } from 'vitest';
import { clockRun, type Pressed } from './clock-run.ts';

const pressed = (...presses: string[]): Pressed[] =>
	presses.map((press) => {
		const [kind, at] = press.split(' ');
		return { kind, at } as Pressed;
	});

describe('a turn by its clock', () => {
	it('is nothing before the clock starts', () => {
		expect(clockRun([])).toBeNull();
		expect(clockRun(pressed('start 8:00', 'pause 8:01', 'reset 8:02'))).toBeNull();
	});

	it('tells start, pauses and stop', () => {
		expect(clockRun(pressed('start 8:00', 'pause 8:02', 'resume 8:03', 'pause 8:04', 'stop 8:05'))).toEqual({
			startedAt: '8:00',
			pauses: [
				{ from: '8:02', to: '8:03' },
				{ from: '8:04', to: null }
			],
			stoppedAt: '8:05',
			resets: []
		});
	});

	it('forgets what came before it was put back to 0, not that it was', () => {
		expect(clockRun(pressed('start 8:00', 'pause 8:02', 'reset 8:03', 'start 8:04', 'stop 8:09'))).toEqual({
			startedAt: '8:04',
			pauses: [],
			stoppedAt: '8:09',
			resets: ['8:03']
		});
	});

	it('that was stopped and went on stood still meanwhile', () => {
		expect(clockRun(pressed('start 8:00', 'stop 8:05', 'resume 8:06', 'stop 8:07'))).toEqual({
			startedAt: '8:00',
			pauses: [{ from: '8:05', to: '8:06' }],
			stoppedAt: '8:07',
			resets: []
		});
		expect(clockRun(pressed('start 8:00', 'pause 8:03', 'stop 8:05', 'resume 8:06'))).toMatchObject({
			pauses: [{ from: '8:03', to: '8:06' }],
			stoppedAt: null
		});
	});
});
