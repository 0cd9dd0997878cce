import { m } from '#lib/paraglide/messages.js';
import type { DeviceCondition } from '#lib/server/judging/devices-query.ts';

/** Within this nobody can tell two clocks apart by looking. */
const RIGHT_MS = 2_000;

/** What a tablet last said of itself, in words; nothing where it said nothing. */
export function conditionWords(condition: DeviceCondition): string[] {
	const { batteryPercent: percent, isCharging, clockOffsetMs, roundTripMs, undelivered } = condition;
	const words: string[] = [];
	if (percent !== null) {
		words.push(isCharging ? m.judge_device_charging({ percent }) : m.judge_device_battery({ percent }));
	}
	if (clockOffsetMs !== null) {
		const ms = Math.ceil((roundTripMs ?? 0) / 2);
		const seconds = Math.round(Math.abs(clockOffsetMs) / 1_000);
		const isRight = Math.abs(clockOffsetMs) < RIGHT_MS;
		words.push(isRight ? m.judge_device_clock_right({ ms }) : m.judge_device_clock({ seconds, ms }));
	}
	if (undelivered) words.push(m.judge_device_unsent({ count: undelivered }));
	return words;
}
