import * as v from 'valibot';
import { ALL_TEAMS } from '#lib/domain/quiz/draw-questions.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { readPicture } from '#lib/server/pictures/read-picture.ts';
import { keepPicture } from '#lib/server/pictures/store.ts';
import { contestCode } from './contest-fields.ts';
import { id } from './input.ts';
import { movingHash, type MovingContest } from './package-moving-export.ts';
import { MOVED_TABLES, tableOf, unpackRow, type Row } from './package-moving-tables.ts';
import { unitScope } from './scope.ts';

const CellSchema = v.union([
	v.string(),
	v.number(),
	v.boolean(),
	v.null(),
	v.strictObject({ at: v.pipe(v.string(), v.isoTimestamp()) }),
	v.strictObject({ big: v.pipe(v.string(), v.regex(/^-?\d{1,19}$/)) }),
	v.strictObject({ base64: v.pipe(v.string(), v.base64()) })
]);
const rows = v.array(v.record(v.string(), CellSchema));
const MovingSchema = v.strictObject({
	format: v.literal('kheo-moving-contest'),
	version: v.literal(1),
	withDrafts: v.boolean(),
	contest: v.record(v.string(), CellSchema),
	units: rows,
	people: rows,
	pictures: v.optional(rows),
	picturesLeft: v.optional(v.number()),
	tables: v.record(v.string(), rows),
	hash: v.string()
});

/** What people have to do here before they go on. */
export interface DoneAnew {
	/** Seats of judges, secretaries and timekeepers in rounds that are not over, each with its tablet to pair. */
	readonly tablets: number;
	/** Units that had a link to register with. */
	readonly hasRegistration: boolean;
	/** Whether questions were drawn in rounds that are not over: teams' own tablets stay behind. */
	readonly hasQuiz: boolean;
	/** Sheets that were begun and not handed in and did not come along. */
	readonly withDrafts: boolean;
	readonly openRounds: number;
	/** Teams' photographs that were too large to come along. */
	readonly picturesLeft: number;
}

export interface MovedHere {
	readonly contestId: string;
	readonly code: string;
	readonly anew: DoneAnew;
}

function unreadable(): never {
	throw new Refusal('contest_moving_unreadable');
}

function read(text: string): MovingContest {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		unreadable();
	}
	const parsed = v.safeParse(MovingSchema, json);
	if (!parsed.success) unreadable();
	const { hash, ...content } = parsed.output;
	if (movingHash(content) !== hash) unreadable();
	return { ...content, hash };
}

const text = (row: Row, column: string) => String(row[column] ?? '');
const idsIn = (list: readonly Row[] | undefined) => new Set((list ?? []).map((row) => text(row, 'id')));

/** Every name of another row must be one of the file's own: what stands here already is nobody's to write to. */
function refuseStrangers(moving: MovingContest): void {
	const { tables } = moving;
	const contest = new Set([text(moving.contest, 'id')]);
	const own: Readonly<Record<string, ReadonlySet<string>>> = {
		contestId: contest,
		roundId: idsIn(tables.round),
		teamId: idsIn(tables.team),
		onStageTeamId: idsIn(tables.team),
		seatId: idsIn(tables.panelSeat),
		clusterId: idsIn(tables.cluster),
		rulesVersionId: idsIn(tables.rulesVersion),
		approvalId: idsIn(tables.approval),
		bankId: idsIn(tables.questionBank),
		questionId: idsIn(tables.question),
		drawId: idsIn(tables.questionDraw),
		askedId: idsIn(tables.askedQuestion),
		drawer: new Set([ALL_TEAMS, ...idsIn(tables.team)]),
		voteId: idsIn(tables.audienceVote),
		personId: idsIn(moving.people),
		unitId: idsIn(moving.units),
		leadUnitId: idsIn(moving.units),
		pictureHash: new Set((moving.pictures ?? []).map((row) => text(row, 'hash')))
	};
	if (Object.keys(tables).some((table) => !(MOVED_TABLES as readonly string[]).includes(table))) unreadable();
	for (const row of Object.values(tables).flat()) {
		for (const [column, value] of Object.entries(row)) {
			const known = own[column];
			if (known && value !== null && !known.has(String(value))) unreadable();
		}
	}
}

/** The units by id or code where they are here already, the others as they were. */
async function moveUnits({ tx, audit }: Context, units: readonly Row[]): Promise<Map<string, string>> {
	const ids = new Map<string, string>();
	for (const unit of units) {
		const [unitId, code] = [text(unit, 'id'), text(unit, 'code')];
		const there = await tx.unit.findUnique({ where: { code }, select: { id: true } });
		if (there) {
			ids.set(unitId, there.id);
			continue;
		}
		if (await tx.unit.findUnique({ where: { id: unitId }, select: { id: true } })) unreadable();
		const parentId = unit.parentId === null ? null : (ids.get(text(unit, 'parentId')) ?? null);
		await tableOf(tx, 'unit').createMany({ data: [{ ...unpackRow(unit), parentId }] });
		audit({ subjectKind: 'unit', subjectId: unitId, after: { code, name: unit.name } });
		ids.set(unitId, unitId);
	}
	return ids;
}

