import { runOfShow, type RunOfShow } from '#lib/server/contest/stage-run-of-show.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { Name } from '#lib/domain/shared/name.ts';
import { liveFacts } from './live-facts.ts';
import { sheetStates, type SheetState } from './sheet-states.ts';
import { recordedTimes, timedParts, type RecordedTime, type TimedPart } from './times-query.ts';

export interface JudgeProgress {
	readonly seatId: string;
	readonly label: string;
	readonly name: string;
	readonly state: SheetState;
	readonly given: number;
	readonly asked: number;
}

export interface StageView {
	readonly show: RunOfShow;
	/** Name of every part that a turn can be for. */
	readonly partNames: Readonly<Record<string, Name>>;
	/** Who at the jury's table has handed in for the turn on stage; no marks. */
	readonly progress: readonly JudgeProgress[];
	readonly clockParts: readonly TimedPart[];
	/** Of the team on stage. */
	readonly times: readonly RecordedTime[];
}

/** Everything that the stage manager's page shows. Refuses with `not_found`. */
export async function stageView(read: Tx, roundId: string): Promise<StageView> {
	const show = await runOfShow(read, roundId);
	if (!show) throw new Refusal('not_found');
	const { live, facts } = await liveFacts(read, roundId);
	const { onStage } = show;
	const sheets = onStage ? await sheetStates(read, live, facts, onStage.teamId) : [];
	return {
		show,
		partNames: Object.fromEntries(facts.stage.parts.map(({ key, name }) => [key, name])),
		progress: sheets
			.filter(({ partKey }) => partKey === onStage?.partKey)
			.map(({ seatId, state, given, asked }) => {
				const { label, name } = facts.seats.get(seatId)!;
				return { seatId, label, name, state, given, asked };
			}),
		clockParts: onStage ? timedParts(facts.stage, onStage.partKey) : [],
		times: onStage ? await recordedTimes(read, roundId, facts.stage, onStage.teamId) : []
	};
}
