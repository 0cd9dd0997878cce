import * as v from 'valibot';
import { canonicalJson } from '#lib/domain/shared/canonical-json.ts';
import { sha256Hex } from '#lib/domain/shared/sha256.ts';
import { command } from '#lib/server/command/command.ts';
import type { Tx } from '#lib/server/db/client.ts';
import { id, ticked } from './input.ts';
import {
	MOVED_TABLES,
	packRow,
	rowsOf,
	tableOf,
	type MovedTable,
	type Row
} from './package-moving-tables.ts';
import { contestScope } from './scope.ts';

/** A contest with everything that is needed to go on with it somewhere else, in whatever state it is. */
export interface MovingContest {
	readonly format: 'kheo-moving-contest';
	readonly version: 1;
	readonly withDrafts: boolean;
	readonly contest: Row;
	/** Units and people that its rows name, units from the top down. */
	readonly units: readonly Row[];
	readonly people: readonly Row[];
	/** What its teams are shown with; a file from before there were pictures has none. */
	readonly pictures?: readonly Row[] | undefined;
	/** Pictures for which there was no room. */
	readonly picturesLeft?: number | undefined;
	readonly tables: Readonly<Record<string, readonly Row[]>>;
	/** SHA-256 over the canonical JSON of all the above: what the logs of both installations name. */
	readonly hash: string;
}

export const movingHash = (moving: Omit<MovingContest, 'hash'>): string =>
	sha256Hex(canonicalJson(moving as never));

type Tables = Record<MovedTable, readonly Row[]>;

/** Without drafts only what was handed in goes along: a judge's unfinished sheet is given anew. */
function withoutDrafts(tables: Tables): Tables {
	const sheet = ({ seatId, teamId, partKey }: Row) =>
		`${seatId as string} ${teamId as string} ${partKey as string}`;
	const final = tables.ballot.filter(({ state }) => state === 'final');
	const sheets = new Set(final.map(sheet));
	const lines = new Set(
		final.flatMap(({ seatId, teamId, marks }) =>
			Object.keys(JSON.parse(String(marks ?? '{}')) as object).map(
				(path) => `${seatId as string} ${teamId as string} ${path}`
			)
		)
	);
	return {
		...tables,
		ballot: final,
		mark: tables.mark.filter(({ seatId, teamId, criterion }) =>
			lines.has(`${seatId as string} ${teamId as string} ${criterion as string}`)
		),
		paperBallot: tables.paperBallot.filter((row) => sheets.has(sheet(row))),
		heldMark: tables.heldMark.filter(({ kind, decision }) => kind === 'late' || decision !== null)
	};
}

async function unitsAbove(tx: Tx, ids: readonly string[]): Promise<Row[]> {
	const rows = new Map<string, Row>();
	for (let open = [...new Set(ids)]; open.length > 0;) {
		const found = await tableOf(tx, 'unit').findMany({ where: { id: { in: open } } });
		for (const row of found) rows.set(String(row.id), packRow(row));
		const above = found.flatMap(({ parentId }) => (typeof parentId === 'string' ? [parentId] : []));
		open = [...new Set(above)].filter((one) => !rows.has(one));
	}
	const depth = (row: Row): number => {
		const parent = rows.get(String(row.parentId));
		return parent ? depth(parent) + 1 : 0;
	};
	return [...rows.values()].sort((a, b) => depth(a) - depth(b) || (String(a.code) < String(b.code) ? -1 : 1));
}

const named = (rows: readonly Row[], ...columns: readonly string[]): string[] =>
	rows.flatMap((row) =>
		columns.flatMap((column) => {
			const value = row[column];
			return typeof value === 'string' ? [value] : [];
		})
	);

/** A file that is too large to be taken in would be worse than one without the largest photographs. */
const MOST_PICTURE_BYTES = 16 * 1024 * 1024;

/** Pictures of teams and slides, the small ones first as far as there is room; teams of the others go without, their slides stay. */
async function picturesOf(tx: Tx, teams: readonly Row[], slides: readonly Row[]) {
	const all = (
		await tx.picture.findMany({ where: { hash: { in: named([...teams, ...slides], 'pictureHash') } } })
	).sort((a, b) => a.bytes.length - b.bytes.length || (a.hash < b.hash ? -1 : 1));
	let room = MOST_PICTURE_BYTES;
	const taken = all.filter(({ bytes }) => (room -= bytes.length) >= 0);
	const hashes = new Set<Row[string]>(taken.map(({ hash }) => hash));
	const team = teams.map((row) =>
		hashes.has(row.pictureHash ?? null) ? row : { ...row, pictureHash: null }
	);
	const slidePicture = slides.filter((row) => hashes.has(row.pictureHash ?? null));
	return { pictures: taken.map(packRow), team, slidePicture, picturesLeft: all.length - taken.length };
}

/**
 * Takes a contest along as it stands: set-up, run of show, marks, decisions, published versions, seeds that were promised
 * and not shown. Nothing changes here but the log, which says that it left and with what.
 */
export const moveContest = command({
	action: 'contest.move',
	input: v.object({ contestId: id, withDrafts: ticked }),
	scope: (tx, { contestId }) => contestScope(tx, contestId),
	async run({ tx, audit }, { contestId, withDrafts }): Promise<MovingContest> {
		const contest = packRow(await tx.contest.findUniqueOrThrow({ where: { id: contestId } }));
		const teams = await tx.team.findMany({ where: { contestId }, select: { id: true } });
		const teamIds = teams.map((team) => team.id);
		const tables = {} as Tables;
		for (const table of MOVED_TABLES) tables[table] = await rowsOf(tx, table, contestId, teamIds);
		const moved = withDrafts ? tables : withoutDrafts(tables);
		const people = await tableOf(tx, 'person').findMany({
			where: { id: { in: named(Object.values(moved).flat(), 'personId') } },
			orderBy: { id: 'asc' }
		});
		const personRows = people.map(packRow);
		const units = await unitsAbove(
			tx,
			named([contest, ...Object.values(moved).flat(), ...personRows], 'unitId', 'leadUnitId', 'hostUnitId')
		);
		const { pictures, team, slidePicture, picturesLeft } = await picturesOf(
			tx,
			moved.team,
			moved.slidePicture
		);
		const content = {
			format: 'kheo-moving-contest' as const,
			version: 1 as const,
			withDrafts,
			contest,
			units,
			people: personRows,
			pictures,
			picturesLeft,
			tables: { ...moved, team, slidePicture }
		};
		const hash = movingHash(content);
		const counts = Object.fromEntries(MOVED_TABLES.map((table) => [table, moved[table].length]));
		audit({ subjectKind: 'contest', subjectId: contestId, after: { moving: hash, withDrafts, counts } });
		return { ...content, hash };
	}
});
