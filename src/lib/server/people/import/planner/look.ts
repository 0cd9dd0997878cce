import type { Actor } from '#lib/domain/access/actor.ts';
import { may } from '#lib/domain/access/policy.ts';
import { FIELDS, guessMapping, headingLine, missingFields } from '#lib/domain/people/import/columns.ts';
import { Refusal } from '#lib/server/command/refusal.ts';
import { m } from '#lib/paraglide/messages.js';
import { cellProblemWords } from '#lib/words/people.ts';
import { tableFromFile, tableFromText } from '../../table/read-table.ts';
import type { ImportRequest } from '../input.ts';
import { importScope, planHash, planImport } from '../plan.ts';
import { restFile } from '../rest-file.ts';
import { soundPart } from '../sound-part.ts';
import { stage } from '../staging.ts';
import { requestOf, type StagedList } from './list.ts';
import type { Desk } from './plans.ts';

const PROBLEMS_SHOWN = 1_000;
const ROWS_SHOWN = 300;
const EXAMPLE_LONGEST = 60;

export type Upload = Pick<
	ImportRequest,
	'kind' | 'contestId' | 'conferenceId' | 'underUnitId' | 'fileName'
> & {
	readonly folder: Omit<StagedList, 'id'>;
	/** A file, or a table that was pasted. */
	readonly content: Uint8Array | string;
};

/** Reads an uploaded list and lays it by for its preview; answers its id. */
export async function upload(_: Desk, { folder, content, ...about }: Upload): Promise<string> {
	const table =
		typeof content === 'string' ? tableFromText(content) : await tableFromFile(Buffer.from(content));
	const headings = headingLine(about.kind, table);
	const mapping = guessMapping(about.kind, table[headings] ?? []);
	const request = { ...about, headings, mapping, table: table.map((row) => [...row]) };
	return stage(folder, folder.accountId, request);
}

async function allowed({ database }: Desk, actor: Actor, list: StagedList): Promise<ImportRequest | null> {
	const request = await requestOf(list);
	if (request && !may(actor, 'import.apply', await importScope(database.read, request)))
		throw new Refusal('forbidden');
	return request;
}

const counted = <T>(list: readonly T[], shown: number) => ({
	shown: list.slice(0, shown),
	total: list.length
});
const ofFate = (rows: readonly { readonly fate: string }[], fate: string) =>
	rows.filter((row) => row.fate === fate).length;

async function difference({ database }: Desk, actor: Actor, request: ImportRequest) {
	const now = new Date();
	const planned = await planImport(database.read, actor, request, now);
	const part = await soundPart(database.read, actor, request, planned, now);
	const { rows, problems } = planned.plan;
	const bySeverity = (severity: 'error' | 'warning') =>
		counted(
			problems.filter((problem) => problem.severity === severity),
			PROBLEMS_SHOWN
		);
	const changing = ['changed', 'new'].flatMap((fate) => rows.filter((row) => row.fate === fate));
	const { shown, total } = counted(changing, ROWS_SHOWN);
	return {
		consent: planHash(planned),
		/** What can be written although some lines have errors. */
		part: part && {
			consent: planHash(part.planned),
			leftOut: part.leftOut.length,
			counts: {
				new: ofFate(part.planned.plan.rows, 'new'),
				changed: ofFate(part.planned.plan.rows, 'changed')
			}
		},
		errors: bySeverity('error'),
		warnings: bySeverity('warning'),
		counts: { new: ofFate(rows, 'new'), changed: ofFate(rows, 'changed'), same: ofFate(rows, 'same') },
		rows: {
			total,
			shown: shown.map(({ row, fate, label, changes }) => ({ row, fate, label, changes }))
		}
	};
}

/** A staged list as its preview shows it, never more of it than that; null where it is gone. */
export async function look(desk: Desk, { actor, list }: { actor: Actor; list: StagedList }) {
	const request = await allowed(desk, actor, list);
	if (!request) return null;
	const { kind, fileName, headings, mapping, table } = request;
	const missing = missingFields(kind, mapping);
	const example = (column: number) => table.find((row, line) => line > headings && row[column])?.[column];
	return {
		kind,
		fileName,
		headingLine: headings + 1,
		columns: mapping.map((field, column) => ({
			field,
			heading: table[headings]?.[column] ?? '',
			example: example(column)?.slice(0, EXAMPLE_LONGEST) ?? ''
		})),
		fields: Object.keys(FIELDS[kind]),
		missing,
		planned: missing.length > 0 ? null : await difference(desk, actor, request)
	};
}

/** Reads a staged list with other columns; false where it is gone. */
export async function remap(
	desk: Desk,
	asked: { actor: Actor; list: StagedList; headingLine: number; fields: readonly string[] }
): Promise<boolean> {
	const request = await allowed(desk, asked.actor, asked.list);
	if (!request) return false;
	const known: readonly string[] = Object.keys(FIELDS[request.kind]);
	const mapping = request.mapping.map((_, column) => {
		const field = asked.fields[column] ?? '';
		return known.includes(field) ? field : null;
	});
	const line = asked.headingLine - 1;
	const headings = line >= 0 && line < request.table.length ? line : request.headings;
	await stage(asked.list, asked.list.accountId, { ...request, headings, mapping }, asked.list.id);
	return true;
}

/** The lines of a staged list that have errors, with their errors, as a file; null where it is gone or has none. */
export async function rest(
	desk: Desk,
	{ actor, list, locale }: { actor: Actor; list: StagedList; locale: 'vi' | 'en' }
) {
	const request = await allowed(desk, actor, list);
	if (!request) return null;
	const { read } = desk.database;
	const now = new Date();
	const planned = await planImport(read, actor, request, now);
	const part = await soundPart(read, actor, request, planned, now);
	const problems = part?.problems ?? planned.plan.problems.filter(({ severity }) => severity === 'error');
	if (problems.length === 0) return null;
	const lines =
		part?.leftOut ?? [...new Set(problems.map(({ row }) => row))].sort((one, other) => one - other);
	const file = await restFile(request, lines, problems, {
		problem: m.people_import_problem({}, { locale }),
		of: ({ code, params }, heading) =>
			[heading, cellProblemWords(code, params, { locale })].filter((word) => word).join(': ')
	});
	return { kind: request.kind, file: new Uint8Array(file) };
}
