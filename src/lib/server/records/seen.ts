import type { Actor } from '#lib/domain/access/actor.ts';
import type { PaperName } from '#lib/domain/records/paper-name.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { blindFor, ownSeat } from '#lib/server/desk/blindness.ts';
import { liveFacts } from '#lib/server/desk/live-facts.ts';
import { sheetStates } from '#lib/server/desk/sheet-states.ts';

/** Which papers this viewer may see: a judge who still owes a sheet sees no marks but the own. */
export async function papersSeen(
	read: Tx,
	actor: Actor,
	roundId: string
): Promise<{ readonly isBlind: boolean; may(name: PaperName): boolean }> {
	const { live, facts } = await liveFacts(read, roundId);
	const seatId = await ownSeat(read, actor, facts, roundId);
	const isBlind = seatId !== null && blindFor(await sheetStates(read, live, facts), seatId).size > 0;
	return {
		isBlind,
		may: ({ kind, subject }) => {
			if (!isBlind || kind === 'draw' || kind === 'timing' || kind === 'record') return true;
			return kind === 'judge' && subject === seatId;
		}
	};
}
