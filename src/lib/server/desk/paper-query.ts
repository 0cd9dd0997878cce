import { actorId, type Actor } from '#lib/domain/access/actor.ts';
import { sheetLines } from '#lib/domain/contest/ballot-sheet.ts';
import type { Name } from '#lib/domain/shared/name.ts';
import { currentMarks } from '#lib/server/judging/current-marks.ts';
import { papersOf } from '#lib/server/judging/papers-query.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { liveFacts } from './live-facts.ts';
import { namesOf } from './names-query.ts';
import { isOpenSheet, sheetStates, type SheetState } from './sheet-states.ts';

export interface PaperPlace {
	readonly teamId: string;
	readonly seatId: string;
	readonly partKey: string;
}

export interface PaperWaiting extends PaperPlace {
	readonly state: 'first' | 'differ';
	readonly enteredBy: readonly string[];
	/** Whether this person can go on with it: enter it a second time, or put the own entry right. */
	readonly isMine: boolean;
	readonly mayGoOn: boolean;
}

export interface PaperLine {
	readonly path: string;
	readonly part: Name;
	readonly name: Name;
	readonly min: string;
	readonly max: string;
	readonly step: string;
	readonly marks?: readonly string[];
	readonly coefficient: string;
	/** What this person keyed in before; null for nothing. */
	readonly own: string | null;
	/** What the other person keyed in: only once both have, so that nobody copies. */
	readonly other: string | null;
	readonly differs: boolean;
	/** What came from the tablet: only once this person has keyed in, so that nobody copies. */
	readonly received: string | null;
}

export interface PaperKeying extends PaperPlace {
	readonly state: SheetState;
	readonly partName: Name | null;
	/** 1 or 2; null where two other people have keyed it in. */
	readonly entry: 1 | 2 | null;
	readonly otherBy: string | null;
	/** How many marks of this sheet the tablet has delivered. */
	readonly received: number;
	readonly lines: readonly PaperLine[];
}

export interface PaperDesk {
	readonly teams: readonly { readonly id: string; readonly name: string; readonly position: number }[];
	readonly seats: readonly { readonly id: string; readonly label: string; readonly name: string }[];
	/** Keys of the sheets that judges have; `*` where one sheet serves all parts. */
	readonly parts: readonly { readonly key: string; readonly name: Name | null }[];
	readonly waiting: readonly PaperWaiting[];
	readonly keying: PaperKeying | null;
}

/** What is keyed in from paper: the sheets that wait for a second person, and the one that is open in front of this one. */
export async function paperDesk(
	read: Tx,
	actor: Actor,
	roundId: string,
	wanted: Partial<PaperPlace>
): Promise<PaperDesk> {
	const { live, facts } = await liveFacts(read, roundId);
	const me = actorId(actor);
	const papers = await papersOf(read, roundId);
	const states = await sheetStates(read, live, facts);
	const people = await namesOf(
		read,
		papers.flatMap(({ entries }) => entries.map(({ enteredBy }) => enteredBy))
	);
	const nameOf = (id: string) => people.get(id) ?? id;
	const partNames = new Map(facts.stage.parts.map(({ key, name }) => [key, name]));
	const turnKeys = [...new Set(facts.turns.map(({ partKey }) => partKey))];
	const seats = [...facts.seats.values()].filter(({ isJudge }) => isJudge);
	const isAt = (place: PaperPlace) =>
		place.teamId === wanted.teamId && place.seatId === wanted.seatId && place.partKey === wanted.partKey;

	async function keying(): Promise<PaperKeying | null> {
		const sheet = states.find(isAt);
		if (!sheet || sheet.asked === 0) return null;
		const { teamId, seatId, partKey } = sheet;
		const rows = await read.paperBallot.findMany({ where: { roundId, teamId, seatId, partKey } });
		const own = rows.find(({ enteredBy }) => enteredBy === me);
		const others = rows.filter(({ enteredBy }) => enteredBy !== me);
		const other = others[0];
		const entry = own ? own.entry : others.length === 2 ? null : other ? 3 - other.entry : 1;
		const ownMarks = own ? (JSON.parse(own.marks) as Record<string, string>) : {};
		const tablet = new Map(
			(await currentMarks(read, { roundId, seatId, teamId })).map(({ criterion, value }) => [
				criterion,
				value
			])
		);
		const lines = sheetLines(facts.stage, partKey, facts.seats.get(seatId)!.kind);
		const otherMarks = own && other ? (JSON.parse(other.marks) as Record<string, string>) : null;
		const parts = new Map(
			facts.stage.parts.flatMap((part) => [
				[part.key, part.name] as const,
				...(part.kind === 'compound'
					? part.parts.map((sub) => [`${part.key}.${sub.key}`, sub.name] as const)
					: [])
			])
		);
		return {
			teamId,
			seatId,
			partKey,
			state: sheet.state,
			partName: partNames.get(partKey) ?? null,
			entry: entry as 1 | 2 | null,
			otherBy: other ? nameOf(other.enteredBy) : null,
			received: lines.filter(({ path }) => tablet.get(path) != null).length,
			lines: lines.map(({ path, partPath, criterion: { name, min, max, step, coefficient, marks } }) => ({
				path,
				part: parts.get(partPath) ?? { vi: partPath, en: partPath },
				name,
				min,
				max,
				step,
				...(marks && { marks }),
				coefficient,
				own: ownMarks[path] ?? null,
				other: otherMarks?.[path] ?? null,
				differs: otherMarks !== null && otherMarks[path] !== ownMarks[path],
				received: own ? (tablet.get(path) ?? null) : null
			}))
		};
	}

	return {
		teams: [...facts.teams.values()].map(({ id, name, position }) => ({ id, name, position })),
		seats: seats.map(({ id, label, name }) => ({ id, label, name })),
		parts: (turnKeys.length > 0 ? turnKeys : ['*']).map((key) => ({ key, name: partNames.get(key) ?? null })),
		waiting: papers.flatMap(({ state, entries, teamId, seatId, partKey }): PaperWaiting[] => {
			const sheet = states.find(
				(one) => one.teamId === teamId && one.seatId === seatId && one.partKey === partKey
			);
			if (state === 'agreed' || !sheet || !isOpenSheet(sheet.state)) return [];
			const isMine = entries.some(({ enteredBy }) => enteredBy === me);
			return [
				{
					teamId,
					seatId,
					partKey,
					state,
					enteredBy: entries.map(({ enteredBy }) => nameOf(enteredBy)),
					isMine,
					mayGoOn: state === 'first' ? !isMine : isMine
				}
			];
		}),
		keying: await keying()
	};
}