/** People as they were; somebody who is here under the same id and name is the same person. */
async function movePeople(
	{ tx, newId }: Context,
	people: readonly Row[],
	units: ReadonlyMap<string, string>
): Promise<Map<string, string>> {
	const ids = new Map<string, string>();
	for (const person of people) {
		const personId = text(person, 'id');
		const there = await tx.person.findUnique({ where: { id: personId }, select: { fullName: true } });
		const isSame = there?.fullName === person.fullName;
		const ours = there && !isSame ? newId() : personId;
		ids.set(personId, ours);
		if (isSame) continue;
		const unitId = person.unitId === null ? null : (units.get(text(person, 'unitId')) ?? null);
		const row = { ...unpackRow(person), id: ours, unitId };
		const { externalCode } = row as { externalCode?: string | null };
		const isTaken =
			typeof externalCode === 'string' &&
			(await tx.person.findUnique({ where: { externalCode }, select: { id: true } })) !== null;
		await tableOf(tx, 'person').createMany({
			data: [{ ...row, ...(isTaken ? { externalCode: null } : {}) }]
		});
	}
	return ids;
}

/** Pictures are read again as if somebody had sent them: what a file calls one may be anything. */
async function movePictures({ tx, at }: Context, pictures: readonly Row[]): Promise<void> {
	for (const row of pictures) {
		const { bytes } = unpackRow(row);
		if (!(bytes instanceof Uint8Array)) unreadable();
		const picture = await readPicture(bytes).catch(() => unreadable());
		if (picture.hash !== row.hash) unreadable();
		await keepPicture(tx, picture, at);
	}
}

/**
 * Goes on with a contest that was taken along from another installation: every row keeps its id, so that draws can be
 * repeated and published results verified. Refuses where the contest is here already, and a file that names anything else.
 */
export const importMoving = command({
	action: 'contest.import',
	input: v.object({
		code: contestCode,
		hostUnitId: id,
		text: v.pipe(v.string('field_required'), v.minLength(1, 'field_required'))
	}),
	scope: (tx, { hostUnitId }) => unitScope(tx, hostUnitId),
	async run(context, { code, hostUnitId, text: file }): Promise<MovedHere> {
		const { tx, audit, publish } = context;
		const moving = read(file);
		refuseStrangers(moving);
		const contestId = text(moving.contest, 'id');
		if (await tx.contest.findUnique({ where: { id: contestId }, select: { id: true } })) {
			throw new Refusal('contest_moving_is_here');
		}
		if (await tx.contest.findUnique({ where: { code }, select: { id: true } })) {
			throw new Refusal('contest_code_taken', { code }, [
				{ field: 'code', code: 'contest_code_taken', params: { code } }
			]);
		}
		const units = await moveUnits(context, moving.units);
		const people = await movePeople(context, moving.people, units);
		await movePictures(context, moving.pictures ?? []);
		const ours = (row: Row) => ({
			...unpackRow(row),
			...('unitId' in row && row.unitId !== null ? { unitId: units.get(text(row, 'unitId')) } : {}),
			...('leadUnitId' in row && row.leadUnitId !== null
				? { leadUnitId: units.get(text(row, 'leadUnitId')) }
				: {}),
			...('personId' in row && row.personId !== null ? { personId: people.get(text(row, 'personId')) } : {}),
			// The links stay behind: whoever has one writes to the installation that gave it.
			...('invitationId' in row ? { invitationId: null } : {})
		});
		try {
			await tableOf(tx, 'contest').createMany({ data: [{ ...unpackRow(moving.contest), code, hostUnitId }] });
			for (const table of MOVED_TABLES) {
				const data = (moving.tables[table] ?? []).map(ours);
				if (data.length > 0) await tableOf(tx, table).createMany({ data });
			}
		} catch {
			// A column that this version does not know, or an id that is taken: nothing of it is kept.
			unreadable();
		}
		const open = (moving.tables.round ?? []).filter(
			({ state }) => state === 'open' || state === 'configured'
		);
		const openIds = idsIn(open);
		const anew: DoneAnew = {
			tablets: (moving.tables.panelSeat ?? []).filter((seat) => openIds.has(text(seat, 'roundId'))).length,
			hasRegistration: moving.contest.registration === 'open',
			hasQuiz: (moving.tables.askedQuestion ?? []).some((asked) => openIds.has(text(asked, 'roundId'))),
			withDrafts: moving.withDrafts,
			openRounds: open.filter(({ state }) => state === 'open').length,
			picturesLeft: moving.picturesLeft ?? 0
		};
		audit({
			subjectKind: 'contest',
			subjectId: contestId,
			after: { code, moving: moving.hash, withDrafts: moving.withDrafts, anew }
		});
		publish({ kind: 'contest.changed', contestId });
		return { contestId, code, anew };
	}
});
