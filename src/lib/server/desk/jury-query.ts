import type { Actor } from '#lib/domain/access/actor.ts';
import type { Name } from '#lib/domain/shared/name.ts';
import type { Tx } from '#lib/server/db/client.ts';
import type { RoundFacts } from '#lib/server/judging/round-facts.ts';
import { blindFor, ownSeat } from './blindness.ts';
import { devicesView, type SeatDevice } from './devices-view.ts';
import { liveFacts } from './live-facts.ts';
import { sheetStates, type SheetFacts } from './sheet-states.ts';

export interface JuryTurn {
	readonly position: number;
	readonly teamId: string;
	readonly team: string;
	readonly partKey: string;
	/** Null: all parts in one turn. */
	readonly part: Name | null;
	readonly status: string;
}

export interface Juror {
	readonly seatId: string;
	readonly label: string;
	readonly name: string;
	readonly isChair: boolean;
	readonly absentFrom: number | null;
	/** Of the turn that is looked at. */
	readonly sheet: SheetFacts | null;
	/** The turn from which on the judge would be away if they left now; null where none is left. */
	readonly awayFrom: number | null;
	/** Paired now; more than one is a duplicate. */
	readonly devices: readonly SeatDevice[];
	/** What came from this judge's tablets and waits: too late for the chair, differing for the judge. */
	readonly held: { readonly late: number; readonly diverged: number };
}

export interface JuryView {
	/** On stage now, else the last one that was; null before the first. */
	readonly turn: JuryTurn | null;
	readonly turns: readonly JuryTurn[];
	readonly jurors: readonly Juror[];
	/** The viewer marks too, and has not handed in for this team: nothing of the others' marks is shown. */
	readonly isBlind: boolean;
	/** Where the viewer sits at the jury's table. */
	readonly ownSeatId: string | null;
}

function turnsOf({ turns, teams, stage }: RoundFacts): JuryTurn[] {
	const parts = new Map(stage.parts.map(({ key, name }) => [key, name]));
	return turns
		.map(({ position, teamId, partKey, status }) => ({
			position,
			teamId,
			team: teams.get(teamId)?.name ?? '',
			partKey,
			part: parts.get(partKey) ?? null,
			status
		}))
		.sort((a, b) => a.position - b.position);
}

const hasBeen = ({ status }: { readonly status: string }) => status === 'on-stage' || status === 'performed';

/** How the jury stands for one turn, and how its tablets are. Refuses with `not_found`. */
export async function juryView(
	read: Tx,
	actor: Actor,
	roundId: string,
	asked: number | null,
	now: Date
): Promise<JuryView> {
	const { live, facts } = await liveFacts(read, roundId);
	const turns = turnsOf(facts);
	const onStage = turns.find(
		({ teamId, partKey }) => teamId === live.onStageTeamId && partKey === live.onStagePartKey
	);
	const turn = turns.find(({ position }) => position === asked) ?? onStage ?? turns.findLast(hasBeen) ?? null;
	const sheets = turn ? await sheetStates(read, live, facts, turn.teamId) : [];
	const ownSeatId = await ownSeat(read, actor, facts, roundId);
	const tablets = new Map(
		(await devicesView(read, live.contestId, roundId, now)).map((seat) => [seat.seatId, seat.devices])
	);
	const held = await read.heldMark.groupBy({
		by: ['seatId', 'kind'],
		where: { roundId, decision: null },
		_count: { _all: true }
	});
	const count = (seatId: string, kind: string) =>
		held.find((row) => row.seatId === seatId && row.kind === kind)?._count._all ?? 0;
	// The turn that runs, else the one after the last that was on stage.
	const current = onStage ?? turns.findLast(hasBeen);

	function awayFrom(seatId: string): number | null {
		if (!current) return turns[0]?.position ?? null;
		const own = sheets.find(
			(sheet) =>
				sheet.seatId === seatId && sheet.teamId === current.teamId && sheet.partKey === current.partKey
		);
		// Who has handed in for the team on stage was there for it.
		if (onStage && own?.state !== 'final') return current.position;
		return turns.find(({ position }) => position > current.position)?.position ?? null;
	}

	return {
		turn,
		turns,
		isBlind: turn !== null && blindFor(sheets, ownSeatId).has(turn.teamId),
		ownSeatId,
		jurors: [...facts.seats.values()]
			.filter(({ isJudge }) => isJudge)
			.map(({ id, label, name, role, absentFrom }) => ({
				seatId: id,
				label,
				name,
				isChair: role === 'chair',
				absentFrom,
				sheet: sheets.find(({ seatId, partKey }) => seatId === id && partKey === turn?.partKey) ?? null,
				awayFrom: absentFrom === null ? awayFrom(id) : null,
				devices: tablets.get(id) ?? [],
				held: { late: count(id, 'late'), diverged: count(id, 'diverged') }
			}))
	};
}
