import * as v from 'valibot';
import { count } from './text.ts';

/**
 * The first `hold` performances of a part are for finding a common scale: their marks stay drafts until all of them have been
 * on stage; then judges may adjust and hand in. From choir contests, where the first three are scored after the third has sung.
 */
export const CalibrationSchema = v.strictObject({ hold: count(1, 20) });
export type Calibration = Readonly<v.InferOutput<typeof CalibrationSchema>>;

interface Calibrated {
	readonly calibration?: Calibration | undefined;
}

/**
 * Whether the sheet of the performance at this `order` (from 1, within its part) is held: it is one of the first, and of
 * those fewer than all, `performedCount`, have performed.
 */
export function isHeldForCalibration(stage: Calibrated, order: number, performedCount: number): boolean {
	const hold = stage.calibration?.hold ?? 0;
	return order <= hold && performedCount < hold;
}

/** A turn of a part as far as the hold is concerned; teams that do not compete are left out before. */
export interface CalibrationTurn {
	readonly teamId: string;
	readonly partKey: string;
	readonly position: number;
	readonly isPerformed: boolean;
}

/**
 * How many performances a sheet still waits for before it can be handed in: 0 where it is not held. In a part with fewer
 * performances than the hold asks for, all of them are the first.
 */
export function calibrationLeft(
	stage: Calibrated,
	turns: readonly CalibrationTurn[],
	teamId: string,
	partKey: string
): number {
	const own = turns.filter((turn) => turn.partKey === partKey).sort((a, b) => a.position - b.position);
	const hold = Math.min(stage.calibration?.hold ?? 0, own.length);
	const order = own.findIndex((turn) => turn.teamId === teamId) + 1;
	const performed = own.slice(0, hold).filter((turn) => turn.isPerformed).length;
	const isHeld = order > 0 && hold > 0 && isHeldForCalibration({ calibration: { hold } }, order, performed);
	return isHeld ? hold - performed : 0;
}
