import type { Tx } from '#lib/server/db/client.ts';

/** A value of a row as JSON: moments, large numbers and bytes are marked, because they have to come back as such. */
export type Cell =
	| string
	| number
	| boolean
	| null
	| { readonly at: string }
	| { readonly big: string }
	| { readonly base64: string };
export type Row = Readonly<Record<string, Cell>>;

type By = 'contest' | 'round' | 'team' | 'bank' | 'draw';

/** Every table whose rows go with a contest, in the order in which they can be written: what is named comes first. */
export const MOVED = {
	rulesVersion: 'contest',
	cluster: 'contest',
	team: 'contest',
	teamUnit: 'team',
	teamMember: 'contest',
	declaredConflict: 'contest',
	round: 'contest',
	panelSeat: 'round',
	entry: 'round',
	performance: 'round',
	mark: 'round',
	heldMark: 'round',
	secondLook: 'round',
	ballot: 'round',
	paperBallot: 'round',
	deduction: 'round',
	givenScore: 'round',
	stageTime: 'round',
	clockEvent: 'round',
	voidedAttempt: 'round',
	decision: 'contest',
	freeze: 'round',
	resultVersion: 'contest',
	approval: 'round',
	appeal: 'round',
	printedRecord: 'round',
	ceremony: 'round',
	questionBank: 'contest',
	question: 'bank',
	questionDraw: 'contest',
	askedQuestion: 'draw',
	teamAnswer: 'team',
	quizScore: 'round',
	// Hashes only: printed tickets go on working where the contest goes on.
	audienceVote: 'contest',
	audienceTicket: 'contest',
	audienceBallot: 'contest',
	slideShow: 'contest',
	slidePicture: 'contest'
} as const satisfies Readonly<Record<string, By>>;
export type MovedTable = keyof typeof MOVED;
export const MOVED_TABLES = Object.keys(MOVED) as readonly MovedTable[];

/** Tables of a contest that stay behind: what is secret to this installation, or is made anew from the rest. */
export const LEFT_BEHIND = [
	'TeamInvitation',
	'RoleGrant',
	'Pairing',
	'Device',
	'Screen',
	'ImportBatch',
	'AuditEntry',
	'Projection',
	// A conference that honours the contest is an event of its own, and is prepared where it is held.
	'Conference',
	// Honours stand in the books of whoever awards them, where their certificates are looked up.
	'AwardDecision',
	'AwardRecipient',
	// What a team's tablet holds is known to the installation that gave it: its team gets a new link here.
	'QuizTablet'
] as const;

/** Numbered by the database itself; the order of the rows keeps what the numbers say. */
const NUMBERED: readonly string[] = ['mark', 'clockEvent'];

/** Not as a database keeps them, which is the order in which they came. */
const ORDERED: Readonly<Partial<Record<MovedTable, string>>> = { audienceBallot: 'key' };

interface AnyTable {
	findMany(query: object): Promise<Record<string, unknown>[]>;
	createMany(query: { data: object[] }): Promise<unknown>;
}

export const tableOf = (tx: Tx, table: string): AnyTable =>
	(tx as unknown as Readonly<Record<string, AnyTable>>)[table]!;

function cell(value: unknown): Cell {
	if (value instanceof Date) return { at: value.toISOString() };
	if (typeof value === 'bigint') return { big: value.toString() };
	if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') };
	return value as Cell;
}

export const packRow = (row: Readonly<Record<string, unknown>>): Row =>
	Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cell(value)]));

export function unpackRow(row: Row): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(row).map(([name, value]) => {
			if (typeof value !== 'object' || value === null) return [name, value];
			if ('base64' in value) return [name, new Uint8Array(Buffer.from(value.base64, 'base64'))];
			return [name, 'at' in value ? new Date(value.at) : BigInt(value.big)];
		})
	);
}

/** The rows of one table that belong to a contest, oldest first where their order says something. */
export async function rowsOf(
	tx: Tx,
	table: MovedTable,
	contestId: string,
	teamIds: readonly string[]
): Promise<Row[]> {
	const where = {
		contest: { contestId },
		round: { round: { contestId } },
		team: { teamId: { in: [...teamIds] } },
		bank: { bank: { contestId } },
		draw: { draw: { contestId } }
	}[MOVED[table]];
	const isNumbered = NUMBERED.includes(table);
	const order = isNumbered ? 'seq' : ORDERED[table];
	const rows = await tableOf(tx, table).findMany({
		where,
		...(order ? { orderBy: { [order]: 'asc' } } : {})
	});
	return rows.map((row) => {
		const { seq: _, ...rest } = row;
		return packRow(isNumbered ? rest : row);
	});
}
