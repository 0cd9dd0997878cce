import type { Stage } from '#lib/domain/contest/rules.ts';
import type { Judge } from '#lib/domain/scoring/judge.ts';
import type { ResultSeat } from './published-result.ts';

const NUMBERED = /^GK ?(\d+)$/;

/**
 * The judges of a result as everybody may know them: by name where the rules show names (`visibility.showJudgeNames`),
 * else as GK1, GK2 ... A seat's label counts only where all are such numbers, because a free label may be a name.
 */
export function publicJudges(
	judges: readonly Judge[],
	panel: readonly ResultSeat[],
	{ visibility }: Pick<Stage, 'visibility'>
): Judge[] {
	const seats = new Map(panel.map((seat) => [seat.id, seat]));
	const labels = judges.map(({ id }) => seats.get(id)?.label ?? '');
	const areNumbers = labels.every((label) => NUMBERED.test(label));
	return judges.map((judge, index) => {
		const name = seats.get(judge.id)?.name;
		if (visibility.showJudgeNames && name !== undefined) return { ...judge, name };
		return { ...judge, name: areNumbers ? labels[index]! : `GK${index + 1}` };
	});
}

/** The number of a judge who is not named; null for a name. */
export function judgeNumber(name: string): number | null {
	const found = NUMBERED.exec(name);
	return found && Number(found[1]);
}
