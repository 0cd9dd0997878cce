import { catchUp, toCome, type CatchUp } from '#lib/domain/conference/catch-up.ts';
import {
	hallStanding,
	type Course,
	type ProgrammeItem,
	type Speech
} from '#lib/domain/conference/programme.ts';
import { dayInVietnam } from '#lib/domain/shared/day.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { whereaboutsOf } from '../came-in.ts';
import { speechClocks } from '../speeches/speech-clock.ts';

/** Speeches by point, as far as they can still be shortened: who has spoken, or speaks, is left alone. */
export async function speechesToCome(read: Tx, conferenceId: string) {
	const [rows, clocks, seen] = await Promise.all([
		read.speech.findMany({
			where: { conferenceId, itemId: { not: null }, state: 'on-programme' },
			include: {
				speaker: { select: { personId: true } },
				delegation: { select: { unit: { select: { name: true } } } }
			},
			orderBy: [{ position: 'asc' }, { id: 'asc' }]
		}),
		speechClocks(read, conferenceId),
		whereaboutsOf(read, conferenceId)
	]);
	const begun = new Set(clocks.filter(({ state }) => state !== 'waiting').map(({ speechId }) => speechId));
	const of = Map.groupBy(rows, ({ itemId }) => itemId!);
	return {
		titles: new Map(rows.map(({ id, title, topic }) => [id, title ?? topic])),
		of: (itemId: string): Speech[] =>
			(of.get(itemId) ?? []).map((row) => ({
				...{ id: row.id, unit: row.delegation.unit.name, minutes: row.minutes },
				...{ leastMinutes: row.leastMinutes, mustBeSpoken: row.mustBeSpoken },
				// Of whom nobody knows, nobody can say that they are missing.
				isSpeakerHere: row.speaker === null || seen.get(row.speaker.personId) === 'here',
				status: begun.has(row.id) ? 'done' : 'waiting'
			}))
	};
}

export const inHallOn = <Item extends ProgrammeItem>(items: readonly Item[], hallId: string, day: string) =>
	items.filter((item) => item.hallId === hallId && dayInVietnam(new Date(item.plannedStart)) === day);

/** A choice by a name that a form can send back. */
export const nameOfChoice = (choice: CatchUp): string =>
	choice.kind === 'break'
		? `break:${choice.itemId}:${choice.to}`
		: choice.kind === 'shorten'
			? `shorten:${choice.speechId}:${choice.to}`
			: `text-only:${choice.speechId}`;

/** What the desk may do to catch up in a hall, and what is still to come there. */
export async function catchUpDesk(
	read: Tx,
	conferenceId: string,
	asked: {
		readonly items: readonly (ProgrammeItem & Course)[];
		readonly hallId: string;
		readonly day: string;
		readonly now: Date;
	}
) {
	const items = inHallOn(asked.items, asked.hallId, asked.day);
	const speeches = await speechesToCome(read, conferenceId);
	const { behind } = hallStanding(items, asked.now);
	const { choices, missing } = catchUp(items, speeches.of, behind);
	const { current, after } = toCome(items);
	return {
		behind,
		missing,
		remaining: [...(current ? [current] : []), ...after],
		choices: choices.map((choice) => ({
			...choice,
			name: nameOfChoice(choice),
			title:
				choice.kind === 'break'
					? items.find(({ id }) => id === choice.itemId)!.title
					: speeches.titles.get(choice.speechId)!
		}))
	};
}
