import type { Actor } from '#lib/domain/access/actor.ts';
import type { RoundFacts } from '#lib/server/judging/round-facts.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { isOpenSheet, type SheetFacts } from './sheet-states.ts';

/** The seat at which `actor` marks in this round; null for those who mark nobody. */
export async function ownSeat(read: Tx, actor: Actor, facts: RoundFacts, roundId: string) {
	if (actor.kind === 'device') return facts.seats.get(actor.seatId)?.isJudge ? actor.seatId : null;
	if (actor.kind !== 'account' || actor.personId === null) return null;
	const seat = await read.panelSeat.findFirst({
		where: { roundId, personId: actor.personId, role: { in: ['chair', 'judge'] } },
		select: { id: true }
	});
	return seat?.id ?? null;
}

/** The teams whose marks this viewer does not see yet: a judge is blind until the own sheets for the team are handed in. */
export function blindFor(sheets: readonly SheetFacts[], seatId: string | null): ReadonlySet<string> {
	if (seatId === null) return new Set();
	const own = sheets.filter((sheet) => sheet.seatId === seatId && isOpenSheet(sheet.state));
	return new Set(own.map(({ teamId }) => teamId));
}
