import type { Actor } from '#lib/domain/access/actor.ts';
import { sheetLines } from '#lib/domain/contest/ballot-sheet.ts';
import { ballotStateOf, ballotTransition } from '#lib/domain/contest/states.ts';
import type { Name } from '#lib/domain/shared/name.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { blindFor, ownSeat } from './blindness.ts';
import { liveFacts } from './live-facts.ts';
import { namesOf } from './names-query.ts';
import { sheetStates, type SheetState } from './sheet-states.ts';

export interface SheetLineView {
	readonly path: string;
	/** Part or sub-part, and criterion. */
	readonly part: Name;
	readonly name: Name;
	readonly max: string;
	readonly coefficient: string;
	/** Null: none, or not to be seen yet. */
	readonly value: string | null;
}

export interface MarkChange {
	readonly seq: number;
	readonly path: string;
	readonly name: Name;
	readonly value: string | null;
	readonly source: string;
	readonly device: string | null;
	readonly at: Date;
}

export interface SheetEvent {
	readonly at: Date;
	readonly action: string;
	readonly by: string;
	readonly reason: string | null;
}

export interface SheetView {
	readonly partKey: string;
	/** Null: all parts on one sheet. */
	readonly partName: Name | null;
	readonly state: SheetState;
	readonly given: number;
	readonly asked: number;
	readonly source: string | null;
	readonly version: number;
	readonly finalAt: Date | null;
	/** Verified or published with its round: opening it again takes a second person. */
	readonly isSealed: boolean;
	/** A draft is the judge's own until it is handed in; a judge is blind to the others until then. */
	readonly isHidden: boolean;
	readonly lines: readonly SheetLineView[];
	readonly changes: readonly MarkChange[];
	readonly events: readonly SheetEvent[];
}

export interface JudgeSheets {
	readonly team: {
		readonly id: string;
		readonly name: string;
		readonly code: string;
		readonly position: number;
	};
	readonly seat: {
		readonly id: string;
		readonly label: string;
		readonly name: string;
		readonly isChair: boolean;
	};
	readonly isBlind: boolean;
	readonly sheets: readonly SheetView[];
}

/** The sheets of one judge for one team, line by line with every change. Refuses with `not_found`. */
export async function judgeSheets(
	read: Tx,
	actor: Actor,
	roundId: string,
	teamId: string,
	seatId: string
): Promise<JudgeSheets> {
	const { live, facts } = await liveFacts(read, roundId);
	const team = facts.teams.get(teamId);
	const seat = facts.seats.get(seatId);
	if (!team || !seat?.isJudge) throw new Refusal('not_found');
	const states = await sheetStates(read, live, facts, teamId);
	const viewer = await ownSeat(read, actor, facts, roundId);
	const isBlind = viewer !== seatId && blindFor(states, viewer).has(teamId);
	const place = { roundId, teamId, seatId };
	const ballots = new Map((await read.ballot.findMany({ where: place })).map((row) => [row.partKey, row]));
	const last = await read.resultVersion.findFirst({
		where: { roundId },
		orderBy: { version: 'desc' },
		select: { publishedAt: true }
	});
	const marks = await read.mark.findMany({ where: place, orderBy: { seq: 'asc' } });
	const deviceIds = marks.flatMap(({ deviceId }) => (deviceId ? [deviceId] : []));
	const devices = await read.device.findMany({
		where: { id: { in: [...new Set(deviceIds)] } },
		select: { id: true, label: true }
	});
	const deviceName = new Map(devices.map(({ id, label }) => [id, label]));
	const events = await read.auditEntry.findMany({
		where: { subjectKind: 'ballot', subjectId: { in: [...ballots.values()].map(({ id }) => id) } },
		orderBy: { seq: 'asc' }
	});
	const people = await namesOf(
		read,
		events.flatMap(({ actorId }) => (actorId ? [actorId] : []))
	);
	const newest = new Map(marks.map(({ criterion, value }) => [criterion, value]));
	return {
		team: { id: team.id, name: team.name, code: team.code, position: team.position },
		seat: { id: seat.id, label: seat.label, name: seat.name, isChair: seat.role === 'chair' },
		isBlind,
		sheets: states
			.filter((sheet) => sheet.seatId === seatId)
			.map(({ partKey, state, given, asked, source }) => {
				const ballot = ballots.get(partKey);
				const lines = sheetLines(facts.stage, partKey, seat.kind);
				const paths = new Map(lines.map((line) => [line.path, line.criterion.name]));
				const own = events.filter(({ subjectId }) => subjectId === ballot?.id);
				const wasHandedIn =
					ballot?.state === 'final' ||
					ballot?.source === 'paper' ||
					own.some(({ action }) => action === 'ballot.finalize');
				const isHidden = isBlind || !wasHandedIn;
				const handedIn = ballot?.marks ? (JSON.parse(ballot.marks) as Record<string, string>) : null;
				const valueOf = (path: string) => (handedIn ? handedIn[path] : newest.get(path)) ?? null;
				return {
					partKey,
					partName: facts.stage.parts.find(({ key }) => key === partKey)?.name ?? null,
					state,
					given,
					asked,
					source,
					version: ballot?.version ?? 0,
					finalAt: ballot?.finalAt ?? null,
					isSealed: isSealed(ballot, last?.publishedAt ?? null),
					isHidden,
					lines: lines.map(({ path, partPath, criterion: { name, max, coefficient } }) => ({
						path,
						part: partName(facts.stage.parts, partPath),
						name,
						max,
						coefficient,
						value: isHidden ? null : valueOf(path)
					})),
					changes: isHidden
						? []
						: marks.flatMap(({ seq, criterion, value, source, deviceId, at }) => {
								const name = paths.get(criterion);
								const device = deviceId ? (deviceName.get(deviceId) ?? null) : null;
								return name ? [{ seq, path: criterion, name, value, source, device, at }] : [];
							}),
					events: own.map(({ at, action, actorId, actorName, reason, after }) => ({
						at,
						// Agreed to by a second person, as opening a sheet is, and something else.
						action: after?.includes('"swappedWith"') ? 'ballot.swap' : action,
						by: (actorId && people.get(actorId)) ?? actorName,
						reason
					}))
				};
			})
	};
}

function isSealed(ballot: Parameters<typeof ballotStateOf>[0] | undefined, publishedAt: Date | null) {
	if (!ballot) return false;
	return ballotTransition(ballotStateOf(ballot, publishedAt), 'unlock')?.needsSecondPerson ?? false;
}

function partName(parts: readonly { key: string; name: Name }[], path: string): Name {
	const [key, subKey] = path.split('.');
	const part = parts.find((known) => known.key === key);
	const subs = part && 'parts' in part ? (part.parts as readonly { key: string; name: Name }[]) : [];
	const name = (subKey && subs.find((sub) => sub.key === subKey)?.name) || part?.name;
	return name ?? { vi: path, en: path };
}
