import type { ClockMark } from '#lib/domain/timing/stage-clock.ts';
import type { Context } from '#lib/server/command/command.ts';
import type { ClockPlace } from './last-mark.ts';

/**
 * Records what the clock measured. A time that a person wrote in its place, with a reason, stands; the measured one is kept
 * beside it.
 */
export async function keepMeasured(
	{ tx, newId }: Pick<Context, 'tx' | 'newId'>,
	{ roundId, teamId, partKey }: ClockPlace,
	{ elapsedMs, origin }: ClockMark,
	{ by, at }: { readonly by: string; readonly at: Date }
): Promise<void> {
	const key = { roundId_teamId_partKey: { roundId, teamId, partKey } };
	const known = await tx.stageTime.findUnique({ where: key });
	const measured = { measuredMs: elapsedMs, origin };
	if (known?.reason) {
		await tx.stageTime.update({ where: key, data: measured });
		return;
	}
	const time = { ...measured, durationMs: elapsedMs, by, at };
	await tx.stageTime.upsert({
		where: key,
		create: { id: newId(), roundId, teamId, partKey, ...time },
		update: time
	});
}
