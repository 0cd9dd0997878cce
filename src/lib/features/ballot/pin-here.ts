import type { JudgeRefusal } from '#lib/live/judge-protocol.ts';
import type { JournalStore } from '#lib/offline/journal-store.ts';
import { isPin, LOCAL_PIN_TRIES, pinCheckFor } from '#lib/offline/pin-check.ts';

export type PinAnswer = { ok: true } | { ok: false; code: JudgeRefusal; left?: number };

/** Remembers a judge's PIN on this tablet for use without network, right after it was set or given. */
export async function rememberPin(store: JournalStore, deviceId: string, pin: string): Promise<void> {
	const check = await pinCheckFor(deviceId, pin);
	if (check) await store.keep('pin', check);
}

/** Whether this is the PIN, as far as the tablet itself can tell; tries are counted on the disk. */
export async function pinHere(store: JournalStore | null, deviceId: string, pin: string): Promise<PinAnswer> {
	const check = await store?.kept('pin');
	if (!store || check?.deviceId !== deviceId) return { ok: false, code: 'judging_unavailable' };
	if (check.failures >= LOCAL_PIN_TRIES) return { ok: false, code: 'judging_pin_spent' };
	const isRight = await isPin(check, pin);
	const failures = isRight ? 0 : check.failures + 1;
	await store.keep('pin', { ...check, failures });
	if (!isRight) return { ok: false, code: 'judging_pin_wrong', left: LOCAL_PIN_TRIES - failures };
	return { ok: true };
}
