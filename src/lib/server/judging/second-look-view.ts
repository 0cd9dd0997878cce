import type { Actor } from '#lib/domain/access/actor.ts';
import { unseen, type LookAnswer } from '#lib/domain/judging/asked-looks.ts';
import { lookLines } from '#lib/domain/judging/look-lines.ts';
import { marksToLookAt, type LookReason } from '#lib/domain/judging/second-look.ts';
import type { Name } from '#lib/domain/shared/name.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { blindFor, ownSeat } from '#lib/server/desk/blindness.ts';
import { liveFacts } from '#lib/server/desk/live-facts.ts';
import { sheetStates } from '#lib/server/desk/sheet-states.ts';
import { asAsked, looksOf } from './second-looks-query.ts';

interface Place {
	readonly teamId: string;
	readonly team: string;
	readonly seatId: string;
	readonly seat: string;
	readonly partKey: string;
	/** Null: the sheet as a whole. */
	readonly criterion: Name | null;
	readonly value: string | null;
}

/** A mark worth a question, with why. */
export interface FoundMark extends Place {
	readonly path: string;
	readonly reasons: readonly LookReason[];
}

export interface AskedMark extends Place {
	readonly id: string;
	readonly note: string | null;
	readonly by: string;
	readonly askedAt: Date;
	readonly answer: LookAnswer | null;
	readonly answerReason: string | null;
	readonly answeredAt: Date | null;
	/** What stands on the sheet now; null where it is not handed in. */
	readonly now: string | null;
}

export interface SecondLookView {
	readonly found: readonly FoundMark[];
	readonly asked: readonly AskedMark[];
	/** Whether the public board waits for what is in here. */
	readonly holds: boolean;
	/** Every line that judges mark, for a question about one of them. */
	readonly lines: readonly { readonly path: string; readonly name: Name }[];
	readonly teamNames: Readonly<Record<string, string>>;
}

/**
 * What the chair may want judges to look at again. Only sheets that are handed in are looked at, and for a chair who marks
 * only teams for which the own sheets are in: also as what others are compared with.
 */
export async function secondLookView(read: Tx, actor: Actor, roundId: string): Promise<SecondLookView> {
	const { live, facts } = await liveFacts(read, roundId);
	const own = await ownSeat(read, actor, facts, roundId);
	const blind = blindFor(await sheetStates(read, live, facts), own);
	const ballots = await read.ballot.findMany({ where: { roundId, state: 'final' } });
	const visible = ballots.filter(({ teamId }) => !blind.has(teamId));
	const sheetOf = new Map<string, { partKey: string; value: string }>();
	const keyOf = (teamId: string, seatId: string, path: string) => `${teamId} ${seatId} ${path}`;
	const marks = visible.flatMap(({ teamId, seatId, partKey, marks }) =>
		Object.entries(JSON.parse(marks ?? '{}') as Record<string, string>).map(([criterionKey, value]) => {
			sheetOf.set(keyOf(teamId, seatId, criterionKey), { partKey, value });
			return { teamId, judgeId: seatId, criterionKey, value };
		})
	);
	const rows = (await looksOf(read, roundId)).filter(({ teamId }) => !blind.has(teamId));
	const criterionAt = (path: string | null) =>
		path === null ? null : (facts.lines.get(path)?.criterion.name ?? null);
	const seatName = (id: string) => {
		const seat = facts.seats.get(id);
		return seat ? `${seat.label} ${seat.name}` : id;
	};
	const names = (teamId: string, seatId: string) => ({
		teamId,
		team: facts.teams.get(teamId)?.name ?? teamId,
		seatId,
		seat: seatName(seatId)
	});
	const position = (teamId: string) => facts.teams.get(teamId)?.position ?? 0;
	const found = unseen(marksToLookAt(lookLines(facts.stage), marks), rows.map(asAsked))
		.filter(({ judgeId }) => judgeId !== own)
		.map(({ teamId, judgeId, criterionKey, value, reasons }) => ({
			...names(teamId, judgeId),
			partKey: sheetOf.get(keyOf(teamId, judgeId, criterionKey))!.partKey,
			path: criterionKey,
			criterion: criterionAt(criterionKey),
			value,
			reasons
		}));
	return {
		// The team that was on stage last is what the chair has in mind.
		found: found.toSorted((a, b) => position(b.teamId) - position(a.teamId)),
		asked: rows
			.filter(({ answer }) => answer !== 'let-stand' && answer !== 'taken-back')
			.toReversed()
			.map((row) => ({
				...names(row.teamId, row.seatId),
				id: row.id,
				partKey: row.partKey,
				criterion: criterionAt(row.criterion),
				value: row.value,
				note: row.note,
				by: row.askedName,
				askedAt: row.askedAt,
				answer: row.answer as LookAnswer | null,
				answerReason: row.answerReason,
				answeredAt: row.answeredAt,
				now:
					row.criterion === null
						? null
						: (sheetOf.get(keyOf(row.teamId, row.seatId, row.criterion))?.value ?? null)
			})),
		holds:
			facts.stage.visibility.publicBoard === 'afterEachTeam' && facts.stage.visibility.secondLook === 'hold',
		lines: [...facts.lines.values()].map(({ path, criterion }) => ({ path, name: criterion.name })),
		teamNames: Object.fromEntries([...facts.teams.values()].map(({ id, name }) => [id, name]))
	};
}
